"""A form that saves itself, in a real Chromium: what becomes of the text whatever happens around it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pysqlite3
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.web.test_browser import faults

pytestmark = pytest.mark.browser

WORDS, STATUS = "#words", "[data-autosave-words]"
SAVED, TROUBLE = "Saved at", "we are trying again"
MARKED, TOO_MUCH = "Saved, except what is marked on this page", "far too many words for one"


class Kitchen:
    """The kitchen in a process of its own, which can be killed and started again at its address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, "0"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.web.kitchen", str(self.folder), self.port]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        self.port = self.url.rpartition(":")[2]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def stored(self) -> tuple[str, int]:
        connection = pysqlite3.connect(self.folder / "kitchen.db")
        found = connection.execute("SELECT words, version FROM kitchen_draft").fetchone()
        connection.close()
        return (found[0], found[1])

    def comes_to_hold(self, words: str, seconds: float = 5) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.stored()[0] != words:
            time.sleep(0.05)
        return self.stored()[0] == words


@pytest.fixture
def kitchen(tmp_path: Path) -> Iterator[Kitchen]:
    served = Kitchen(tmp_path)
    yield served
    served.kill()


@pytest.fixture
def window(chromium: Browser, kitchen: Kitchen) -> Iterator[BrowserContext]:
    """A window of somebody who is signed in as person 1."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    be(context, kitchen, 1)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext, kitchen: Kitchen) -> Page:
    return opened(window, kitchen)


def be(window: BrowserContext, kitchen: Kitchen, person: int | None) -> None:
    window.clear_cookies(name="person")
    if person:
        window.add_cookies([{"name": "person", "value": str(person), "url": kitchen.url}])


def opened(window: BrowserContext, kitchen: Kitchen) -> Page:
    page = window.new_page()
    page.goto(f"{kitchen.url}/draft")
    return page


def says(page: Page, words: str, seconds: float = 15) -> None:
    expect(page.locator(STATUS)).to_contain_text(words, timeout=seconds * 1000)


def leave_field(page: Page) -> None:
    page.locator(WORDS).blur()


def test_typed_text_is_saved_within_five_seconds(page, kitchen):
    page.locator(WORDS).press_sequentially("Seen alone each visit.")
    says(page, "Not saved yet")

    assert kitchen.comes_to_hold("Seen alone each visit.", 5)
    says(page, SAVED)
    assert page.evaluate("[localStorage.length, sessionStorage.length, history.state]") == [
        0,
        0,
        None,
    ]


def test_somebody_who_types_without_a_pause_is_saved_every_ten_seconds(page, kitchen):
    until = time.monotonic() + 10
    while time.monotonic() < until and not kitchen.stored()[0]:
        page.locator(WORDS).press_sequentially("and on ", delay=30)
    assert kitchen.stored()[0]


def test_leaving_a_field_saves_it(page, kitchen):
    page.fill(WORDS, "Noticed on the way out. Born in May.")
    leave_field(page)

    assert kitchen.comes_to_hold("Noticed on the way out. Born in May.", 2)


def test_what_the_service_noticed_stands_beside_the_question(page):
    page.fill(WORDS, "She was born on 3 May.")
    leave_field(page)
    expect(page.locator(".app-autosave__notice")).to_have_text("This may be a date of birth.")
    described = page.get_attribute(WORDS, "aria-describedby") or ""
    assert "words-notice" in described.split()
    assert faults(page) == []

    page.fill(WORDS, "She was seen.")
    leave_field(page)
    expect(page.locator(".app-autosave__notice")).to_have_count(0)
    assert page.get_attribute(WORDS, "aria-describedby") == "words-hint"


def test_what_cannot_be_kept_is_said_and_saved_once_it_is_put_right(page, kitchen):
    page.fill("#more", "far too many words for one")
    page.locator("#more").blur()
    expect(page.locator(".app-autosave__problem")).to_have_text("Use 20 characters or fewer")
    says(page, "Put right what is marked")
    assert faults(page) == []

    page.fill("#more", "few")
    page.locator("#more").blur()
    says(page, SAVED)


def type_too_much(page: Page, kitchen: Kitchen) -> None:
    """Where the rest of the form is saved all the same."""
    page.request.get(f"{kitchen.url}/control?partly=1")
    page.fill(WORDS, "Seen alone.")
    page.fill("#more", TOO_MUCH)
    page.locator("#more").blur()
    expect(page.locator(STATUS)).to_have_text(MARKED)


def test_a_form_that_is_saved_in_part_says_so_until_the_rest_is_put_right(page, kitchen):
    type_too_much(page, kitchen)
    expect(page.locator(".app-autosave__problem")).to_have_text("Use 20 characters or fewer")
    expect(page.locator("[data-autosave-says]")).to_have_text(MARKED)
    assert kitchen.stored()[0] == "Seen alone."
    assert page.input_value("#more") == TOO_MUCH
    assert faults(page) == []

    page.fill("#more", "few")
    page.locator("#more").blur()
    says(page, SAVED)
    expect(page.locator(".app-autosave__problem")).to_have_count(0)


def test_what_is_marked_is_sent_again_when_it_changes_and_not_before(page, kitchen):
    type_too_much(page, kitchen)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(str(request.post_data)))
    page.focus(WORDS)
    leave_field(page)
    page.fill("#more", TOO_MUCH + "x")
    page.fill("#more", TOO_MUCH)
    page.locator("#more").blur()
    page.wait_for_timeout(500)
    assert sent == []
    expect(page.locator(STATUS)).to_have_text(MARKED)

    page.fill("#more", TOO_MUCH + "!")
    with page.expect_request(lambda request: TOO_MUCH + "!" in str(request.post_data)):
        page.locator("#more").blur()
    expect(page.locator(STATUS)).to_have_text(MARKED)


@pytest.mark.parametrize("leave", ["link", "address"])
def test_a_form_that_is_saved_in_part_warns_whoever_leaves_it(page, kitchen, leave):
    type_too_much(page, kitchen)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    if leave == "link":
        page.click("text=Another page")
    else:
        page.goto(f"{kitchen.url}/record")
    page.wait_for_url("**/record")
    assert asked == ["beforeunload"]


def test_the_button_of_a_form_that_is_saved_in_part_gives_the_text_back(page, kitchen):
    type_too_much(page, kitchen)
    with page.expect_navigation():
        page.click("text=Save section")
    assert page.input_value("#more") == TOO_MUCH
    assert "Use 20 characters or fewer" in page.inner_text("#more-error")


def test_a_lost_network_is_said_and_the_text_follows_when_it_is_back(page, kitchen, window):
    window.set_offline(True)
    page.fill(WORDS, "Written on a train.")
    leave_field(page)
    says(page, TROUBLE)
    page.fill(WORDS, "Written on a train, all of it.")
    assert faults(page) == []

    window.set_offline(False)
    assert kitchen.comes_to_hold("Written on a train, all of it.", 10)
    says(page, SAVED)


def test_a_server_that_was_killed_gets_the_text_when_it_is_back(page, kitchen):
    page.fill(WORDS, "Before the end.")
    leave_field(page)
    says(page, SAVED)
    kitchen.kill()
    page.fill(WORDS, "Before and after the end.")
    leave_field(page)
    says(page, TROUBLE)

    kitchen.start()
    assert kitchen.comes_to_hold("Before and after the end.", 20)


@pytest.mark.parametrize("status", [500, 503, 507])
def test_a_full_disk_is_said_and_the_text_kept_on_the_page(page, kitchen, window, status):
    window.request.get(f"{kitchen.url}/control?status={status}")
    page.fill(WORDS, "No room for this.")
    leave_field(page)
    says(page, TROUBLE)
    with page.expect_response("**/draft"):
        page.click("text=Save section")
    says(page, TROUBLE)
    assert page.input_value(WORDS) == "No room for this."
    assert kitchen.stored() == ("", 1)

    window.request.get(f"{kitchen.url}/control")
    says(page, SAVED, 40)
    assert kitchen.stored()[0] == "No room for this."


def test_a_session_that_ended_keeps_the_text_until_its_writer_is_back(page, kitchen, window):
    be(window, kitchen, None)
    page.fill(WORDS, "Mine.")
    leave_field(page)
    says(page, "You have been signed out. Your text is still here")
    assert page.is_visible("text=Sign in (opens in a new tab)")
    assert faults(page) == []

    be(window, kitchen, 1)
    window.clear_cookies(name="session")  # signing in makes the page's token worthless
    page.click("text=Try again now")
    says(page, SAVED)
    assert kitchen.stored()[0] == "Mine."


def test_another_person_who_signs_in_never_gets_the_text(page, kitchen, window):
    be(window, kitchen, None)
    page.fill(WORDS, "Mine alone.")
    leave_field(page)
    says(page, "You have been signed out")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(str(request.post_data)))

    be(window, kitchen, 2)
    page.click("text=Try again now")
    says(page, "Somebody else is signed in")
    assert not page.is_visible(WORDS)
    assert faults(page) == []
    assert not [one for one in sent if "Mine alone" in one]
    assert kitchen.stored() == ("", 1)

    be(window, kitchen, 1)
    page.click("text=Try again now")
    says(page, SAVED)
    assert page.is_visible(WORDS)
    assert kitchen.stored()[0] == "Mine alone."


def test_the_second_of_two_tabs_is_shown_both_texts(page, kitchen, window):
    other = opened(window, kitchen)
    other.fill(WORDS, "From the other tab.")
    leave_field(other)
    says(other, SAVED)
    page.fill(WORDS, "From this tab.")
    leave_field(page)
    says(page, "Somebody else has changed this part")
    assert faults(page) == []
    assert kitchen.stored()[0] == "From the other tab."

    page.click("text=See both texts")
    page.wait_for_selector("#theirs")
    assert page.inner_text("#theirs") == "From the other tab."
    assert page.input_value(WORDS) == "From this tab."
    says(page, "Not saved yet")
    page.focus(WORDS)
    leave_field(page)
    page.wait_for_timeout(500)
    assert kitchen.stored()[0] == "From the other tab.", "nobody has decided yet"
    # A window that is closed while it loads a page may never close.
    with page.expect_navigation():
        page.click("text=Save section")
    assert kitchen.comes_to_hold("From this tab.")


def test_the_button_waits_for_a_save_under_way_and_loses_nothing(page, kitchen, window):
    window.request.get(f"{kitchen.url}/control?wait=1")
    page.fill(WORDS, "Half.")
    leave_field(page)
    page.fill(WORDS, "Half and whole.")
    with page.expect_navigation():
        page.click("text=Save section")

    assert page.input_value(WORDS) == "Half and whole."
    assert kitchen.stored()[0] == "Half and whole."


def test_an_answer_that_was_lost_is_no_conflict(page, kitchen, window):
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/draft", lose_the_answer)
    page.fill(WORDS, "Kept, but nobody heard.")
    leave_field(page)
    says(page, TROUBLE)
    assert kitchen.comes_to_hold("Kept, but nobody heard.")
    page.unroute("**/draft")
    page.fill(WORDS, "Kept, and heard.")
    says(page, SAVED)
    assert kitchen.stored()[0] == "Kept, and heard."


def test_answers_that_overtake_each_other_leave_the_last_text(page, kitchen, window):
    held: list[Route] = []
    page.route("**/draft", lambda route: held.append(route))
    page.fill(WORDS, "first")
    leave_field(page)
    page.wait_for_timeout(300)
    page.fill(WORDS, "second")
    # Another tab is looked at: the page sends what it has, beside the save that is still under way.
    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.wait_for_timeout(300)
    assert len(held) == 2
    for route in reversed(held):
        route.continue_()
    page.unroute("**/draft")

    says(page, SAVED)
    page.wait_for_timeout(300)
    assert kitchen.stored()[0] == "second"
    page.fill(WORDS, "third")
    leave_field(page)
    assert kitchen.comes_to_hold("third")


def test_long_text_with_emoji_and_line_ends_is_kept_once(page, kitchen):
    words = ("One line 🙂\nand another\n" * 900)[:19_000].strip()
    page.fill(WORDS, words)
    leave_field(page)
    says(page, SAVED)

    assert kitchen.stored() == (words, 2)
    page.reload()
    assert page.input_value(WORDS) == words


def test_the_page_warns_only_while_something_is_unsaved(page, kitchen, window):
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill(WORDS, "Saved before the link is followed.")
    page.click("text=Another page")
    page.wait_for_url("**/record")
    assert asked == []
    assert kitchen.stored()[0] == "Saved before the link is followed."

    page.goto(f"{kitchen.url}/draft")
    window.request.get(f"{kitchen.url}/control?status=503")
    page.locator(WORDS).press_sequentially(" Not this.")
    leave_field(page)
    says(page, TROUBLE)
    page.goto(f"{kitchen.url}/record")
    assert asked == ["beforeunload"]


def test_leaving_the_page_sends_what_is_typed(page, kitchen):
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(WORDS).press_sequentially("Typed a moment before the tab was closed.")
    page.goto(f"{kitchen.url}/record")
    assert kitchen.comes_to_hold("Typed a moment before the tab was closed.")


def test_a_page_that_is_loaded_again_while_typing_goes_on_from_what_was_typed(page, kitchen):
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(WORDS).press_sequentially("Typed and loaded again.")
    page.reload()
    expect(page.locator(WORDS)).to_have_value("Typed and loaded again.")
    page.locator(WORDS).press("End")
    page.locator(WORDS).press_sequentially(" And on.")
    leave_field(page)
    says(page, SAVED)
    assert kitchen.stored()[0] == "Typed and loaded again. And on."


def test_a_page_that_was_drawn_before_the_last_words_arrived_is_drawn_again(page, kitchen, window):
    page.on("dialog", lambda dialog: dialog.accept())
    window.request.get(f"{kitchen.url}/control?wait=1")
    page.locator(WORDS).press_sequentially("These come late.")
    page.reload()
    expect(page.locator(WORDS)).to_have_value("These come late.")
    page.fill(WORDS, "These came late.")
    leave_field(page)
    says(page, SAVED)


def test_it_is_read_out_when_it_changes_and_not_after_each_save(page):
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.querySelector("
        "'[data-autosave-says]').textContent)).observe(document.querySelector("
        "'[data-autosave-says]'), {childList: true})"
    )
    for words in ("one", "one two", "one two three"):
        page.fill(WORDS, words)
        leave_field(page)
        says(page, SAVED)
        page.wait_for_timeout(100)

    said = page.evaluate("said")
    assert len(said) == 1
    assert said[0].startswith(SAVED)
    assert page.get_attribute("[data-autosave-says]", "role") == "status"


def test_what_it_says_fits_a_narrow_screen(page, window):
    page.set_viewport_size({"width": 320, "height": 640})
    window.set_offline(True)
    page.fill(WORDS, "Written on a train.")
    leave_field(page)
    says(page, TROUBLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []


def test_without_scripts_the_button_saves(chromium, kitchen):
    with chromium.new_context(java_script_enabled=False) as window:
        be(window, kitchen, 1)
        page = opened(window, kitchen)
        assert not page.is_visible(".app-autosave")
        page.fill(WORDS, "By hand.")
        page.click("text=Save section")
        assert page.input_value(WORDS) == "By hand."
    assert kitchen.stored()[0] == "By hand."
