from datetime import UTC, date, datetime, timedelta

import pytest

from qa_app.access.rules import Duty, Role
from qa_app.organisation.rules.absences import manager_would_loop, stands_in, why_not_absent
from qa_app.organisation.rules.appointments import (
    ends_too_early,
    overlap,
    sees_children,
    why_not_these_dates,
    why_not_together,
)
from qa_app.organisation.rules.history import WORDS, event_in_words, more_in_words
from qa_app.organisation.rules.people import Details, all_within, is_unused, why_not_these_details
from qa_app.organisation.rules.places import (
    ancestors_of,
    free_path,
    in_words,
    last_part,
    moved_path,
    parent_of,
    path_name,
    why_not_close,
    why_not_move,
)
from qa_app.organisation.rules.reviews import quarter_in_words, quarter_of, why_not_sign_off

FRIDAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_name_becomes_one_part_of_a_path():
    assert path_name("Tîm Gŵyl – O'Brien & Sons") == "tim-gwyl-o-brien-sons"
    assert path_name("东") == "place"


def test_a_taken_path_is_counted_on():
    assert free_path("n/", "Team 1", {"n/team-1/", "n/team-1-2/"}) == "n/team-1-3/"


def test_a_path_knows_what_is_above_it():
    assert parent_of("n/east/team-1/") == "n/east/"
    assert parent_of("n/") == ""
    assert ancestors_of("n/east/team-1/") == ["n/", "n/east/"]
    assert ancestors_of("n/") == []
    assert last_part("n/east/") == "east"


def test_a_path_below_a_moved_place_moves_with_it():
    assert moved_path("n/east/team-1/", "n/east/", "n/west/east/") == "n/west/east/team-1/"


