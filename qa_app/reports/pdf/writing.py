"""From papers to one PDF: a page of contents where there are several, each on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from qa_app.reports.pdf.html import STYLE, contents, paper
from qa_app.reports.rules.paper import Paper
from qa_app.web.charts.png import fonts


@dataclass(frozen=True)
class Bound:
    """What is put between two covers: its title, its council, and what stands at the foot of every page."""

    title: str
    council: str
    foot: str
    papers: Sequence[Paper]


@cache
def can_be_made() -> bool:
    """Whether the library and what it needs of the server are there."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def write(bound: Bound, path: Path, at: datetime) -> None:
    from weasyprint import HTML

    written = HTML(string=_whole(bound, at), url_fetcher=_fetcher()).write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True
    )
    path.write_bytes(written)


def _whole(bound: Bound, at: datetime) -> str:
    moment = at.astimezone(UTC).replace(microsecond=0).isoformat()
    regular, bold = (Markup(file.as_uri()) for file in fonts())  # noqa: S704 – our own files
    several = len(bound.papers) > 1
    return Markup(
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="author" content="{council}"><meta name="dcterms.created" content="{moment}">'
        '<meta name="dcterms.modified" content="{moment}">'
        "<style>{style}</style></head><body>{foot}{contents}{papers}</body></html>"
    ).format(
        title=bound.title,
        council=bound.council,
        moment=moment,
        style=STYLE.format(regular=regular, bold=bold),
        foot=Markup('<p class="foot">{}</p>').format(bound.foot),
        contents=contents(bound.title, bound.papers) if several else "",
        papers=Markup("").join(paper(one, f"p{at}") for at, one in enumerate(bound.papers)),
    )


def _fetcher() -> Any:
    """Nothing is fetched but our own font and the pictures that stand in the page itself."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    ours = {file.as_uri() for file in fonts()}

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in ours and not url.startswith("data:image/png;base64,"):
                raise FatalURLFetchingError("A paper fetches nothing")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("file", "data"))
