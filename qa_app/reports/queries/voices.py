"""How often children and families were asked, and why not."""

from collections.abc import Sequence

from qa_app.access.rules import Permission, may
from qa_app.audits.rules import HEARD, WhyNot
from qa_app.foundation.statistics.suppression.small_counts import HIDDEN, ROUNDED_HIDDEN
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.hiding import Shown, shown_pairs, shown_whole
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers
from qa_app.voices.queries.rates import list_heard
from qa_app.voices.rules import rates
from qa_app.voices.rules.rates import heard_of


def sees_voices(ask: Ask) -> bool:
    return may(ask.viewer, Permission.FAMILY_COUNT) and not ask.wholes_only


def list_voices(ask: Ask) -> list[rates.Row]:
    return list_heard(ask.viewer, ask.months, ask.filters.below)


def voices(ask: Ask, heard: Sequence[rates.Row]) -> Table:
    """How many were asked, how many of these answered, and each reason why others were not asked."""
    rows: list[Row] = []
    for part in HEARD:
        counted = heard_of(one for one in heard if one.part is part)
        rows += _asked(ask, part.value, counted)
    return Table(
        "Voices",
        "voices",
        "Children and families who were asked, of the audits handed in, and why others were not. Only the filters for months and place apply.",
        [
            Column("Who", width=40),
            Column("What", width=50),
            *numbers("Number", "Of"),
            Column("Share", Kind.SHARE),
        ],
        rows,
        keys=2,
    )


def _asked(ask: Ask, who: str, counted: rates.Heard) -> list[Row]:
    """Those who were asked and every reason why others were not make up the whole, and are hidden together."""
    parts = [counted.asked, *(number for _, number in counted.reasons)]
    (asked, *others), whole = shown_whole(parts, ask.level)
    answered = shown_pairs([(counted.answered, counted.asked)], ask.level)[0]
    is_plain = isinstance(asked, int) and isinstance(whole, int)
    share = shown_pairs([(counted.asked, counted.of)], ask.level)[0].share if is_plain else None
    known = answered.is_plain and isinstance(asked, int)
    hidden = ROUNDED_HIDDEN if ask.level is Level.PUBLIC else HIDDEN
    again = answered if known else Shown(hidden, asked, None)
    rows: list[Row] = [
        (who, "Asked", asked, whole, share),
        (who, "Answered, of those asked", again.count, again.of, again.share),
    ]
    for (why, _), number in zip(counted.reasons, others, strict=True):
        rows.append((who, f"Not asked: {_said(why)}", number, whole, None))
    return rows


def _said(why: WhyNot) -> str:
    return why.value[:1].lower() + why.value[1:]
