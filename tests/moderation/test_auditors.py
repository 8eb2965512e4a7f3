"""How somebody becomes an auditor, and what is between them and those who coach them."""

from datetime import timedelta

import pytest

from qa_app.access.rules import Duty, Role
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation.operations import auditors as operations
from qa_app.moderation.rules.auditors import (
    Practice,
    Progress,
    Stage,
    stage_of,
    still_to_do,
    why_not_sign_off,
)
from qa_app.organisation.queries.people import member_of
from tests.insight.agreement_makers import LESS, make_settled
from tests.makers import (
    NOON,
    appoint,
    make_allocation,
    make_council,
    make_person,
    make_place,
    viewer_of,
)


@pytest.mark.parametrize(
    ("progress", "stage"),
    [
        (Progress(), Stage.TO_TRAIN),
        (Progress(False, 3, 3), Stage.TO_TRAIN),
        (Progress(True), Stage.SHADOWING),
        (Progress(True, 1, 1), Stage.PRACTISING),
        (Progress(True, 1, 2), Stage.TO_SIGN_OFF),
        (Progress(False, 0, 0, True), Stage.SIGNED_OFF),
    ],
)
def test_a_stage_is_the_first_thing_still_to_do(progress, stage):
    assert stage_of(progress) is stage


def test_whoever_has_not_done_everything_is_signed_off_with_a_reason_alone():
    done = Progress(True, 1, 2)
    assert not why_not_sign_off(done, "", is_own=False)
    assert "Somebody else" in why_not_sign_off(done, "", is_own=True)
    assert "already" in why_not_sign_off(Progress(True, 1, 2, True), "", is_own=False)
    refused = why_not_sign_off(Progress(True, 0, 1), "", is_own=False)
    assert "one audit read along with an auditor, one practice audit" in refused
    assert not why_not_sign_off(Progress(), "Three years at another council.", is_own=False)
    assert still_to_do(Progress())[-1] == "2 practice audits"


class People:
    def __init__(self) -> None:
        self.council = make_council()
        self.team = make_place(self.council, "East")
        self.lead = make_person(Role.QA_LEAD, self.council, name="Quinn Lead")
        self.new = make_person(Role.PRACTITIONER, self.team, name="Nia New")
        appoint(self.new, Duty.AUDITOR, self.council)
        self.auditor = make_person(Role.TEAM_MANAGER, self.team, name="Ada Auditor")
        self.moderator = make_person(Role.TEAM_MANAGER, make_place(self.council, "North"))
        appoint(self.moderator, Duty.MODERATOR, self.council)


def day(when):
    return {"on-day": when.day, "on-month": when.month, "on-year": when.year}


def test_training_practice_and_sign_off_are_noted_by_the_qa_lead(open_as):
    people = People()
    own, here = {"auditor_id": people.lead.public_id}, {"auditor_id": people.new.public_id}
    lead, mine = open_as(people.lead), open_as(people.new)
    assert "Nothing is noted" in lead.get("auditors.show", **here).text
    lead.get("auditors.training", **here)
    tomorrow = day(today() + timedelta(days=1)) | {"training": "Two days"}
    lead.post("auditors.training", tomorrow, expect=409, **here)
    lead.post("auditors.training", day(today()) | {"training": "Two days"}, **here)
    listed = lead.get("auditors.index").select_one("#new-caption ~ tbody").text
    assert "Nia New" in listed and "To read along with an auditor" in listed
    lead.get("auditors.practice", **here)
    for kind in ("SHADOW", "PRACTICE", "PRACTICE"):
        lead.post("auditors.practice", day(today()) | {"kind": kind}, **here)
    assert "To be signed off" in lead.get("auditors.show", **here).text
    lead.get("auditors.sign_off", **here)
    lead.post("auditors.sign_off", {}, **here)
    assert "Signed off" in lead.get("auditors.show", **here).text
    lead.post("auditors.sign_off", {"why": "I know how."}, expect=409, **own)
    lead.post("auditors.training", day(today()) | {"training": "Two days"}, expect=409, **own)
    lead.post("auditors.practice", day(today()) | {"kind": "SHADOW"}, expect=409, **own)
    assert "Nothing is noted" in lead.get("auditors.show", **own).text

    assert mine.get("auditors.index").h1.text.strip() == "You as an auditor"
    assert "You as an auditor" in mine.get("auditors.show", **here).text
    mine.post("auditors.training", {}, expect=403, **here)


def test_the_future_is_not_noted(database):
    people = People()
    member = member_of(people.new.id, people.council.id)
    by = viewer_of(people.lead)
    with pytest.raises(DomainError, match="not in the future"):
        operations.note_practice(
            member, Practice.SHADOW, NOON.date() + timedelta(days=1), "", "", by, NOON
        )
    with pytest.raises(DomainError, match="for somebody else"):
        operations.coach(member, "Well done.", viewer_of(people.new), NOON)


def test_a_coaching_note_and_a_lean_are_for_the_auditor_their_moderators_and_the_qa_lead(open_as):
    people = People()
    for _ in range(10):
        make_settled(people.auditor, people.moderator, people.team, "good", LESS)
    other = make_person(Role.TEAM_MANAGER, people.team)
    appoint(other, Duty.MODERATOR, people.council)
    head = make_person(Role.HEAD_OF_SERVICE, people.council)
    here = {"auditor_id": people.auditor.public_id}
    strangers = [open_as(person) for person in (people.new, other, head)]
    lead = open_as(people.lead)
    moderator, own = open_as(people.moderator), open_as(people.auditor)
    assert "Ada Auditor" in moderator.get("auditors.index").text
    moderator.get("auditors.coach", **here)
    moderator.post("auditors.coach", {"words": "You know the child. Date the plan."}, **here)
    behind = {"found": "higher", **here}
    for browser in (own, moderator, lead):
        page = browser.get("auditors.show", **here).text
        assert "Date the plan." in page
        assert "1.0 of a grade higher than the moderators’" in page
        assert "less than once in 20 times" in page
    assert own.get("accuracy.audits_of", **behind).h1.text.startswith("10 audits")

    for browser in strangers:
        browser.get("auditors.show", expect=404, **here)
        browser.get("accuracy.audits_of", expect=404, **here)
    listed = lead.get("auditors.index").select_one("main").text
    assert "of a grade" not in listed and "%" not in listed


def test_a_round_warns_of_a_reader_who_is_not_signed_off_and_stops_nothing(open_as):
    people = People()
    allocation = make_allocation(people.new, people.team)
    about = {"round_id": allocation.round.public_id}
    lead = open_as(people.lead)
    assert "Not signed off" not in lead.get("rounds.show", **about).text
    operations.begun(member_of(people.new.id, people.council.id))
    db.session.commit()
    assert "Not signed off as an auditor yet: Nia New" in lead.get("rounds.show", **about).text
