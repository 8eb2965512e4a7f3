"""Themes with their states and counts, as strengths and as areas for development."""

from collections.abc import Sequence

from qa_app.audit_templates import library
from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.suppression.small_counts import (
    HIDDEN,
    ROUNDED_THRESHOLD,
    THRESHOLD,
    is_small,
)
from qa_app.insight.queries.themes import counting, in_judged, tallies
from qa_app.insight.rules.theme_words import said_of_state
from qa_app.insight.rules.themes import Line, line_of
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.hiding import shown_pairs
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers


def list_lines(ask: Ask) -> list[Line]:
    """In the order of the list of themes; what no audit asked about is left out."""
    there = counting(ask.viewer, ask.filters, library.list_of_themes())
    found = tallies(in_judged(there, ask.viewer), there.by_month)
    period, trend = ask.filters.period, ask.filters.is_trend
    dates = period.judged.months
    lines = [
        line_of(
            theme, kind, found[theme.code], dates, ask.settling, first=period.first, is_trend=trend
        )
        for theme in there.asking.themes
        for kind in (FindingKind.DEVELOPMENT, FindingKind.STRENGTH)
    ]
    return [one for one in lines if one.asked or one.unasked]


def themes(ask: Ask, lines: Sequence[Line]) -> Table:
    """A theme is found beside others, so that each line is hidden by itself."""
    if ask.level.leaves:
        lines = [one for one in lines if one.asked]
    pairs = [(one.found, one.asked) for one in lines]
    shown = shown_pairs(pairs, ask.level, in_full=ask.is_in_full, apart=True)
    said = [] if ask.level.leaves else [*numbers("Found unasked"), Column("In words", Kind.LONG)]
    rows: list[Row] = []
    for line, one in zip(lines, shown, strict=True):
        theme = line.theme
        beside: Row = [] if ask.level.leaves else [line.unasked, said_of_state(line)]
        about = (theme.name, theme.code, theme.group, line.kind.value)
        rows.append((*about, one.count, one.of, one.share, _state(line, ask), *beside))
    return Table(
        "Themes",
        "themes",
        "How often each theme was found, of the audits that asked about it, and whether that has changed: the last six settled months against the year before.",
        [
            Column("Theme", width=40),
            Column("Code", width=10),
            Column("Group", width=26),
            Column("Found as", width=24),
            *numbers("Audits that found it", "Audits that asked"),
            Column("Share", Kind.SHARE),
            Column("State", width=26),
            *said,
        ],
        rows,
        keys=4,
    )


def _state(line: Line, ask: Ask) -> str:
    """A state tells that three or more found it lately, or before."""
    windows = (line.compared.recent, line.compared.before)
    small = ROUNDED_THRESHOLD if ask.level is Level.PUBLIC else THRESHOLD
    if (
        ask.level.leaves
        and not ask.is_in_full
        and any(is_small(one.count, small) for one in windows)
    ):
        return HIDDEN
    return line.state.value
