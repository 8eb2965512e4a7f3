"""The figures that a reader looks for first, each with what it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_app.actions.rules.states import OPEN
from qa_app.foundation.statistics.changes import Change
from qa_app.insight.queries.counted import count_left_out
from qa_app.insight.queries.grades import gather
from qa_app.insight.rules.accuracy import WHOLE, How, Judged, counts_of
from qa_app.insight.rules.completion import Given
from qa_app.insight.rules.coverage import looked_at
from qa_app.insight.rules.grade_months import change_in_words, change_of
from qa_app.insight.rules.grades import WHOLE as WHOLE_AUDITS
from qa_app.insight.rules.grades import Group
from qa_app.insight.rules.themes import Line
from qa_app.reports.queries.actions import Counts
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.completion import done_of_due
from qa_app.reports.queries.grades import Concepts, concepts_in, over_time, pooled
from qa_app.reports.rules.hiding import shown_pairs
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers


@dataclass(frozen=True)
class Counted:
    """What other sheets are made of, counted once."""

    given: Sequence[Given]
    shares: Concepts
    # Over all months in which change is judged.
    groups: Sequence[Group]
    lines: Sequence[Line]
    actions: Counts
    judged: Sequence[Judged]


def summary(ask: Ask, counted: Counted) -> Table:
    return Table(
        "Summary",
        "summary",
        "The figures to look at first. Each is explained on the sheet that it comes from.",
        [
            Column("Figure", width=44),
            *numbers("Number", "Of"),
            Column("Share", Kind.SHARE),
            Column("In words", Kind.LONG),
            Column("Sheet", width=22),
        ],
        [*_of_audits(ask, counted), *_of_the_rest(ask, counted)],
    )


def _of_audits(ask: Ask, counted: Counted) -> list[Row]:
    done = done_of_due(ask, counted.given)
    looked = looked_at(ask.open_records, ask.today)
    rows: list[Row] = [
        _alone(ask, "Audits counted", ask.number, "", "Contents"),
        ("Audits done of those due", done.count, done.of, done.share, "", "Completion"),
        _row(ask, "Open records audited in 12 months", (looked.within_a_year, looked.records), "", "Coverage"),
    ]  # fmt: skip
    if not ask.level.leaves:
        waiting = ask.settling.waiting_in(ask.months)
        rows.append(
            ("Audits that wait for a second opinion", waiting, None, None, "In no figure yet", "")
        )
        for way, number in sorted(count_left_out(ask.viewer, ask.filters).items()):
            said = "Picked in another way, and so not counted with these"
            rows.append((way.value, number, None, None, said, ""))
    for about in concepts_in(counted.shares):
        share = pooled(counted.shares, about)
        said = _changed(ask, counted.groups) if about.is_whole else ""
        name = f"Good or better: {about.words[:1].lower()}{about.words[1:]}"
        rows.append(_row(ask, name, (share.good, share.of), said, "Grades by section"))
    return rows


def _changed(ask: Ask, groups: Sequence[Group]) -> str:
    """Whether it has changed, with the counts that this is said from; inside the service alone."""
    if ask.level.leaves or not ask.filters.is_trend:
        return ""
    series = over_time(ask, groups)
    return change_in_words(change_of(series), series)


def _of_the_rest(ask: Ask, counted: Counted) -> list[Row]:
    if ask.level.leaves:
        return []
    moved = [one for one in counted.lines if one.compared.change in (Change.RISING, Change.FALLING)]
    rows: list[Row] = [
        (f"{one.theme.name} ({one.kind.value.lower()})", one.found, one.asked, None, one.state.value, "Themes")
        for one in moved
    ]  # fmt: skip
    open_ = sum(number for (_, state), number in counted.actions.items() if state in OPEN)
    rows.append(_row(ask, "Actions still owed", (open_, counted.actions.total()), "", "Actions"))
    blind = [
        one.pair for one in counted.judged if one.how is How.CHANCE_BLIND and one.concept == WHOLE
    ]
    if blind:
        pairs = counts_of(blind)
        name = "Same grade, chosen by chance and read blind"
        rows.append(_row(ask, name, (pairs.same, pairs.number), "", "Agreement"))
    return rows


def _row(ask: Ask, name: str, pair: tuple[int, int], said: str, sheet: str) -> Row:
    one = shown_pairs([pair], ask.level, in_full=ask.is_in_full)[0]
    return (name, one.count, one.of, one.share, said, sheet)


def _alone(ask: Ask, name: str, number: int, said: str, sheet: str) -> Row:
    one = shown_pairs([(number, number)], ask.level, in_full=ask.is_in_full)[0]
    return (name, one.of, None, None, said, sheet)


def list_groups(ask: Ask) -> list[Group]:
    return gather(ask.judged(WHOLE_AUDITS)).groups
