"""The longest template there is, from the first page to the last: by keyboard alone, and without scripts on a
narrow screen."""

from collections.abc import Callable

import pytest

from qa_app.audit_templates.operations import publish_from_library
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules.plans import Plan
from tests.browser.visitor import Visitor
from tests.children.makers import make_child
from tests.makers import NO_SECOND_OPINIONS, NOON, TODAY, make_person, make_place

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAW = "The note of 3 November says what was decided, by whom, and why."
MOST_PAGES, MOST_KEYS = 60, 400
# Who has the keyboard, what kind of box it is, whether it is answered, and what is written on it.
FOCUSED = r"""() => {
  const one = document.activeElement;
  const group = one.type === "radio" || one.type === "checkbox"
    ? [...document.getElementsByName(one.name)].some((other) => other.checked) : Boolean(one.value);
  return [one.tagName, one.type || "", one.name || one.id || "", one.inputMode || "", group,
    (one.innerText || "").trim()];
}"""


def make_case_file() -> Allocation:
    """A child in care of eleven, so that as many sections as possible apply."""
    place = make_place()
    council = db.session.get(Place, place.council_id)
    assert council is not None
    make_child(place, reference="0012345", status="CARE")
    publish_from_library(council, "full-case-file", 1, by=None, at=NOON)
    plan = Plan(first_month=TODAY.replace(day=1), **NO_SECOND_OPINIONS)
    programme = rounds.add_programme(council, "Full", "full-case-file", None, NOON, plan=plan)
    opened = rounds.open_round(programme, today(), by=None, at=NOON)
    return rounds.allocate(opened, "0012345", place, make_person(place=place), by=None, at=NOON)


class Keyboard:
    """Tab, Space, Enter and letters; no pointer."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def answer(self) -> None:
        """Everything on the page that waits for an answer, down to the button that goes on."""
        for _ in range(MOST_KEYS):
            self.page.keyboard.press("Tab")
            tag, kind, name, mode, answered, words = self.page.evaluate(FOCUSED)
            if tag == "BUTTON" and words in GO_ON:
                self.visitor.press_key("Enter")
                return
            if tag in ("INPUT", "TEXTAREA") and not answered and name not in LEFT:
                self.fill(kind, name, mode)
        raise AssertionError(f"no way on from {self.page.url}")

    def follow(self, name: str) -> None:
        self.visitor.tab_to(name)
        self.visitor.press_key("Enter")

    def choose_a_theme(self) -> None:
        self.visitor.tab_to(self.page.locator("main textarea").first.get_attribute("name") or "")
        self.page.keyboard.insert_text(SAW)
        self.visitor.tab_to("theme_1")
        self.page.keyboard.type("Child seen")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def fill(self, kind: str, name: str, mode: str) -> None:
        if kind in ("radio", "checkbox"):
            self.page.keyboard.press("Space")
        else:
            self.page.keyboard.insert_text(typed(name, mode))


class Pointer:
    """Labels and boxes, as whoever has no scripts presses them."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def answer(self) -> None:
        for box in self.page.locator("main :is(input, textarea):not([type=hidden])").all():
            kind, name = box.get_attribute("type") or "", box.get_attribute("name") or ""
            if name in LEFT or not box.is_visible():
                continue
            if kind in ("radio", "checkbox"):
                if not self.page.locator(f"[name='{name}']:checked").count():
                    box.check()
            elif not box.input_value():
                box.fill(typed(name, box.get_attribute("inputmode") or ""))
        buttons = self.page.locator("main button").all_inner_texts()
        self.visitor.press(next(one for one in buttons if one in GO_ON))

    def follow(self, name: str) -> None:
        self.visitor.press(name)

    def choose_a_theme(self) -> None:
        self.page.locator("select#theme_1").select_option("VOI1")


GO_ON = ("Save and continue", "Save", "Submit audit")
HEARD = ("The child or young person", "A parent, carer or other family member")
LEFT = {"note", "theme_1", "theme_2", "theme_3"}


def typed(name: str, mode: str) -> str:
    for part, words in (("-day", "3"), ("-month", "11"), ("-year", "2026")):
        if name.endswith(part):
            return words
    if mode:
        return "2"
    # Days are typed a line each, and a day is as good a text as any.
    return "3 11 2026" if name.startswith("a-") else SAW


@pytest.mark.parametrize(
    ("hands", "how"),
    [(Keyboard, {}), (Pointer, {"scripts": False, "narrow": True})],
    ids=["by keyboard alone", "without scripts on a narrow screen"],
)
def test_a_full_case_file_is_audited(hands: Callable[[Visitor], Keyboard], how, visit_as, make):
    allocation = make(make_case_file)
    auditor = visit_as(allocation.auditor, **how)
    by, page = hands(auditor), auditor.page
    auditor.open("/audits")
    by.follow("Begin the audit of record 0012345")
    by.follow("Start")
    for _ in range(MOST_PAGES):
        assert auditor.is_too_wide() == []
        assert not page.locator(".govuk-error-summary").count(), page.inner_text("main")
        if not page.locator("main form[method=post]").count():
            break
        by.answer()
    by.follow("Add a strength")
    by.choose_a_theme()
    by.answer()
    page.goto(page.url.split("/findings")[0])
    for part in HEARD:
        by.follow(part)
        by.follow(f"They were not asked, because ({part})")
        by.answer()
        page.goto(page.url.split("/child-and-family")[0])
    by.follow("Check your answers and submit")
    assert "Everything that is asked for is here" in page.inner_text("main"), page.inner_text(
        "main"
    )
    by.answer()
    # They ticked that somebody else should read it as well.
    assert "Submitted" in page.locator(".govuk-summary-list").first.inner_text()
