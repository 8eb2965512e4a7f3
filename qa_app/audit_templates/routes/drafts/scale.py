"""The scale of grades of a draft, and what becomes of what was written for another scale."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires
from qa_app.access.rules import Permission
from qa_app.audit_templates.forms.scale import OWN, ScaleForm
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import edit, find, known, scale_of, to_draft
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.editing import with_scale
from qa_app.audit_templates.rules.scales import unfit_sections, with_own_sections
from qa_app.organisation.forms.versions import in_words
from qa_app.organisation.routes.answers import shown
from qa_app.web.words import plural

WRITE = Permission.TEMPLATE_WRITE


@audit_templates.route("/drafts/<public_id:draft_id>/scale", methods=["GET", "POST"])
@requires(WRITE)
def draft_scale(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    scale = scale_of(draft)
    form = ScaleForm(scale, digest_of({"scale": scale}))
    unfit: dict[str, str] = {}
    if form.validate_on_submit() and not is_late(form, scale):
        unfit = unfit_sections(draft.written, form.chosen, known())
        if form.is_decided(unfit):
            change_scale(draft, form, unfit)
            return to_draft(draft, _anchor="problems")
    return shown("audit_templates/draft_scale.html", form, draft=draft, unfit=unfit)


def change_scale(draft: TemplateDraft, form: ScaleForm, unfit: dict[str, str]) -> None:
    scale = form.chosen
    if scale == form.scale:
        flash("Scale saved")
    elif unfit and form.shared.data == OWN:
        edit(draft, lambda content: with_own_sections(content, scale, known()))
        flash(f"Scale saved. {said_of(unfit)}")
    else:
        edit(draft, lambda content: with_scale(content, scale))
        flash("Scale saved")


@audit_templates.post("/drafts/<public_id:draft_id>/scale/sections")
@requires(WRITE)
def fit_sections(draft_id: str) -> ResponseReturnValue:
    """Write out every shared section that describes other grades than the scale has."""
    draft = find(draft_id)
    scale = scale_of(draft)
    unfit = unfit_sections(draft.written, scale, known())
    if unfit:
        edit(draft, lambda content: with_own_sections(content, scale, known()))
        flash(said_of(unfit))
    return to_draft(draft, _anchor="problems")


def said_of(unfit: dict[str, str]) -> str:
    sections = plural(len(unfit), "section is", "sections are")
    return f"{sections} now this template’s own, and their questions keep their figures"


def is_late(form: ScaleForm, scale: list[dict[str, Any]]) -> bool:
    version = digest_of({"scale": scale})
    fresh = ScaleForm(scale, version, formdata=None)
    boxes = [box for row in fresh.rows for box in row]
    return form.is_overtaken(version, {box.name: in_words(box) for box in (*boxes, fresh.good)})
