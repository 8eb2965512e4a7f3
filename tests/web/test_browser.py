"""The shell in a real Chromium: what no parser of pages can see."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = ["/everything", "/notes", "/list?page=4&sort=-child", "/record", "/nowhere", "/break/503"]
WIDTHS = [1280, 768, 320]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.web.kitchen", str(tmp_path_factory.mktemp("kitchen"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as kitchen:
        yield kitchen.stdout.readline().strip()
        kitchen.terminate()


@pytest.fixture
def open_page(chromium: Browser, address: str):
    """Open an address in a window of its own; whatever the policy refuses fails the test."""
    refused: list[str] = []
    windows = []

    def opened(path: str, **options: object) -> Page:
        window = chromium.new_context(**options)
        windows.append(window)
        page = window.new_page()
        page.on(
            "console", lambda said: refused.append(said.text) if "Policy" in said.text else None
        )
        page.on("pageerror", lambda error: refused.append(str(error)))
        page.goto(address + path)
        return page

    yield opened
    for window in windows:
        window.close()
    assert not refused


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']]}" for fault in found]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_open_to_everyone_at_every_width(open_page, path):
    page = open_page(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


def test_a_page_with_mistakes_is_open_to_everyone(open_page):
    page = open_page("/everything")
    page.click("button[name=save]")

    expect(page).to_have_title(re.compile("^Error: "))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert faults(page) == []


def test_every_mistake_leads_to_its_box(open_page):
    page = open_page("/everything")
    page.fill("#visited-month", "13")
    page.click("button[name=save]")
    page.wait_for_load_state("networkidle")

    for link in page.query_selector_all(".govuk-error-summary a"):
        link.click()
        reached = page.evaluate("document.activeElement.id")
        assert f"#{reached}" == link.get_attribute("href")


def test_a_long_list_can_be_typed_into(open_page):
    page = open_page("/everything")
    page.wait_for_selector("input#place")
    page.fill("#place", "wes")
    page.press("#place", "ArrowDown")
    page.press("#place", "Enter")

    assert page.input_value("#place") == "West team"
    assert page.eval_on_selector("#place-select", "list => list.value") == "4"
    assert "place-hint" in page.get_attribute("#place", "aria-describedby")


def test_every_question_can_be_answered_without_scripts(open_page):
    page = open_page("/everything", java_script_enabled=False)
    page.select_option("#place", "4")
    page.click("button[name=save]")

    expect(page).to_have_title(re.compile("^Error: "))
    assert page.input_value("#place") == "4"


def test_the_first_key_leads_past_the_header(open_page):
    page = open_page("/list")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_paper_has_no_navigation_and_says_who_printed(open_page):
    page = open_page("/list")
    page.emulate_media(media="print")

    assert not page.is_visible("nav")
    assert not page.is_visible(".app-filters")
    assert "Printed by Amina Khan" in page.inner_text("footer")


def test_edges_stay_where_colours_are_taken_away(open_page):
    page = open_page("/list", forced_colors="active")
    edge = "tag => getComputedStyle(tag).borderTopWidth"
    assert page.eval_on_selector("main .govuk-tag", edge) != "0px"


def test_the_way_back_to_a_search_asks_nothing(open_page):
    page = open_page("/list")
    page.fill("#filter-child", "NS1")
    page.click("text=Apply filters")
    expect(page).to_have_url(re.compile("/list$"))
    page.click(".govuk-pagination__next button")
    expect(page.locator("[aria-current=page]")).to_have_text("2")
    colour = "one => getComputedStyle(one).color"
    assert page.eval_on_selector("[aria-current=page]", colour) == "rgb(255, 255, 255)"
    page.click("tbody th a")
    page.wait_for_selector("h1")

    page.go_back()

    expect(page.locator("h1")).to_have_text("230 audits due in November")
