"""A dip sample by keyboard alone, on a phone and without scripts; and a supervision file that few may read."""

from time import monotonic
from typing import Any

import pytest
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.rules import HANDED_IN, Safe
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation
from tests.audits.makers import auditor as by_auditor
from tests.audits.makers import fill
from tests.audits.other_kinds import begun, make_own_work, make_sample, make_team
from tests.makers import NOON, make_person

pytestmark = pytest.mark.browser

RECORDS, QUESTIONS = 20, 7
# A minute is a long time for a machine; what an auditor needs besides is to read.
LONGEST = 60


@pytest.fixture
def sample(make: Any) -> Any:
    return make(make_sample, number=RECORDS)


def address_of(sample: Any) -> str:
    return f"/audits/samples/{sample[0].round.public_id}"


def answer_by_keyboard(page: Any, one: Any) -> None:
    """From the first question of the row on: Space chooses, Tab goes on, and words are typed."""
    for _ in range(QUESTIONS):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.keyboard.type(f"Seen in a day, {one.reference}.")
    page.keyboard.press("Tab")  # Save, which is not needed
    page.keyboard.press("Tab")  # Raise a safety concern
    page.keyboard.press("Tab")


def number_submitted(round_id: int) -> int | None:
    """Real audits, which count wherever audits do."""
    of_round = Audit.allocation.has(Allocation.round_id == round_id)
    submitted = select(func.count(Audit.id)).where(of_round, Audit.status.in_(HANDED_IN))
    return db.session.scalar(submitted)


def states(page: Any) -> list[str]:
    return page.locator(".app-row [id$=-state]").all_inner_texts()


def test_twenty_records_are_answered_by_keyboard_alone(visit_as, sample, make):
    auditor = visit_as(sample[0].auditor)
    page = auditor.open(address_of(sample))
    began = monotonic()
    auditor.tab_to("safe")
    for one in sample:
        answer_by_keyboard(page, one)
    page.wait_for_function(
        "n => document.querySelectorAll('.app-row').length === n && "
        "[...document.querySelectorAll('.app-row [id$=-state]')].every((one) => one.textContent === 'Complete')",
        arg=RECORDS,
    )
    assert monotonic() - began < LONGEST
    assert "20 complete" in page.locator("#progress").inner_text()
    auditor.press("Check and submit what is complete")
    auditor.press("Submit")
    assert "20 of 20 done" in page.locator("#progress").inner_text()
    assert set(states(page)) == {"Submitted"}
    assert make(number_submitted, sample[0].round_id) == RECORDS


@pytest.mark.parametrize(
    "how", [{"scripts": False}, {"narrow": True}], ids=["without scripts", "on a narrow screen"]
)
def test_a_record_is_saved_by_its_button_and_the_rest_waits(visit_as, make, how):
    sample = make(make_sample, number=3)
    auditor = visit_as(sample[0].auditor, **how)
    page = auditor.open(address_of(sample))
    first = page.locator(f"#r-{sample[0].public_id}")
    for box in first.locator("fieldset").all():
        box.locator("input[type=radio]").first.check()
    auditor.follow(first.get_by_role("button", name="Save"))
    assert [one.upper() for one in states(page)] == ["COMPLETE", "NOT BEGUN", "NOT BEGUN"]
    assert auditor.is_too_wide() == []
    auditor.press("Check and submit record RH-001")
    auditor.press("Submit")
    assert "1 of 3 done" in page.locator("#progress").inner_text()


def supervision_file() -> tuple[str, Person, Person, Person]:
    team = make_team()
    audit = fill(begun(make_own_work(team.practitioner, team.team, team.auditor)))
    operations.submit(audit, Safe.YES, by_auditor(audit), NOON)
    officer = make_person(Role.QA_OFFICER, team.council)
    return audit.public_id, team.auditor, team.manager, officer


def test_a_supervision_file_is_read_by_the_line_manager_and_found_by_nobody_beside(visit_as, make):
    audit_id, auditor, manager, officer = make(supervision_file)
    for person in (auditor, manager):
        reader = visit_as(person, narrow=person is manager)
        page = reader.open(f"/audits/{audit_id}")
        assert "the work of Sam Fieldhouse" in page.locator("h1").inner_text()
        assert reader.is_too_wide() == []
    nobody = visit_as(officer)
    assert nobody.page.goto(f"{nobody.service}/audits/{audit_id}").status in (403, 404)
