"""A safety concern, from what an auditor saw to the child’s own record."""

import pytest

from qa_app.foundation.clock import today
from tests.concerns.makers import Council
from tests.makers import make_allocation

pytestmark = pytest.mark.browser


@pytest.fixture
def council(make):
    return make(Council)


@pytest.fixture
def given(make, council):
    return make(make_allocation, auditor=council.auditor, place=council.east)


def test_a_concern_is_raised_by_keyboard_received_and_closed(visit_as, council, given):
    auditor, manager = visit_as(council.auditor), visit_as(council.manager)
    page = auditor.open(f"/concerns/new/audits/{given.public_id}")
    assert page.locator("main h2").first.inner_text() == "Speak to someone now"
    auditor.tab_to("about")
    page.keyboard.press("Space")
    auditor.tab_to("seen")
    page.keyboard.type("The father answered the door.")
    auditor.tab_to("Raise this concern now")
    page = auditor.press_key("Enter")
    assert page.get_by_text("Nobody has it yet").is_visible()

    page = manager.open("/people")
    page = manager.press("Open it now")
    page = manager.press("I have this")
    assert page.locator(".govuk-tag", has_text="Received").is_visible()
    page = manager.press("Close this concern")
    day = today()
    for part in ("day", "month", "year"):
        page.fill(f"#on_record_since-{part}", str(getattr(day, part)))
    page.fill("#outcome", "A strategy discussion was held.")
    page = manager.press("Close this concern")
    assert page.get_by_text("On the record", exact=True).is_visible()

    page = manager.press("Concerns")
    page.select_option("#filter-state", label="On the record")
    page = manager.press("Apply filters")
    assert page.locator("h1").inner_text() == "1 safety concern"


def test_whom_an_auditor_told_is_noted_without_scripts_on_a_phone(visit_as, council, given):
    auditor = visit_as(council.auditor, scripts=False, narrow=True)
    page = auditor.open(f"/concerns/new/audits/{given.public_id}")
    page.check("text=A child or young person")
    page.fill("#seen", "The father answered the door.")
    page = auditor.press("Raise this concern now")
    page = auditor.press("Note whom I told")
    page.fill("#name", "Noor Blake")
    page.fill("#role", "Duty manager")
    page.fill("#when", "soon")
    page.fill("#decided", "A visit today.")
    page = auditor.press("Save whom you told")
    assert page.input_value("#decided") == "A visit today."
    page.fill("#when", f"{today():%d/%m/%Y} 00:00")
    page = auditor.press("Save whom you told")

    assert page.get_by_text("Noor Blake, Duty manager").is_visible()
