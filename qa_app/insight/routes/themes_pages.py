"""Themes over time: all of them, and one of them."""

from collections.abc import Mapping, Sequence

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.actions.rules import ForWhom
from qa_app.audit_templates import library
from qa_app.audit_templates.rules.asking import Theme
from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.insight.queries.counted import count_left_out, count_waiting
from qa_app.insight.queries.places import MOVED
from qa_app.insight.queries.theme_acts import list_acts
from qa_app.insight.queries.theme_findings import Words, findings_about, first_seen, list_words
from qa_app.insight.queries.themes import Counting, counting, in_pooled, tallies, tally_of
from qa_app.insight.routes.blueprint import themes
from qa_app.insight.routes.filtering import Asked, asked_in_address
from qa_app.insight.rules.filters import NOT_KNOWN, code_in_address
from qa_app.insight.rules.theme_acts import MOST_MARKS, Deeds, deeds_in
from qa_app.insight.rules.theme_mixes import Unlike, unlike_in
from qa_app.insight.rules.theme_words import (
    false_flags_in_words,
    moved_in_words,
    said_of_state,
    share_in_table,
)
from qa_app.insight.rules.themes import Line, Tally, Team, in_order, line_of, teams_of
from qa_app.trail.operations import look
from qa_app.web.charts.acts import Act
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.p_chart import SharesByMonth, p_chart
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ
KINDS = {"development": FindingKind.DEVELOPMENT, "strength": FindingKind.STRENGTH}
HEADINGS = {"development": "Areas for development", "strength": "Strengths"}
# So many of its words stand on the page of a theme; all have a page of their own.
FEW = 5
NOT_KNOWN_WORDS = "Not known"


@themes.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    asked = asked_in_address()
    there = counting(viewer(), asked.filters, library.list_of_themes())
    found = tallies(there, there.by_month)
    waiting = count_waiting(viewer(), asked.filters)
    lists = {
        name: in_order(
            _line(theme, kind, found[theme.code], asked, waiting) for theme in there.asking.themes
        )
        for name, kind in KINDS.items()
    }
    return render_template(
        "insight/themes.html",
        asked=asked,
        sheet=sheet_of(0),
        lists=lists,
        headings=HEADINGS,
        moved={name: moved_in_words(lines) for name, lines in lists.items()},
        by_chance={name: false_flags_in_words(lines) for name, lines in lists.items()},
        unasked=[one for one in there.asking.themes if not found[one.code].asked],
        waiting=sum(waiting.values()),
        left_out=count_left_out(viewer(), asked.filters),
        share=share_in_table,
        may_check=may(viewer(), Permission.THEME_CHECK),
    )


@themes.get("/<theme>")
@requires(READ)
def show(theme: str) -> ResponseReturnValue:
    about, asked = find_theme(theme), asked_in_address()
    there = counting(viewer(), asked.filters, [about])
    found = tally_of(about, there, there.by_month)
    waiting = count_waiting(viewer(), asked.filters)
    lines = {name: _line(about, kind, found, asked, waiting) for name, kind in KINDS.items()}
    actions = list_acts(about.code, there, viewer())
    # What one team did changes the figures of that team, and hardly those of a whole council.
    reach = [one.done_on for one in actions if asked.place or one.for_whom is not ForWhom.TEAM]
    deeds = deeds_in(reach, lines["development"].months, asked.months)
    rows = list_words(findings_about(about.code, None, there), FEW)
    look("findings:listed", viewer(), ids=children_in(rows))
    return render_template(
        "insight/theme.html",
        theme=about,
        asked=asked,
        sheet=sheet_of(0),
        lines=lines,
        said={name: said_of_state(line, asked.months) for name, line in lines.items()},
        charts={
            "development": _chart(lines["development"], asked, deeds[-MOST_MARKS:]),
            "strength": _chart(lines["strength"], asked, []),
        },
        first=first_seen(about.code, viewer(), asked.filters),
        kinds=KINDS,
        teams=_teams(there, about, asked),
        share=share_in_table,
        actions=actions,
        deeds=deeds,
        most_marks=MOST_MARKS,
        unlike=_unlike(lines["development"], found, there, asked),
        rows=rows,
        waiting=sum(waiting.values()),
    )


def find_theme(code: str) -> Theme:
    """By its code in small letters, as addresses have it."""
    themes = (one for one in library.list_of_themes() if one.code.lower() == code)
    return next(themes, None) or abort(404)


def children_in(rows: Sequence[Words]) -> list[str]:
    return [*dict.fromkeys(one.child_id for one in rows if one.child_id)]


def _line(theme: Theme, kind: FindingKind, tally: Tally, asked: Asked, waiting: Mapping) -> Line:
    return line_of(theme, kind, tally, asked.months, waiting, is_trend=asked.filters.is_trend)


def _teams(there: Counting, about: Theme, asked: Asked) -> list[Team]:
    """Over the last year of the months asked for."""
    pooled = in_pooled(there, viewer())
    names = {one.path: one.name for one in asked.offered.places}
    return teams_of(tally_of(about, pooled, pooled.by_place), names, MOVED)


def _unlike(
    line: Line, tally: Tally, there: Counting, asked: Asked
) -> list[tuple[Unlike, dict[str, str]]]:
    """What moved too far to compare like with like, and the address that counts it alone."""
    templates, statuses = asked.offered.templates, asked.offered.statuses
    version_of = there.asking.templates
    by_template = unlike_in(
        line,
        tally.versions,
        asked.months,
        lambda one: version_of[one].code,
        lambda code: f"“{templates.get(code, code)}”",
    )
    by_status = unlike_in(
        line,
        tally.statuses,
        asked.months,
        str,
        lambda code: f"the status “{statuses.get(code, NOT_KNOWN_WORDS)}”",
    )
    found = []
    if by_template:
        found.append((by_template, asked.but(template=by_template.kind)))
    if by_status:
        status = code_in_address(by_status.kind or NOT_KNOWN)
        found.append((by_status, asked.but(status=status)))
    return found


def _chart(line: Line, asked: Asked, deeds: Sequence[Deeds]) -> Chart | None:
    if not line.asked:
        return None
    words = "an area for development" if line.kind is FindingKind.DEVELOPMENT else "a strength"
    return p_chart(
        SharesByMonth(
            f"How often it was {words}",
            said_of_state(line, asked.months),
            asked.months,
            exceptional_months(line.months),
            line.compared,
            [Act(one.at, one.words) for one in deeds],
        )
    )
