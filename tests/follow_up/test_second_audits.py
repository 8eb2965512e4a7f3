from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from qa_app.access.rules import Role
from qa_app.actions.rules import Helped
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import source_of
from qa_app.audits.rules import Safe
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.operations import second_audits as operations
from qa_app.follow_up.queries.compared import compared, found_of
from qa_app.follow_up.queries.second_audits import (
    decided_of,
    due_among,
    find_first,
    list_pairs,
    pair_of,
)
from qa_app.follow_up.rules.second_audits import Outcome, Why
from qa_app.follow_up.rules.settings import SECOND_SHARE
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.operations import change_setting
from qa_app.rounds import operations as rounds
from qa_app.rounds.operations.requesting import Wanted
from qa_app.rounds.rules.plans import BEGINNINGS, Kind
from qa_app.wrong_child.operations.beginning_again import take_pairs_apart
from tests.actions.makers import make_action
from tests.audits.makers import fill, make_submitted
from tests.makers import NO_SECOND_OPINIONS, NOON, TODAY, make_person, make_programme, viewer_of
from tests.voices.makers import LOW, Team

pytestmark = pytest.mark.usefixtures("database")
LATER = TODAY.replace(month=12, day=31)


class Twice(Team):
    """A record whose first audit was low, with an action out of it; and an open round for second audits."""

    def __init__(self):
        super().__init__()
        self.lead = make_person(Role.QA_LEAD, self.council, name="Quin Lead")
        self.second_reader = make_person(Role.SERVICE_MANAGER, self.elsewhere.appointments[0].place)
        change_setting(SECOND_SHARE, 0, by=viewer_of(self.lead), at=NOON)
        self.first = make_submitted(LOW, **self.given)
        self.action = make_action(
            place=self.place, owner=self.manager, source=source_of(self.first), what="Write a plan."
        )
        made = make_programme(self.council)
        plan = replace(
            BEGINNINGS[Kind.RE_AUDIT], first_month=TODAY.replace(day=1), **NO_SECOND_OPINIONS
        )
        again = rounds.add_programme(
            self.council, "Second audits", made.template_code, None, NOON, plan
        )
        self.round = rounds.open_round(again, TODAY, by=None, at=NOON)

    def given_out(self):
        wanted = Wanted(
            self.first.allocation.reference,
            self.second_reader,
            LATER,
            None,
            self.place,
            "A reason.",
        )
        by = viewer_of(self.lead)
        return operations.have_read_again(self.first, self.round, wanted, by, NOON)

    def second(self):
        pair = self.given_out()
        return audits.begin(pair.allocation, by=viewer_of(self.second_reader), at=NOON)


@pytest.fixture
def twice():
    return Twice()


def main(page):
    return " ".join(page.select_one("main").text.split())


def ids(due):
    return [one.audit_id for one in due]


def test_a_low_audit_comes_back_until_it_is_given_out_or_set_aside(twice):
    lead = viewer_of(twice.lead)
    (due,) = due_among(lead, LATER)
    assert (due.audit_id, due.why) == (twice.first.id, Why.LOW)
    assert due_among(lead, TODAY) == []

    operations.set_aside(twice.first, "The record is closed.", lead, NOON)
    assert due_among(lead, LATER) == []
    with pytest.raises(DomainError, match="decided"):
        twice.given_out()
    operations.bring_back(twice.first, lead, NOON)
    assert ids(due_among(lead, LATER)) == [twice.first.id]
    pair = twice.given_out()
    assert due_among(lead, LATER) == []
    # Should its second audit be withdrawn, it is due again.
    rounds.changes.withdraw(pair.allocation, "Given out twice.", lead, NOON)
    db.session.flush()
    assert ids(due_among(lead, LATER)) == [twice.first.id]


