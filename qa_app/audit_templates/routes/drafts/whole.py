"""A draft as a whole: its problems, its sections in order, and its details."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates import operations, queries, yaml_file
from qa_app.audit_templates.forms.details import DetailsForm
from qa_app.audit_templates.forms.parts import DiscardForm
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import (
    choices,
    confirmed,
    find,
    known,
    saved,
    scale_of,
    to_draft,
    warn_of_name,
)
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.checks import stops_short
from qa_app.audit_templates.rules.outline import Page, Pointer, outline, pointers_to
from qa_app.audit_templates.rules.scales import unfit_sections
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown

READ = (Permission.TEMPLATE_WRITE, Permission.TEMPLATE_PUBLISH)
WRITE = Permission.TEMPLATE_WRITE


@audit_templates.get("/drafts/<public_id:draft_id>")
@requires(*READ)
def draft(draft_id: str) -> ResponseReturnValue:
    found = find(draft_id)
    problems = problems_with_links(found)
    return render_template(
        "audit_templates/draft.html",
        draft=found,
        problems=problems,
        there_may_be_more=bool(problems) and stops_short(found.written, known()),
        unfit=unfit_sections(found.written, scale_of(found), known()),
        rows=[*outline(found.written, known())],
        moved=request.args.get("moved"),
        writes=may(viewer(), WRITE),
        why_not=operations.why_not_publish(found, viewer()),
        publishes=may(viewer(), Permission.TEMPLATE_PUBLISH),
        is_first=queries.newest_number(found.council_id, found.code) == 0,
    )


def problems_with_links(found: TemplateDraft) -> list[tuple[Pointer, str]]:
    pointers = pointers_to(operations.problems_of(found), found.written, known())
    return [(pointer, address_of(pointer, found.public_id)) for pointer in pointers]


ENDPOINTS = {
    Page.DETAILS: "draft_details",
    Page.SCALE: "draft_scale",
    Page.RULE: "draft_rule",
    Page.SECTIONS: "draft",
    Page.SECTION: "draft_section",
    Page.QUESTION: "draft_question",
    Page.SHOWN: "draft_shown",
    Page.DETACH: "detach_section",
}


def address_of(pointer: Pointer, draft_id: str) -> str:
    """The page on which it is mended, at the question it is about."""
    values: dict[str, Any] = {
        "section_id": pointer.section,
        "question_id": pointer.question,
        "number": None if pointer.rule is None else pointer.rule + 1,
        "_anchor": pointer.field or None,
    }
    given = {name: value for name, value in values.items() if value is not None}
    return url_for(f"audit_templates.{ENDPOINTS[pointer.page]}", draft_id=draft_id, **given)


@audit_templates.route("/drafts/<public_id:draft_id>/details", methods=["GET", "POST"])
@requires(WRITE)
def draft_details(draft_id: str) -> ResponseReturnValue:
    found = find(draft_id)
    part = {name: value for name, value in found.written.items() if name in DETAILS_NAMES}
    form = DetailsForm(part, choices(found))
    if saved(form, found, lambda content: changed_details(content, form)):
        flash("Details saved")
        if found.name != part["name"]:
            warn_of_name(found)
        return to_draft(found)
    return shown("audit_templates/draft_details.html", form, draft=found)


DETAILS_NAMES = {line.path[0] for line in DetailsForm.lines}


def changed_details(content: Mapping[str, Any], form: DetailsForm) -> dict[str, Any]:
    """Everything else as it is; a line that was taken out is gone."""
    rest = {name: value for name, value in content.items() if name not in DETAILS_NAMES}
    changed = form.changed | rest
    return {name: changed[name] for name in content if name in changed} | changed


@audit_templates.get("/drafts/<public_id:draft_id>/template.yaml")
@requires(*READ)
def download_draft(draft_id: str) -> ResponseReturnValue:
    found = find(draft_id)
    name = f"{found.code}.v{found.number}.yaml"
    return Response(
        yaml_file.write(found.written),
        mimetype="application/yaml",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@audit_templates.route("/drafts/<public_id:draft_id>/discard", methods=["GET", "POST"])
@requires(WRITE)
def discard_draft(draft_id: str) -> ResponseReturnValue:
    found = find(draft_id)
    form = DiscardForm(version=digest_of(found.written))
    if confirmed(form, found.written):
        operations.discard(found, by=viewer(), at=now())
        flash(f"The draft of “{found.name}” is gone")
        return redirect(url_for("audit_templates.index"))
    return shown("audit_templates/draft_discard.html", form, draft=found)
