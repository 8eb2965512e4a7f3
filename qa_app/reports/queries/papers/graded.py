"""How good practice is: a share of the whole, by what was graded, and over time."""

from dataclasses import replace

from qa_app.foundation.statistics.changes import Change, Compared
from qa_app.foundation.statistics.exceptional_months import ExceptionalMonths, exceptional_months
from qa_app.foundation.statistics.suppression.small_counts import (
    ROUNDED_THRESHOLD,
    THRESHOLD,
    is_small,
)
from qa_app.insight.queries.grades import gather
from qa_app.insight.rules.filters import POOLED, Period
from qa_app.insight.rules.grade_months import change_in_words, change_of
from qa_app.insight.rules.grades import WHOLE_AUDITS, About
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.grades import by_grade, by_place, by_section, concepts_in, over_time
from qa_app.reports.queries.summary import Counted
from qa_app.reports.rules.hiding import Shown, shown_pairs
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.paper import Bars, Block, Grid, Said, Section, Trend
from qa_app.reports.rules.sentences import columns_of, share_said
from qa_app.reports.rules.tables import Row, Table
from qa_app.rounds.rules.months import months_on

MOST_NAMED = 3
# So many are drawn month by month.
MOST_DRAWN = 2
COLUMNS = ("What was graded", "Good or better", "Graded", "Share")
CHANGES = {
    Change.RISING: "Grades have improved over the last six settled months",
    Change.FALLING: "Grades have fallen over the last six settled months",
    Change.PERSISTENT: "Grades show no clear change",
    Change.NO_CLEAR_CHANGE: "Grades show no clear change",
}


def headline(ask: Ask, counted: Counted) -> str:
    """Of whole audits; where these have no grade, of what is graded in them. As the table shows it, and no more."""
    rows = [*by_section(ask, counted.shares).rows]
    whole = [row for row in rows if row[0] == WHOLE_AUDITS]
    if whole:
        said = share_said(_shown(whole[0]), ask.level, "audits")
        return f"Practice was good or better in {said}" if said else ""
    told = [
        f"{str(row[0])[:1].lower()}{str(row[0])[1:]} in {said}"
        for row in rows
        if (said := share_said(_shown(row), ask.level))
    ]
    return f"Good or better: {'; '.join(told[:MOST_NAMED])}" if told else ""


def change_headline(ask: Ask, counted: Counted) -> str:
    """Whether grades have changed: with its counts for those who may open the audits, in words alone for others."""
    if not ask.filters.is_trend:
        return ""
    series = over_time(ask, counted.groups)
    if not any(one.of for one in series.months):
        return ""
    found = change_of(series)
    if not ask.level.leaves:
        return change_in_words(found, series).rstrip(".")
    return CHANGES.get(found.change, "") if _may_say(ask, found) else ""


def _may_say(ask: Ask, found: Compared) -> bool:
    """A change tells that there were so many lately, and before; of a few that would be too much."""
    small = ROUNDED_THRESHOLD if ask.level is Level.PUBLIC else THRESHOLD
    windows = (found.recent, found.before)
    return not any(is_small(each, small) for one in windows for each in (one.count, one.of - one.count))  # fmt: skip


def graded_section(ask: Ask, counted: Counted) -> Section:
    table = by_section(ask, counted.shares)
    blocks: list[Block] = []
    if change := change_headline(ask, counted):
        blocks.append(Said(f"{change}."))
    heads, words = columns_of(table, COLUMNS)
    if words:
        blocks.append(Grid("Good or better, by what was graded", heads, words))
    if bars := _bars("Good or better, by what was graded", table, 0):
        blocks.append(bars)
    for about in concepts_in(counted.shares)[:MOST_DRAWN]:
        blocks += _over_time(ask, about)
    blocks += _each_grade(ask, counted)
    blocks += _places(ask, counted)
    return Section(headline(ask, counted) or "How good practice was", tuple(blocks))


def _bars(title: str, table: Table, name: int) -> Bars | None:
    """Of what is shown alone. Rounded counts are drawn as they are told."""
    groups = []
    for row in table.rows:
        one = _shown(row)
        if isinstance(one.count, int) and isinstance(one.of, int) and one.of:
            groups.append((str(row[name]), min(one.count, one.of), one.of))
    if len(groups) < 2:
        return None
    said = "The line shows where the share of all records probably lies."
    return Bars(title, said, groups)


def _over_time(ask: Ask, about: About) -> list[Block]:
    """The year up to the end of the period: fewer months say nothing of a trend.

    What leaves tells of no month but those that are remembered to have left.
    """
    if not ask.filters.is_trend:
        return []
    last = ask.filters.period.last
    first = min(ask.filters.period.first, months_on(last, 1 - POOLED))
    year = replace(ask, filters=replace(ask.filters, period=Period(first, last)))
    if year.level.leaves and first < ask.filters.period.first:
        return []
    if year.by_quarter or (year.level.leaves and not year.is_in_full):
        return []
    series = over_time(year, gather(year.judged(about)).groups)
    shown = series.since(first)
    if not any(one.of for one in shown.months):
        return []
    found = _as_told(ask, exceptional_months(shown.months, series.months))
    pairs = [(one.month.count, one.month.of) for one in found.months]
    cells = shown_pairs(pairs, year.level, in_full=year.is_in_full)
    rows = tuple(
        (f"{month:%B %Y}", share_said(one, year.level) or "None", _said(judged.month.is_provisional, judged.exceptional))
        for month, one, judged in zip(shown.dates, cells, found.months, strict=True)
    )  # fmt: skip
    title = f"Good or better, month by month: {about.words.lower()}"
    sentence = (
        "Months differ by chance: inside the band a month is no higher or lower than the others."
    )
    return [
        Trend(title, sentence, shown.dates, found),
        Grid(title, ("Month", "Good or better", "Remarks"), rows),
    ]


def _as_told(ask: Ask, found: ExceptionalMonths) -> ExceptionalMonths:
    """How many audits wait is for those who see them; that a month is not settled, every reader has to know."""
    if not ask.level.leaves:
        return found
    months = tuple(
        replace(one, month=replace(one.month, waiting=0, elsewhere=0, unfinished=one.month.is_provisional))
        for one in found.months
    )  # fmt: skip
    return replace(found, months=months)


def _said(provisional: bool, exceptional: str | None) -> str:
    if provisional:
        return "Provisional"
    return exceptional.capitalize() if exceptional else ""


def _each_grade(ask: Ask, counted: Counted) -> list[Block]:
    table = by_grade(ask, counted.groups)
    heads, words = columns_of(table, ("Grade", "Audits"))
    return [Grid("How often each grade of the whole was given", heads, words)] if words else []


def _places(ask: Ask, counted: Counted) -> list[Block]:
    """Of the whole alone, by name; the public hears of no place."""
    if ask.level is Level.PUBLIC:
        return []
    first = concepts_in(counted.shares)[:1]
    table = by_place(ask, first)
    heads, words = columns_of(table, ("Place", "Good or better", "Graded", "Share"))
    if len(words) < 2:
        return []
    said = Said("Places stand in the order of their names. With few audits, shares differ by chance: they are no ranking.")  # fmt: skip
    return [Grid(f"Good or better, by place: {first[0].words.lower()}", heads, words), said]


def _shown(row: Row) -> Shown:
    return Shown(row[-3], row[-2], row[-1])
