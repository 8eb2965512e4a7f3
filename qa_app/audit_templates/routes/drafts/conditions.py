"""When a section or a question is shown."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires
from qa_app.access.rules import Permission
from qa_app.audit_templates.forms.parts import PartForm
from qa_app.audit_templates.forms.questions import AwaitedForm, ConditionForm
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import (
    Content,
    choices,
    find,
    known,
    saved,
    section_of,
    to_section,
)
from qa_app.audit_templates.routes.drafts.questions import question_of, to_question
from qa_app.audit_templates.rules.editing import (
    with_awaited,
    with_question_in_place,
    with_section_in_place,
)
from qa_app.audit_templates.rules.outline import asked_before, whole_section
from qa_app.audit_templates.rules.template import question_from
from qa_app.organisation.routes.answers import shown

WRITE = Permission.TEMPLATE_WRITE
NOT_ASKED = "A question that is not asked before this one"
OF_SECTION = "/drafts/<public_id:draft_id>/sections/<section_id>/shown"
OF_QUESTION = "/drafts/<public_id:draft_id>/sections/<section_id>/questions/<question_id>/shown"


def part_of(draft: TemplateDraft, section_id: str, question_id: str) -> dict[str, Any]:
    if question_id:
        return question_of(draft, section_id, question_id)
    return section_of(draft, section_id)


def in_place(content: Content, section_id: str, question_id: str, part: Content) -> dict[str, Any]:
    if question_id:
        return with_question_in_place(content, section_id, question_id, part)
    return with_section_in_place(content, section_id, part)


def answers_of(question: Content) -> dict[str, str]:
    return dict(question_from(question, "").answers)


@audit_templates.route(OF_SECTION, methods=["GET", "POST"])
@audit_templates.route(OF_QUESTION, methods=["GET", "POST"])
@requires(WRITE)
def draft_shown(draft_id: str, section_id: str, question_id: str = "") -> ResponseReturnValue:
    draft = find(draft_id)
    part = part_of(draft, section_id, question_id)
    earlier = asked_before(draft.written, known(), section_id, question_id)
    choose = [(one["id"], one["text"]) for one in earlier if answers_of(one)]
    form = ConditionForm(part, choices(draft, questions=choose))
    if saved(form, draft, lambda all_: in_place(all_, section_id, question_id, form.changed)):
        flash("Saved when it is shown")
        return after(form, draft, section_id, question_id)
    return shown(
        "audit_templates/draft_shown.html",
        form,
        draft=draft,
        waits=waits_in_words(part, earlier),
        **named(draft, section_id, question_id),
    )


def after(
    form: PartForm, draft: TemplateDraft, section_id: str, question_id: str
) -> ResponseReturnValue:
    if "awaited" in form and form.awaited.data:
        where = {"section_id": section_id, "asked_id": form.awaited.data}
        if question_id:
            where["question_id"] = question_id
        return redirect(url_for("audit_templates.draft_awaited", draft_id=draft.public_id, **where))
    if question_id:
        return to_question(draft, section_id, question_id)
    return to_section(draft, section_id)


def named(draft: TemplateDraft, section_id: str, question_id: str) -> dict[str, str]:
    """What the page is about, in its own words."""
    whole = whole_section(section_of(draft, section_id), known())
    question = question_of(draft, section_id, question_id)["text"] if question_id else ""
    return {
        "section_id": section_id,
        "question_id": question_id,
        "heading": whole["heading"],
        "question_text": question,
    }


def waits_in_words(part: Content, earlier: list[Content]) -> list[tuple[str, str, str]]:
    """Each earlier answer: the id of its question, its words, and the answers."""
    asked = {one["id"]: one for one in earlier}
    found = []
    for awaited in part.get("shown_when", {}).get("answers", ()):
        question = asked.get(awaited["question"])
        words = answers_of(question) if question else {}
        text = question["text"] if question else NOT_ASKED
        answers = [words.get(one) or f"“{one.replace('-', ' ')}”" for one in awaited["is"]]
        found.append((awaited["question"], text, " or ".join(answers)))
    return found


@audit_templates.route(f"{OF_SECTION}/<asked_id>", methods=["GET", "POST"])
@audit_templates.route(f"{OF_QUESTION}/<asked_id>", methods=["GET", "POST"])
@requires(WRITE)
def draft_awaited(
    draft_id: str, section_id: str, asked_id: str, question_id: str = ""
) -> ResponseReturnValue:
    draft = find(draft_id)
    part = part_of(draft, section_id, question_id)
    earlier = asked_before(draft.written, known(), section_id, question_id)
    asked = next((one for one in earlier if one["id"] == asked_id and answers_of(one)), None)
    if asked is None and not wanted_now(part, asked_id):
        abort(404)
    answers = answers_of(asked) if asked else {}
    form = AwaitedForm(
        {"wanted": wanted_now(part, asked_id)}, choices(draft, questions=[*answers.items()])
    )
    if saved(
        form,
        draft,
        lambda all_: in_place(
            all_, section_id, question_id, with_awaited(part, asked_id, form.wanted.data)
        ),
    ):
        flash("Saved after which answers it is shown")
        return after(form, draft, section_id, question_id)
    text = asked["text"] if asked else NOT_ASKED
    about = named(draft, section_id, question_id)
    return shown("audit_templates/draft_awaited.html", form, draft=draft, asked_text=text, **about)


def wanted_now(part: Content, asked_id: str) -> list[str]:
    waits = part.get("shown_when", {}).get("answers", ())
    return next((one["is"] for one in waits if one["question"] == asked_id), [])
