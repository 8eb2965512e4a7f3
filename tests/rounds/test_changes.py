from datetime import timedelta

import pytest

from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.operations import changes, mark_started
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.giving import give
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.replacing import replace
from qa_app.rounds.queries.changes import list_changes
from qa_app.rounds.queries.drawing import latest_draw, list_records
from qa_app.rounds.queries.explaining import why_this
from qa_app.rounds.queries.verifying import verify
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import Act, Decline
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import Spread
from tests.makers import NOON, TODAY, viewer_of
from tests.rounds.councils import (
    CHANCE,
    make_peopled_council,
    make_planned_round,
    member_of,
)

DAY = timedelta(days=1)


@pytest.fixture
def council(database):
    return make_peopled_council(teams=2, each=4)


@pytest.fixture
def given(council):
    """One record of each team, read by the manager of the other."""
    round_ = make_planned_round(council, spreads=(Spread.TEAM,))
    draw_round(round_, CHANCE, council.lead, NOON)
    return open_as_proposed(round_, council.lead, NOON)


def test_a_line_manager_puts_an_audit_off_by_a_week_in_all(council, given):
    audit = given[0]
    head = viewer_of(council_head(council))
    changes.put_off(audit, audit.due_on + 5 * DAY, "On leave", by=head, at=NOON)
    changes.put_off(audit, audit.due_on + 2 * DAY, "Still away", by=head, at=NOON)
    with pytest.raises(DomainError, match="a week in all"):
        changes.put_off(audit, audit.due_on + DAY, "And again", by=head, at=NOON)


def test_whoever_runs_the_programme_puts_it_off_for_longer(council, given):
    changes.put_off(given[0], given[0].due_on + 30 * DAY, "An inspection", council.officer, NOON)
    assert given[0].due_on > TODAY + 30 * DAY


def test_nobody_else_puts_it_off(council, given):
    other = viewer_of(given[0].auditor)
    with pytest.raises(DomainError, match="Their line manager, or whoever runs the programme"):
        changes.put_off(given[0], given[0].due_on + DAY, "I am busy", by=other, at=NOON)


def test_an_audit_that_was_begun_goes_on_after_a_pause_as_begun(council, given):
    mark_started(given[0], NOON)
    changes.pause(given, "Inspection week", None, council.lead, NOON)
    assert [one.state for one in given] == [State.PAUSED, State.PAUSED]
    changes.go_on(given, TODAY + 20 * DAY, council.lead, NOON)
    assert [one.state for one in given] == [State.STARTED, State.TO_DO]
    assert {one.due_on for one in given} == {TODAY + 20 * DAY}


def test_a_paused_audit_is_not_begun(council, given):
    changes.pause(given, "Inspection week", None, council.lead, NOON)
    with pytest.raises(DomainError, match="This audit is paused"):
        mark_started(given[0], NOON)


def test_an_exemption_leaves_who_granted_it_and_why_and_can_be_undone(council, given):
    changes.exempt(given[0], "The family asked us to wait", council.lead, NOON)
    assert given[0].state is State.EXEMPT
    (change,) = list_changes(given[0])
    assert (change.act, change.why) == (Act.EXEMPTED, "The family asked us to wait")
    assert change.by_name == council.lead.name
    changes.take_back_exemption(given[0], council.lead, NOON)
    assert given[0].state is State.TO_DO


def test_nobody_is_given_their_own_team_without_a_reason(council, given):
    audit = given[0]
    own = council.managers[council.teams.index(audit.place)]
    with pytest.raises(DomainError, match="is responsible for the team. Choose somebody else, or"):
        give(audit, own, council.lead, NOON, "Leave")
    give(audit, own, council.lead, NOON, "Leave", against="Nobody else is here this week")
    assert audit.auditor_id == own.id
    assert "Nobody else is here this week" in why_this(audit, council.lead).auditor


def test_no_reason_gives_a_restricted_record_to_somebody_who_is_not_cleared(council, given):
    audit, other = given[0], council.managers[council.teams.index(given[1].place)]
    give(audit, council_head(council), council.lead, NOON, "Leave", against="To look at it")
    restricting.restrict(audit.child, "Staff", TODAY + 90 * DAY, by=council.lead, at=NOON)
    with pytest.raises(DomainError, match="is not cleared"):
        give(audit, other, council.lead, NOON, "Leave", against="They are the best")


def test_what_was_withdrawn_cannot_be_put_off(council, given):
    changes.withdraw(given[0], "Drawn from the wrong list", council.lead, NOON)
    with pytest.raises(DomainError, match="is withdrawn"):
        changes.put_off(given[0], given[0].due_on + DAY, "Later", council.lead, NOON)


def test_an_auditor_declines_before_they_begin_and_nobody_does_it_for_them(council, given):
    audit, other = given
    with pytest.raises(DomainError, match="Only the auditor"):
        changes.decline(audit, Decline.KNOWS_FAMILY, "", viewer_of(other.auditor), NOON)
    auditor = viewer_of(audit.auditor)
    changes.decline(audit, Decline.KNOWS_FAMILY, "We were neighbours", auditor, NOON)
    assert list_changes(audit)[0].why == "I know the child or the family. We were neighbours"
    mark_started(other, NOON)
    with pytest.raises(DomainError, match="You have begun"):
        changes.decline(other, Decline.NO_TIME, "", viewer_of(other.auditor), NOON)


def test_the_next_in_turn_whom_the_auditor_may_read_takes_the_place(council, given):
    first = given[0]
    draw = latest_draw(first.round)
    new = replace(first, "The child moved away", council.lead, NOON)
    assert first.state is State.WITHDRAWN
    assert new.auditor_id == first.auditor_id
    assert new.place == first.place
    reserves = [
        one for one in list_records(draw, Outcome.RESERVE) if one.place_id == first.place_id
    ]
    assert new.drawn_record == reserves[0]


def test_reserves_run_out_and_it_is_said(council, given):
    audit = given[0]
    for _ in range(3):
        audit = replace(audit, "Moved away", council.lead, NOON)
    with pytest.raises(DomainError, match="No record is next in turn"):
        replace(audit, "Moved away", council.lead, NOON)


def test_a_recorded_draw_comes_out_alike_when_it_is_done_again(council, given):
    assert verify(latest_draw(given[0].round)).is_well


def test_a_draw_that_was_tampered_with_is_found_out(council, given):
    draw = latest_draw(given[0].round)
    picked = list_records(draw, Outcome.PICKED)[0]
    reserve = list_records(draw, Outcome.RESERVE)[0]
    picked.outcome, reserve.outcome = Outcome.RESERVE, Outcome.PICKED
    wrong = verify(draw).wrong
    assert any("are drawn" in one and "1 is in both" in one for one in wrong)


def test_a_draw_with_another_seed_is_found_out(council, given):
    draw = latest_draw(given[0].round)
    draw.seed = "2026-11-another"
    assert not verify(draw).is_well


def test_a_record_struck_from_the_draw_is_missed(council, given):
    draw = latest_draw(given[0].round)
    db.session.delete(list_records(draw, Outcome.RESERVE)[-1])
    db.session.flush()
    assert any(
        "1 record of the list is in no part of the draw" in one for one in verify(draw).wrong
    )


def council_head(council):
    """The line manager of the managers."""
    return db.session.get(Person, member_of(council.managers[0]).line_manager_id)
