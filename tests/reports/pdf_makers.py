"""PDF files read back."""

from pathlib import Path

from pypdf import PdfReader


def text_of_pdf(path: Path) -> str:
    """Every word, as one line: where lines break says nothing."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def bookmarks_of(path: Path) -> list[str]:
    """Of the first level."""
    return [one.title for one in PdfReader(path).outline if not isinstance(one, list)]
