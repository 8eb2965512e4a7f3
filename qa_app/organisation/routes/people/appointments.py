"""Invite, appoint, and end appointments."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import long_date, now, today
from qa_app.organisation import operations, queries
from qa_app.organisation.forms.people import (
    AppointForm,
    EndAppointmentForm,
    InviteForm,
    role_or_duty,
)
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.operations.invitations import Wanted
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.routes.people.accounts import to_change
from qa_app.organisation.routes.people.blueprint import people

WRITE = Permission.PERSON_WRITE


def open_places() -> list[Place]:
    return queries.list_places(viewer(), WRITE, closed=False)


@people.route("/invite", methods=["GET", "POST"])
@requires(WRITE)
def invite() -> ResponseReturnValue:
    there, invited = open_places(), list[Membership]()
    form = InviteForm(starts_on=today())
    form.offer(there)
    if form.validate_on_submit() and form.attempt(
        lambda: invited.append(
            operations.invite_person(form.details, wanted_by(form, there), by=viewer(), at=now())
        ),
    ):
        flash(f"{form.name.data} invited")
        return redirect(url_for(".show", person_id=invited[0].person.public_id))
    return shown("organisation/invite.html", form)


@people.post("/<public_id:person_id>/invite")
@requires(WRITE)
def invite_again(person_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    operations.invite(member, by=viewer(), at=now())
    flash(f"An invitation to {member.name} is on its way")
    return redirect(url_for(".show", person_id=person_id))


@people.route("/<public_id:person_id>/appointments/new", methods=["GET", "POST"])
@requires(WRITE)
def appoint(person_id: str) -> ResponseReturnValue:
    member, there = to_change(person_id), open_places()
    form = AppointForm(starts_on=today())
    form.offer(there)
    if form.validate_on_submit():
        wanted = wanted_by(form, there)
        if form.attempt(
            lambda: operations.appoint(
                member.person,
                wanted.holds,
                wanted.place,
                wanted.starts_on,
                by=viewer(),
                at=now(),
                ends_on=wanted.ends_on,
            ),
        ):
            flash(f"{member.name} is appointed as {wanted.holds.lower()}")
            return redirect(url_for(".show", person_id=person_id))
    return shown("organisation/appoint.html", form, member=member)


def wanted_by(form: AppointForm, places: list[Place]) -> Wanted:
    return Wanted(
        role_or_duty(form.holds.data),
        form.place_from(places),
        form.starts_on.data,
        form.ends_on.data,
    )


@people.route(
    "/<public_id:person_id>/appointments/<public_id:appointment_id>/end", methods=["GET", "POST"]
)
@requires(WRITE)
def end_appointment(person_id: str, appointment_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    appointment = next(
        (one for one in member.appointments if one.public_id == appointment_id), None
    ) or abort(404)
    form = EndAppointmentForm(ends_on=appointment.ends_on or today(), version=appointment.version)
    saved = long_date(appointment.ends_on) if appointment.ends_on else ""
    if (
        form.validate_on_submit()
        and not form.is_overtaken(appointment.version, {"ends_on": saved})
        and form.attempt(
            lambda: operations.end_appointment(
                appointment, form.ends_on.data, by=viewer(), at=now()
            ),
        )
    ):
        flash("Saved")
        return redirect(url_for(".show", person_id=person_id))
    return shown("organisation/end_appointment.html", form, member=member, appointment=appointment)
