"""What each audit has a part in, one by one, by the number of what was given out: as the pages count it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, String, cast

from qa_app.audits.models import Audit
from qa_app.audits.rules import FindingKind, Part
from qa_app.insight.queries.themes import Counting, tallies
from qa_app.insight.rules.stood import Themes, Voices
from qa_app.voices.queries.rates import rows_of
from qa_app.voices.queries.taking_part import lines_of


def themes_by_allocation(there: Counting) -> dict[int, Themes]:
    """The queries of the pages, by another column than the month. Two of them."""
    asked: dict[int, set[str]] = defaultdict(set)
    found: dict[FindingKind, dict[int, set[str]]] = {kind: defaultdict(set) for kind in FindingKind}
    for code, tally in tallies(there, Audit.allocation_id).items():
        for one in tally.asked:
            asked[one].add(code)
        for kind, counted in tally.found.items():
            for one in counted:
                found[kind][one].add(code)
    return {
        one: Themes(
            frozenset(codes),
            {kind: frozenset(found[kind].get(one, ())) for kind in FindingKind},
        )
        for one, codes in asked.items()
    }


def voices_by_allocation(of_families: Select[Any], audits: Select[Any]) -> dict[int, Voices]:
    """Who was heard, and of children and families why not. Two queries."""
    by = cast(Audit.allocation_id, String)
    found: dict[int, Voices] = defaultdict(dict)
    for row in rows_of(of_families, by):
        why = None if row.took_part or row.why_not is None else row.why_not.name
        found[int(row.place_then)][row.part] = (row.took_part, why)
    for line in lines_of(audits, by):
        # Why a practitioner did not take part is theirs to tell: beside what stood, one of them could be told apart.
        found[int(line.place)][Part.PRACTITIONER] = (line.took_part, None)
    return found
