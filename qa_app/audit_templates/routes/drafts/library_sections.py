"""Sections that several templates share: take one, or write one out for this template alone."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires
from qa_app.access.rules import Permission
from qa_app.audit_templates.forms.sections import TakeSectionForm
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import (
    Content,
    edit,
    find,
    known,
    section_of,
    to_draft,
    to_section,
)
from qa_app.audit_templates.rules.editing import detached, with_section
from qa_app.audit_templates.rules.editing import section_id as id_of
from qa_app.audit_templates.rules.outline import whole_section
from qa_app.web.words import plural

WRITE = Permission.TEMPLATE_WRITE


@audit_templates.route(
    "/drafts/<public_id:draft_id>/sections/from-library", methods=["GET", "POST"]
)
@requires(WRITE)
def take_section(draft_id: str) -> ResponseReturnValue:
    draft, form = find(draft_id), TakeSectionForm()
    form.shared.options, form.shared.hints = offered(draft.written)
    if form.validate_on_submit():
        use, _, number = form.shared.data.rpartition(".v")
        section = {"use": use, "version": int(number)}
        edit(draft, lambda content: with_section(content, section))
        flash(f"“{whole_section(section, known())['heading']}” added at the end")
        return to_draft(draft)
    return render_template("audit_templates/draft_take_section.html", form=form, draft=draft)


def offered(content: Content) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The newest version of each section of the library that is not here yet, with what it asks."""
    here = {id_of(section) for section in content["sections"]}
    newest = {name: (name, number) for name, number in sorted(known().shared) if name not in here}
    found = {f"{name}.v{number}": known().shared[name, number] for name, number in newest.values()}
    words = sorted(
        ((value, one["heading"]) for value, one in found.items()), key=lambda two: two[1]
    )
    hints = {
        value: plural(len(one.get("questions", ())), "question") for value, one in found.items()
    }
    return words, hints


@audit_templates.route(
    "/drafts/<public_id:draft_id>/sections/<section_id>/detach", methods=["GET", "POST"]
)
@requires(WRITE)
def detach_section(draft_id: str, section_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    section = section_of(draft, section_id)
    if "use" not in section:
        return to_section(draft, section_id)
    if request.method == "POST":
        edit(draft, lambda content: detached(content, section_id, known()))
        flash("This section is now this template’s own. Edit it here")
        return to_section(draft, section_id)
    return render_template(
        "audit_templates/draft_detach_section.html",
        draft=draft,
        section_id=section_id,
        whole=whole_section(section, known()),
    )
