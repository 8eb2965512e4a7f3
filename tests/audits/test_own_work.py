"""Supervision files and observations: about a practitioner, between them, their managers and the auditor."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from qa_app.access.rules import Duty, Role
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, Wish
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import audit_before
from qa_app.audits.rules import Safe, Status
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries.chasing import list_chased
from qa_app.rounds.rules import State
from qa_app.rounds.rules.digests import People, may_hear
from tests.audits.makers import auditor as by_auditor
from tests.audits.makers import fill
from tests.audits.other_kinds import Team, begun, make_own_work, make_team
from tests.makers import NOON, appoint, make_person, make_place, viewer_of

NAME = "Sam Fieldhouse"
WISH = Wish(ForWhom.PRACTITIONER, "Book a quiet room for supervision.", "Sam says it was quiet.")
# Who has much to see, and sees nothing of this.
NOT_THEIRS = [
    Role.QA_OFFICER,
    Role.PRINCIPAL_SOCIAL_WORKER,
    Role.REVIEWING_OFFICER,
    Role.DATA_OFFICER,
    Role.INFORMATION_GOVERNANCE,
    Role.ADMINISTRATOR,
    Duty.MODERATOR,
]


@pytest.fixture
def team(database) -> Iterator[Team]:
    yield make_team()


def finished(team: Team, template: str = "supervision-file") -> Audit:
    audit = fill(begun(make_own_work(team.practitioner, team.team, team.auditor, template)))
    operations.propose_action(audit, WISH, by_auditor(audit), NOON)
    operations.submit(audit, Safe.YES, by_auditor(audit), NOON)
    db.session.commit()
    return audit


def test_an_audit_without_a_child_says_who_the_practitioner_is(team, open_as):
    audit = begun(make_own_work(team.practitioner, team.team, team.auditor))
    browser = open_as(team.auditor)
    page = browser.get("audits.show", audit_id=audit.public_id)

    assert f"Audit of the work of {NAME}" in " ".join(page.h1.text.split())
    head = page.select_one(".govuk-summary-list").text
    assert f"{NAME}, Social worker" in head and "East" in head and "Maya Okafor" in head
    assert "Brothers and sisters" not in page.text
    people = browser.get("audits.people", audit_id=audit.public_id)
    assert people.select_one("[id='PRACTITIONER-took']")


def test_it_is_finished_like_any_other_and_its_action_goes_to_the_line_manager(team):
    audit = finished(team)
    [action] = db.session.scalars(select(Action))
    assert audit.status is Status.SIGNED_OFF and audit.allocation.state is State.DONE
    assert (action.practitioner_id, action.owner_id) == (team.practitioner.id, team.manager.id)


def test_the_audit_before_is_that_of_the_same_practitioner_and_kind(team):
    head = team.somebody(Role.HEAD_OF_SERVICE, team.service)
    before = finished(team)
    finished(team, "practice-observation")
    colleague = make_person(Role.PRACTITIONER, team.team)
    after = begun(make_own_work(team.practitioner, team.team, team.auditor))
    after.begun_at = before.submitted_at.replace(hour=23)
    of_another = begun(make_own_work(colleague, team.team, team.auditor))
    of_another.begun_at = after.begun_at
    assert audit_before(after, viewer_of(head)) == before
    assert audit_before(of_another, viewer_of(head)) is None


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR])
def test_those_above_the_practitioner_read_it(team, open_as, role):
    audit = finished(team)
    place = team.council if role is Role.DIRECTOR else team.service
    page = open_as(team.somebody(role, place)).get("audits.show", audit_id=audit.public_id)
    assert NAME in page.h1.text


def status_of(browser, endpoint: str, **where: str) -> int:
    return browser.client.get(browser.address(endpoint, **where)).status_code


def test_the_line_manager_reads_it_and_another_manager_does_not(team, open_as):
    audit = finished(team)
    where = {"audit_id": audit.public_id}
    assert NAME in open_as(team.manager).get("audits.show", **where).h1.text
    other = make_person(Role.TEAM_MANAGER, make_place(db.session.merge(team.service), "North"))
    db.session.commit()
    assert status_of(open_as(other), "audits.show", **where) == 404


def test_the_practitioner_does_not_read_it_before_it_is_released_whatever_they_manage(
    team, open_as
):
    appoint(team.practitioner, Role.TEAM_MANAGER, team.team)
    audit = finished(team)
    browser = open_as(team.practitioner)
    assert status_of(browser, "audits.show", audit_id=audit.public_id) == 404
    allocation_id = audit.allocation.public_id
    assert status_of(browser, "rounds.allocation", allocation_id=allocation_id) == 404


@pytest.mark.parametrize("holds", NOT_THEIRS)
def test_nobody_beside_finds_lists_counts_or_exports_any_of_it(team, open_as, holds):
    audit = finished(team)
    [action] = db.session.scalars(select(Action))
    browser = open_as(team.somebody(holds))
    named = {
        "audits.show": {"audit_id": audit.public_id},
        "audits.template": {"audit_id": audit.public_id},
        "rounds.allocation": {"allocation_id": audit.allocation.public_id},
        "rounds.show": {"round_id": audit.allocation.round.public_id},
        "rounds.draw": {"round_id": audit.allocation.round.public_id},
        "rounds.change_programme": {"programme_id": audit.allocation.round.programme.public_id},
        "actions.show": {"action_id": action.public_id},
    }
    for endpoint, where in named.items():
        assert status_of(browser, endpoint, **where) in (403, 404), endpoint
    for endpoint in ("home.show", "rounds.index", "insight.completion", "actions.index"):
        answer = browser.client.get(browser.address(endpoint))
        if answer.status_code == 200:
            assert NAME not in answer.text, endpoint
            assert "Supervision files" not in answer.text, endpoint
            assert "quiet room" not in answer.text, endpoint


def test_who_runs_rounds_sees_whose_work_and_reads_none_of_it(team, open_as):
    audit = finished(team)
    [action] = db.session.scalars(select(Action))
    browser = open_as(team.somebody(Role.QA_LEAD))
    round_page = browser.get("rounds.show", round_id=audit.allocation.round.public_id)
    assert NAME in round_page.text and "1 of 1 audit is done" in round_page.text
    assert status_of(browser, "audits.show", audit_id=audit.public_id) == 404
    assert status_of(browser, "actions.show", action_id=action.public_id) == 404
    assert "Withdraw" in browser.get("audits.withdraw", audit_id=audit.public_id).h1.text


def test_no_figure_or_list_of_records_holds_it_for_anybody(team, open_as):
    finished(team)
    browser = open_as(team.somebody(Role.DIRECTOR))
    assert NAME not in browser.get("insight.records", month="2026-11").text
    assert "Supervision" not in browser.get("insight.completion", month="2026-11", by="round").text


def test_a_kind_that_looks_at_practitioners_is_planned_by_those_who_run_it_alone(team, open_as):
    officer, lead = (open_as(team.somebody(one)) for one in (Role.QA_OFFICER, Role.QA_LEAD))
    assert "Supervision files" in lead.get("rounds.new_programme").text
    assert "Supervision files" not in officer.get("rounds.new_programme").text
    assert status_of(officer, "rounds.add_programme", kind="supervision") == 404


def test_a_count_in_an_email_is_as_secret_as_what_it_counts(team):
    make_own_work(team.practitioner, team.team, team.auditor)
    head, officer = (
        team.somebody(Role.HEAD_OF_SERVICE, team.service),
        team.somebody(Role.QA_OFFICER),
    )
    [chased] = list_chased(team.council.id, NOON)
    here = {one.id: viewer_of(one) for one in (head, officer)}
    people = People(here, {}, {}, {})
    assert may_hear(head.id, chased, people)
    assert not may_hear(officer.id, chased, people)


def owners_offered(browser, audit: Audit) -> str:
    page = browser.get("audits.propose_action", audit_id=audit.public_id)
    return page.select_one("[name=owner]").text


def test_an_action_is_offered_to_those_alone_who_may_see_it(team, open_as):
    audit = begun(make_own_work(team.practitioner, team.team, team.auditor))
    make_person(Role.PRACTITIONER, team.team, name="Nell Nearby")
    db.session.commit()
    offered = owners_offered(open_as(team.auditor), audit)
    assert NAME in offered and "Maya Okafor" in offered
    assert "Nell Nearby" not in offered and "Ann Brandt" not in offered


def test_whoever_owes_an_action_sees_it(team, open_as):
    finished(team)
    [action] = db.session.scalars(select(Action))
    action.owner_id = team.practitioner.id
    db.session.commit()
    page = open_as(team.practitioner).get("actions.show", action_id=action.public_id)
    assert "quiet room" in page.text


def test_a_childs_page_and_the_list_of_audits_hold_nothing_of_it(team, open_as):
    audit = finished(team)
    assert audit.child_public_id is None
    [allocation] = db.session.scalars(select(Allocation))
    assert allocation.child_id is None
    assert db.session.get(Person, allocation.practitioner_id).id == team.practitioner.id
    mine = open_as(team.auditor).get("audits.mine")
    assert f"{NAME}" in mine.text and team.practitioner.public_id not in mine.text
