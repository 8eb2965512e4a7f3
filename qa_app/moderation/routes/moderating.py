"""A second opinion: its page, both readings side by side, and sending back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.reading import told
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.moderation import operations, queries
from qa_app.moderation.forms.answering import SendBackForm
from qa_app.moderation.forms.grading import compare_form
from qa_app.moderation.models import Moderation
from qa_app.moderation.operations.opening_again import opened_until, why_not_open
from qa_app.moderation.operations.settling import why_not_settle_it
from qa_app.moderation.queries.moderations import waited_for
from qa_app.moderation.queries.sections import WHOLE, ToGrade, sections_to_grade
from qa_app.moderation.routes.blueprint import moderation
from qa_app.moderation.routes.pairs import counted_until, pairs_of
from qa_app.moderation.routes.waiting import address
from qa_app.moderation.rules import State
from qa_app.moderation.rules.quality import QUESTIONS, Rating
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.words import plural

NOT_AT_THIS_STEP = (
    "This second opinion is not yours, or is not at this step. Open it again to see what comes next"
)
MODERATE, WRITE = Permission.AUDIT_MODERATE, Permission.AUDIT_WRITE


@moderation.get("/<public_id:moderation_id>")
@requires(MODERATE, WRITE)
def show(moderation_id: str) -> ResponseReturnValue:
    """Before both are known it says no more than who reads it and how long it has waited."""
    found = looked_at(moderation_id)
    me = viewer().person_id
    is_auditor = found.audit.allocation.auditor_id == me
    # The auditor hears of it once both were set side by side: until then it may still change.
    is_open = found.compared_at is not None or (found.committed_at and not is_auditor)
    return render_template(
        "moderation/show.html",
        found=found,
        audit=found.audit,
        pairs=pairs_of(found) if is_open else [],
        quality=[
            (words, Rating[found.quality[key]].value)
            for key, words in QUESTIONS.items()
            if key in found.quality
        ],
        is_mine=found.moderator_id == me,
        is_auditor=is_auditor,
        may_settle=not why_not_settle_it(found, viewer(), now()),
        waits=waited_for(found),
        may_open_again=not why_not_open(found, viewer(), now()),
        opened_until=opened_until(found),
        until_then=lambda one: counted_until(found, one),
    )


@moderation.route("/<public_id:moderation_id>/compare", methods=["GET", "POST"])
@requires(MODERATE)
def compare(moderation_id: str) -> ResponseReturnValue:
    found = looked_at(moderation_id)
    if not is_at(found, State.COMPARING):
        return gone_on(found)
    asked = {one.id: one for one in sections_to_grade(found.audit)}
    pairs = pairs_of(found)
    differing = [asked[one.section] for one in pairs if not one.is_same and one.section in asked]
    own = {one.section: one.moderator_grade for one in found.grades}
    form = compare_form(differing, found.audit.template, own)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.compare(found, form.said, viewer(), now(), address=address())
    ):
        flash("The auditor has been told")
        return redirect(url_for(".show", moderation_id=moderation_id))
    return shown(
        "moderation/compare.html",
        form,
        found=found,
        audit=found.audit,
        pairs=pairs,
        differing=differing,
        differing_words=in_words(differing),
        questions=QUESTIONS,
        beside=told_of(found, [*asked.values()]),
    )


@moderation.route("/<public_id:moderation_id>/send-back", methods=["GET", "POST"])
@requires(MODERATE)
def send_back(moderation_id: str) -> ResponseReturnValue:
    found, form = looked_at(moderation_id), SendBackForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.send_back(found, form.why.data, viewer(), now(), address=address())
    ):
        flash("Sent back. The auditor has been told what is missing")
        return redirect(url_for(".show", moderation_id=moderation_id))
    is_mine = found.moderator_id == viewer().person_id
    if not form.was_refused and (not is_mine or not found.committed_at or found.settled_at):
        return redirect(url_for(".show", moderation_id=moderation_id))
    return shown("moderation/send_back.html", form, found=found, audit=found.audit)


@moderation.post("/<public_id:moderation_id>/give-back")
@requires(MODERATE)
def give_back(moderation_id: str) -> ResponseReturnValue:
    operations.give_back(queries.find_moderation(moderation_id, viewer()), by=viewer(), at=now())
    flash("Given back. Somebody else can take it")
    return redirect(url_for(".index"))


def looked_at(moderation_id: str) -> Moderation:
    found = queries.find_moderation(moderation_id, viewer())
    if request.method == "GET":
        look("moderation:viewed", viewer(), found)
    return found


def in_words(differing: list[ToGrade]) -> str:
    """How many sections two people grade differently, and whether they do the whole."""
    sections = sum(one.id != WHOLE for one in differing)
    parts = [plural(sections, "section")] if sections else []
    return " and ".join([*parts, *(["the whole audit"] if len(differing) > sections else [])])


def is_at(found: Moderation, state: State) -> bool:
    """Whether it is the viewer’s own, and this is what comes next."""
    return found.moderator_id == viewer().person_id and found.state is state


def gone_on(found: Moderation) -> ResponseReturnValue:
    """Not theirs, or not at this step: no page of the step is shown, and least of all with what was sent to it."""
    if request.method == "POST":
        raise DomainError(NOT_AT_THIS_STEP)
    return redirect(url_for(".show", moderation_id=found.public_id))


def told_of(found: Moderation, asked: list[ToGrade]) -> dict[str, object]:
    """What the auditor wrote, by section."""
    picture = picture_of(found.audit)
    return {
        one.id: told(found.audit, picture, one.section)
        for one in asked
        if one.id != WHOLE and one.id in picture.shown
    }
