from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from qa_app.access.rules import Role
from qa_app.children.operations import restricting
from qa_app.children.operations.undoing import undo_list
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Absence
from qa_app.organisation.rules import Kind
from qa_app.rounds.models import DrawHold
from qa_app.rounds.operations import allocate, mark_done, mark_started
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import change_programme, plan_round
from qa_app.rounds.queries.drawing import list_draws, list_records
from qa_app.rounds.queries.pools import pool_of
from qa_app.rounds.queries.proposals import proposal_for
from qa_app.rounds.queries.showing import counts_of, counts_out
from qa_app.rounds.rules.eligibility import Out
from qa_app.rounds.rules.holds import Hold
from qa_app.rounds.rules.independence import Bar, Within
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import HowMany
from tests.children.makers import make_child
from tests.makers import NOON, TODAY, make_person, make_place
from tests.rounds.councils import (
    CHANCE,
    MONTH,
    PLAN,
    make_peopled_council,
    make_plan,
    make_planned_round,
    member_of,
    references,
    reports_to,
)


def test_a_month_is_drawn_and_given_out_so_that_nobody_reads_their_own_team(database):
    council = make_peopled_council(teams=3, each=4)
    round_ = make_planned_round(council, number=2)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    given = open_as_proposed(round_, council.lead, NOON)

    assert len(given) == 6
    assert Counter(one.auditor_id for one in given) == {one.id: 2 for one in council.managers}
    for one in given:
        manager = council.managers[council.teams.index(one.place)]
        assert one.auditor_id != manager.id
    assert {one.reference for one in given} <= references(council.children)
    assert counts_of(draw, council.lead) == {Outcome.PICKED: 6, Outcome.RESERVE: 6}


def test_every_record_of_the_list_is_drawn_next_in_turn_or_out_with_a_reason(database):
    council = make_peopled_council(teams=2, each=5)
    closed, new, held, audited, *_ = council.children
    closed.is_open = False
    new.status_since = TODAY - timedelta(weeks=2)
    hold(held.child, council)
    audit_done(council, audited, months_ago=3)
    limits = replace(PLAN.limits, open_weeks=6, not_audited_months=6)
    round_ = make_planned_round(council, limits=limits)
    draw = draw_round(round_, CHANCE, council.lead, NOON)

    assert sum(counts_of(draw, council.lead).values()) == len(council.children)
    assert counts_out(draw, council.lead) == [
        (Out.HELD, 1),
        (Out.CLOSED, 1),
        (Out.TOO_NEW, 1),
        (Out.AUDITED, 1),
    ]


def test_a_record_audited_longer_ago_than_asked_for_may_be_drawn(database):
    council = make_peopled_council(teams=2, each=1)
    audit_done(council, council.children[0], months_ago=7)
    limits = replace(PLAN.limits, not_audited_months=6)
    round_ = make_planned_round(council, limits=limits, how_many=HowMany.ALL)
    assert len(list_records(draw_round(round_, CHANCE, council.lead, NOON), Outcome.PICKED)) == 2


def test_an_audit_that_was_handed_in_later_was_still_open_on_the_day(database):
    council = make_peopled_council(teams=2, each=1)
    row = council.children[0]
    audit_done(council, row, months_ago=1)
    handed_in = NOON.replace(month=NOON.month - 1).date()

    def known_on(day):
        facts = pool_of(row.case_list, day).facts
        (found,) = [one for one in facts if one.child_id == row.child_id]
        return found.has_open_audit, found.last_audited

    assert known_on(handed_in - timedelta(1)) == (True, None)
    assert known_on(handed_in) == (False, handed_in)


def test_a_list_that_was_drawn_from_can_no_longer_be_undone(database):
    council = make_peopled_council()
    draw_round(make_planned_round(council), CHANCE, council.lead, NOON)
    with pytest.raises(DomainError, match="a draw used it"):
        undo_list(council.children[0].case_list, by=None, at=NOON)


def test_a_second_draw_needs_a_reason_and_both_are_kept(database):
    council = make_peopled_council()
    round_ = make_planned_round(council)
    first = draw_round(round_, CHANCE, council.lead, NOON)
    with pytest.raises(DomainError, match="Enter why the first draw does not stand"):
        draw_round(round_, "another", council.lead, NOON)
    second = draw_round(round_, "another", council.lead, NOON, why_again="A list was missing")
    assert list_draws(round_) == [first, second]
    assert [one.number for one in list_draws(round_)] == [1, 2]
    assert second.why_again == "A list was missing"


