"""Records that are audited a second time: the list, giving one out, and the list of pairs."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import may
from qa_app.audits.models import Audit
from qa_app.follow_up.forms.second_audits import ReadAgainForm, SetAsideForm
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.operations import second_audits as operations
from qa_app.follow_up.queries import second_audits as queries
from qa_app.follow_up.queries.compared import grades_of
from qa_app.follow_up.queries.readers import suggested_reader
from qa_app.follow_up.queries.second_audits import BY_NAME, READ
from qa_app.follow_up.routes.blueprint import follow_up
from qa_app.follow_up.rules.second_audits import (
    Moved,
    before_and_after,
    by_heading,
    headline_of,
    that_matter,
)
from qa_app.follow_up.rules.settings import SECOND_AFTER, SECOND_SHARE
from qa_app.foundation.clock import london_day, now, today
from qa_app.organisation.models import Membership
from qa_app.organisation.queries import setting
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.models import Round
from qa_app.rounds.operations.requesting import Wanted
from qa_app.rounds.queries.auditors import list_able
from qa_app.rounds.rules.plans import Kind
from qa_app.rounds.rules.requesting import takes_by_name
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.sheets import sheet_of


@follow_up.get("/second-audits")
@requires(BY_NAME)
def due() -> ResponseReturnValue:
    """What comes back in the next weeks, the longest due first."""
    there = queries.due_among(viewer(), today())
    sheet = sheet_of(len(there))
    listed = queries.list_due(viewer(), there, sheet.on_a_page, sheet.offset)
    look_at([one.audit for one in listed])
    return render_template(
        "follow_up/due.html",
        sheet=sheet,
        listed=listed,
        rounds=rounds_to_choose(),
        weeks=setting(viewer().council_id, SECOND_AFTER),
        share=setting(viewer().council_id, SECOND_SHARE),
    )


def look_at(listed: list[Audit]) -> None:
    ids = [one.child_public_id for one in listed if one.child_public_id]
    look("audits:listed", viewer(), ids=ids)


@follow_up.get("/second-audits/set-aside")
@requires(BY_NAME)
def not_again() -> ResponseReturnValue:
    """What somebody took off the list, and why."""
    sheet = sheet_of(queries.count_set_aside(viewer()))
    aside = queries.list_set_aside(viewer(), sheet.on_a_page, sheet.offset)
    look_at([one.audit for one in aside])
    return render_template("follow_up/not_again.html", sheet=sheet, aside=aside)


def rounds_to_choose() -> list[Round]:
    """Those that take records by name; rounds of second audits first."""
    there = [one for one in queries.open_rounds(viewer()) if takes_by_name(one.programme.plan)]
    return sorted(there, key=lambda one: one.programme.plan.kind is not Kind.RE_AUDIT)


def still_running(rounds: list[Round], on: date) -> list[Round]:
    return [rounds[place] for place in that_matter([one.due_on for one in rounds], on)]


def shows_all_rounds() -> bool:
    """Whoever sends the form may have chosen from all of them."""
    return request.method == "POST" or request.args.get("rounds") == "all"


@follow_up.route("/audits/<public_id:audit_id>/second", methods=["GET", "POST"])
@requires(BY_NAME)
def read_again(audit_id: str) -> ResponseReturnValue:
    first = queries.find_first(audit_id, viewer())
    if first.submitted_at is None or first.is_withdrawn or first.is_of_own_work:
        flash("A record is audited a second time once the first audit is submitted", "notice")
        return redirect(url_for("audits.show", audit_id=audit_id))
    rounds = rounds_to_choose()
    offered = rounds if shows_all_rounds() else still_running(rounds, today())
    people = list_able(viewer().council_id, today())
    reader = suggested_reader(first, rounds[0], viewer(), today()) if rounds else None
    form = ReadAgainForm.begun(offered, people, reader, day_for(rounds))
    if form.validate_on_submit() and form.attempt(lambda: give_out(first, form, rounds, people)):
        flash("The record is given out for a second audit")
        return redirect(url_for(".due"))
    look("audit:viewed", viewer(), first)
    return shown(
        "follow_up/read_again.html",
        form,
        first=first,
        rounds=rounds,
        kept_back=len(rounds) - len(offered),
        reader=reader,
        decided=queries.decided_of(first),
    )


def day_for(rounds: list[Round]) -> date:
    return max(rounds[0].due_on, today()) if rounds else today()


def give_out(
    first: Audit, form: ReadAgainForm, rounds: list[Round], people: list[Membership]
) -> None:
    round_ = next(one for one in rounds if one.public_id == form.round.data)
    wanted = Wanted(
        reference=first.allocation.reference,
        auditor=next(one.person for one in people if one.person.public_id == form.to.data),
        due_on=form.due_on.data,
        place=first.allocation.place,
        against=form.against.data or "",
        confirmed=bool(form.confirmed.data),
    )
    operations.have_read_again(first, round_, wanted, viewer(), now())


@follow_up.route("/audits/<public_id:audit_id>/second/set-aside", methods=["GET", "POST"])
@requires(BY_NAME)
def set_aside(audit_id: str) -> ResponseReturnValue:
    first, form = queries.find_first(audit_id, viewer()), SetAsideForm()
    if first.submitted_at is None or first.is_withdrawn or first.is_of_own_work:
        return redirect(url_for("audits.show", audit_id=audit_id))
    if form.validate_on_submit() and form.attempt(
        lambda: operations.set_aside(first, form.why_not.data, viewer(), now())
    ):
        flash("Taken off the list of second audits")
        return redirect(url_for(".due"))
    look("audit:viewed", viewer(), first)
    return shown("follow_up/set_aside.html", form, first=first)


@follow_up.post("/audits/<public_id:audit_id>/second/bring-back")
@requires(BY_NAME)
def bring_back(audit_id: str) -> ResponseReturnValue:
    first = queries.find_first(audit_id, viewer())
    operations.bring_back(first, viewer(), now())
    flash("It is on the list of second audits again")
    return redirect(url_for(".due"))


@follow_up.get("/audits/twice/download")
@requires(READ)
def download_pairs() -> ResponseReturnValue:
    """All pairs that the viewer may read, a line each."""
    there = queries.list_pairs(viewer())
    ids = [one.child_public_id for one, _, _ in there if one.child_public_id]
    look("audits:exported", viewer(), ids=ids, rows=len(there))
    return csv_file(
        f"audited-twice-{today().isoformat()}",
        (
            "Record",
            "Team",
            "First audit",
            "Why it came back",
            "Due again",
            "Second audit",
            "Second time",
        ),
        [line_of(*one) for one in there],
        TellsOf.RECORDS,
    )


def line_of(second: Audit, pair: SecondAudit, first: Audit) -> tuple[object, ...]:
    headline = headline_of(grades_of(first, second))
    return (
        second.allocation.reference,
        second.allocation.place.name,
        london_day(first.submitted_at) if first.submitted_at else "",
        pair.why.value,
        pair.due_on,
        london_day(second.submitted_at) if second.submitted_at else "",
        headline.value if headline else "Not comparable",
    )


@follow_up.get("/audits/twice")
@requires(READ)
def pairs() -> ResponseReturnValue:
    """Before and after: of the pairs that the viewer may read, how grades moved."""
    there = [
        (second, pair, first, grades_of(first, second))
        for second, pair, first in queries.list_pairs(viewer())
    ]
    sheet = sheet_of(len(there))
    listed = there[sheet.offset : sheet.offset + sheet.on_a_page]
    look_at([second for second, *_ in listed])
    told = [grades for *_, grades in there]
    return render_template(
        "follow_up/pairs.html",
        sheet=sheet,
        pairs=[(*one, headline_of(one[3])) for one in listed],
        figure=before_and_after(told),
        by_heading=by_heading(told),
        may_plan=may(viewer(), BY_NAME),
        kinds=[*Moved],
    )
