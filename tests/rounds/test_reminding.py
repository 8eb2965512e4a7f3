"""Reminders as a timer queues them: audits of November 2026, due on Monday the 30th."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, CouncilSetting, Place
from qa_app.outbox import operations as outbox
from qa_app.outbox.models import Email
from qa_app.outbox.smtp import MailServer
from qa_app.rounds.operations import allocate, mark_done, mark_started
from qa_app.rounds.operations.changes import decline, pause
from qa_app.rounds.operations.giving import give
from qa_app.rounds.operations.programmes import close_round
from qa_app.rounds.operations.reminding import OUTSIDE_HOURS, remind, reminders_of
from qa_app.rounds.rules.changes import Decline
from qa_app.rounds.rules.settings import MANAGER_AFTER, QUIET
from tests.children.makers import make_child
from tests.makers import NOON, TODAY, make_allocation, make_person, make_place, viewer_of
from tests.rounds.councils import MONTH, member_of, reports_to

ADDRESS = "https://audits.northshire.example"
SENDER = "Northshire audits <audits@northshire.example>"
DUE_DAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
NEXT_DAY = DUE_DAY + timedelta(days=1)
MANAGER_HEARS = datetime(2026, 12, 3, 9, tzinfo=UTC)
HEAD_HEARS = datetime(2026, 12, 14, 9, tzinfo=UTC)


@pytest.fixture
def audit(database):
    """An audit that was given at midday on 20 November."""
    allocation = make_allocation(place=make_place(name="Team 1"), day=MONTH)
    db.session.commit()
    return allocation


def run(allocation, at: datetime) -> list[Email]:
    """What a run at this moment queues."""
    council = db.session.get_one(Place, allocation.council_id)
    before = {one.id for one in emails()}
    queued, _ = remind(council, ADDRESS, at)
    db.session.commit()
    new = [one for one in emails() if one.id not in before]
    assert len(new) == queued
    return new


def emails() -> list[Email]:
    return list(db.session.scalars(select(Email).order_by(Email.id)))


def choose(allocation, name: str, value: object) -> None:
    row = CouncilSetting(council_id=allocation.council_id, name=name, chosen={"value": value})
    db.session.add(row)
    db.session.flush()


def manager_of(allocation, role: Role = Role.SERVICE_MANAGER):
    council = db.session.get_one(Place, allocation.council_id)
    manager = make_person(role, council, name="Mina Okafor")
    reports_to(allocation.auditor, manager)
    return manager


def test_what_was_given_is_told_once_however_often_the_timer_runs(audit):
    (email,) = run(audit, NOON + timedelta(minutes=10))
    assert (email.to, email.subject) == (audit.auditor.email, "You have 1 new audit")
    assert "- 1 due on 30 November 2026" in email.text
    assert f"{ADDRESS}/audits" in email.text
    for hours in range(1, 24):
        assert run(audit, NOON + timedelta(hours=hours)) == []


def test_no_email_says_anything_of_the_record(audit):
    (email,) = run(audit, DUE_DAY)
    said = email.subject + email.text
    assert audit.reference not in said
    assert audit.place.name not in said


def test_many_audits_make_one_email(audit):
    for number in range(3):
        make_allocation(audit.auditor, audit.place, f"10{number}", day=MONTH)
    db.session.commit()
    (email,) = run(audit, NOON)
    assert email.subject == "You have 4 new audits"


def test_an_audit_is_chased_until_it_is_done(audit):
    manager, head = manager_of(audit), make_person(Role.HEAD_OF_SERVICE, audit.place)
    auditor = audit.auditor
    days = [NOON + timedelta(days=number, hours=1) for number in range(26)]
    heard = {at.date(): {one.to for one in run(audit, at)} for at in days}
    people = {auditor.email: "auditor", manager.email: "manager", head.email: "head"}
    assert {day: {people[one] for one in them} for day, them in heard.items() if them} == {
        date(2026, 11, 20): {"auditor"},  # given
        date(2026, 11, 23): {"auditor"},  # seven days before
        date(2026, 11, 30): {"auditor"},  # due; two days before was a Saturday
        date(2026, 12, 1): {"auditor"},  # overdue
        date(2026, 12, 3): {"manager"},
        date(2026, 12, 8): {"auditor"},
        date(2026, 12, 10): {"manager"},
        date(2026, 12, 14): {"head"},
        date(2026, 12, 15): {"auditor"},
    }
    mark_started(audit, days[-1])
    mark_done(audit, days[-1])
    assert run(audit, days[-1] + timedelta(days=7)) == []


def test_nothing_is_queued_at_night_or_at_the_weekend(audit):
    council = db.session.get_one(Place, audit.council_id)
    for at in (NOON.replace(hour=7), NOON.replace(hour=18), NOON + timedelta(days=1)):
        assert reminders_of(council, ADDRESS, at).why_none == OUTSIDE_HOURS
        assert run(audit, at) == []


def test_what_was_queued_by_day_is_not_sent_by_night(audit, mail_server):
    (email,) = run(audit, NOON.replace(hour=17, minute=59))
    night, morning = NOON.replace(hour=18, minute=5), NOON.replace(hour=8) + timedelta(days=3)
    with MailServer(mail_server.url) as server:
        assert outbox.send_next(server, SENDER, lambda: night) is None
        assert outbox.send_next(server, SENDER, lambda: morning) == email
    (mail,) = mail_server.mails()
    assert (mail["To"], mail["Subject"]) == (audit.auditor.email, "You have 1 new audit")
    assert "- 1 due on 30 November 2026" in mail.get_content()


def test_the_councils_switch_keeps_everything_back_until_its_day(audit):
    choose(audit, QUIET, "1 December 2026")
    council = db.session.get_one(Place, audit.council_id)
    assert run(audit, DUE_DAY) == []
    assert reminders_of(council, ADDRESS, DUE_DAY).why_none == (
        "Reminders are switched off until 1 December 2026."
    )
    (email,) = run(audit, NEXT_DAY)
    assert email.subject == "1 audit overdue"


def test_the_council_says_when_a_manager_hears(audit):
    manager = manager_of(audit)
    choose(audit, MANAGER_AFTER, 1)
    assert {one.to for one in run(audit, NEXT_DAY)} == {audit.auditor.email, manager.email}


def test_a_deputy_hears_instead_of_somebody_who_is_away(audit):
    deputy = make_person(place=audit.place)
    away(audit.auditor, deputy, audit.council_id)
    (email,) = run(audit, DUE_DAY)
    assert email.to == deputy.email
    assert f"{member_of(audit.auditor).name} is away" in email.text
    assert f"{ADDRESS}/audits" not in email.text


def test_a_manager_who_is_away_hears_through_their_deputy(audit):
    manager, deputy = manager_of(audit), make_person(Role.SERVICE_MANAGER, audit.place)
    away(manager, deputy, audit.council_id)
    run(audit, NEXT_DAY)
    (email,) = run(audit, MANAGER_HEARS)
    assert email.to == deputy.email


def away(person, deputy, council_id: int) -> None:
    db.session.add(
        Absence(council_id=council_id, person_id=person.id, deputy_id=deputy.id, first_day=TODAY)
    )
    db.session.flush()


def test_of_somebody_who_left_their_line_manager_hears_and_they_do_not(audit):
    manager = manager_of(audit)
    member_of(audit.auditor).leaves_on = TODAY
    (email,) = run(audit, DUE_DAY)
    assert email.to == manager.email
    assert "can no longer audit here, and had 1 audit to do" in email.text


def test_somebody_whose_role_ended_can_no_longer_open_their_audits_and_hears_nothing(audit):
    manager = manager_of(audit)
    audit.auditor.appointments[0].ends_on = TODAY
    (email,) = run(audit, DUE_DAY)
    assert email.to == manager.email


def test_of_somebody_who_left_with_nobody_above_them_the_command_says_so(audit):
    member_of(audit.auditor).disabled_at = NOON
    council = db.session.get_one(Place, audit.council_id)
    found = reminders_of(council, ADDRESS, DUE_DAY)
    assert (found.reminders, found.unreached) == ([], [member_of(audit.auditor).name])


def test_a_paused_audit_is_not_chased(audit):
    pause([audit], "Summer", None, by=None, at=NOON)
    assert run(audit, DUE_DAY) == []


def test_an_audit_that_its_auditor_cannot_read_is_not_chased_until_another_has_it(audit):
    decline(audit, Decline.KNOWS_FAMILY, "", by=viewer_of(audit.auditor), at=NOON)
    assert run(audit, DUE_DAY) == []
    council = db.session.get_one(Place, audit.council_id)
    other = make_person(place=make_place(council, "West"))
    lead = viewer_of(make_person(Role.QA_LEAD, db.session.get_one(Place, audit.council_id)))
    give(audit, other, by=lead, at=DUE_DAY)
    db.session.commit()
    (email,) = run(audit, DUE_DAY + timedelta(minutes=5))
    assert email.to == other.email


def test_a_round_that_is_closed_is_not_chased(audit):
    lead = make_person(Role.QA_LEAD, db.session.get_one(Place, audit.council_id))
    audit.round.due_on = NOON.date() - timedelta(days=1)
    close_round(audit.round, viewer_of(lead), NOON)
    assert run(audit, DUE_DAY) == []


def test_what_is_given_after_the_email_of_the_day_is_told_in_one_more(audit):
    run(audit, NOON)
    for minutes in (1, 2):
        at = NOON + timedelta(minutes=minutes)
        allocate(audit.round, f"10{minutes}", audit.place, audit.auditor, by=None, at=at)
    db.session.commit()
    (email,) = run(audit, NOON + timedelta(hours=1))
    assert email.subject == "You have 2 new audits"
    assert "You have 3 audits to do, 2 of them new:" in email.text
    assert run(audit, NOON + timedelta(hours=2)) == []


def test_a_day_on_which_the_server_stood_still_is_made_up_for(audit):
    run(audit, NOON)
    (email,) = run(audit, datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert email.subject == "1 audit due by 30 November 2026"
    assert run(audit, datetime(2026, 11, 27, 9, tzinfo=UTC)) == []


def test_a_manager_hears_nothing_of_a_restricted_record(database):
    row = make_child()
    audit = make_allocation(place=row.place, reference=row.child.reference, day=MONTH)
    manager, head = manager_of(audit), make_person(Role.HEAD_OF_SERVICE, row.place)
    until = TODAY + timedelta(90)
    restricting.restrict(row.child, "A colleague’s", until, by=viewer_of(head), at=NOON)
    db.session.commit()
    heard = {one.to for at in (NEXT_DAY, MANAGER_HEARS, HEAD_HEARS) for one in run(audit, at)}
    assert heard == {audit.auditor.email, head.email}
    assert manager.email not in heard


def test_another_council_is_not_written_to(audit):
    other = make_allocation(day=MONTH)
    db.session.commit()
    assert {one.to for one in run(other, DUE_DAY)} == {other.auditor.email}
