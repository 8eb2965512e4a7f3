"""Who works here, and who hands over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import long_date, now, today
from qa_app.organisation import queries
from qa_app.organisation.forms.people import DUTIES, HOLDS, ConfirmForm, role_or_duty
from qa_app.organisation.forms.places import options_of
from qa_app.organisation.models import Membership
from qa_app.organisation.operations.invitations import invite_all
from qa_app.organisation.queries.hand_over import list_hand_overs
from qa_app.organisation.queries.people import held_on, state_of
from qa_app.organisation.queries.people_lists import (
    SORTS,
    Sought,
    count_members,
    list_members,
    list_waiting_for_invitation,
    sought,
)
from qa_app.organisation.routes.people.blueprint import people
from qa_app.organisation.rules.people import UNUSED_DAYS, State
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import asked, searched_by
from qa_app.web.sheets import sheet_of
from qa_app.web.shell import link_to
from qa_app.web.words import date_time, plural

READ, WRITE = Permission.PERSON_READ, Permission.PERSON_WRITE


@people.route("", methods=["GET", "POST"])
@requires(READ)
@searched_by("words")
def index() -> ResponseReturnValue:
    filters = asked_for()
    wanted = sought(queries.members_visible_to(viewer(), READ), filters, today(), now())
    sheet = sheet_of(count_members(wanted), sorts=SORTS)
    members = list_members(wanted, sort=sheet.sort, offset=sheet.offset, limit=sheet.on_a_page)
    return render_template(
        "organisation/people.html",
        rows=[(one, held_on(one, today()), state_of(one, today())) for one in members],
        sheet=sheet,
        asked=filters,
        chips=chips_of(filters),
        places=options_of(queries.list_places(viewer(), READ)),
        holds=[*HOLDS, *DUTIES],
        states=[(state.name, state.value) for state in State],
        unused=[(str(days), f"{days} days or more") for days in UNUSED_DAYS],
        sees_accounts=sees_accounts(),
        may_write=may(viewer(), WRITE),
        ways=ways(),
    )


@people.route("/download", methods=["GET", "POST"])
@requires(READ)
@searched_by("words")
def download() -> ResponseReturnValue:
    wanted = sought(queries.members_visible_to(viewer(), READ), asked_for(), today(), now())
    headers = ["Name", "Email", "Job title", "Roles", "Places", "State"]
    if sees_accounts():
        headers += ["Last seen", "Leaving on"]
    rows = (row_of(one)[: len(headers)] for one in list_members(wanted))
    return csv_file("people", headers, rows, TellsOf.NO_RECORD)


def row_of(member: Membership) -> list[str]:
    held = held_on(member, today())
    return [
        member.name,
        member.person.email,
        member.job_title,
        ", ".join(one.holds.value for one in held),
        ", ".join(one.place.name for one in held),
        state_of(member, today()).value,
        date_time(member.last_seen_at) if member.last_seen_at else "Never",
        long_date(member.leaves_on) if member.leaves_on else "",
    ]


def ways() -> list[tuple[str, str]]:
    """Where the list leads those who may go there."""
    there = (
        ("Who waits for an invitation", "people.invitations"),
        ("Who hands over work", "people.hand_over"),
        ("Import the staff list", "people.staff_imports"),
    )
    links = ((words, link_to(end)) for words, end in there if may_open(end))
    return [(words, address) for words, address in links if address]


def sees_accounts() -> bool:
    """When somebody was last here is for those who look after accounts."""
    return may(viewer(), WRITE) or may(viewer(), Permission.TRAIL_ACCOUNTS)


def asked_for() -> Sought:
    """The filters of the list; what is no choice of ours is left out."""
    given = asked()
    place_id, holds, unused = given.get("place"), given.get("role", ""), given.get("unused", "")
    place = None
    if place_id:
        place = next(iter(queries.list_places(viewer(), READ, only=place_id)), None)
    known = {name for name, _ in [*HOLDS, *DUTIES]}
    days = {str(days): days for days in UNUSED_DAYS} if sees_accounts() else {}
    return Sought(
        words=given.get("words", "").strip()[:100],
        place=place,
        holds=role_or_duty(holds) if holds in known else None,
        state=State.__members__.get(given.get("state", "")),
        unused_days=days.get(unused),
    )


def chips_of(filters: Sought) -> list[tuple[str, str]]:
    chosen = {
        "words": f"“{filters.words}”" if filters.words else "",
        "place": filters.place.name if filters.place else "",
        "role": filters.holds.value if filters.holds else "",
        "state": filters.state.value if filters.state else "",
        "unused": f"Unused for {filters.unused_days} days" if filters.unused_days else "",
    }
    return [(words, name) for name, words in chosen.items() if words]


@people.get("/hand-over")
@requires(Permission.HANDOVER_READ)
def hand_over() -> ResponseReturnValue:
    return render_template("organisation/hand_over.html", listed=list_hand_overs(viewer(), today()))


@people.get("/hand-over/download")
@requires(Permission.HANDOVER_READ)
def download_hand_over() -> ResponseReturnValue:
    rows = (
        (
            one.member.name,
            long_date(one.member.leaves_on) if one.member.leaves_on else "",
            kind.many if kind else "",
            number,
        )
        for one in list_hand_overs(viewer(), today())
        for kind, number in one.open_work or ((None, 0),)
    )
    return csv_file(
        "hand-over", ("Name", "Leaving on", "Open work", "How much"), rows, TellsOf.NO_RECORD
    )


@people.route("/invitations", methods=["GET", "POST"])
@requires(WRITE)
def invitations() -> ResponseReturnValue:
    waiting = list_waiting_for_invitation(viewer(), today())
    form = ConfirmForm()
    if form.validate_on_submit():
        sent = invite_all(waiting, by=viewer(), at=now())
        flash(f"{plural(sent, 'invitation')} on the way")
        return redirect(url_for(".index"))
    return render_template("organisation/invitations.html", form=form, waiting=waiting)
