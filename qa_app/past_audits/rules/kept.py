"""What was understood of a workbook, as a preview keeps it for an hour, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qa_app.past_audits.rules.rows import Written
from qa_app.past_audits.rules.summaries import OwnCount
from qa_app.past_audits.rules.understanding import Understood
from qa_app.uploads.rules.kept import with_days

DAYS = ("month", "completed")


def from_kept(kept: Mapping[str, Any]) -> Written:
    sections = tuple(tuple(one) for one in kept.get("sections", ()))
    return Written(**{**with_days(kept, DAYS), "sections": sections})


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
