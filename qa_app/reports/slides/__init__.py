"""A paper as slides for PowerPoint: the same blocks as its Word document, with nothing cut and nothing small."""

from qa_app.reports.slides.writing import write

__all__ = ["write"]
