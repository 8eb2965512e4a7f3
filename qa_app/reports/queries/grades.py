"""Good or better: by what sections are about, by place, and from month to month with limits."""

from collections.abc import Mapping, Sequence
from datetime import date

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.statistics.exceptional_months import ExceptionalMonths, exceptional_months
from qa_app.insight.queries.grades import gather, shares_by_concept
from qa_app.insight.queries.places import names_at
from qa_app.insight.rules.grade_months import change_in_words, change_of, series_of
from qa_app.insight.rules.grades import NONE, WHOLE, About, Group, Share, share_of_groups
from qa_app.insight.rules.series import Series
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.together import (
    graded_by_place,
    named,
    periods_of,
    places_hidden,
    times_hidden,
)
from qa_app.reports.rules.breakdowns import Lines, shown_lines
from qa_app.reports.rules.hiding import Pair, Shown, shown_pairs, shown_whole
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Column, Drawing, Kind, Line, Row, Table, numbers

Concepts = Mapping[tuple[str, date], Share]
SHARES = [*numbers("Good or better", "Graded"), Column("Share", Kind.SHARE)]
AVERAGE, LOWER, UPPER = "Average", "Lower limit", "Upper limit"


def list_shares(ask: Ask) -> Concepts:
    return shares_by_concept(ask.grades(), with_whole=True)


def concepts_in(shares: Concepts) -> list[About]:
    """The whole first, then in the order of the catalogue; what nobody graded is none."""
    there = {concept for concept, _ in shares}
    return [About(one) for one in (WHOLE.concept, *CONCEPTS) if one in there]


def pooled(shares: Concepts, about: About) -> Share:
    return sum((share for (one, _), share in shares.items() if one == about.concept), NONE)


def by_section(ask: Ask, shares: Concepts) -> Table:
    """An audit is in several lines, so that each is hidden by itself."""
    there = concepts_in(shares)
    pairs = [(share.good, share.of) for about in there if (share := pooled(shares, about))]
    rows = [
        (about.words, about.concept, *_cells(one))
        for about, one in zip(
            there, shown_pairs(pairs, ask.level, in_full=ask.is_in_full, apart=True), strict=True
        )
    ]
    return Table(
        "Grades by section",
        "grades_by_section",
        "Good or better by what sections are about. An audit with several sections about the same counts once, with the lowest of their grades.",
        [Column("What was graded", width=40), Column("Concept"), *SHARES],
        rows,
    )


def by_grade(ask: Ask, groups: Sequence[Group]) -> Table:
    """How often each grade of the whole was given, in the words of each scale."""
    of, first = ask.filters.picked, ask.filters.period.first
    picked = [one for one in groups if one.picked is of and one.month >= first]
    rows: list[Row] = []
    for scale in dict.fromkeys(ask.scales[one.version] for one in picked if one.grade):
        on_it = [one for one in picked if ask.scales[one.version] == scale]
        counts = [sum(one.number for one in on_it if one.grade == code) for code in scale.codes]
        if ask.level is Level.COUNCIL and not ask.is_in_full:
            continue  # beside what is good or better on another sheet, few of a grade could be worked out
        level = Level.INTERNAL if ask.is_in_full else ask.level
        shown, _ = shown_whole(counts, level)
        words = zip(scale.codes, scale.words, shown, strict=True)
        rows += [
            (said, "Yes" if code in scale.good else "No", number) for code, said, number in words
        ]
    return Table(
        "Grades of the whole",
        "grades_of_the_whole",
        "How often each grade of the whole was given. The agreed grade counts, where there was a second opinion.",
        [Column("Grade", width=34), Column("Good or better"), *numbers("Audits")],
        rows,
    )


def by_place(ask: Ask, there: Sequence[About]) -> Table:
    """Places as they were then, or as they are now, as the filters say; for the whole and for each concept."""
    places = ask.filters.places.value
    return Table(
        "Grades by place",
        "grades_by_place",
        f"Good or better by place. Places {places[:1].lower()}{places[1:]}. By name, and no ranking: with few audits differences are often chance.",
        [
            Column("What was graded", width=34),
            Column("Place", width=30),
            Column("Part of", width=30),
            *SHARES,
        ],
        [row for about in there for row in _places(ask, about) if not ask.wholes_only],
        keys=3,
    )


def _places(ask: Ask, about: About) -> list[Row]:
    found = graded_by_place(ask, about)
    names = names_at(found.keys())
    order = sorted(found, key=lambda path: (_named(ask, path, names), path))
    lines = Lines({path: found[path] for path in order}, ask.is_in_full)
    shown = shown_lines(lines, ask.level, places_hidden(ask))
    return [
        (about.words, _named(ask, path, names), ask.part_of(path), *_cells(one))
        for path, one in zip(order, shown, strict=True)
    ]


