"""Grades of closed months as they stood, and what has changed since."""

from dataclasses import replace
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.insight.queries.closed import grades_then_and_now, list_changed, together
from qa_app.insight.routes.blueprint import grades
from qa_app.insight.routes.closings import Closings, closings_of
from qa_app.insight.routes.grade_figures import grades_asked
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.rules.closed import Closed, closed_months
from qa_app.insight.rules.grades import SECTION, WHOLE
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

# So many of the audits behind the changes stand on the page.
MOST_LISTED = 100


@grades.get("/closed-months")
@requires(Permission.INSIGHT_READ)
def closed() -> ResponseReturnValue:
    asked, asking = grades_asked()
    if asking.about.section:
        # Sections of one template are kept by what they are about.
        asking = replace(asking, about=WHOLE)
    choices = [
        replace(
            one,
            options=[option for option in one.options if not option[0].startswith(SECTION)],
            chosen="" if one.chosen.startswith(SECTION) else one.chosen,
        )
        for one in asked.choices
    ]
    scales = {number: one.scale for number, one in asking.versions.items()}
    found = grades_then_and_now(asking)
    changed = list_changed(asking, found)
    closings = closings_of(asking.filters)
    ids = [one.child_id for one in changed[:MOST_LISTED] if one.child_id]
    if ids:
        look("audits:listed", viewer(), ids=list(dict.fromkeys(ids)))
    words = {
        (number, code): said
        for number, scale in scales.items()
        for code, said in zip(scale.codes, scale.words, strict=True)
    }
    return render_template(
        "insight/closed.html",
        asked=replace(asked, choices=choices),
        about=asking.about,
        sheet=sheet_of(0),
        months=_with_closings(closed_months(together(found), scales), closings),
        changed=changed[:MOST_LISTED],
        is_cut=len(changed) > MOST_LISTED,
        words=words,
        fewer=why_fewer(viewer()),
    )


def _with_closings(months: dict[date, Closed], closings: Closings) -> list[Closed]:
    for month, one in months.items():
        one.waiting, one.rounds = closings.waiting(month), closings.of(month)
    return [*months.values()]
