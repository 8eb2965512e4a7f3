"""Several lists, several rows, one record a child; and where the lists disagree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from qa_app.children.rules.records import OpenRecord, Reading
from qa_app.children.rules.statuses import CARE, CARE_LEAVER, PROTECTION, Status
from qa_app.uploads.rules.identifiers import chosen_spelling
from qa_app.uploads.rules.problems import Problem, Weight

LONG_AGO = date(1900, 1, 1)
SAID_WITH_THE_STATUS = ("legal_status", "category", "team", "practitioner", "second_practitioner")
SAID_BY_ANY_LIST = ("gender", "ethnic_group", "disability", "family_reference")


class Disagreement(StrEnum):
    """The words are those of the preview."""

    STATUS = "Lists give different statuses"
    MISSING = "In care or on a plan, and not in list 6"
    BIRTH = "Dates of birth differ between lists"
    TEAM = "Teams differ between lists"
    PRACTITIONER = "Practitioners differ between lists"


@dataclass(frozen=True)
class Joined:
    """One record a child, and what was found while joining."""

    records: tuple[OpenRecord, ...]
    problems: tuple[Problem, ...]
    duplicates: int
    spellings: int
    disagreements: dict[Disagreement, int]


def join(readings: Sequence[Reading], statuses: Sequence[Status]) -> Joined:
    """The first status of the council's list that applies to a child in any list is theirs."""
    by_child: dict[str, list[OpenRecord]] = defaultdict(list)
    problems: list[Problem] = []
    duplicates = 0
    for reading in readings:
        latest, dropped = _latest_in(reading, statuses)
        duplicates += len(dropped)
        problems.extend(dropped)
        for record in latest:
            by_child[record.key].append(record)
    spelt = _spellings(readings)
    several = {key: set(forms) for key, forms in spelt.items() if len(set(forms)) > 1}
    problems.extend(_spelling_notes(several, by_child))
    has_list_6 = any(reading.source.code == "list-6" for reading in readings)
    found: Counter[Disagreement] = Counter()
    records = []
    for key, rows in by_child.items():
        kinds = _disagreements(rows, list_6_is_here=has_list_6)
        found.update(kinds)
        problems.extend(_as_problem(kind, rows) for kind in kinds)
        records.append(replace(_one_of(rows, statuses), reference=chosen_spelling(spelt[key])))
    return Joined(tuple(records), tuple(problems), duplicates, len(several), dict(found))


def _spellings(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """How each child's reference is written, row by row."""
    written: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        for record in reading.records:
            written[record.key].append(record.reference)
    return written


def _latest_in(
    reading: Reading, statuses: Sequence[Status]
) -> tuple[list[OpenRecord], list[Problem]]:
    """Of a child's rows in one list, the latest; of equals the one with the earlier status."""
    order = _order(statuses)
    kept: dict[str, OpenRecord] = {}
    dropped = []
    for record in reading.records:
        before = kept.get(record.key)
        if before is None:
            kept[record.key] = record
            continue
        newer, older = before, record
        if _rank(record, order) > _rank(before, order):
            newer, older = record, before
        kept[record.key] = newer
        dropped.append(
            Problem(
                Weight.NOTED,
                reading.source.name,
                older.source_row,
                "",
                f"The child of this row is also in row {newer.source_row}, which is open or later. "
                "That row is used",
            )
        )
    return list(kept.values()), dropped


def _rank(record: OpenRecord, order: dict[str, int]) -> tuple[bool, date, int]:
    """An open episode before a closed one; then the one that began later."""
    return (record.is_open, record.status_since or LONG_AGO, -order[record.status])


def _order(statuses: Sequence[Status]) -> dict[str, int]:
    return {status.code: at for at, status in enumerate(statuses)}


def _one_of(rows: Sequence[OpenRecord], statuses: Sequence[Status]) -> OpenRecord:
    """The row whose status comes first says what it can; the others fill what it leaves open."""
    order = _order(statuses)
    ranked = sorted(rows, key=lambda row: order[row.status])
    first = ranked[0]
    of_this_status = [row for row in ranked if row.status == first.status]
    return replace(
        first,
        **_filled(ranked, SAID_WITH_THE_STATUS),
        **_filled(rows, SAID_BY_ANY_LIST),
        **_birth(rows, first),
        status_since=_first(of_this_status, "status_since"),
        also_on_plan=first.status != PROTECTION and any(map(_is_on_plan, rows)),
        plan_start=_plan_start(ranked),
        last_seen=_latest(row.last_seen for row in rows),
        last_review=_latest(row.last_review for row in rows),
        restricted=any(row.restricted for row in rows),
    )


def _filled(rows: Sequence[OpenRecord], names: Iterable[str]) -> dict[str, Any]:
    return {name: _first(rows, name) for name in names}


def _first(rows: Sequence[OpenRecord], name: str) -> Any:
    """What the first row says that says anything; else the nothing that they all say."""
    said = (getattr(row, name) for row in rows)
    return next((one for one in said if one not in (None, "")), getattr(rows[0], name))


def _birth(rows: Sequence[OpenRecord], first: OpenRecord) -> dict[str, Any]:
    """Of one row, so that the month and the year are of one day."""
    birth = next((row for row in rows if row.birth_year), first)
    age = _first(rows, "age") if birth.age is None else birth.age
    return {"birth_year": birth.birth_year, "birth_month": birth.birth_month, "age": age}


def _is_on_plan(row: OpenRecord) -> bool:
    return row.also_on_plan or (row.status == PROTECTION and row.is_open)


def _plan_start(ranked: Sequence[OpenRecord]) -> date | None:
    plans = (row.status_since for row in ranked if row.status == PROTECTION and row.status_since)
    return _first(ranked, "plan_start") or next(plans, None)


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _disagreements(rows: Sequence[OpenRecord], *, list_6_is_here: bool) -> list[Disagreement]:
    found = []
    by_list = {row.source_list: row for row in rows}
    in_6 = by_list.get("List 6")
    open_elsewhere = [
        row for row in rows if row is not in_6 and row.is_open and row.status != CARE_LEAVER
    ]
    if in_6 and any(_contradicts(in_6, row) for row in open_elsewhere):
        found.append(Disagreement.STATUS)
    if list_6_is_here and in_6 is None and open_elsewhere:
        found.append(Disagreement.MISSING)
    if len({(row.birth_year, row.birth_month) for row in rows if row.birth_year}) > 1:
        found.append(Disagreement.BIRTH)
    return found


def _contradicts(in_6: OpenRecord, other: OpenRecord) -> bool:
    """A child in care who is also on a plan stands in list 6 as in care, rightly."""
    return other.status != in_6.status and not (other.status == PROTECTION and in_6.status == CARE)


def _as_problem(kind: Disagreement, rows: Sequence[OpenRecord]) -> Problem:
    where = " and ".join(f"{row.source_list} row {row.source_row}" for row in rows)
    return Problem(
        Weight.NOTED, rows[0].source_list, rows[0].source_row, "", f"{kind.value} ({where})"
    )


def _spelling_notes(
    several: dict[str, set[str]], by_child: dict[str, list[OpenRecord]]
) -> list[Problem]:
    return [
        Problem(
            Weight.NOTED,
            by_child[key][0].source_list,
            by_child[key][0].source_row,
            "",
            "The reference of this child is written in "
            f"{len(forms)} ways, which differ in noughts or spaces. They are read as one child",
        )
        for key, forms in several.items()
    ]
