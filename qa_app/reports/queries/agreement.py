"""How far auditors and moderators agree, by how audits were chosen and read again."""

from collections.abc import Sequence

from qa_app.access.rules import Permission, may
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.statistics.agreement.pairs import Pairs
from qa_app.insight.queries.accuracy import list_judged
from qa_app.insight.rules.accuracy import (
    WHOLE,
    How,
    Judged,
    coefficient_in_words,
    coefficient_of,
    counts_of,
    sentence_of,
)
from qa_app.insight.rules.grades import WHOLE_AUDITS
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.hiding import shown_pairs
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers

COUNTS = (
    "Same grade",
    "Within one grade",
    "Auditor higher",
    "Auditor lower",
    "Crossed the line to good",
)


def sees_agreement(ask: Ask) -> bool:
    return may(ask.viewer, Permission.ACCURACY_READ) and not ask.wholes_only


def list_agreement(ask: Ask) -> list[Judged]:
    """Of audits that were handed in during these months."""
    return list_judged(ask.viewer, ask.filters.period.months, below=ask.filters.below)


def agreement(ask: Ask, judged: Sequence[Judged]) -> Table:
    said = [] if ask.level.leaves else [Column("In words", Kind.LONG), Column("AC2", width=40)]
    counts = numbers("Same grade", "Pairs") if ask.level.leaves else numbers(*COUNTS, "Pairs")
    return Table(
        "Agreement",
        "agreement",
        "How often auditors and moderators gave the same grade, by how audits were chosen and read. What was read blind by chance alone says how accurate grading is. "
        "By the month in which audits were handed in; only the filters for months and place apply.",
        [
            Column("Chosen and read", width=32),
            Column("What was graded", width=34),
            *counts,
            Column("Share same", Kind.SHARE),
            *said,
        ],
        [row for how in How for row in _rows(ask, judged, how)],
        keys=2,
    )


def _rows(ask: Ask, judged: Sequence[Judged], how: How) -> list[Row]:
    found: list[Row] = []
    for concept in (WHOLE, *CONCEPTS):
        pairs = [one.pair for one in judged if one.how is how and one.concept == concept]
        if not pairs:
            continue
        counted = counts_of(pairs)
        about = (how.value, CONCEPTS.get(concept, WHOLE_AUDITS))
        shown = shown_pairs([(counted.same, counted.number)], ask.level)[0]
        if ask.level.leaves:
            found.append((*about, shown.count, shown.of, shown.share))
            continue
        coefficient = coefficient_of(pairs)
        words = sentence_of(counted, "section" if concept else "audit")
        value = coefficient_in_words(coefficient) if coefficient else ""
        found.append((*about, *_counts(counted), counted.number, shown.share, words, value))
    return found


def _counts(one: Pairs) -> list[int]:
    return [one.same, one.within_one, one.higher, one.lower, one.crossed]
