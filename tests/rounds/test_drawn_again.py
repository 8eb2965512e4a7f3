"""Nobody draws until they like what comes out without being seen to."""

import re
from dataclasses import replace

import pytest

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import change_programme
from qa_app.rounds.queries.drawn_again import draws_so_far, list_drawn_again
from qa_app.rounds.queries.planner import find_round
from qa_app.rounds.rules.drawn_again import Anew, what_was_new
from qa_app.rounds.rules.independence import Within
from qa_app.rounds.rules.months import months_on
from tests.makers import NOON, make_person
from tests.rounds.councils import (
    CHANCE,
    MONTH,
    PLAN,
    Council,
    make_peopled_council,
    make_planned_round,
)

WHY = "The list was the one of last month"


@pytest.fixture
def council(database) -> Council:
    return make_peopled_council(teams=3, each=4)


@pytest.fixture
def drawn_twice(council) -> str:
    """The public id of a round that was drawn twice."""
    round_ = make_planned_round(council)
    draw_round(round_, CHANCE, council.lead, NOON)
    draw_round(round_, "another", council.officer, NOON, why_again=WHY)
    db.session.commit()
    return round_.public_id


@pytest.mark.parametrize(
    ("another_list", "other_rules", "anew"),
    [
        (False, False, Anew.NOTHING),
        (True, False, Anew.LIST),
        (False, True, Anew.RULES),
        (True, True, Anew.BOTH),
    ],
)
def test_what_was_new_is_told_apart(another_list, other_rules, anew):
    assert what_was_new(another_list=another_list, other_rules=other_rules) is anew


def test_a_further_draw_is_compared_with_the_one_before(council):
    round_ = make_planned_round(council)
    programme = round_.programme
    draw_round(round_, CHANCE, council.lead, NOON)
    draw_round(round_, "another", council.lead, NOON, why_again="I did not like it")
    fewer = replace(PLAN, within=Within.SERVICE)
    change_programme(programme, "Fewer", programme.template_code, fewer, council.lead, NOON)
    draw_round(round_, "a third", council.lead, NOON, why_again="Each in their own service")
    assert [one.anew for one in draws_so_far(round_)] == [None, Anew.NOTHING, Anew.RULES]


@pytest.mark.parametrize("role", [Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER, Role.DIRECTOR])
def test_whoever_sees_the_round_reads_how_often_it_was_drawn_by_whom_and_why(
    open_as, council, drawn_twice, role
):
    people = [db.session.get_one(Person, one.person_id) for one in (council.lead, council.officer)]
    names = [one.name for one in people]
    page = open_as(make_person(role, council.place)).get("rounds.show", round_id=drawn_twice)
    assert page.select_one("#draws").text == "Drawn 2 times"
    told = page.select_one("#draws ~ ul").text
    assert all(name in told for name in names)
    assert WHY in told and "only chance was new" in told


def test_before_another_draw_it_is_said_how_often_and_who_will_be_told(
    open_as, council, drawn_twice
):
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    page = lead.get("rounds.draw", round_id=drawn_twice)
    assert "This round was drawn 2 times before" in page.text
    assert "heads of service are told of it" in page.text
    assert WHY in page.text


def test_a_head_of_service_is_told_beside_the_completion_of_the_month(
    open_as, council, drawn_twice
):
    open_as_proposed(find_round(drawn_twice, council.lead), council.lead, NOON)
    head = open_as(make_person(Role.HEAD_OF_SERVICE, council.place))
    page = head.get("insight.completion", month=f"{MONTH:%Y-%m}")
    told = page.select_one("#drawn-again-1")
    assert "were drawn 2 times" in re.sub(r"\s+", " ", told.text)
    assert told.a["href"] == f"/rounds/{drawn_twice}#draws"


def test_a_round_that_was_drawn_once_is_not_named(council):
    draw_round(make_planned_round(council), CHANCE, council.lead, NOON)
    assert list_drawn_again(council.lead, [MONTH]) == []


def test_only_the_months_asked_for_and_the_own_council_are_told(council, drawn_twice):
    other = make_peopled_council()
    assert [one.times for one in list_drawn_again(council.lead, [MONTH])] == [2]
    assert list_drawn_again(council.lead, [months_on(MONTH, 1)]) == []
    assert list_drawn_again(other.lead, [MONTH]) == []