@pytest.mark.parametrize(
    ("path", "to", "closed", "why"),
    [
        ("n/", "s/", False, "root"),
        ("n/east/", "n/east/", False, "itself"),
        ("n/east/", "n/east/team-1/", False, "itself"),
        ("n/east/", "n/west/", True, "closed"),
        ("n/east/", "n/", False, "already part"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(path, to, closed, why):
    reasons = why_not_move(path, to, name="East", to_name="West", to_is_closed=closed)
    assert why in reasons[0]


def test_a_place_may_move_to_an_open_neighbour():
    assert not why_not_move(
        "n/east/", "n/east-2/", name="East", to_name="East 2", to_is_closed=False
    )


def test_what_keeps_a_place_open_is_said_all_at_once():
    reasons = why_not_close(
        "n/east/", FRIDAY + timedelta(days=1), FRIDAY, open_below=["Team 1"], appointed=2
    )
    assert [reason.split()[0] for reason in reasons] == ["The", "Close", "2"]


def test_a_council_is_not_closed_on_a_page():
    assert why_not_close("n/", FRIDAY, FRIDAY, open_below=[], appointed=0)


def test_a_long_list_of_names_ends_in_how_many_more():
    assert in_words(["A"]) == "A"
    assert in_words(["A", "B", "C"]) == "A, B and C"
    assert in_words(["A"] * 7, most=2) == "A, A and 5 more"


@pytest.mark.parametrize(
    ("holds", "days", "allowed"),
    [
        (Role.EXTERNAL_AUDITOR, None, False),
        (Role.EXTERNAL_AUDITOR, 89, True),
        (Role.EXTERNAL_AUDITOR, 90, False),
        (Role.INSPECTOR, None, False),
        (Role.INSPECTOR, 400, True),
        (Role.TEAM_MANAGER, None, True),
        (Role.TEAM_MANAGER, -1, False),
    ],
)
def test_some_roles_end_and_one_within_90_days(holds, days, allowed):
    ends_on = None if days is None else FRIDAY + timedelta(days=days)
    assert bool(why_not_these_dates(holds, FRIDAY, ends_on)) is not allowed


def test_whoever_runs_accounts_sees_no_child():
    assert why_not_together(Role.ADMINISTRATOR, [Role.QA_LEAD])
    assert why_not_together(Duty.AUDITOR, [Role.DATA_OFFICER])
    assert not why_not_together(Role.ADMINISTRATOR, [Role.INFORMATION_GOVERNANCE])
    assert not why_not_together(Duty.MODERATOR, [Role.HEAD_OF_SERVICE])
    assert not sees_children(Role.ADMINISTRATOR)


def test_an_appointment_may_end_as_if_it_never_began():
    assert not ends_too_early(FRIDAY, FRIDAY - timedelta(days=1))
    assert ends_too_early(FRIDAY, FRIDAY - timedelta(days=2))


def test_terms_share_a_day_or_do_not():
    day = timedelta(days=1)
    assert overlap((FRIDAY, None), (FRIDAY - day, FRIDAY))
    assert not overlap((FRIDAY, None), (FRIDAY - 2 * day, FRIDAY - day))


def test_approvals_follow_deputies_to_the_first_who_is_here():
    assert stands_in(1, {}) == 1
    assert stands_in(1, {1: 2}) == 2
    assert stands_in(1, {1: 2, 2: 3}) == 3


@pytest.mark.parametrize("away", [{1: None}, {1: 1}, {1: 2, 2: 1}, {1: 2, 2: 3, 3: 2}])
def test_without_a_deputy_who_is_here_they_wait_for_the_person(away):
    assert stands_in(1, away) == 1


def test_nobody_who_left_stands_in():
    assert stands_in(1, {1: 2}, gone={2}) == 1


def test_an_absence_has_its_days_in_order_and_another_as_deputy():
    assert why_not_absent(FRIDAY, FRIDAY - timedelta(days=1), person=1, deputy=None)
    assert why_not_absent(FRIDAY, None, person=1, deputy=1)
    assert not why_not_absent(FRIDAY, FRIDAY, person=1, deputy=2)


def test_nobody_manages_their_own_manager():
    managers = {1: 2, 2: 3, 3: None}
    assert manager_would_loop(3, 1, managers)
    assert manager_would_loop(1, 1, managers)
    assert not manager_would_loop(4, 1, managers)


def test_an_old_loop_of_managers_does_not_hang():
    assert not manager_would_loop(9, 1, {1: 2, 2: 1})


def test_an_account_is_unused_from_when_it_was_last_seen_or_made():
    long_ago = NOON - timedelta(days=31)
    assert is_unused(None, long_ago, NOON, 30)
    assert is_unused(long_ago, long_ago, NOON, 30)
    assert not is_unused(NOON, long_ago, NOON, 30)
    assert not is_unused(None, long_ago, NOON, 90)


def test_details_that_will_not_do_are_named():
    bad = Details("", "nobody", hours=1.5)
    assert len(why_not_these_details(bad, [])) == 3
    good = Details("Siân O'Neill", "sian@north.gov.uk", hours=0.6)
    assert not why_not_these_details(good, ["north.gov.uk"])
    assert why_not_these_details(good, ["south.gov.uk", "west.gov.uk"]) == [
        "Enter an email address that ends in @south.gov.uk or @west.gov.uk"
    ]


def test_a_role_outside_the_reach_is_noticed():
    assert all_within(["n/east/team-1/"], ["n/east/"])
    assert not all_within(["n/east/", "n/west/"], ["n/east/"])


def test_a_quarter_sorts_as_time_does_and_reads_as_months():
    assert quarter_of(FRIDAY) == "2026-Q4"
    assert quarter_of(date(2027, 1, 1)) == "2027-Q1"
    assert quarter_in_words("2026-Q4") == "October to December 2026"


def test_a_review_is_signed_by_somebody_who_did_not_decide_it():
    decided_by_1 = {(1, 5), (1, 6)}
    assert not why_not_sign_off(0, decided_by_1, signer=2)
    assert why_not_sign_off(0, decided_by_1, signer=1)
    assert "3 lines are" in why_not_sign_off(3, decided_by_1, signer=2)[0]


def test_the_signer_may_decide_about_those_who_decided_the_rest():
    assert not why_not_sign_off(0, {(1, 5), (2, 1)}, signer=2)
    assert why_not_sign_off(0, {(1, 5), (2, 6)}, signer=2)


def test_an_event_is_told_in_words():
    facts = {"holds": "QA_LEAD", "place": "x", "starts_on": "2026-11-03", "ends_on": None}
    assert more_in_words(facts, {"x": "East"}) == "QA lead, East, from 3 November 2026"
    assert event_in_words("person:appointed") == WORDS["person:appointed"] == "Appointed"
    assert event_in_words("sign-in:signed-in") == "Signed in"
