"""The whole path: an allocated audit is read, answered, graded and submitted; a figure and a row come of it."""

import io

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from qa_app.access.rules import Role
from qa_app.organisation.models import Person, Place
from tests.browser.visitor import Visitor
from tests.makers import make_allocation, make_person

pytestmark = pytest.mark.browser

SAW = "Supervision on 3 November says what was decided, by whom and why."
SENTENCE = "She sleeps at home again."


@pytest.fixture
def allocation(make):
    return make(make_allocation)


def manager_of(place: Place) -> Person:
    return make_person(Role.TEAM_MANAGER, place)


def say_who_took_part(auditor: Visitor) -> None:
    auditor.press("Start")
    auditor.page.get_by_label("Yes", exact=True).check()
    auditor.press("Save and continue")
    auditor.page.locator("[id='PRACTITIONER-took']").check()
    auditor.press("Save and come back later")


def say_why_nobody_was_asked(auditor: Visitor) -> None:
    for part in ("The child or young person", "A parent, carer or other family member"):
        auditor.press(part)
        auditor.press(f"They were not asked, because ({part})")
        auditor.page.get_by_label("Nobody had said that it was safe to ask").check()
        auditor.press("Save")
        auditor.follow(auditor.page.locator(".govuk-breadcrumbs__link").last)
    auditor.press("Start")


def answer_every_section(auditor: Visitor) -> None:
    """One after the other; a page that brings more questions comes again."""
    page = auditor.page
    while page.locator("form[data-section]").count():
        answer_what_is_shown(page)
        page.get_by_label("What did you see on the record?").fill(SAW)
        if page.locator("#grade").count():
            page.get_by_label("What is different for the child").fill(SENTENCE)
            page.locator("#grade").check()
        auditor.press("Save and continue")


def answer_what_is_shown(page: Page) -> None:
    """The first of each choice; what was answered before stays."""
    for at in range(page.locator("[data-question]").count()):
        asked = page.locator("[data-question]").nth(at)
        first = asked.locator("fieldset").first.locator("input[type=radio]").first
        if asked.is_visible() and first.count():
            first.check()


def judge_the_whole(auditor: Visitor) -> None:
    auditor.page.get_by_label("What is different for the child").fill(SENTENCE)
    auditor.page.locator("#impact").check()
    auditor.press("Save and continue")
    auditor.press("Add a strength")
    auditor.page.get_by_label("What was done well").fill("Every action was followed through.")
    choose_a_theme(auditor.page)
    auditor.press("Save")


def choose_a_theme(page: Page) -> None:
    """By typing where there are scripts, from the list where there are none."""
    if page.locator("#theme_1-select").count():
        page.locator("#theme_1").fill("Child seen")
        page.get_by_role("option", name="Child seen and seen alone").first.click()
    else:
        page.locator("select#theme_1").select_option("VOI1")


def do_the_whole(auditor: Visitor) -> None:
    auditor.open("/audits")
    auditor.press("Begin the audit of record 0012345")
    say_who_took_part(auditor)
    say_why_nobody_was_asked(auditor)
    answer_every_section(auditor)
    judge_the_whole(auditor)
    auditor.press("Check your answers")
    auditor.page.get_by_label("Yes", exact=True).check()
    auditor.press("Submit audit")


