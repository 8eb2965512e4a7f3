"""Pages of programmes, rounds and the audits in them."""

from qa_app.rounds.routes import (
    allocations,
    calendar,
    download,
    drawing,
    holds,
    months,
    open_work,
    programmes,
    readers,
    references,
    requesting,
    surgery,
)
from qa_app.rounds.routes.blueprint import rounds

__all__ = [
    "allocations",
    "calendar",
    "download",
    "drawing",
    "holds",
    "months",
    "open_work",
    "programmes",
    "readers",
    "references",
    "requesting",
    "rounds",
    "surgery",
]
