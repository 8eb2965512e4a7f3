"""What the first sheet says: what was asked, by whom, when, and how figures were made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Row


@dataclass(frozen=True)
class About:
    """What is known of a report before its sheets."""

    council: str
    period: str
    filters: Sequence[str]
    level: Level
    asked_by: str
    as_at: str
    templates: Sequence[str]
    picked: str
    places: str
    with_references: bool
    why: str
    in_full: bool
    wholes_only: bool = False


@dataclass(frozen=True)
class Done:
    """A sheet that was written: how many rows, and what had to be done to its text."""

    title: str
    about: str
    rows: int
    changed: int
    continued: int


def contents(about: About, sheets: Iterable[Done]) -> list[Row]:
    rows: list[tuple[str, str]] = [
        ("Report", f"Thematic findings, {about.council}"),
        ("Period", f"{about.period}, by the month of each round"),
        ("Filters", "; ".join(about.filters) or "None beside the period"),
        ("How records were chosen", about.picked),
        ("For", about.level.value),
        ("Figures as at", about.as_at),
    ]
    if not about.level.leaves:
        rows.append(("Asked for by", about.asked_by))
        rows.append(("Records", _of_records(about)))
    rows.append(("Templates counted", "; ".join(about.templates) or "None"))
    rows += [(f"Sheet: {one.title}", _of_sheet(one)) for one in sheets]
    rows += METHOD
    rows += _hiding(about)
    return [*rows]


def _of_records(about: About) -> str:
    if about.with_references:
        return f"Under their own references, because: {about.why}"
    return "Under names made for this report alone, which nobody can turn back. Another report has others."


def _of_sheet(one: Done) -> str:
    number = f"{one.rows:,} row{'' if one.rows == 1 else 's'}"
    said = [one.about, f"{number}."]
    if one.changed:
        said.append(
            f"{one.changed:,} of its cells held characters that a workbook cannot hold; they stand as \ufffd."
        )
    if one.continued:
        said.append(f"{one.continued:,} rows go on with text that is longer than a cell.")
    return " ".join(said)


METHOD = [
    ("What is counted", "Audits of records that are agreed or signed off and that whoever asked may open. Audits of a practitioner’s own work are in no figure."),
    ("Which grade counts", "The agreed grade, where there was a second opinion; else the auditor’s."),
    ("Where a record counts", "At the place where it was when its audit was begun, unless the filters say otherwise."),
    ("Shares", "Whole percentages of so many of how many. Of fewer than 5 there is no percentage; between 5 and 9 one more audit moves it by more than ten points."),
    ("Limits in trends", "Exact binomial limits: a month outside them would come by chance about once in 370. They are drawn from six months on, and are provisional until there are twelve."),
    ("Changes", "The last six settled months against up to twelve before, told only where the gap is 10 points or more, and so large that chance alone would cause it in fewer than 1 of 200 comparisons."),
    ("Empty cells", "Nothing is known, or there were too few to say. A nought is a true nought."),
]  # fmt: skip


def _hiding(about: About) -> list[tuple[str, str]]:
    if about.level is Level.INTERNAL:
        return [("Small counts", "Shown, for those who may open the audits behind them. Make another report before you pass figures on to others.")]  # fmt: skip
    rows = [
        (
            "No words and no names",
            "This report holds no text from audits, no record, and no member of staff.",
        )
    ]
    if about.level is Level.PUBLIC:
        rows.append(("Small counts", "Counts of 1 to 7 stand as *, all others are rounded to the nearest 5, each by itself, so that lines may not add up. Percentages are made of the rounded counts."))  # fmt: skip
        return rows
    rows.append(("Small counts", "Counts of 1 to 5 stand as c in tables by place, by answer, by voice, by action and by moderation, and so do as many others as it takes to keep them from being worked out. A table in which that cannot be had is hidden as a whole. A place or a time that is hidden on one sheet is hidden on all, and a question that was asked because of a hidden answer is hidden too."))  # fmt: skip
    if about.in_full:
        rows.append(("Figures of the whole", "Shown in full on the sheets Summary, Completion (by month), Grades by section, Grades of the whole, Trends and Themes, for 100 or more records could have been drawn and 10 or more people audited them."))  # fmt: skip
    if about.wholes_only:
        rows.append(("What is not broken down", "Some of these audits have left in a report of other months or of another place. So nothing stands here by place, by answer, by voice, by action or by moderation."))  # fmt: skip
    rows.append(("Before you pass it on", "The service compares it with reports that left before, and makes none that tells of a few beside them. It knows nothing of figures that left in another way."))  # fmt: skip
    return rows