def test_an_audit_goes_from_allocated_to_submitted(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    do_the_whole(auditor)
    assert "Submitted" in auditor.page.locator(".govuk-summary-list").first.inner_text()
    assert auditor.is_too_wide() == []


def test_a_submitted_audit_is_a_figure_and_a_row(visit_as, allocation, make):
    do_the_whole(visit_as(allocation.auditor, scripts=False))

    manager = visit_as(make(manager_of, allocation.place), scripts=False)
    assert "1" in manager.open("/insight/completion").locator("main").inner_text()
    ask_for_a_workbook(manager)
    wait_until_it_is_ready(manager)
    with manager.page.expect_download() as fetched:
        fetch_the_workbook(manager).click()
    held = io.BytesIO(fetched.value.path().read_bytes())
    rows = list(openpyxl.load_workbook(held)["Audits"].values)
    assert len(rows) == 2
    assert manager.is_too_wide() == []


def test_who_waits_for_a_report_need_not_press_anything(visit_as, allocation, make):
    do_the_whole(visit_as(allocation.auditor, scripts=False))
    manager = visit_as(make(manager_of, allocation.place))
    ask_for_a_workbook(manager)
    call_it_off = manager.page.get_by_role("button", name="Call it off")
    was_waiting = call_it_off.is_visible()
    if was_waiting:
        call_it_off.focus()

    expect(fetch_the_workbook(manager)).to_be_visible()
    expect(manager.page.locator("#stands")).to_have_text("Ready")
    expect(manager.page.locator("#facts")).to_contain_text("How much")
    assert call_it_off.count() == 0
    if was_waiting:
        expect(manager.page.locator("#how-far")).to_be_focused()
    manager.look()


def ask_for_a_workbook(person: Visitor) -> None:
    person.open("/reports")
    person.press("Ask for a report")
    person.follow(person.page.get_by_role("link", name="Workbook of thematic findings"))
    person.page.get_by_label("People who may open these audits").check()
    person.press("Ask for this report")


def fetch_the_workbook(person: Visitor) -> Locator:
    return person.page.get_by_role("button", name="Fetch the workbook")


def wait_until_it_is_ready(person: Visitor) -> None:
    for _ in range(100):
        if fetch_the_workbook(person).count():
            return
        person.page.wait_for_timeout(200)
        person.press("See how far it is")
    raise AssertionError(person.page.locator("main").inner_text())


def test_a_section_is_answered_by_keyboard_alone(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.tab_to("Begin the audit of record 0012345")
    auditor.press_key("Enter")
    auditor.tab_to(page.locator(".govuk-task-list__link").nth(3).inner_text())
    auditor.press_key("Enter")
    auditor.tab_to("a-mo1-1")
    page.keyboard.press("Space")
    auditor.tab_to("e-mo1-1")
    page.keyboard.type("On 3 November.")
    auditor.tab_to("evidence")
    page.keyboard.type(SAW)
    auditor.tab_to("difference")
    page.keyboard.type(SENTENCE)
    auditor.tab_to("grade")
    page.keyboard.press("Space")
    auditor.tab_to("Save and come back later")
    auditor.press_key("Enter")
    assert "Outstanding" in page.locator(".govuk-task-list__item").nth(3).inner_text()


def test_a_question_appears_with_the_answer_it_waits_for(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of record 0012345")
    auditor.press("Decisions at the points that matter")
    waiting = page.locator("[data-question=mo1-7]")
    assert waiting.is_hidden()
    page.locator("#a-mo1-7a").check()
    assert waiting.is_visible()
    page.locator("#a-mo1-7a-2").check()
    assert waiting.is_hidden()


def test_what_is_typed_is_saved_without_a_button(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of record 0012345")
    auditor.press("Decisions at the points that matter")
    page.locator("#a-mo1-1").check()
    page.get_by_label("What did you see on the record?").fill(SAW)
    with page.expect_response(lambda answer: SAW in (answer.request.post_data or "")):
        page.get_by_label("What is different for the child").focus()
    page.locator("[data-autosave-words]", has_text="Saved at").wait_for()
    auditor.look()
    page.reload()
    assert page.get_by_label("What did you see on the record?").input_value() == SAW
    assert page.locator("#a-mo1-1").is_checked()


def test_what_cannot_be_saved_is_not_called_saved_and_is_not_left_without_a_word(
    visit_as, allocation
):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of record 0012345")
    auditor.press("Decisions at the points that matter")
    saw, words = page.locator("#evidence"), page.locator("[data-autosave-words]")
    saw.fill("\ufeff" + SAW)
    saw.blur()
    words.filter(has_text="Saved at").wait_for()
    saw.fill("x" * 20_001)
    saw.blur()
    words.filter(has_text="Saved, except what is marked on this page").wait_for()
    auditor.look()
    assert "Use 20,000 characters or fewer" in page.locator("#evidence-problem").inner_text()

    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Raise a safety concern").click()
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert saw.input_value() == "x" * 20_001

    auditor.press("Save and continue")
    assert words.inner_text() == "Saved, except what is marked on this page"
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(page.url)
    assert asked == ["beforeunload"] * 2
    assert saw.input_value() == SAW


def test_a_form_that_does_not_save_itself_is_not_left_without_a_word(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of record 0012345")
    auditor.press("Findings and actions")
    auditor.press("Add a strength")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("What was done well").fill("Typed")
    page.get_by_label("What was done well").fill("")
    auditor.press("Findings and actions")
    assert asked == []

    auditor.press("Add a strength")
    page.get_by_label("What was done well").fill("Typed and not sent.")
    auditor.press("Findings and actions")
    assert asked == ["beforeunload"]
    auditor.press("Add a strength")
    page.get_by_label("What was done well").fill("Every action was followed through.")
    auditor.press("Save")
    assert (
        page.get_by_text("Select at least one theme")
        .or_(page.locator(".govuk-error-summary"))
        .count()
    )
    assert asked == ["beforeunload"], "a form that is sent is not left"
    auditor.press("Findings and actions")
    assert asked == ["beforeunload"] * 2, "what is given back is not saved"


def test_themes_are_suggested_while_a_finding_is_typed(visit_as, allocation):
    auditor = visit_as(allocation.auditor)
    page = auditor.open("/audits")
    auditor.press("Begin the audit of record 0012345")
    auditor.press("Findings and actions")
    auditor.press("Add a strength")
    page.get_by_label("What was done well").press_sequentially("The child was seen alone.")
    suggested = page.get_by_role("checkbox", name="Child seen and seen alone")
    suggested.wait_for()
    auditor.look()
    assert not suggested.is_checked()
    suggested.check()
    auditor.press("Save")
    assert "Child seen and seen alone" in page.locator("main").inner_text()
    auditor.press("Propose an action")
