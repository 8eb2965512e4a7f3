"""The sections of a draft: add, edit, move and remove."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires
from qa_app.access.rules import Permission
from qa_app.audit_templates import queries
from qa_app.audit_templates.forms.parts import PartForm, RemoveForm
from qa_app.audit_templates.forms.sections import (
    AddSectionForm,
    SectionForm,
    SharedSectionForm,
)
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import (
    Content,
    choices,
    confirmed,
    edit,
    find,
    known,
    saved,
    section_of,
    to_draft,
    to_section,
)
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.editing import (
    questions_of,
    waiting_for,
    with_section,
    with_section_in_place,
    with_section_moved,
    without_section,
)
from qa_app.audit_templates.rules.editing import section_id as id_of
from qa_app.audit_templates.rules.history import code_from, new_id
from qa_app.audit_templates.rules.outline import asked_in, whole_section
from qa_app.audit_templates.rules.reading import condition_said
from qa_app.audit_templates.rules.template import condition_from, question_from
from qa_app.organisation.routes.answers import shown
from qa_app.web.words import plural

WRITE = Permission.TEMPLATE_WRITE
STEPS = {"up": -1, "down": 1}


@audit_templates.route("/drafts/<public_id:draft_id>/sections/new", methods=["GET", "POST"])
@requires(WRITE)
def add_section(draft_id: str) -> ResponseReturnValue:
    draft, form = find(draft_id), AddSectionForm()
    if form.validate_on_submit():
        heading = form.heading.data
        wanted = code_from(f"{draft.code} {heading}", "section")
        own = new_id(wanted, queries.ids_taken(draft.council_id))
        section = {"id": own, "heading": heading, "concept": form.concept.data, "questions": []}
        edit(draft, lambda content: with_section(content, section))
        flash(f"“{heading}” added at the end. Add its questions here")
        return to_section(draft, own)
    return render_template("audit_templates/draft_add_section.html", form=form, draft=draft)


@audit_templates.route(
    "/drafts/<public_id:draft_id>/sections/<section_id>", methods=["GET", "POST"]
)
@requires(WRITE)
def draft_section(draft_id: str, section_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    section = section_of(draft, section_id)
    form = form_for(draft, section)
    written = with_own_id(form.changed, draft) if form.is_submitted() and form.validate() else {}
    if written and saved(
        form, draft, lambda content: with_section_in_place(content, section_id, written)
    ):
        flash("Section saved")
        return to_section(draft, id_of(written))
    whole = whole_section(section, known())
    return shown(
        "audit_templates/draft_section.html",
        form,
        draft=draft,
        section=section,
        section_id=section_id,
        whole=whole,
        questions=asked_in(section, known()),
        own={one["id"] for one in section.get(questions_of(section), ())},
        conditions=conditions_in_words(draft, {"shown_when": whole.get("shown_when"), **section}),
        moved=request.args.get("moved"),
    )


def with_own_id(section: Content, draft: TemplateDraft) -> Content:
    """Where other templates mean another concept by its id, it takes one that nobody has."""
    past = queries.past_of(draft.council_id)
    if "use" in section or not past.other_concept(section, draft.code):
        return section
    return {**section, "id": new_id(section["id"], queries.ids_taken(draft.council_id))}


def conditions_in_words(draft: TemplateDraft, section: Content) -> dict[str, str]:
    """By the id of each question that is not always shown; of the section itself, by none."""
    asked = {
        one["id"]: question_from(one, "")
        for each in draft.written["sections"]
        for one in asked_in(each, known())
    }
    names = queries.beside(draft.council_id)
    things = [("", section), *((one["id"], one) for one in asked_in(section, known()))]
    said = {
        own: condition_said(condition_from(one.get("shown_when")), asked.get, names)
        for own, one in things
    }
    return {own: words for own, words in said.items() if words}


def form_for(draft: TemplateDraft, section: Content) -> PartForm:
    if "use" not in section:
        return SectionForm(section, choices(draft))
    there = whole_section(section, known()).get("questions", ())
    return SharedSectionForm(
        section, choices(draft, questions=[(q["id"], q["text"]) for q in there])
    )


@audit_templates.post("/drafts/<public_id:draft_id>/sections/<section_id>/<any(up, down):way>")
@requires(WRITE)
def move_section(draft_id: str, section_id: str, way: str) -> ResponseReturnValue:
    draft = find(draft_id)
    edit(draft, lambda content: with_section_moved(content, section_id, STEPS[way]))
    return to_draft(draft, moved=section_id, _anchor=f"{way}-{section_id}")


@audit_templates.route(
    "/drafts/<public_id:draft_id>/sections/<section_id>/remove", methods=["GET", "POST"]
)
@requires(WRITE)
def remove_section(draft_id: str, section_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    section = section_of(draft, section_id)
    heading = whole_section(section, known())["heading"]
    questions = asked_in(section, known())
    form = RemoveForm(version=digest_of(section))
    if confirmed(form, section):
        edit(draft, lambda content: without_section(content, section_id))
        flash(f"“{heading}” removed with {plural(len(questions), 'question')}")
        return to_draft(draft)
    waits = [words for one in questions for words in waiting_for(draft.written, one["id"])]
    return shown(
        "audit_templates/draft_remove_section.html",
        form,
        draft=draft,
        section_id=section_id,
        heading=heading,
        questions=questions,
        waits=[one for one in waits if one not in {each["text"] for each in questions}],
    )
