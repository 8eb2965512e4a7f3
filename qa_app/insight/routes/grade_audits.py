"""The audits behind a figure of grades."""

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.models import Audit
from qa_app.insight.queries.grade_audits import Narrowed, count_behind, list_behind
from qa_app.insight.queries.grades import Asking
from qa_app.insight.queries.offered import Offered
from qa_app.insight.routes.blueprint import grades
from qa_app.insight.routes.filtering import choice
from qa_app.insight.routes.grade_figures import grades_asked
from qa_app.insight.rules.filters import Choice
from qa_app.insight.rules.grade_tables import IMPACTS
from qa_app.insight.rules.grades import NARROWED
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

NOT_SAID = "not-said"


@grades.get("/audits")
@requires(Permission.INSIGHT_READ)
def audits() -> ResponseReturnValue:
    asked, asking = grades_asked(extra=_narrowing)
    chosen = {one.name: one.chosen for one in asked.choices}
    narrowed = Narrowed(chosen["grade"], _impact(chosen["impact"]))
    sheet = sheet_of(count_behind(asking, narrowed))
    rows = list_behind(asking, narrowed, sheet.on_a_page, sheet.offset)
    ids = [one.child_public_id for one in rows if one.child_public_id]
    look("audits:listed", viewer(), ids=ids)
    return render_template(
        "insight/grade_audits.html",
        asked=asked,
        about=asking.about,
        sheet=sheet,
        rows=[(one, words_of(one, asking)) for one in rows],
        back={
            name: words for name, words in asked.address.items() if name not in ("grade", "impact")
        },
    )


def _narrowing(offered: Offered) -> list[Choice]:
    """To a grade of any scale in use, and to what difference was made."""
    words: dict[str, str] = {}
    for one in offered.versions.values():
        words |= dict(zip(one.scale.codes, one.scale.words, strict=True))
    impacts = {code or NOT_SAID: said for code, said in IMPACTS.items()}
    return [
        choice("grade", "Grade", [*NARROWED.items(), *words.items()]),
        choice("impact", "Difference made", [*impacts.items()]),
    ]


def _impact(chosen: str) -> str | None:
    return {"": None, NOT_SAID: ""}.get(chosen, chosen)


def words_of(audit: Audit, asking: Asking) -> tuple[list[tuple[str, str]], list[str]]:
    """The grades that count, each with the heading of its section, and the differences made; a whole has no heading."""
    about, scale = asking.about, asking.versions[audit.template_version_id].scale
    if about.is_whole:
        graded = [("", audit.grade_that_counts, audit.impact)]
    else:
        headings = {one.id: one.heading for one in audit.template.sections}
        graded = [
            (headings.get(one.section, ""), one.grade_that_counts, one.impact)
            for one in audit.readings
            if one.concept == about.concept or one.section == about.section
        ]
    words = dict(zip(scale.codes, scale.words, strict=True))
    grades = [(heading, words[code]) for heading, code, _ in graded if code in words]
    return grades, [IMPACTS[impact] for _, _, impact in graded if impact in IMPACTS and impact]