def test_several_are_shown_with_who_would_read_them_before_they_are_given_out(open_as, twice):
    twice.first.submitted_at = NOON - timedelta(weeks=8)
    first, round_ = twice.first.public_id, twice.round.public_id
    browser = open_as(twice.lead)
    page = browser.get("follow_up.together")
    assert page.select_one(f"[value='{first}']:not([checked])")
    # Rounds of second audits come first, as for one record.
    assert page.select_one("[name=round] [selected]")["value"] == round_
    nothing = browser.post("follow_up.together", {"round": round_}, expect=200)
    assert "Select at least one record" in nothing.text
    chosen = {"records": first, "round": round_}
    page = browser.search("follow_up.together", chosen)
    assert "Check before they are given out" in main(page)
    assert list_second_audits() == []
    looked_at = page.select_one("[name=looked_at]")["value"]
    browser.post("follow_up.together", {**chosen, "looked_at": looked_at})
    (pair,) = list_second_audits()
    assert pair.allocation.round.public_id == round_
    # What was given out meanwhile is not in the list any more.
    browser.post("follow_up.together", {**chosen, "looked_at": looked_at}, expect=200)
    assert len(list_second_audits()) == 1


def list_second_audits():
    return db.session.scalars(select(SecondAudit)).all()


def test_no_more_than_a_few_are_given_out_at_once_and_none_without_a_reader(twice):
    by = viewer_of(twice.lead)
    with pytest.raises(DomainError, match="10 records or fewer"):
        operations.refuse_too_many([twice.first] * 11)
    with pytest.raises(DomainError, match="the round has nobody"):
        operations.have_many_read_again([(twice.first, None)], twice.round, by, NOON)


def test_who_cannot_read_an_audit_or_plan_it_finds_nothing_to_give_out(open_as, twice):
    with pytest.raises(NoResultFound):
        find_first(twice.first.public_id, viewer_of(twice.manager))
    here = {"audit_id": twice.first.public_id}
    open_as(twice.manager).get("follow_up.read_again", expect=403, **here)
    open_as(twice.practitioner).get("follow_up.due", expect=403)


def test_the_lead_gives_a_record_out_in_one_press(open_as, twice):
    here = {"audit_id": twice.first.public_id}
    browser = open_as(twice.lead)
    page = browser.get("follow_up.read_again", **here)
    chosen = page.select_one("[name=round] option[selected]")
    assert chosen.text.startswith("Second audits")
    reader = page.select_one("[name=to] option[selected]")
    due = {f"due_on-{part}": page.select_one(f"[name=due_on-{part}]")["value"] for part in PARTS}
    sent = {"round": chosen["value"], "to": reader["value"], **due, "confirmed": "yes"}
    browser.post("follow_up.read_again", sent, **here)
    assert "It is given out already" in main(browser.get("follow_up.read_again", **here))
    assert "given out for a second audit" in main(browser.get("audits.show", **here))


def test_older_rounds_stand_behind_a_link_and_can_still_be_chosen(open_as, twice):
    for number in range(1, 7):
        rounds.open_round(twice.round.programme, months_before(number), by=None, at=NOON)
    here = {"audit_id": twice.first.public_id}
    browser = open_as(twice.lead)
    page = browser.get("follow_up.read_again", **here)
    few = page.select("[name=round] option[value]")
    every = browser.get("follow_up.read_again", rounds="all", **here)
    assert len(few) < len(every.select("[name=round] option[value]"))
    assert "not been closed" in main(page) and "Show all rounds" not in main(every)


