"""Whose audits and whose hours the year planner counts."""

from datetime import timedelta

import pytest

from qa_app.access.rules import Role, Viewer
from qa_app.children.operations import restricting
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import plan_round
from qa_app.rounds.queries.year import Year, year_of
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.planner import part_of
from qa_app.rounds.rules.plans import HowMany
from qa_app.rounds.rules.shares import Time
from tests.makers import NOON, TODAY, make_person, viewer_of
from tests.rounds.councils import CHANCE, MONTH, make_peopled_council, make_plan

HOURS_EACH = 6
NEXT = months_on(MONTH, 1)


@pytest.fixture
def council(database):
    return make_peopled_council(teams=4, each=3)


@pytest.fixture
def opened(council):
    """Eight audits, two for each manager."""
    round_ = plan_round(make_plan(council, number=2), MONTH, by=None, at=NOON)
    draw_round(round_, CHANCE, council.lead, NOON)
    return open_as_proposed(round_, council.lead, NOON)


def year(viewer: Viewer) -> Year:
    return year_of(viewer, [MONTH, NEXT])


def cells(viewer: Viewer):
    ((_, found),) = year(viewer).lines
    return found


def test_whoever_sees_the_whole_council_sees_its_numbers(council, opened):
    this, coming = cells(council.lead)
    assert (this.number, coming.number) == (8, 8)
    director = viewer_of(make_person(Role.DIRECTOR, council.place))
    assert year(director) == year(council.lead)
    # Four managers, their head and the lead may audit.
    assert year(director).hours[1].there == 6 * HOURS_EACH


def test_a_manager_sees_the_numbers_of_their_own_team_alone(council, opened):
    manager, team = viewer_of(council.managers[0]), council.teams[0]
    this, coming = cells(manager)
    assert this.number == sum(one.place == team for one in opened)
    assert (this.theirs, coming.number) == (2, 2)
    assert [one.there for one in year(manager).hours] == [HOURS_EACH, HOURS_EACH]
    assert not year(manager).is_whole


def test_of_a_number_in_all_a_manager_sees_the_part_of_their_people(council):
    make_plan(council, how_many=HowMany.TOTAL, number=20)
    assert cells(council.lead)[1].number == 20
    assert cells(viewer_of(council.managers[0]))[1].number == 5


def test_a_restricted_record_is_in_no_number_of_whoever_is_not_cleared(council, opened):
    restricting.restrict(opened[0].child, "Staff", TODAY + timedelta(90), by=council.lead, at=NOON)
    assert cells(council.lead)[0].number == 8
    assert cells(council.officer)[0].number == 7


def test_the_page_says_whose_hours_they_are(open_as, council):
    make_plan(council, first_month=clock.today().replace(day=1))
    db.session.commit()
    assert "people in your own teams" in open_as(council.managers[0]).get("rounds.index").text


def test_a_part_goes_by_the_time_that_people_have():
    half = {1: Time(hours=0.5)}
    assert part_of(9, half, half | {2: Time()}) == 3
    assert part_of(9, {}, {}) == 0
