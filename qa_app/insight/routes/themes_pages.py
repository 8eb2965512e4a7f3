"""Themes over time: all of them, and one of them."""

from collections.abc import Sequence
from dataclasses import replace

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom
from qa_app.audit_templates import library
from qa_app.audit_templates.rules.asking import Theme
from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.insight.queries.counted import count_left_out
from qa_app.insight.queries.places import MOVED
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.queries.theme_acts import list_acts
from qa_app.insight.queries.theme_findings import Words, findings_about, first_seen, list_words
from qa_app.insight.queries.themes import (
    Counting,
    counted_as,
    counting,
    in_judged,
    in_pooled,
    tallies,
    tally_of,
)
from qa_app.insight.routes.blueprint import themes
from qa_app.insight.routes.chart_files import files_of
from qa_app.insight.routes.filtering import KIND, Asked, asked_in_address, this_month
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import NOT_KNOWN, Picked, code_in_address
from qa_app.insight.rules.series import Settling
from qa_app.insight.rules.theme_acts import MOST_MARKS, Deeds, deeds_in
from qa_app.insight.rules.theme_mixes import Unlike, unlike_in
from qa_app.insight.rules.theme_words import (
    called,
    false_flags_in_words,
    said_first,
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
    found = tallies(in_judged(there, viewer()), there.by_month)
    settling = settling_of(viewer(), asked.filters, this_month())
    lists = {
        name: in_order(
            line_in(theme, kind, found[theme.code], asked, settling)
            for theme in there.asking.themes
        )
        for name, kind in KINDS.items()
    }
    asked_about = {one.theme.code for one in lists["development"]}
    return render_template(
        "insight/themes.html",
        asked=asked,
        sheet=sheet_of(0),
        lists=lists,
        headings=HEADINGS,
        first={name: said_first(lines) for name, lines in lists.items()},
        by_chance={name: false_flags_in_words(lines) for name, lines in lists.items()},
        unasked=[one for one in there.asking.themes if one.code not in asked_about],
        waiting=settling.waiting_in(asked.months),
        left_out=count_left_out(viewer(), asked.filters),
        fewer=why_fewer(viewer()),
        share=share_in_table,
        called=called,
        may_check=may(viewer(), Permission.THEME_CHECK),
    )


@themes.get("/<theme>")
@requires(READ)
def show(theme: str) -> ResponseReturnValue:
    about, asked = find_theme(theme), asked_in_address()
    there = counting(viewer(), asked.filters, [about])
    found = tally_of(about, in_judged(there, viewer()), there.by_month)
    settling = settling_of(viewer(), asked.filters, this_month())
    lines = {name: line_in(about, kind, found, asked, settling) for name, kind in KINDS.items()}
    is_asked = lines["development"].asked > 0
    actions = list_acts(about.code, there, viewer()) if is_asked else []
    deeds = deeds_of(actions, lines["development"], asked)
    rows = list_words(findings_about(about.code, None, there), FEW)
    look("findings:listed", viewer(), ids=children_in(rows))
    return render_template(
        "insight/theme.html",
        theme=about,
        asked=asked,
        sheet=sheet_of(0),
        lines=lines,
        said={name: said_of_state(line) for name, line in lines.items()},
        charts={
            "development": chart_of(lines["development"], deeds[-MOST_MARKS:]),
            "strength": chart_of(lines["strength"], []),
        },
        files={name: files_of({**asked.address, "chart": name}, theme=theme) for name in KINDS},
        set_apart=[] if any(found.asked.values()) else _set_apart(there, about),
        first=first_seen(about.code, viewer(), asked.filters),
        kinds=KINDS,
        teams=_teams(there, about, asked) if is_asked else [],
        share=share_in_table,
        actions=actions,
        deeds=deeds,
        most_marks=MOST_MARKS,
        unlike=_unlike(lines["development"], found, there, asked),
        rows=rows,
        waiting=settling.waiting_in(asked.months),
        fewer=why_fewer(viewer()),
    )


def deeds_of(actions: Sequence[Action], line: Line, asked: Asked) -> Sequence[Deeds]:
    """What one team did changes the figures of that team, and hardly those of a whole council."""
    reach = [one.done_on for one in actions if asked.place or one.for_whom is not ForWhom.TEAM]
    return deeds_in(reach, line.series, asked.filters.period.first)


def find_theme(code: str) -> Theme:
    """By its code in small letters, as addresses have it."""
    themes = (one for one in library.list_of_themes() if one.code.lower() == code)
    return next(themes, None) or abort(404)


def children_in(rows: Sequence[Words]) -> list[str]:
    return [*dict.fromkeys(one.child_id for one in rows if one.child_id)]


def line_in(
    theme: Theme, kind: FindingKind, tally: Tally, asked: Asked, settling: Settling
) -> Line:
    period = asked.filters.period
    return line_of(
        theme,
        kind,
        tally,
        period.judged.months,
        settling,
        first=period.first,
        is_trend=asked.filters.is_trend,
    )


def _set_apart(there: Counting, about: Theme) -> list[tuple[Picked, int]]:
    """Of a theme that none of the audits counted asked about: those picked in another way that did."""
    found = []
    for picked in Picked:
        if picked is not there.filters.picked:
            others = counted_as(there, replace(there.filters, picked=picked), viewer())
            number = tally_of(about, others, there.by_month).asked.total()
            found += [(picked, number)] if number else []
    return found


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
        lambda one: version_of[one].code,
        lambda code: f"“{templates.get(code, code)}”",
    )
    by_status = unlike_in(
        line,
        tally.statuses,
        str,
        lambda code: f"the status “{statuses.get(code, NOT_KNOWN_WORDS)}”",
    )
    found = []
    if by_template:
        found.append((by_template, asked.but(template=by_template.kind)))
    if by_status:
        status = code_in_address(by_status.kind or NOT_KNOWN)
        found.append((by_status, asked.but(status=status)))
    by_auditor = unlike_in(
        line,
        tally.auditors,
        str,
        lambda kind: f"“who audited: {AuditorKind[kind].value.lower()}”",
    )
    if by_auditor:
        found.append((by_auditor, asked.but(**{KIND: code_in_address(by_auditor.kind)})))
    return found


def chart_of(line: Line, deeds: Sequence[Deeds]) -> Chart | None:
    if not line.asked:
        return None
    shown, every = line.shown, line.series
    earlier = len(every.dates) - len(shown.dates)
    words = "an area for development" if line.kind is FindingKind.DEVELOPMENT else "a strength"
    return p_chart(
        SharesByMonth(
            f"How often it was {words}",
            said_of_state(line),
            shown.dates,
            exceptional_months(shown.months, every.months),
            line.compared,
            [Act(one.at - earlier, one.words) for one in deeds],
            earlier=earlier,
        )
    )
