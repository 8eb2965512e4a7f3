"""The thinnest whole path: an allocated audit is read, graded and submitted; a figure and a row come of it."""

import io

import openpyxl
import pytest
from playwright.sync_api import Page

from qa_app.access.rules import Role
from qa_app.organisation.models import Person, Place
from tests.makers import make_allocation, make_person

pytestmark = pytest.mark.browser


@pytest.fixture
def allocation(make):
    return make(make_allocation)


def manager_of(place: Place) -> Person:
    return make_person(Role.TEAM_MANAGER, place)


def grade_every_section(page: Page, press) -> None:
    """Grade one section after the other, until none is left."""
    for number in range(page.locator(".govuk-task-list__link").count()):
        page.locator(".govuk-task-list__link").nth(number).click()
        page.get_by_label("What did you see on the record?").fill("Supervision on 3 November.")
        page.get_by_role("radio").first.check()
        press("Save section")


@pytest.mark.parametrize(
    "how",
    [{}, {"scripts": False}, {"narrow": True}],
    ids=["wide", "without scripts", "on a narrow screen"],
)
def test_an_audit_goes_from_allocated_to_submitted(how, visit_as, allocation):
    auditor = visit_as(allocation.auditor, **how)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of 0012345")
    grade_every_section(page, auditor.press)
    auditor.press("Submit audit")
    assert "Submitted" in page.locator(".govuk-summary-list").inner_text()


def test_a_submitted_audit_is_a_figure_and_a_row(visit_as, allocation, make):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of 0012345")
    grade_every_section(page, auditor.press)
    auditor.press("Submit audit")

    manager = visit_as(make(manager_of, allocation.place))
    assert "1" in manager.open("/insight/completion").locator("main").inner_text()
    answer = manager.page.request.get(manager.service + "/reports/audits.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.body())).active.values)
    assert "0012345" in rows[-1]


def test_an_audit_is_graded_by_keyboard_alone(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.tab_to("Begin the audit of 0012345")
    auditor.press_key("Enter")
    auditor.tab_to(page.locator(".govuk-task-list__link").first.inner_text())
    auditor.press_key("Enter")
    auditor.tab_to("evidence")
    page.keyboard.type("Supervision on 3 November.")
    auditor.tab_to("grade")
    page.keyboard.press("Space")
    auditor.tab_to("Save section")
    auditor.press_key("Enter")
    assert "Not graded yet" not in page.locator(".govuk-task-list__item").first.inner_text()
