from datetime import UTC, date, datetime, timedelta

import pytest

from qa_app.access.rules import GRANTS, Duty, Permission, Reach, Role, Viewer
from qa_app.access.rules import Post as Held
from qa_app.actions.rules.chasing import Chased, Note, Patience, Why, digests_of, note_for_owner
from qa_app.actions.rules.figures import OnTime
from qa_app.actions.rules.letters import letter_of
from qa_app.actions.rules.states import FROM, LEADS_TO, Act, State, may_follow, why_not_by

# A Wednesday, at nine.
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
TODAY = NOW.date()
OWNER, MANAGER, HEAD, DEPUTY = 1, 2, 3, 4
NAMES = {OWNER: "Ada Brook", MANAGER: "Ben Moor", HEAD: "Cleo Dale", DEPUTY: "Dan Fell"}
EAST = "n/s/east/"


class People:
    """Ada is Ben's, and Cleo leads the service."""

    def __init__(self, *, away=(), gone=(), heard=None):
        roles = {
            OWNER: (Role.TEAM_MANAGER, EAST),
            MANAGER: (Role.SERVICE_MANAGER, "n/s/"),
            HEAD: (Role.HEAD_OF_SERVICE, "n/s/"),
            DEPUTY: (Role.TEAM_MANAGER, EAST),
        }
        self.here = {
            who: Viewer(who, f"p{who}", NAMES[who], 9, "n/", (Held(role, path),))
            for who, (role, path) in roles.items()
            if who not in gone
        }
        self.last_heard = heard or {}
        self.away = away

    def reached(self, person):
        return DEPUTY if person in self.away else person

    def manager_of(self, person):
        return {OWNER: MANAGER, MANAGER: HEAD}.get(person)

    def heads_of(self, person):
        return {HEAD} - {person}


def chased(due_on, *, given_at=None, is_restricted=False):
    return Chased(OWNER, due_on, given_at, EAST, is_restricted)


def digests(*due, people=None):
    post = digests_of(due, people or People(), Patience(), NOW)
    return {one.person: one for one in post.digests}


def test_each_act_leads_from_a_state_to_a_state_and_no_state_is_a_dead_end_but_a_confirmed_one():
    assert set(FROM) == set(Act) - {Act.PROPOSED}
    assert set(LEADS_TO.values()) == set(State) - {State.PROPOSED}
    assert all(any(may_follow(act, state) for act in FROM) for state in State)


def test_nothing_is_confirmed_before_it_is_done():
    assert FROM[Act.CONFIRMED] == (State.DONE,)


@pytest.mark.parametrize("act", [Act.CONFIRMED, Act.PUT_OFF, Act.SET_ASIDE])
def test_an_owner_never_judges_what_they_owe(act):
    assert why_not_by(act, OWNER, OWNER, None)
    assert not why_not_by(act, MANAGER, OWNER, None)


def test_whoever_said_that_it_was_done_does_not_confirm_it():
    assert why_not_by(Act.CONFIRMED, MANAGER, OWNER, MANAGER)
    assert not why_not_by(Act.PUT_OFF, MANAGER, OWNER, MANAGER)


def test_who_sees_actions_is_as_the_matrix_says():
    reads = {one: grants.get(Permission.ACTION_READ) for one, grants in GRANTS.items()}
    blind = {
        Role.QA_OFFICER, Role.DATA_OFFICER, Role.INSPECTOR, Role.INFORMATION_GOVERNANCE,
        Role.EXTERNAL_AUDITOR, Role.ADMINISTRATOR, Duty.MODERATOR,
    }  # fmt: skip
    assert {one for one, reach in reads.items() if reach is None} == blind
    own = {one for one, reach in reads.items() if reach is Reach.OWN}
    assert own == {Role.PRACTITIONER, Role.REVIEWING_OFFICER, Duty.AUDITOR}


