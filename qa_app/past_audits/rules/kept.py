"""What was understood of a workbook, as a preview keeps it for an hour: plain text and numbers, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from qa_app.past_audits.rules.rows import Written
from qa_app.past_audits.rules.summaries import OwnCount
from qa_app.past_audits.rules.understanding import Understood

DAYS = ("month", "completed")


def as_kept(one: Written) -> dict[str, Any]:
    """Only what says something."""
    kept = {name: value for name, value in asdict(one).items() if value not in (None, "", ())}
    return {name: value.isoformat() if name in DAYS else value for name, value in kept.items()}


def from_kept(kept: Mapping[str, Any]) -> Written:
    known = {**kept, "sections": tuple(tuple(one) for one in kept.get("sections", ()))}
    known |= {name: date.fromisoformat(known[name]) for name in DAYS if name in known}
    return Written(**known)


def sheets_kept(found: Understood) -> list[dict[str, Any]]:
    """Each sheet with what its columns were taken for; headings that are not read in are there by their words."""
    return [
        {
            "name": table.name,
            "header_row": table.header_row + 1,
            "headings": [[one.words, one.meaning] for one in table.headings if one.words],
            "may_be_grades": [one.words for one in table.headings if one.may_be_a_grade],
            "rows_read": reading.rows_read,
            "audits": len(reading.audits),
        }
        for table, reading in found.tables
    ]


def own_counts_kept(found: Understood) -> dict[str, list[float | None]]:
    return {month.isoformat(): [own.completed, own.good] for month, own in found.own_counts.items()}


def own_counts_from(kept: Mapping[str, list[Any]]) -> dict[date, OwnCount]:
    return {
        date.fromisoformat(month): OwnCount(completed, good)
        for month, (completed, good) in kept.items()
    }
