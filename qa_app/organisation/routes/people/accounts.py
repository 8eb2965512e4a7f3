"""One person: what is known of them, and whether their account works."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.foundation.clock import long_date, now, today
from qa_app.organisation import operations, queries
from qa_app.organisation.forms.people import (
    ConfirmForm,
    EditPersonForm,
    EmailForm,
    LeavingForm,
    people_options,
)
from qa_app.organisation.models import Membership
from qa_app.organisation.queries.absences import list_absences
from qa_app.organisation.queries.colleagues import list_colleagues
from qa_app.organisation.queries.hand_over import open_work_of
from qa_app.organisation.queries.history import history_of
from qa_app.organisation.queries.people import (
    find_member_to_change,
    held_on,
    may_change,
    names_of,
    starts_on,
    state_of,
)
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.routes.people.blueprint import people
from qa_app.organisation.routes.people.lists import sees_accounts
from qa_app.organisation.rules.people import State

READ, WRITE = Permission.PERSON_READ, Permission.PERSON_WRITE


def to_change(person_id: str) -> Membership:
    return find_member_to_change(person_id, viewer(), today())


@people.get("/<public_id:person_id>")
@requires(READ)
def show(person_id: str) -> ResponseReturnValue:
    member = queries.find_member(person_id, viewer(), READ)
    held = held_on(member, today())
    is_self = member.person_id == viewer().person_id
    away = any(may_at(viewer(), Permission.ABSENCE_WRITE, one.place.path) for one in held)
    absences = list_absences(member) if away or is_self else []
    known = {member.line_manager_id, *(one.deputy_id for one in absences)}
    return render_template(
        "organisation/person.html",
        member=member,
        held=held,
        before=[one for one in member.appointments if one not in held],
        state=state_of(member, today()),
        opens_nothing=state_of(member, today()) in (State.LEFT, State.DISABLED),
        begins_on=starts_on(member, today()),
        names=names_of(known, member.council_id),
        absences=absences,
        may_record_absence=away or is_self,
        may_write=may_change(viewer(), member, today()),
        is_self=is_self,
        sees_accounts=sees_accounts(),
        open_work=open_work_of(member, viewer()) if sees_hand_over(member) else (),
        history=(history_of("person", person_id, viewer().council_id) if sees_accounts() else None),
    )


def sees_hand_over(member: Membership) -> bool:
    """Somebody who manages one team sees no work of those who are only in another."""
    places = [one.place.path for one in member.appointments]
    return any(may_at(viewer(), Permission.HANDOVER_READ, path) for path in places)


@people.route("/<public_id:person_id>/details", methods=["GET", "POST"])
@requires(WRITE)
def edit(person_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    managers = list_colleagues(member, today(), also=member.line_manager_id)
    manager = next((one for one in managers if one.person_id == member.line_manager_id), None)
    form = EditPersonForm(
        name=member.name,
        job_title=member.job_title,
        hours=f"{member.hours:g}",
        line_manager=manager.person.public_id if manager else None,
        version=member.version,
    )
    form.line_manager.options = people_options(managers)
    saved = {
        "name": member.name,
        "job_title": member.job_title,
        "line_manager": people_options([manager])[0][1] if manager else "",
        "hours": f"{member.hours:g}",
    }
    if (
        form.validate_on_submit()
        and not form.is_overtaken(member.version, saved)
        and form.attempt(
            lambda: operations.edit_member(
                member, form.details(member, managers), by=viewer(), at=now()
            ),
        )
    ):
        flash("Saved")
        return redirect(url_for(".show", person_id=person_id))
    return shown("organisation/edit_person.html", form, member=member)


@people.route("/<public_id:person_id>/email", methods=["GET", "POST"])
@requires(WRITE)
def correct_email(person_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    form = EmailForm(email=member.person.email, version=member.version)
    if (
        form.validate_on_submit()
        and not form.is_overtaken(member.version, {"email": member.person.email})
        and form.attempt(
            lambda: operations.correct_email(member, form.email.data, by=viewer(), at=now()),
        )
    ):
        flash("Saved")
        return redirect(url_for(".show", person_id=member.person.public_id))
    return shown("organisation/correct_email.html", form, member=member)


@people.route("/<public_id:person_id>/leaving", methods=["GET", "POST"])
@requires(WRITE)
def leaving(person_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    form = LeavingForm(leaves_on=member.leaves_on, version=member.version)
    saved = long_date(member.leaves_on) if member.leaves_on else ""
    if (
        form.validate_on_submit()
        and not form.is_overtaken(member.version, {"leaves_on": saved})
        and form.attempt(
            lambda: operations.set_leaving(member, form.leaves_on.data, by=viewer(), at=now()),
        )
    ):
        flash("Saved")
        return redirect(url_for(".show", person_id=person_id))
    return shown(
        "organisation/leaving.html", form, member=member, open_work=open_work_of(member, viewer())
    )


@people.route("/<public_id:person_id>/disable", methods=["GET", "POST"])
@requires(WRITE)
def disable(person_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.disable(member, by=viewer(), at=now())
    ):
        flash(f"{member.name} is disabled")
        return redirect(url_for(".show", person_id=person_id))
    return shown(
        "organisation/disable.html", form, member=member, open_work=open_work_of(member, viewer())
    )


@people.post("/<public_id:person_id>/enable")
@requires(WRITE)
def enable(person_id: str) -> ResponseReturnValue:
    member = to_change(person_id)
    operations.enable(member, by=viewer(), at=now())
    flash(f"{member.name} can sign in again")
    return redirect(url_for(".show", person_id=person_id))
