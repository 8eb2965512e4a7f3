"""Days away, and who stands in."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import long_date, now, today
from qa_app.organisation import operations, queries
from qa_app.organisation.forms.people import AbsenceForm, people_options
from qa_app.organisation.queries.absences import find_absence
from qa_app.organisation.queries.colleagues import list_colleagues
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.routes.people.blueprint import people

WRITE = Permission.ABSENCE_WRITE


@people.route("/<public_id:person_id>/absences/new", methods=["GET", "POST"])
@requires(WRITE)
def record_absence(person_id: str) -> ResponseReturnValue:
    member = queries.find_member(person_id, viewer(), WRITE)
    colleagues = list_colleagues(member, today())
    form = AbsenceForm()
    form.offer(colleagues)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.record_absence(member, **form.words(colleagues), by=viewer(), at=now()),
    ):
        flash("Absence saved")
        return redirect(url_for(".show", person_id=person_id))
    return shown("organisation/absence.html", form, member=member, absence=None)


@people.route("/absences/<public_id:absence_id>", methods=["GET", "POST"])
@requires(WRITE)
def change_absence(absence_id: str) -> ResponseReturnValue:
    absence, member = find_absence(absence_id, viewer())
    colleagues = list_colleagues(member, today(), also=absence.deputy_id)
    deputy = next((one for one in colleagues if one.person_id == absence.deputy_id), None)
    form = AbsenceForm(
        first_day=absence.first_day,
        last_day=absence.last_day,
        deputy=deputy.person.public_id if deputy else None,
        version=absence.version,
    )
    form.offer(colleagues)
    saved = {
        "first_day": long_date(absence.first_day),
        "last_day": long_date(absence.last_day) if absence.last_day else "",
        "deputy": people_options([deputy])[0][1] if deputy else "",
    }
    if (
        form.validate_on_submit()
        and not form.is_overtaken(absence.version, saved)
        and form.attempt(
            lambda: operations.change_absence(
                absence, member, **form.words(colleagues), by=viewer(), at=now()
            ),
        )
    ):
        flash("Absence saved")
        return redirect(url_for(".show", person_id=member.person.public_id))
    return shown("organisation/absence.html", form, member=member, absence=absence)


@people.post("/absences/<public_id:absence_id>/remove")
@requires(WRITE)
def remove_absence(absence_id: str) -> ResponseReturnValue:
    absence, member = find_absence(absence_id, viewer())
    operations.remove_absence(absence, member, by=viewer(), at=now())
    flash("Absence removed")
    return redirect(url_for(".show", person_id=member.person.public_id))