def test_only_the_qa_lead_confirms_what_others_proposed():
    confirms = {one: grants.get(Permission.ACTION_CONFIRM) for one, grants in GRANTS.items()}
    assert [one for one, reach in confirms.items() if reach is Reach.PLACE] == [Role.QA_LEAD]


def test_a_share_is_said_with_what_it_is_of():
    month = date(2026, 10, 1)
    assert OnTime(10, 7, 2, 0).sentences(month, TODAY) == [
        "7 of 10 (70%) actions that were due in October 2026 were done on time.",
        "2 were done late and 1 is not done yet.",
    ]
    assert OnTime(0, 0, 0, 0).sentences(month, TODAY) == ["No action was due in October 2026."]
    assert OnTime(1, 1, 0, 1).sentences(TODAY, TODAY) == [
        "1 of 1 action that was due in November 2026 so far was done on time.",
        "1 of them had been given a later day before.",
    ]


@pytest.mark.parametrize(
    ("days", "heard", "note"),
    [
        (10, None, None),
        (3, None, Note.SOON),
        (3, 0, None),
        (0, None, Note.DUE),
        (0, 1, Note.DUE),
        (0, 0, None),
        (-1, None, Note.LATE),
        (-1, 1, Note.LATE),
        (-3, 1, None),
        (-20, 6, None),
        (-20, 7, Note.LATE),
    ],
)
def test_each_note_falls_on_its_day_and_once(days, heard, note):
    last = NOW - timedelta(days=heard) if heard is not None else None
    assert note_for_owner(chased(TODAY + timedelta(days=days)), last, NOW) is note


def test_what_is_new_to_somebody_is_told_once():
    new = chased(TODAY + timedelta(days=15), given_at=NOW - timedelta(hours=3))
    assert note_for_owner(new, None, NOW) is Note.NEW
    assert note_for_owner(new, NOW - timedelta(hours=1), NOW) is None


def test_a_manager_hears_after_three_working_days_and_the_head_after_ten():
    assert set(digests(chased(TODAY - timedelta(days=2)))) == {OWNER}
    assert set(digests(chased(TODAY - timedelta(days=5)))) == {OWNER, MANAGER}
    assert set(digests(chased(TODAY - timedelta(days=14)))) == {OWNER, MANAGER, HEAD}


def test_all_that_came_together_is_one_digest():
    found = digests(*(chased(TODAY - timedelta(days=days)) for days in range(-3, 4)))
    assert len(found[OWNER].parts[Why.OWN, OWNER]) == 7


def test_whoever_stands_in_hears_of_what_an_absent_owner_owes():
    found = digests(chased(TODAY), people=People(away=(OWNER,)))
    assert list(found[DEPUTY].parts) == [(Why.AWAY, OWNER)]


def test_the_manager_of_somebody_who_left_hears_of_what_they_owed():
    found = digests(chased(TODAY), people=People(gone=(OWNER,)))
    assert list(found[MANAGER].parts) == [(Why.LEFT, OWNER)]


def test_of_a_restricted_child_nobody_hears_who_may_not_see_it():
    late = chased(TODAY - timedelta(days=30), is_restricted=True)
    post = digests_of([late], People(), Patience(), NOW)
    assert {one.person for one in post.digests} == {HEAD}
    assert post.unreached == {OWNER}


def test_a_letter_holds_counts_days_and_names_and_nothing_else():
    late, soon = chased(TODAY - timedelta(days=5)), chased(TODAY + timedelta(days=2))
    found = digests(late, late, soon)
    own = letter_of(found[OWNER], NAMES, TODAY)
    assert own.subject == "2 actions overdue"
    assert own.what.splitlines() == [
        "You owe 3 actions:",
        "- 2 actions were due on 13 November 2026",
        "- 1 action due on 20 November 2026",
    ]
    above = letter_of(found[MANAGER], NAMES, TODAY)
    assert above.what.splitlines() == [
        "Overdue among your people:",
        "- Ada Brook: 2 actions, due since 13 November 2026",
    ]
