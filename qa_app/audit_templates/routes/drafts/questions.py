"""The questions of a section: add, edit, move and remove."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires
from qa_app.access.rules import Permission
from qa_app.audit_templates import queries
from qa_app.audit_templates.forms.parts import RemoveForm
from qa_app.audit_templates.forms.questions import SAME, AddQuestionForm, QuestionForm
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
    to_section,
)
from qa_app.audit_templates.routes.drafts.sections import STEPS
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.agreement import kind_of
from qa_app.audit_templates.rules.editing import (
    question_at,
    questions_of,
    returned_to,
    reworded,
    waiting_for,
    with_question,
    with_question_in_place,
    with_question_moved,
    without_question,
)
from qa_app.audit_templates.rules.history import Past, new_id
from qa_app.audit_templates.rules.outline import asked_in, whole_section
from qa_app.organisation.routes.answers import shown

WRITE = Permission.TEMPLATE_WRITE
ONE = "/drafts/<public_id:draft_id>/sections/<section_id>/questions/<question_id>"


def question_of(draft: TemplateDraft, section_id: str, question_id: str) -> dict[str, Any]:
    section = section_of(draft, section_id)
    at = question_at(section, question_id)
    found: dict[str, Any] = section[questions_of(section)][at]
    return found


@audit_templates.route(
    "/drafts/<public_id:draft_id>/sections/<section_id>/questions/new", methods=["GET", "POST"]
)
@requires(WRITE)
def add_question(draft_id: str, section_id: str) -> ResponseReturnValue:
    draft, form = find(draft_id), AddQuestionForm()
    section = section_of(draft, section_id)
    if form.validate_on_submit():
        own = new_id(f"{section_id}-1", queries.ids_taken(draft.council_id))
        question = {"id": own, **form.question}
        edit(draft, lambda content: with_question(content, section_id, question))
        flash("Question added. Say more about it here, or go back to its section")
        return to_question(draft, section_id, own)
    return render_template(
        "audit_templates/draft_add_question.html",
        form=form,
        draft=draft,
        section_id=section_id,
        heading=whole_section(section, known())["heading"],
    )


@audit_templates.route(ONE, methods=["GET", "POST"])
@requires(WRITE)
def draft_question(draft_id: str, section_id: str, question_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    question = question_of(draft, section_id, question_id)
    past = queries.past_of(draft.council_id)
    form = QuestionForm(question, choices(draft, questions=older(draft, past, question)))
    # Written once: asked again after it is saved, it would be given yet another id.
    written = as_written(form, draft, past) if is_answered(form, past) else None
    if written and saved(
        form,
        draft,
        lambda content: with_question_in_place(content, section_id, question_id, written),
    ):
        flash(said_of(written, question_id, past))
        if form.changed.get("kind") != question.get("kind"):
            return to_question(draft, section_id, written["id"])
        return to_section(draft, section_id, _anchor="questions")
    return shown(
        "audit_templates/draft_question.html",
        form,
        draft=draft,
        section_id=section_id,
        question=question,
        heading=whole_section(section_of(draft, section_id), known())["heading"],
        is_in_use=question_id in past.asked,
    )


def older(draft: TemplateDraft, past: Past, question: Content) -> list[tuple[str, str]]:
    """What was asked in the same way in an earlier version of this template, and is asked no longer."""
    here = ids_here(draft)
    earlier = queries.ids_published(draft.council_id, draft.code)
    return [
        (own, one.question["text"])
        for own, one in past.asked.items()
        if own in earlier and own not in here and kind_of(one.question) == kind_of(question)
    ]


def ids_here(draft: TemplateDraft) -> set[str]:
    return {
        one["id"] for section in draft.written["sections"] for one in asked_in(section, known())
    }


def said_of(written: Content, id_before: str, past: Past) -> str:
    if written["id"] != id_before and written["id"] in past.asked:
        return "Question saved. It asks what it asked before, so its figures run on"
    if past.is_answered_anew({**written, "id": id_before}):
        return "Question saved. It is answered in another way, so its figures begin again"
    return "Question saved"


def is_answered(form: QuestionForm, past: Past) -> bool:
    """A question in use that asks something new: whoever edits it says whether figures run on."""
    if not form.is_submitted() or not form.validate():
        return False
    changed = form.changed
    if past.is_answered_anew(changed):
        return True  # it cannot ask the same, whatever anybody says
    if past.is_worded_anew(changed) and not form.same.data:
        form.refuse("Say whether it still asks the same", about="same")
        return False
    return True


def as_written(form: QuestionForm, draft: TemplateDraft, past: Past) -> Content:
    changed = form.changed
    asked = {own: one.question for own, one in past.asked.items()}
    if older := returned_to(changed, asked, ids_here(draft)):
        return {name: value for name, value in changed.items() if name != "continues"} | {
            "id": older
        }
    if not past.is_worded_anew(changed):
        return changed
    taken = queries.ids_taken(draft.council_id)
    runs_on = form.same.data == SAME and not past.is_answered_anew(changed)
    return reworded(changed, changed, taken, runs_on=runs_on)


def to_question(draft: TemplateDraft, section_id: str, question_id: str) -> ResponseReturnValue:
    where = url_for(
        "audit_templates.draft_question",
        draft_id=draft.public_id,
        section_id=section_id,
        question_id=question_id,
    )
    return redirect(where)


@audit_templates.post(f"{ONE}/<any(up, down):way>")
@requires(WRITE)
def move_question(
    draft_id: str, section_id: str, question_id: str, way: str
) -> ResponseReturnValue:
    draft = find(draft_id)
    edit(
        draft,
        lambda content: with_question_moved(content, section_id, question_id, STEPS[way]),
    )
    return to_section(draft, section_id, moved=question_id, _anchor=f"{way}-{question_id}")


@audit_templates.route(f"{ONE}/remove", methods=["GET", "POST"])
@requires(WRITE)
def remove_question(draft_id: str, section_id: str, question_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    question = question_of(draft, section_id, question_id)
    form = RemoveForm(version=digest_of(question))
    if confirmed(form, question):
        edit(draft, lambda content: without_question(content, section_id, question_id))
        flash("Question removed")
        return to_section(draft, section_id, _anchor="questions")
    return shown(
        "audit_templates/draft_remove_question.html",
        form,
        draft=draft,
        section_id=section_id,
        question=question,
        heading=whole_section(section_of(draft, section_id), known())["heading"],
        waits=waiting_for(draft.written, question_id),
        is_published=question_id in queries.ids_published(draft.council_id, draft.code),
    )
