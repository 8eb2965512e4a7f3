"""What a row of a report says."""

from collections.abc import Mapping, Sequence
from datetime import date

COLUMNS = (
    "Reference",
    "Team",
    "Auditor",
    "Template",
    "Version",
    "Due",
    "Submitted",
    "Whose grades",
)


def whose_grades(*, is_agreed: bool, is_moderated: bool) -> str:
    """Which grades stand in the row: it is said in each, for some may still change."""
    if not is_moderated:
        return "The auditor’s"
    return (
        "Agreed after a second opinion" if is_agreed else "Provisional: a second opinion is awaited"
    )


def columns_for(headings: Sequence[str]) -> tuple[str, ...]:
    return (*COLUMNS, *headings)


def row(
    about: Sequence[str | int | date], grades: Mapping[str, str], headings: Sequence[str]
) -> tuple[str | int | date, ...]:
    """One audit: a section that its template did not ask about stays empty."""
    return (*about, *(grades.get(heading, "") for heading in headings))