def months_before(number):
    month = TODAY.year * 12 + TODAY.month - 1 - number
    return date(month // 12, month % 12 + 1, 1)


PARTS = ("day", "month", "year")


def test_what_need_not_come_back_says_why_and_is_put_back(open_as, twice):
    here = {"audit_id": twice.first.public_id}
    browser = open_as(twice.lead)
    browser.post("follow_up.set_aside", {"why_not": "The record is closed."}, **here)
    page = browser.get("follow_up.not_again")
    assert page.h1.text == "1 record not audited again"
    assert "The record is closed." in main(page)
    assert "need not be audited again" in main(browser.get("audits.show", **here))
    browser.post("follow_up.bring_back", **here)
    assert browser.get("follow_up.not_again").h1.text == "0 records not audited again"


def test_the_second_auditor_says_what_became_of_each_action_and_why_a_grade_moved(open_as, twice):
    second = twice.second()
    db.session.commit()
    here = {"audit_id": second.public_id}
    browser = open_as(twice.second_reader)
    assert "1 earlier action to look at" in main(browser.get("audits.show", **here))
    page = main(browser.get("follow_up.compare", **here))
    assert "Write a plan." in page
    assert "Earlier grades are shown once you have graded every section" in page
    assert "Inadequate" not in page
    assert "was inadequate" not in page
    # Until then no address tells them either.
    section = second.template.graded_sections[0].id
    moved = browser.client.get(browser.address("follow_up.why_moved", section_id=section, **here))
    assert moved.status_code == 302

    said = {"outcome": "PARTLY", "helped": "YES", "words": "The plan is there, without dates."}
    browser.post("follow_up.earlier_action", said, earlier_id=twice.action.public_id, **here)
    fill(db.session.get_one(Audit, second.id))
    db.session.commit()
    page = main(browser.get("follow_up.compare", **here))
    assert "Partly done. Did it help the child? Yes." in page
    assert "Inadequate Outstanding" in page
    browser.post("follow_up.why_moved", {"why": "A new manager."}, section_id=section, **here)
    assert "A new manager." in main(browser.get("follow_up.compare", **here))


def test_a_reader_compares_once_both_audits_are_theirs_to_read(open_as, twice):
    second = twice.second()
    fill(second)
    audits.submit(second, Safe.YES, viewer_of(twice.second_reader), NOON)
    db.session.flush()
    assert len(list_pairs(viewer_of(twice.lead))) == 1
    assert list_pairs(viewer_of(twice.elsewhere)) == []
    # The auditor of the second audit is given the first to follow up, and no list of it.
    there = compared(pair_of(second), second)
    by = viewer_of(twice.second_reader)
    operations.look_at_action(
        there, twice.action, Outcome.DONE, Helped.TOO_EARLY, "Seen.", by, NOON
    )
    for other in (twice.lead, twice.auditor):
        with pytest.raises(DomainError, match="Only the auditor"):
            operations.say_why_moved(
                there, there.grades[0].section, "Because.", viewer_of(other), NOON
            )
    browser = open_as(twice.lead)
    assert len(browser.download("follow_up.download_pairs").text.splitlines()) == 2
    page = main(browser.get("follow_up.pairs"))
    assert "1 of 1 records that were audited twice was graded higher" in page
    open_as(twice.elsewhere).get("follow_up.compare", expect=404, audit_id=second.public_id)
    audits.withdraw(twice.first, "Of another child.", viewer_of(twice.lead), NOON)
    assert list_pairs(viewer_of(twice.lead)) == []


def test_what_compares_a_shut_audit_is_found_by_nobody(twice):
    second = twice.second()
    there, by = compared(pair_of(second), second), viewer_of(twice.second_reader)
    said = (Outcome.DONE, Helped.YES, "Seen.")
    operations.look_at_action(there, twice.action, *said, by, NOON)
    assert found_of([there.pair.id])
    second.allocation.shut_at = NOON
    db.session.flush()
    assert not found_of([there.pair.id])
    second.allocation.shut_at, twice.first.shut_at = None, NOON
    db.session.flush()
    assert not found_of([there.pair.id])


def test_a_pair_of_a_wrong_child_compares_nothing(twice):
    second = twice.second()
    take_pairs_apart(second.allocation, second)
    assert pair_of(second) is None
    assert ids(due_among(viewer_of(twice.lead), LATER)) == [twice.first.id]
    take_pairs_apart(twice.first.allocation, twice.first)
    assert decided_of(twice.first) is None