def _named(ask: Ask, path: str, names: Mapping[str, str]) -> str:
    """Services above what somebody sees have names that everybody knows; teams are theirs to see or not."""
    return names.get(path, ask.place(path)) if ask.level.leaves else ask.place(path)


def trends(ask: Ask, there: Sequence[About], whole: Sequence[Group]) -> Table:
    """A block of months for the whole and for each concept, one below the other, and a chart of each."""
    rows: list[Row] = []
    drawings: list[Drawing] = []
    for about in there:
        groups = whole if about.is_whole else gather(ask.judged(about)).groups
        block = _quarters(ask, about, groups) if ask.by_quarter else []
        said = ""
        if not ask.by_quarter:
            series = over_time(ask, groups)
            # With its counts it would tell of months that are hidden.
            is_said = ask.filters.is_trend and not ask.level.leaves
            said = change_in_words(change_of(series), series) if is_said else ""
            shown = series.since(ask.filters.period.first)
            block = _months(ask, about, exceptional_months(shown.months, series.months))
        first = len(rows)
        rows += block
        drawings.append(_drawing(ask, about, first, len(rows) - 1, said))
    limits = [] if ask.by_quarter else [Column(one, Kind.SHARE) for one in (AVERAGE, LOWER, UPPER)]
    # Of a month that is not settled every reader has to know; how many wait is for those who see them.
    waiting = [] if ask.level.leaves else numbers("Waiting")
    said_of_month = [] if ask.by_quarter else [Column("Said of the month", width=30)]
    first_column = Column("Quarter, by its first month" if ask.by_quarter else "Month", Kind.MONTH)
    return Table(
        "Trends",
        "trends",
        "Good or better over time, with the limits between which chance alone would leave a month. Months that wait for second opinions are provisional.",
        [
            Column("What was graded", width=34),
            first_column,
            *SHARES,
            *limits,
            *waiting,
            *said_of_month,
        ],
        rows,
        keys=2,
        drawings=drawings,
    )


def over_time(ask: Ask, groups: Sequence[Group]) -> Series:
    """Over all months in which change is judged, of which those of the period are shown."""
    dates = ask.filters.period.judged.months
    return series_of(groups, ask.scales, ask.settling, dates, ask.filters.picked)


def _months(ask: Ask, about: About, judged: ExceptionalMonths) -> list[Row]:
    pairs = [(one.month.count, one.month.of) for one in judged.months]
    shown = _in_time(ask, pairs)
    all_plain = all(one.is_plain for one in shown)
    rows: list[Row] = []
    for month, one, cells in zip(ask.months, judged.months, shown, strict=True):
        # The average of months of which some are hidden would tell of these, and limits are drawn from it.
        tells = not ask.level.leaves or all_plain
        limits, centre = (one.limits, judged.centre) if tells else (None, None)
        waiting = [] if ask.level.leaves else [one.month.waiting]
        # What is said of a month beside its limits would tell of the limits, where these are hidden.
        exceptional = one.exceptional if cells.is_plain else None
        said = _said(one.month.is_provisional, one.month.marked, exceptional)
        rows.append(
            (about.words, month, *_cells(cells), centre, *(limits or (None, None)), *waiting, said)
        )
    return rows


def _said(provisional: bool, marked: bool, exceptional: str | None) -> str:
    if provisional:
        return "Provisional"
    if marked:
        return "Themed audits alone"
    return exceptional.capitalize() if exceptional else ""


def _quarters(ask: Ask, about: About, groups: Sequence[Group]) -> list[Row]:
    picked = [one for one in groups if one.picked is ask.filters.picked]
    quarters = periods_of(ask)
    found = [
        share_of_groups([one for one in picked if of.first <= one.month <= of.last], ask.scales)
        for of in quarters
    ]
    shown = _in_time(ask, [(one.good, one.of) for one in found])
    return [(about.words, of.first, *_cells(one)) for of, one in zip(quarters, shown, strict=True)]


def _in_time(ask: Ask, pairs: Sequence[Pair]) -> list[Shown]:
    if ask.is_in_full:
        return shown_pairs(pairs, ask.level, in_full=True)
    times = map(named, periods_of(ask))
    return shown_lines(Lines(dict(zip(times, pairs, strict=True))), ask.level, times_hidden(ask))


def _drawing(ask: Ask, about: About, first: int, last: int, said: str) -> Drawing:
    lines = [Line("Share")]
    if not ask.by_quarter:
        lines += [Line(one, is_limit=True) for one in (AVERAGE, LOWER, UPPER)]
    along = "Quarter, by its first month" if ask.by_quarter else "Month"
    limits = "" if ask.by_quarter else ", with its average and the limits that chance explains"
    described = f"Line chart of the share that was good or better{limits}: {about.words}, {ask.filters.period.words}. {said} Its figures are on the sheet Trends."
    return Drawing(f"Good or better: {about.words}", described, first, last, along, lines)


def _cells(one: Shown) -> Row:
    return one.count, one.of, one.share
