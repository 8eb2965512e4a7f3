"""Those who audit: how far somebody has come, and what they are told. No figure compares them here."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Reach, reaches
from qa_app.foundation.clock import now, today
from qa_app.moderation.forms.auditors import (
    CoachingForm,
    PracticeForm,
    SignOffAuditorForm,
    TrainingForm,
)
from qa_app.moderation.operations import auditors as operations
from qa_app.moderation.queries import auditors as queries
from qa_app.moderation.routes.blueprint import auditors
from qa_app.moderation.rules.auditors import Practice, Progress, still_to_do
from qa_app.organisation.models import Membership
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.fields import Form
from qa_app.web.sheets import sheet_of

READ, WRITE, MAKE = (
    Permission.COACHING_READ,
    Permission.COACHING_WRITE,
    Permission.AUDITOR_MAKE,
)


@auditors.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    """By name. Whoever coaches nobody finds themselves."""
    if reaches(viewer(), READ) == {Reach.OWN}:
        return show(viewer().public_id)
    sheet = sheet_of(queries.count_others(viewer(), today()))
    others = queries.list_others(viewer(), today(), sheet.on_a_page, sheet.offset)
    noted = queries.becoming_of([one.person_id for one in others], viewer().council_id)
    return render_template(
        "moderation/auditors.html",
        sheet=sheet,
        new=[
            (member, found.stage, still_to_do(found.progress))
            for member, found in queries.list_new(viewer(), today())
        ],
        others=[(one, noted.get(one.person_id)) for one in others],
    )


@auditors.get("/<public_id:auditor_id>")
@requires(READ)
def show(auditor_id: str) -> ResponseReturnValue:
    member = found_auditor(auditor_id, READ)
    noted = queries.becoming_of([member.person_id], member.council_id).get(member.person_id)
    is_own = member.person_id == viewer().person_id
    if not is_own:
        look("auditor:viewed", viewer(), member.person)
    return render_template(
        "moderation/auditor.html",
        member=member,
        noted=noted,
        stage=noted.stage if noted else None,
        waits=still_to_do(noted.progress) if noted else [],
        notes=queries.notes_about(member),
        is_own=is_own,
        may_make=may_reach(member, MAKE) and not is_own,
        may_coach=may_reach(member, WRITE) and not is_own,
    )


@auditors.route("/<public_id:auditor_id>/training", methods=["GET", "POST"])
@requires(MAKE)
def training(auditor_id: str) -> ResponseReturnValue:
    member, form = found_auditor(auditor_id, MAKE), TrainingForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.note_training(member, form.on.data, form.training.data, viewer(), now())
    ):
        return saved(member, "The training is noted")
    return asked(form, member, "Note training")


@auditors.route("/<public_id:auditor_id>/practice", methods=["GET", "POST"])
@requires(MAKE)
def practice(auditor_id: str) -> ResponseReturnValue:
    member, form = found_auditor(auditor_id, MAKE), PracticeForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.note_practice(
            member,
            Practice[form.kind.data],
            form.on.data,
            form.with_whom.data or "",
            form.words.data or "",
            viewer(),
            now(),
        )
    ):
        return saved(member, "Noted")
    return asked(form, member, "Note a practice audit")


@auditors.route("/<public_id:auditor_id>/sign-off", methods=["GET", "POST"])
@requires(MAKE)
def sign_off(auditor_id: str) -> ResponseReturnValue:
    member, form = found_auditor(auditor_id, MAKE), SignOffAuditorForm()
    noted = queries.becoming_of([member.person_id], member.council_id).get(member.person_id)
    waits = still_to_do(noted.progress if noted else Progress())
    if not waits:
        del form.why
    if form.validate_on_submit() and form.attempt(
        lambda: operations.sign_off_auditor(
            member, form.why.data or "" if "why" in form else "", viewer(), now()
        )
    ):
        return saved(member, f"{member.name} is signed off as an auditor")
    return asked(form, member, "Sign off as an auditor", waits=waits)


@auditors.route("/<public_id:auditor_id>/notes", methods=["GET", "POST"])
@requires(WRITE)
def coach(auditor_id: str) -> ResponseReturnValue:
    member, form = found_auditor(auditor_id, WRITE), CoachingForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.coach(member, form.words.data, viewer(), now())
    ):
        return saved(member, "The note is saved")
    return asked(form, member, "Write a coaching note")


def found_auditor(auditor_id: str, permission: Permission) -> Membership:
    return queries.find_auditor(auditor_id, viewer(), today(), permission)


def may_reach(member: Membership, permission: Permission) -> bool:
    return queries.is_within_reach(member, viewer(), today(), permission)


def saved(member: Membership, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(".show", auditor_id=member.person.public_id))


def asked(form: Form, member: Membership, heading: str, **about: object) -> ResponseReturnValue:
    page = "moderation/auditor_form.html"
    return shown(page, form, member=member, asked_for=heading, **{"waits": [], **about})
