"""Setting a schedule up, changing it, and what becomes of it when people and places change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from qa_app.access.rules import Role
from qa_app.foundation.errors import DomainError
from qa_app.organisation import queries
from qa_app.reports.operations.asking import NO_TEAM, NOT_THEIRS
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.release_calendar import NO_MONTH_OF_A_PART
from qa_app.schedules.operations import keeping, recipients
from qa_app.schedules.operations.wanting import NOT_SCHEDULED, PLACE_CLOSED
from qa_app.schedules.queries.recipients import list_active, list_who_could
from qa_app.schedules.queries.schedules import find_own, find_schedule, list_schedules, next_days
from qa_app.schedules.rules.covers import NO_STEP, Covers
from qa_app.schedules.rules.rhythm import Every, Rhythm
from qa_app.schedules.rules.standing import Dropped, Standing
from tests.makers import appoint, make_person, viewer_of
from tests.schedules.makers import (
    DUE,
    MADE,
    NEXT_DUE,
    make_here,
    make_manager,
    member,
    recipient,
)

PAPER = {"kind": ReportKind.SCRUTINY, "level": Level.COUNCIL}


def why(act):
    with pytest.raises(DomainError) as refused:
        act()
    return str(refused.value.reasons[0])


def test_it_begins_with_its_owner_alone_and_is_due_on_the_third_working_day(here):
    made = here.schedule()
    assert [one.person_id for one in list_active(made)] == [here.lead.id]
    assert [one.day for one in next_days(made, MADE)] == [
        date(2026, 12, 3),
        date(2027, 1, 6),
        date(2027, 2, 3),
    ]


@pytest.mark.parametrize("kind", [ReportKind.AUDITS, ReportKind.PACK, ReportKind.TEAM, ReportKind.ROUND])  # fmt: skip
def test_what_takes_a_person_every_time_is_refused(here, kind):
    level = kind.about.levels[0]
    assert why(lambda: here.schedule(kind=kind, level=level)) == NOT_SCHEDULED


def test_what_leaves_goes_by_the_rules_of_asking_by_hand(here):
    manager = make_manager(here)
    assert why(lambda: here.schedule(owner=manager, **PAPER)) == NOT_THEIRS
    public = {"kind": ReportKind.MEMBER, "level": Level.PUBLIC, "place": here.east}
    assert why(lambda: here.schedule(**public)) == NO_TEAM
    assert why(lambda: here.schedule(**PAPER, covers=Covers.SIX)) == NO_STEP
    assert why(lambda: here.schedule(**PAPER)) == NO_MONTH_OF_A_PART, "of a service"
    assert here.schedule(**PAPER, covers=Covers.QUARTER)


def test_it_is_of_a_place_whose_reports_its_owner_asks_for_and_that_is_open(here):
    manager = make_manager(here, here.east, Role.TEAM_MANAGER)
    assert why(lambda: here.schedule(owner=manager, place=here.west))
    here.east.closed_on = MADE.date()
    assert why(lambda: here.schedule(place=here.east)) == PLACE_CLOSED


def test_nobody_has_schedules_without_end(here, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 1)
    made = here.schedule()
    assert why(here.schedule) == keeping.TOO_MANY
    keeping.end(made, viewer_of(here.lead), MADE)
    assert here.schedule()


def test_only_those_who_may_open_such_a_report_themselves_can_be_added(here):
    made = here.schedule()
    could = {
        make_manager(here).id,
        make_manager(here, here.council, Role.HEAD_OF_SERVICE).id,
        make_person(Role.DIRECTOR, here.council).id,
    }
    make_manager(here, here.east, Role.TEAM_MANAGER)  # sees a part of the service alone
    make_person(Role.PRACTITIONER, here.service)
    make_person(Role.QA_OFFICER, here.council)
    assert {one.person_id for one in list_who_could(made, MADE.date())} == could


def test_what_leaves_goes_to_those_who_see_the_whole_council(here):
    made = here.schedule(**PAPER, covers=Covers.QUARTER)
    make_manager(here)
    director = make_person(Role.DIRECTOR, here.council)
    assert [one.person_id for one in list_who_could(made, MADE.date())] == [director.id]


def test_nobody_of_another_council_and_nobody_who_has_left_can_be_added(here):
    made, by = here.schedule(), viewer_of(here.lead)
    there = make_here("Southshire")
    left = make_manager(here)
    member(left).disabled_at = MADE
    for person in (there.lead, left):
        assert why(lambda one=person: recipients.add(made, one.public_id, by, MADE)) == recipients.CANNOT  # fmt: skip


def test_the_number_of_people_has_an_end(here, monkeypatch):
    monkeypatch.setattr(recipients, "MOST_RECIPIENTS", 2)
    made = here.schedule(make_manager(here))
    another = make_manager(here)
    assert "Take somebody off" in why(lambda: recipients.add(made, another.public_id, viewer_of(here.lead), MADE))  # fmt: skip


def test_somebody_who_was_taken_off_can_be_added_again(here):
    manager = make_manager(here)
    made, by = here.schedule(manager), viewer_of(here.lead)
    recipients.take_off(made, recipient(made, manager), by, MADE)
    assert recipient(made, manager).dropped is Dropped.REMOVED
    recipients.add(made, manager.public_id, by, MADE)
    assert recipient(made, manager).dropped is None
    assert len(list_active(made)) == 2


def test_whoever_no_longer_wants_it_says_so_themselves(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    recipients.leave(made, viewer_of(manager), MADE)
    assert recipient(made, manager).dropped is Dropped.THEMSELVES
    assert why(lambda: recipients.leave(made, viewer_of(manager), MADE)) == recipients.NOT_ON_IT


def test_others_who_ask_for_reports_of_the_place_read_it_and_change_nothing(here):
    made = here.schedule()
    manager, other_team = make_manager(here), make_manager(here, here.east, Role.TEAM_MANAGER)
    assert find_schedule(made.public_id, viewer_of(manager)) is made
    for look in (find_own, find_schedule):
        with pytest.raises(NoResultFound):
            look(made.public_id, viewer_of(other_team))
    with pytest.raises(NoResultFound):
        find_own(made.public_id, viewer_of(manager))
    with pytest.raises(NoResultFound):
        find_schedule(made.public_id, viewer_of(make_here("Southshire").lead))


def test_somebody_who_works_for_two_councils_sees_what_is_theirs_in_the_one_alone(here):
    there, made = make_here("Southshire"), here.schedule()
    appoint(here.lead, Role.QA_LEAD, there.council)
    elsewhere = queries.viewer_of(here.lead, there.council, MADE.date())
    for look in (find_own, find_schedule):
        with pytest.raises(NoResultFound):
            look(made.public_id, elsewhere)
    assert list_schedules(elsewhere, 10) == []


def test_what_is_paused_runs_not_and_makes_up_for_nothing_when_it_goes_on(here):
    made, by = here.schedule(), viewer_of(here.lead)
    keeping.pause(made, by, MADE)
    assert here.turn(DUE).ran == 0
    keeping.resume(made, by, DUE)
    assert made.standing is Standing.IN_FORCE
    assert here.turn(DUE).ran == 0
    assert [one.day for one in next_days(made, DUE, 1)] == [NEXT_DUE.date()]


def test_what_is_ended_can_be_put_back_for_a_month(here):
    made, by = here.schedule(), viewer_of(here.lead)
    keeping.end(made, by, MADE)
    assert next_days(made, MADE) == []
    assert here.turn(DUE).ran == 0
    keeping.put_back(made, by, DUE)
    assert made.standing is Standing.IN_FORCE
    assert here.turn(DUE).ran == 0, "from the next day on"
    keeping.end(made, by, DUE)
    assert why(lambda: keeping.put_back(made, by, DUE + timedelta(days=31))) == keeping.TOO_LATE


def test_other_days_hold_from_tomorrow_and_a_month_runs_once(here):
    made, by = here.schedule(), viewer_of(here.lead)
    here.turn(DUE)
    keeping.change_schedule(made, here.chosen(rhythm=Rhythm(Every.MONTH, 10)), by, DUE)
    assert [one.day for one in next_days(made, DUE, 1)] == [date(2027, 1, 15)]


def test_a_first_day_that_is_over_stays_when_something_else_is_changed(here):
    weekly = Rhythm(Every.WEEKS, weeks=6, first_on=date(2026, 12, 1))
    made, by = here.schedule(rhythm=weekly), viewer_of(here.lead)
    keeping.change_schedule(made, here.chosen(rhythm=weekly, place=here.east), by, DUE)
    other = replace(weekly, first_on=date(2026, 12, 2))
    assert why(lambda: keeping.change_schedule(made, here.chosen(rhythm=other), by, DUE))
