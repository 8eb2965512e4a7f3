from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from qa_app.access.rules import Role
from qa_app.foundation.errors import DomainError
from qa_app.organisation import operations, queries
from qa_app.organisation.queries.hand_over import (
    OpenWork,
    list_hand_overs,
    open_work_of,
    register,
)
from qa_app.organisation.queries.reviews import find_review, lines_by_person, list_reviews
from qa_app.organisation.rules import Decision
from tests.makers import NOON, TODAY, make_person, viewer_of
from tests.organisation.makers import make_whole_council


@pytest.fixture
def review(council):
    council.worker = make_person(Role.PRACTITIONER, council.team)
    return operations.open_review(council.admin, NOON)


def lines(review, person):
    return lines_by_person(review, [person.id])[person.id]


def decide_all(council, review):
    admin, governance = council.admin, viewer_of(council.governance)
    operations.keep_all(review, council.member(council.governance), admin, NOON)
    operations.decide(lines(review, council.worker)[0], Decision.END, admin, NOON)
    operations.keep_all(review, council.member(council.administrator), governance, NOON)
    return governance


def test_a_review_lists_every_appointment_in_force_once_a_quarter(council, review):
    assert len(review.lines) == 3
    assert review.quarter == "2026-Q4"
    with pytest.raises(DomainError, match="started already"):
        operations.open_review(council.admin, NOON)


def test_nobody_decides_about_themself(council, review):
    with pytest.raises(DomainError, match="own roles"):
        operations.decide(
            lines(review, council.administrator)[0], Decision.KEEP, council.admin, NOON
        )
    with pytest.raises(DomainError, match="own roles"):
        operations.keep_all(review, council.member(council.administrator), council.admin, NOON)


def test_a_review_is_not_signed_before_every_line_is_decided(council, review):
    with pytest.raises(DomainError, match="3 lines are"):
        operations.sign_off_review(review, viewer_of(council.governance), NOON)


def test_whoever_decided_the_review_does_not_sign_it(council, review):
    decide_all(council, review)
    with pytest.raises(DomainError, match="somebody else"):
        operations.sign_off_review(review, council.admin, NOON)


def test_what_is_to_end_ends_as_the_review_is_signed(council, review):
    governance = decide_all(council, review)
    assert queries.viewer_of(council.worker, council.root, TODAY)
    assert operations.sign_off_review(review, governance, NOON) == 1
    assert not queries.viewer_of(council.worker, council.root, TODAY)
    assert review.signed_off_by_id == council.governance.id


def test_a_signed_review_stays_as_it_is(council, review):
    operations.sign_off_review(review, decide_all(council, review), NOON)
    with pytest.raises(DomainError, match="stays as it is"):
        operations.decide(lines(review, council.worker)[0], Decision.KEEP, council.admin, NOON)


def test_what_ended_meanwhile_needs_no_decision(council, review):
    yesterday = TODAY - timedelta(days=1)
    operations.end_appointment(council.worker.appointments[0], yesterday, council.admin, NOON)
    admin, governance = council.admin, viewer_of(council.governance)
    operations.keep_all(review, council.member(council.governance), admin, NOON)
    operations.keep_all(review, council.member(council.administrator), governance, NOON)
    assert operations.sign_off_review(review, governance, NOON) == 0


def test_a_review_does_not_end_the_last_administrator(council, review):
    governance = decide_all(council, review)
    operations.decide(lines(review, council.administrator)[0], Decision.END, governance, NOON)
    with pytest.raises(DomainError, match="last administrator"):
        operations.sign_off_review(review, governance, NOON)


def test_a_review_of_another_council_is_not_found(council, review):
    south = make_whole_council("Southshire")
    with pytest.raises(NoResultFound):
        find_review(review.public_id, south.admin)
    assert list_reviews(south.admin) == []


def test_open_work_of_leavers_is_counted_by_who_registered_it(council, monkeypatch):
    monkeypatch.setattr("qa_app.organisation.queries.hand_over.KINDS", [])
    worker = make_person(Role.PRACTITIONER, council.team, name="Ada")
    make_person(Role.PRACTITIONER, council.team, name="Bea")
    asked = []

    def counts(viewer, person_ids):
        asked.append(set(person_ids))
        return {worker.id: 2}

    register(OpenWork("audit", "audits", counts))
    operations.set_leaving(council.member(worker), TODAY, council.admin, NOON)
    listed = list_hand_overs(council.admin, TODAY)
    assert [(one.member.name, one.total) for one in listed] == [("Ada", 2)]
    assert asked == [{worker.id}]
    assert open_work_of(council.member(worker), council.admin)[0][1] == 2


def test_a_leaver_without_open_work_is_listed_until_the_last_day(council):
    worker = make_person(Role.PRACTITIONER, council.team)
    operations.set_leaving(council.member(worker), TODAY, council.admin, NOON)
    assert [one.total for one in list_hand_overs(council.admin, TODAY)] == [0]
    assert not list_hand_overs(council.admin, TODAY + timedelta(days=1))


def test_a_manager_sees_the_leavers_of_their_place(council):
    worker = make_person(Role.PRACTITIONER, council.team)
    operations.set_leaving(council.member(worker), TODAY, council.admin, NOON)
    here, there = (make_person(place=place) for place in (council.team, council.other_team))
    assert len(list_hand_overs(viewer_of(here), TODAY)) == 1
    assert list_hand_overs(viewer_of(there), TODAY) == []


def test_a_setting_holds_for_its_council_until_it_is_changed(council):
    south = make_whole_council("Southshire")
    assert queries.setting(council.root.id, "idle_minutes") == 60
    operations.change_setting("idle_minutes", 30, council.admin, NOON)
    assert queries.setting(council.root.id, "idle_minutes") == 30
    assert queries.setting(south.root.id, "idle_minutes") == 60


def test_a_setting_that_fails_its_check_is_not_kept(council):
    with pytest.raises(DomainError, match="between 15 and 120"):
        operations.change_setting("idle_minutes", 5, council.admin, NOON)
    assert queries.setting(council.root.id, "idle_minutes") == 60


def test_extra_days_off_come_as_days(council):
    operations.change_setting("days_off", ["2026-12-24"], council.admin, NOON)
    assert [day.day for day in queries.days_off(council.root.id)] == [24]
