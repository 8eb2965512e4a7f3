"""Read the templates of the council, on the page and on paper."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates import operations, paper, queries, yaml_file
from qa_app.audit_templates.forms.versions import RetireForm
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.queries import beside
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.facts import facts_asked
from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.differences import as_text, differences
from qa_app.audit_templates.rules.in_use import state_of
from qa_app.audit_templates.rules.reading import (
    Beside,
    parts_of,
    suits_in_words,
    why_unsuited,
)
from qa_app.audit_templates.rules.rule_words import rules_in_words
from qa_app.audit_templates.rules.words import HEADER, OVERALLS, SUBJECTS
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@audit_templates.get("/<template_code>/<int(max=9999):number>")
@requires(Permission.TEMPLATE_READ)
def show(template_code: str, number: int) -> ResponseReturnValue:
    version = queries.find_version(template_code, number, viewer())
    template, names = version.template, beside(viewer().council_id)
    facts = facts_asked(names.statuses)
    versions = queries.list_versions(template_code, viewer())
    return render_template(
        "audit_templates/show.html",
        version=version,
        state=state_of(version, versions, today()),
        template=template,
        parts=parts_of(template, names, facts),
        rules=list(rules_in_words(template)),
        statuses=names.statuses,
        facts=facts,
        unsuited=why_unsuited(template, facts, names),
        about=_about(template, names),
        versions=versions,
        writes=may(viewer(), Permission.TEMPLATE_WRITE),
    )


@audit_templates.get("/<template_code>/<int(max=9999):number>/changes")
@requires(Permission.TEMPLATE_READ)
def changes(template_code: str, number: int) -> ResponseReturnValue:
    version, before = _with_the_one_before(template_code, number)
    found = differences(before.content, version.content, beside(viewer().council_id))
    return render_template(
        "audit_templates/changes.html", version=version, before=before, changes=found
    )


@audit_templates.get("/<template_code>/<int(max=9999):number>/changes.txt")
@requires(Permission.TEMPLATE_READ)
def changes_as_text(template_code: str, number: int) -> ResponseReturnValue:
    version, before = _with_the_one_before(template_code, number)
    head = f"{version.name}: version {number} beside version {before.number}\n\n"
    found = differences(before.content, version.content, beside(viewer().council_id))
    text = head + as_text(found) + "\n"
    return _file(text.encode(), "text/plain; charset=utf-8", f"{template_code}.v{number}.txt")


@audit_templates.get("/<template_code>/<int(max=9999):number>/template.yaml")
@requires(Permission.TEMPLATE_READ)
def download(template_code: str, number: int) -> ResponseReturnValue:
    version = queries.find_version(template_code, number, viewer())
    text = yaml_file.write(version.written)
    return _file(text.encode(), "application/yaml", f"{template_code}.v{number}.yaml")


@audit_templates.get("/<template_code>/<int(max=9999):number>/form.docx")
@requires(Permission.TEMPLATE_READ)
def form(template_code: str, number: int) -> ResponseReturnValue:
    version = queries.find_version(template_code, number, viewer())
    names = beside(viewer().council_id)
    document = paper.form(
        version.template, parts_of(version.template, names, facts_asked(names.statuses))
    )
    return _file(document, DOCX, f"{template_code}.v{number}.docx")


@audit_templates.route("/<template_code>/<int(max=9999):number>/retire", methods=["GET", "POST"])
@requires(Permission.TEMPLATE_WRITE)
def retire(template_code: str, number: int) -> ResponseReturnValue:
    version = queries.find_version(template_code, number, viewer())
    form = RetireForm()
    if form.validate_on_submit():
        try:
            operations.retire(version, form.on.data, by=viewer(), at=now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash(f"“{version.name}” version {number} goes out of use")
            return redirect(url_for(".show", template_code=template_code, number=number))
    return render_template("audit_templates/retire.html", version=version, form=form)


@audit_templates.post("/<template_code>/<int(max=9999):number>/keep")
@requires(Permission.TEMPLATE_WRITE)
def keep(template_code: str, number: int) -> ResponseReturnValue:
    version = queries.find_version(template_code, number, viewer())
    operations.keep_in_use(version, by=viewer(), at=now())
    flash(f"“{version.name}” version {number} stays in use")
    return redirect(url_for(".show", template_code=template_code, number=number))


def _with_the_one_before(code: str, number: int) -> tuple[TemplateVersion, TemplateVersion]:
    version = queries.find_version(code, number, viewer())
    earlier = [one.number for one in queries.list_versions(code, viewer()) if one.number < number]
    if not earlier:
        abort(404)
    return version, queries.find_version(code, max(earlier), viewer())


def _about(template: Template, names: Beside) -> list[tuple[str, str]]:
    return [
        ("What is audited", SUBJECTS[template.subject]),
        ("Which children it suits", suits_in_words(template, names)),
        ("How long it takes", f"About {template.minutes} minutes"),
        ("How far back to look", template.look_back),
        ("Safety question", template.gate),
        ("How it ends", OVERALLS[template.overall]),
        ("Strengths", f"Up to {template.strengths}"),
        ("Areas for development", f"Up to {template.development}"),
        ("At the head of the audit", ", ".join(HEADER[one] for one in template.header)),
    ]


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(
        data, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"}
    )
