"""Where an owner has gone, a place is closed or nobody is left: it stops, and somebody takes it over."""

from datetime import timedelta

import pytest

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.operations.asking import NOT_THEIRS
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.schedules.operations import keeping, recipients
from qa_app.schedules.operations.wanting import PLACE_CLOSED
from qa_app.schedules.queries.open_work import count_of
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.standing import Standing, Stop
from tests.makers import make_person, viewer_of
from tests.schedules.makers import (
    DUE,
    MADE,
    NEXT_DUE,
    emails,
    make_manager,
    member,
    recipient,
    runs,
)

PAPER = {"kind": ReportKind.SCRUTINY, "level": Level.COUNCIL}


def why(act):
    with pytest.raises(DomainError) as refused:
        act()
    return str(refused.value.reasons[0])


def test_it_stops_where_its_owner_has_left_and_somebody_else_takes_it_over(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    member(here.lead).disabled_at = MADE
    assert here.turn(DUE).stopped == 1
    assert made.stop is Stop.OWNER_GONE
    assert runs(made) == [], "nothing is sent in the name of somebody who is gone"
    assert emails(here.lead) == []
    (told,) = emails(manager)
    assert "came to you by itself, and does no more" in told.text
    admin = viewer_of(make_person(Role.ADMINISTRATOR, here.council))
    assert count_of(admin, [here.lead.id]) == {here.lead.id: 1}
    keeping.take_over(made, viewer_of(manager), DUE)
    assert (made.owner_id, made.standing) == (manager.id, Standing.IN_FORCE)
    assert here.turn(DUE).ran == 0
    assert here.turn(NEXT_DUE).ran == 1
    assert count_of(admin, [here.lead.id]) == {}


def test_it_stops_where_its_owner_may_no_longer_ask_for_it(here):
    made = here.schedule(make_manager(here))
    here.lead.appointments[0].role = Role.QA_OFFICER
    db.session.flush()
    assert here.turn(DUE).stopped == 1
    assert made.stop is Stop.OWNER_MAY_NOT


def test_it_is_taken_over_by_those_alone_who_could_have_set_it_up(here):
    made = here.schedule(**PAPER, covers=Covers.QUARTER)
    manager = make_manager(here)
    assert why(lambda: keeping.take_over(made, viewer_of(manager), MADE)) == keeping.STILL_THEIRS
    member(here.lead).leaves_on = MADE.date() + timedelta(days=30)
    db.session.flush()
    assert why(lambda: keeping.take_over(made, viewer_of(manager), MADE)) == NOT_THEIRS
    director = make_person(Role.DIRECTOR, here.council)
    keeping.take_over(made, viewer_of(director), MADE)
    assert made.owner_id == director.id
    assert why(lambda: keeping.take_over(made, viewer_of(director), MADE)) == keeping.THEIR_OWN


def test_what_nobody_needs_is_ended_by_somebody_else_once_its_owner_cannot(here):
    made = here.schedule(place=here.east)
    other = viewer_of(make_person(Role.QA_LEAD, here.council))
    assert why(lambda: keeping.end_for_owner(made, other, MADE)) == keeping.STILL_THEIRS
    member(here.lead).disabled_at = MADE
    here.east.closed_on = MADE.date()
    db.session.flush()
    assert why(lambda: keeping.take_over(made, other, MADE)) == PLACE_CLOSED
    west = viewer_of(make_manager(here, here.west, Role.TEAM_MANAGER))
    assert why(lambda: keeping.end_for_owner(made, west, MADE))
    keeping.end_for_owner(made, other, MADE)
    assert made.standing is Standing.ENDED
    assert count_of(other, [here.lead.id]) == {}


def test_it_stops_where_its_place_is_closed_and_its_owner_is_told(here):
    made, by = here.schedule(place=here.east), viewer_of(here.lead)
    here.east.closed_on = MADE.date()
    db.session.flush()
    assert here.turn(MADE).stopped == 1, "on the next turn, and not on the day that it is due"
    assert (made.standing, made.stop) == (Standing.STOPPED, Stop.PLACE_CLOSED)
    [told] = emails(here.lead)
    assert "has stopped" in told.subject
    assert "East" not in told.text
    assert here.turn(DUE).stopped == 0, "once"
    assert why(lambda: keeping.resume(made, by, DUE)) == Stop.PLACE_CLOSED.value
    keeping.change_schedule(made, here.chosen(place=here.west), by, DUE)
    keeping.resume(made, by, DUE)
    assert made.standing is Standing.IN_FORCE


def test_it_stops_where_nobody_is_left(here):
    made, by = here.schedule(), viewer_of(here.lead)
    recipients.take_off(made, recipient(made, here.lead), by, MADE)
    assert here.turn(DUE).stopped == 1
    assert made.stop is Stop.NOBODY
