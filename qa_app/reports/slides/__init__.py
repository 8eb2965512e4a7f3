"""A paper as slides for PowerPoint: the same blocks as its Word document, with nothing cut and nothing small."""

from datetime import datetime
from pathlib import Path

from qa_app.reports.rules.paper import Paper

__all__ = ["write"]


def write(paper: Paper, path: Path, at: datetime) -> None:
    # What draws them is as large as all of our own reports: it is loaded once slides are wanted.
    from qa_app.reports.slides.writing import write as draw

    draw(paper, path, at)
