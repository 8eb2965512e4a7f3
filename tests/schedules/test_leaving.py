"""What leaves by a schedule: by the rules of asking by hand, and the same for all who get it."""

from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.reports.models import KeptPaper, Release, Report
from qa_app.reports.operations.asking import ask_for
from qa_app.reports.operations.making import make_next
from qa_app.reports.queries.reports import reach_of
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.releases import PARTS_LEFT, TOO_NEAR
from qa_app.reports.rules.states import State
from qa_app.schedules.operations import making, running, telling
from qa_app.schedules.operations.wanting import Chosen, chosen_of, wanted_of
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.standing import Sent
from tests.insight.counted_makers import GOOD, Counted
from tests.makers import make_person, viewer_of
from tests.schedules.makers import ADDRESS, THIRD, Here, emails, sendings

KIND = {"kind": ReportKind.MEMBER, "level": Level.COUNCIL, "covers": Covers.MONTH}


@pytest.fixture
def made(database):
    found = Counted()
    found.read(8, grade=GOOD, back=1)
    return found


@pytest.fixture
def here(made):
    lead = make_person(Role.QA_LEAD, made.council)
    return Here(made.council, made.service, made.east, made.west, lead)


def due_now(here, *also, **chosen):
    """One that runs at this moment, as a timer finds it."""
    schedule = here.schedule(*also, place=here.council, **{**KIND, **chosen})
    schedule.begins_on = schedule.begins_on.replace(year=2020)
    db.session.flush()
    return schedule


def turn(here):
    running.run_due(here.council, now(), ADDRESS)
    db.session.flush()
    making.ask_for_due(here.council, now())
    db.session.commit()


def slow_turn(here, folder):
    """With reports made as a worker makes them."""
    turn(here)
    while make_next(folder, now):
        pass
    told = telling.tell_ready(here.council, now(), ADDRESS)
    db.session.commit()
    return told


def content(folder, report):
    with ZipFile(folder.file(report.file_name)) as file:
        return file.read("word/document.xml")


def last_month(here):
    return wanted_of(Chosen(ReportKind.MEMBER, Level.COUNCIL, here.council, Covers.MONTH, THIRD, {}), today())  # fmt: skip


def test_all_of_them_get_the_same_which_is_counted_and_remembered_once(here, folder):
    directors = [make_person(Role.DIRECTOR, here.council) for _ in range(2)]
    schedule = due_now(here, *directors)
    assert slow_turn(here, folder) == 3
    first, *others = [one.report for one in sendings(schedule)]
    for one in others:
        theirs = viewer_of(db.session.get_one(Person, one.asked_by_id))
        assert one.reach == reach_of(theirs, one.kind) != first.reach, "fetched by what they see"
    assert {one.same_as_id for one in others} == {first.id}
    assert {content(folder, one) for one in (first, *others)} == {content(folder, first)}
    assert db.session.scalar(select(func.count()).select_from(Release)) == 1
    assert db.session.scalar(select(func.count()).select_from(KeptPaper)) == 1
    for person in directors:
        [told] = emails(person)
        assert "lead member" in told.subject


def test_an_audit_that_is_agreed_between_two_copies_is_in_neither(here, made, folder):
    director = make_person(Role.DIRECTOR, here.council)
    schedule = due_now(here, director)
    turn(here)
    make_next(folder, now)
    made.read(1, back=1)
    db.session.commit()
    make_next(folder, now)
    first, second = [one.report for one in sendings(schedule)]
    assert second.state is State.READY
    assert content(folder, first) == content(folder, second)


def test_a_copy_whose_first_could_not_be_made_goes_by_the_rules_itself(here, folder):
    schedule = due_now(here, make_person(Role.DIRECTOR, here.council))
    turn(here)
    first, second = [one.report for one in sendings(schedule)]
    first.state = State.FAILED
    db.session.commit()
    make_next(folder, now)
    assert second.state is State.READY
    [left] = db.session.scalars(select(Release))
    assert left.report_id == second.id


def test_what_is_too_near_to_what_left_by_hand_is_not_made_and_its_owner_is_told(here, made, folder):  # fmt: skip
    ask_for(last_month(here), viewer_of(here.lead), now())
    make_next(folder, now)
    made.read(1, back=1)
    schedule = due_now(here, make_person(Role.DIRECTOR, here.council))
    assert slow_turn(here, folder) == 0
    assert {(one.state, one.trouble) for one in sendings(schedule)} == {(Sent.NOT_SENT, TOO_NEAR)}
    assert [one.report for one in sendings(schedule)] == [None, None]
    [told] = emails(here.lead)
    assert "did not reach everybody" in told.subject
    assert db.session.scalar(select(func.count()).select_from(Release)) == 1


def test_what_becomes_too_near_while_it_waits_is_not_made(here, made, folder):
    schedule = due_now(here)
    turn(here)
    [one] = sendings(schedule)
    other = Report(
        council_id=here.council.id,
        asked_by_id=here.lead.id,
        asked_at=now(),
        level=Level.COUNCIL,
        filters=one.report.filters,
        said=[],
    )
    db.session.add(other)
    db.session.flush()
    first = wanted_of(chosen_of(schedule), today()).filters.period
    audits = [each.public_id for each in made.read(4, back=1)]
    db.session.add(
        Release(
            council_id=here.council.id,
            report_id=other.id,
            level=Level.COUNCIL,
            first=first.first,
            last=first.last,
            audits=audits,
            made_at=now(),
        )
    )
    db.session.commit()
    assert slow_turn(here, folder) == 0
    assert one.state is Sent.NOT_SENT
    assert one.trouble in (TOO_NEAR, PARTS_LEFT)


def test_a_workbook_is_counted_for_each(here, folder):
    schedule = due_now(here, make_person(Role.DIRECTOR, here.council), kind=ReportKind.WORKBOOK)
    assert slow_turn(here, folder) == 2
    assert [one.report.same_as_id for one in sendings(schedule)] == [None, None]


def test_inside_the_service_nobody_gets_a_copy_of_what_another_saw(here, folder):
    director = make_person(Role.DIRECTOR, here.council)
    schedule = due_now(here, director, kind=ReportKind.SERVICE, level=Level.INTERNAL)
    assert slow_turn(here, folder) == 2
    assert [one.report.same_as_id for one in sendings(schedule)] == [None, None]
    kept = db.session.scalars(select(KeptPaper)).all()
    assert len({one.reach for one in kept}) == 2, "each by what they see"


def test_a_copy_can_be_made_again_as_it_was_by_whoever_got_it(here, made, folder, open_as):
    director = make_person(Role.DIRECTOR, here.council)
    schedule = due_now(here, director)
    slow_turn(here, folder)
    _, copy = [one.report for one in sendings(schedule)]
    before, copy_id = content(folder, copy), copy.id
    made.read(3, back=1)
    copy.state = State.EXPIRED
    page = open_as(director).get(f"/reports/{copy.public_id}")
    assert "exactly as it was" in page.text
    copy = db.session.get_one(Report, copy_id)
    copy.state = State.QUEUED
    db.session.commit()
    make_next(folder, now)
    assert content(folder, copy) == before