def test_nothing_is_drawn_in_a_round_that_is_open(database):
    council = make_peopled_council()
    round_ = make_planned_round(council)
    draw_round(round_, CHANCE, council.lead, NOON)
    open_as_proposed(round_, council.lead, NOON)
    with pytest.raises(DomainError, match="Replace a record"):
        draw_round(round_, "another", council.lead, NOON, why_again="I did not like it")


def test_without_a_list_there_is_nothing_to_draw_from(database):
    council = make_peopled_council(each=0)
    with pytest.raises(DomainError, match="There is no list of children yet"):
        draw_round(make_planned_round(council), CHANCE, council.lead, NOON)


def test_without_auditors_it_is_said_before_anything_is_drawn(database):
    council = make_peopled_council()
    for manager in council.managers:
        member_of(manager).leaves_on = TODAY - timedelta(days=40)
    with pytest.raises(DomainError, match="Nobody whom this programme asks to audit is here"):
        draw_round(make_planned_round(council), CHANCE, council.lead, NOON)


def test_whoever_is_away_half_the_month_reads_half_and_whoever_is_away_all_month_nothing(database):
    council = make_peopled_council(teams=4, each=6)
    here, part_time, other, away = council.managers
    # Records of the team of whoever is away may be read by all the rest, so chance changes no share.
    for listed in council.children:
        listed.is_open = listed.place_id == council.teams[-1].id
    member_of(part_time).hours = 0.5
    db.session.add(
        Absence(council_id=council.place.id, person_id=away.id, first_day=MONTH, last_day=None)
    )
    round_ = make_planned_round(council, number=2)
    draw_round(round_, CHANCE, council.lead, NOON)
    loads = Counter(one.auditor_id for one in open_as_proposed(round_, council.lead, NOON))
    assert loads == {here.id: 2, part_time.id: 1, other.id: 2}


def test_one_manager_alone_cannot_read_their_own_team_and_the_rule_is_named(database):
    council = make_peopled_council(teams=1)
    round_ = make_planned_round(council)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    trouble = proposal_for(draw).proposal.trouble
    assert trouble is not None
    assert trouble.bars == ((Bar.OWN_TEAM, 1),)
    with pytest.raises(DomainError, match="Some of the records cannot be given to anybody"):
        open_as_proposed(round_, council.lead, NOON)
    assert open_as_proposed(round_, council.lead, NOON, leave_out=True) == []


def test_waiving_the_service_is_offered_where_it_helps(database):
    council = make_peopled_council(teams=1, each=1)
    other = make_peopled_service(council)
    round_ = make_planned_round(council, within=Within.SERVICE)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    assert proposal_for(draw).proposal.would_help == (Bar.OTHER_SERVICE,)
    given = open_as_proposed(round_, council.lead, NOON, waived=[Bar.OTHER_SERVICE])
    assert {one.auditor_id for one in given} == {council.managers[0].id, other.id}


def test_a_restricted_record_is_given_to_the_cleared_alone(database):
    council = make_peopled_council(teams=2, each=1)
    for row in council.children:
        restricting.restrict(row.child, "Staff", TODAY + timedelta(90), by=council.lead, at=NOON)
    draw = draw_round(make_planned_round(council), CHANCE, council.lead, NOON)
    trouble = proposal_for(draw).proposal.trouble
    assert trouble is not None
    assert (Bar.NOT_CLEARED, 2) in trouble.bars


def test_the_plan_of_a_draw_stays_what_it_was(database):
    council = make_peopled_council()
    round_ = make_planned_round(council, number=1)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    plan = replace(round_.programme.plan, number=3)
    change_programme(round_.programme, "Monthly", "management-oversight", plan, council.lead, NOON)
    assert draw.planned["number"] == 1
    assert round_.programme.plan.number == 3


def hold(child, council) -> None:
    db.session.add(
        DrawHold(council_id=council.place.id, child_id=child.id, why=Hold.POLICE, held_at=NOON)
    )
    db.session.flush()


def audit_done(council, row, months_ago: int) -> None:
    then = months_on(MONTH, -months_ago)
    round_ = plan_round(make_plan(council), then, by=None, at=NOON)
    at = NOON.replace(year=then.year, month=then.month)
    given = allocate(round_, row.child.reference, row.place, council.managers[0], None, at)
    mark_started(given, at)
    mark_done(given, at)


def make_peopled_service(council):
    service = make_place(council.place, "Family help", Kind.SERVICE)
    team = make_place(service, "Help team")
    manager = make_person(Role.TEAM_MANAGER, team)
    practitioner = make_person(Role.PRACTITIONER, team)
    reports_to(practitioner, manager)
    make_child(team, practitioner)
    return manager
