"""How good practice is by its grades: whether it has changed, where, and for whom."""

from collections import Counter

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.insight.queries.grades import shares_by_concept
from qa_app.insight.queries.places import MOVED
from qa_app.insight.routes.blueprint import grades
from qa_app.insight.routes.chart_files import files_of, picture_of, table_of
from qa_app.insight.routes.filtering import Asked
from qa_app.insight.routes.grade_charts import (
    Linked,
    behind,
    mix_chart,
    months_chart,
    second_view,
    sections_chart,
    teams_chart,
)
from qa_app.insight.routes.grade_figures import (
    Figures,
    figures_asked,
    is_trend,
    said_of_change,
)
from qa_app.insight.routes.grade_lines import (
    by_age,
    by_place,
    by_status,
    by_template,
    left_out,
    set_apart,
    unlike_periods,
)
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.rules.filters import code_in_address
from qa_app.insight.rules.grade_tables import impact_by_grade
from qa_app.insight.rules.grades import BETTER, LOWEST
from qa_app.insight.rules.series import not_settled_in_words
from qa_app.web.charts.files import Links
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ
XMR = "xmr"


@grades.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    figures = figures_asked()
    if instead := _what_is_graded(figures):
        here = {**figures.asked.address, "about": instead, **_view()}
        return redirect(address_of(url_for(".show"), here))
    year = figures.pooled.filters.period
    of_children = figures.gathered.by_child
    charts = _charts(figures)
    scale, others = figures.scale, left_out(figures)
    return render_template(
        "insight/grades.html",
        asked=figures.asked,
        figures=figures,
        sheet=sheet_of(0),
        behind=behind,
        changed=said_of_change(figures),
        set_apart=set_apart(figures, others),
        unsettled=not_settled_in_words(figures.settling.unsettled(year.months)),
        fewer=why_fewer(viewer()),
        lowest=LOWEST,
        numeric=lambda words: [(one, "numeric") for one in words],
        better=BETTER,
        charts=charts,
        files={one.name: _files(figures.asked, one.name) for one in charts.values() if one},
        other_view=_other_view(figures.asked),
        is_second=_is_second(),
        unlike=unlike_periods(figures, of_children),
        places=by_place(figures, figures.in_places),
        statuses=by_status(figures, of_children),
        ages=by_age(figures, of_children),
        templates=by_template(figures),
        impacts=impact_by_grade(figures.in_year, scale, figures.scales) if scale else [],
        left_out=others,
        waiting=figures.settling.waiting_in(figures.asked.months),
    )


@grades.get("/picture")
@requires(READ)
def picture() -> ResponseReturnValue:
    """One chart as a file that stands by itself."""
    chart = _chart_asked()
    return picture_of(chart.chart, "grades", f"grades-{chart.name}")


@grades.get("/download")
@requires(READ)
def download() -> ResponseReturnValue:
    """The table behind one chart."""
    chart = _chart_asked()
    return table_of(chart.chart, "grades", f"grades-{chart.name}")


def _what_is_graded(figures: Figures) -> str:
    """Where nobody chose, and no template grades the whole: what most of the graded sections are about."""
    if "about" in request.args or figures.share.of or not figures.groups:
        return ""
    sections: Counter[str] = Counter()
    for (concept, _), share in shares_by_concept(figures.pooled).items():
        sections[concept] += share.of
    return code_in_address(max(CONCEPTS, key=lambda code: sections[code])) if sections else ""


def _chart_asked() -> Linked:
    """That of the months where none is named, and even where they are empty."""
    figures = figures_asked()
    wanted = request.args.get("chart", "months")
    if wanted == "months" and is_trend(figures.asked):
        return _over_time(figures)
    return _charts(figures).get(wanted) or abort(404)


def _charts(figures: Figures) -> dict[str, Linked | None]:
    """What cannot be drawn is None: too few, or not to be compared from month to month."""
    names = {one.path: one.name for one in figures.asked.offered.places}
    trend = is_trend(figures.asked)
    return {
        "months": _over_time(figures)
        if trend and any(one.of for one in figures.shown.months)
        else None,
        "mix": mix_chart(figures) if trend else None,
        "sections": sections_chart(figures, shares_by_concept(figures.pooled)) if trend else None,
        "teams": teams_chart(figures, figures.in_places, lambda path: names.get(path, MOVED)),
    }


def _over_time(figures: Figures) -> Linked:
    return second_view(figures) if _is_second() else months_chart(figures)


def _is_second() -> bool:
    return request.args.get("view") == XMR


def _view() -> dict[str, str]:
    return {"view": XMR} if _is_second() else {}


def _other_view(asked: Asked) -> str:
    view = {} if _is_second() else {"view": XMR}
    return f"{address_of(url_for('.show'), {**asked.address, **view})}#months"


def _files(asked: Asked, name: str) -> Links:
    return files_of({**asked.address, "chart": name, **_view()})
