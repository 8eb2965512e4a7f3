"""Everything that audits say about one section, question or theme, to be read in one go."""

from collections.abc import Sequence
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates import library
from qa_app.audit_templates.rules import Template
from qa_app.insight.queries.questions import versions_of
from qa_app.insight.queries.read_across import count, list_passages, of_answers, of_sections
from qa_app.insight.routes.blueprint import read_across
from qa_app.insight.routes.filtering import Asked, asked_in_address, choice
from qa_app.insight.rules.read_across import Subject, options, subject_of
from qa_app.trail.operations import look
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = "read"


@read_across.get("")
@requires(Permission.INSIGHT_READ)
def show() -> ResponseReturnValue:
    asked, subject, versions = _asked()
    if subject.theme:
        others = {name: words for name, words in asked.address.items() if name != READ}
        findings = url_for("insight_themes.findings", theme=subject.theme)
        return redirect(address_of(findings, others))
    if not subject.is_chosen:
        return render_template(
            "insight/read_across.html", asked=asked, subject=subject, sheet=sheet_of(0), rows=[]
        )
    wanted = (
        of_answers(viewer(), asked.filters, versions, subject.question)
        if subject.question
        else of_sections(viewer(), asked.filters, subject)
    )
    sheet = sheet_of(count(wanted))
    rows = list_passages(
        wanted, asked.offered.versions, subject.question, sheet.on_a_page, sheet.offset
    )
    ids = [one.child_id for one in rows if one.child_id]
    look("evidence:listed", viewer(), ids=list(dict.fromkeys(ids)))
    return render_template(
        "insight/read_across.html", asked=asked, subject=subject, sheet=sheet, rows=rows
    )


def _asked() -> tuple[Asked, Subject, Sequence[Template]]:
    """Sections and questions are those of the newest version of the template that is chosen."""
    code = request.args.get("template", "")
    versions = versions_of(code, viewer()) if code else []
    template = versions[0] if versions else None
    offered = options(template, library.list_of_themes())
    chosen = choice(READ, "What to read", offered, first="Choose")
    asked = asked_in_address(lambda _: [chosen], of_rows=True)
    if not asked.filters.template and template:
        # Of a template that no filter offers there is nothing to read.
        offered = options(None, library.list_of_themes())
        asked = replace(asked, choices=[replace(chosen, options=offered), *asked.choices[1:]])
        template = None
    return asked, subject_of(chosen.chosen, template, dict(offered)), versions
