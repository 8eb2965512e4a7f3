"""Ask a second person, look at what changes, publish or leave."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates import operations, queries
from qa_app.audit_templates.forms.beginnings import AskForm, LeaveForm
from qa_app.audit_templates.forms.parts import PublishForm
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import confirmed, find, known, to_draft
from qa_app.audit_templates.routes.drafts.whole import problems_with_links
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.changes import Change
from qa_app.audit_templates.rules.differences import differences
from qa_app.audit_templates.rules.expanding import expanded
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.routes.answers import shown

WRITE, PUBLISH = Permission.TEMPLATE_WRITE, Permission.TEMPLATE_PUBLISH


@audit_templates.route("/drafts/<public_id:draft_id>/ask", methods=["GET", "POST"])
@requires(WRITE)
def ask_to_publish(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    form = AskForm(version=digest_of(decided_on(draft)))
    if confirmed(form, decided_on(draft)) and form.attempt(
        lambda: operations.ask_to_publish(draft, form.use_from.data, by=viewer(), at=now())
    ):
        flash("Asked. A second person can now publish it")
        return to_draft(draft)
    return shown("audit_templates/draft_ask.html", form, draft=draft)


@audit_templates.post("/drafts/<public_id:draft_id>/take-back")
@requires(WRITE)
def take_back(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    operations.take_back(draft, by=viewer(), at=now())
    flash("Nobody is asked to publish it any more")
    return to_draft(draft)


@audit_templates.get("/drafts/<public_id:draft_id>/changes")
@requires(WRITE, PUBLISH)
def draft_changes(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    return decide(draft, LeaveForm(formdata=None, version=digest_of(decided_on(draft))))


def decide(draft: TemplateDraft, form: LeaveForm) -> ResponseReturnValue:
    problems = problems_with_links(draft)
    changes, alike = (None, None) if problems else changes_of(draft)
    return shown(
        "audit_templates/draft_changes.html",
        form,
        draft=draft,
        changes=changes,
        alike=alike,
        problems=problems,
        decides=may(viewer(), PUBLISH),
        writes=may(viewer(), WRITE),
        publish_form=PublishForm(formdata=None, version=digest_of(decided_on(draft))),
        why_not=operations.why_not_publish(draft, viewer()),
    )


def decided_on(draft: TemplateDraft) -> dict[str, Any]:
    """What the second person says yes to: the words, the day, and who asked."""
    asked = {"use_from": str(draft.use_from), "asked_by": draft.asked_by_id}
    return {"written": draft.written, **asked}


def changes_of(draft: TemplateDraft) -> tuple[list[Change] | None, TemplateVersion | None]:
    """Beside the newest published version, or for a first one beside the version that it is most like.

    None where there is neither. The draft has no problems.
    """
    whole, alike = expanded(draft.written, known()), None
    earlier = [*queries.contents_of(draft.council_id, draft.code)]
    if not earlier and (alike := queries.most_like(whole, draft.council_id)):
        earlier = [alike.content]
    if not earlier:
        return None, None
    return differences(earlier[-1], whole, queries.beside(draft.council_id)), alike


@audit_templates.post("/drafts/<public_id:draft_id>/publish")
@requires(PUBLISH)
def publish_draft(draft_id: str) -> ResponseReturnValue:
    """Where it cannot be, the page shows the draft as it is now, and why."""
    draft, form = find(draft_id), PublishForm()
    again = LeaveForm(formdata=None, version=digest_of(decided_on(draft)))
    if not confirmed(form, decided_on(draft)):
        again.refuse("The draft has changed since you opened it. Look at it again")
        return decide(draft, again)
    try:
        version = operations.publish(draft, by=viewer(), at=now())
    except DomainError as refused:
        again.refuse(*refused.reasons)
        return decide(draft, again)
    flash(f"“{version.name}” version {version.number} is published")
    where = url_for("audit_templates.show", template_code=version.code, number=version.number)
    return redirect(where)


@audit_templates.post("/drafts/<public_id:draft_id>/leave")
@requires(PUBLISH)
def leave_draft(draft_id: str) -> ResponseReturnValue:
    draft, form = find(draft_id), LeaveForm()
    if confirmed(form, decided_on(draft)) and form.attempt(
        lambda: operations.leave(draft, form.saying.data, by=viewer(), at=now())
    ):
        flash("Left unpublished. Whoever edits it reads what you wrote")
        return to_draft(draft)
    return decide(draft, form)
