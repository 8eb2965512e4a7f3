"""Rounds that inspectors and advisers may read."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.rules.places import in_words
from qa_app.rounds import operations, queries
from qa_app.rounds.forms.reading import NamingForm
from qa_app.rounds.routes.blueprint import rounds
from qa_app.web.words import plural

MOST_TO_NAME = 24


@rounds.get("/readers")
@requires(Permission.ROUND_NAME)
def readers() -> ResponseReturnValue:
    """Which rounds inspectors and advisers may read."""
    listed = queries.list_readers(viewer(), today())
    people = {one.appointment.person_id for one in listed}
    names = names_of(people, viewer().council_id)
    return render_template("rounds/readers.html", readers=listed, names=names)


@rounds.route("/readers/new", methods=["GET", "POST"])
@requires(Permission.ROUND_NAME)
def name_rounds() -> ResponseReturnValue:
    inspectors = queries.list_inspectors(viewer(), today())
    offered = queries.list_rounds(viewer(), MOST_TO_NAME)
    form = NamingForm()
    form.offer(inspectors, offered)
    if form.validate_on_submit():
        who = next(one for one, _ in inspectors if one.public_id == form.who.data)
        try:
            for round_ in offered:
                if round_.public_id in form.rounds.data:
                    operations.name_round(round_, who, by=viewer(), at=now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            chosen = [one.month for one in offered if one.public_id in form.rounds.data]
            flash(
                f"{dict(inspectors)[who]} may now read {plural(len(chosen), 'round')}: {months(chosen)}"
            )
            return redirect(url_for(".readers"))
    return render_template(
        "rounds/name_rounds.html", form=form, inspectors=inspectors, rounds=offered
    )


def months(chosen: list[date]) -> str:
    """As a message says them: “June 2026 and May 2026”."""
    return in_words([f"{month:%B %Y}" for month in chosen], most=MOST_TO_NAME)


@rounds.post("/readers/<public_id:reader_id>/take-back")
@requires(Permission.ROUND_NAME)
def take_round_back(reader_id: str) -> ResponseReturnValue:
    reader = queries.find_reader(reader_id, viewer())
    person_id, month = reader.appointment.person_id, reader.round.month
    operations.take_round_back(reader, by=viewer(), at=now())
    name = names_of([person_id], viewer().council_id).get(person_id, "Nobody")
    flash(f"{name} may no longer read the round of {month:%B %Y}")
    return redirect(url_for(".readers"))
