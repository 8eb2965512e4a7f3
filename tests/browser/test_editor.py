"""A QA lead edits a template at a browser, by keyboard alone, and a second person publishes it."""

import os
from pathlib import Path

import pytest

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from tests.audit_templates.makers import a_question, a_section, a_template, publish_template
from tests.makers import make_council, make_person

pytestmark = pytest.mark.browser

WAITS = {"answers": [{"question": "q1", "is": ["no"]}]}
RULE = {"rule": "limit-overall", "mode": "enforce", "sections": "critical", "graded": "weak", "at_most": "weak"}  # fmt: skip
PAGES = ("details", "scale", "rules", "rules/1", "rules/new/highest-needs", "sections/new", "sections/from-library", "sections/seen", "sections/seen/shown", "sections/seen/questions/new", "sections/heard/questions/q2", "sections/heard/questions/q2/shown", "sections/heard/questions/q2/shown/q1", "sections/heard/questions/q2/remove", "sections/seen/remove", "preview", "try", "try?grade:seen=weak&overall=strong", "changes", "ask", "upload", "discard")  # fmt: skip


def published() -> Place:
    council = make_council()
    first = a_section("seen", a_question(1, critical=True), critical=True)
    second = a_section("heard", a_question(2, shown_when=WAITS), a_question(3), concept="VOICE")
    publish_template(council, a_template(first, second, rules=[RULE]))
    return council


def lead_of(council: Place) -> object:
    return make_person(Role.QA_LEAD, db.session.merge(council))


def picture(page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name.replace('/', '-')}.png", full_page=True)


def test_a_section_is_moved_reworded_and_published_by_keyboard(visit_as, make):
    council = make(published)
    lead, other = (visit_as(make(lead_of, council)) for _ in range(2))
    page = lead.open("/audit-templates/visits/1")
    lead.tab_to("Edit the next version")
    lead.press_key("Enter")
    lead.tab_to("Move up “The section heard”")
    lead.press_key("Enter")
    assert page.evaluate("document.activeElement.id") == "up-heard"
    assert page.locator(".app-parts__name").first.inner_text() == "1. The section heard"
    lead.tab_to("Move down “The section heard”")
    lead.press_key("Enter")
    lead.tab_to("The section seen")
    lead.press_key("Enter")
    page.get_by_label("Guidance").fill("Look at each visit.")
    lead.tab_to("Save section")
    lead.press_key("Enter")
    page.go_back()
    lead.open(page.url.removeprefix(lead.service).split("/sections")[0])
    lead.press("Ask for it to be published")
    lead.press("Ask for it to be published")
    other.open("/audit-templates")
    other.press("Visits to children, version 2")
    assert "The guidance" in other.page.locator("main").inner_text()
    other.tab_to("Publish it")
    other.press_key("Enter")
    assert "version 2 is published" in other.page.locator("main").inner_text()


@pytest.mark.parametrize("how", [{}, {"narrow": True}], ids=["wide", "narrow"])
def test_every_page_of_the_editor_is_well_made(how, visit_as, make):
    council = make(published)
    lead = visit_as(make(lead_of, council), **how)
    page = lead.open("/audit-templates/visits/1")
    lead.press("Edit the next version")
    draft = page.url.removeprefix(lead.service)
    for name in ("", *PAGES):
        lead.open(f"{draft}/{name}".rstrip("/"))
        assert not lead.is_too_wide(), name
        picture(page, f"{'narrow' if how else 'wide'}-{name or 'draft'}")


def test_a_draft_is_edited_without_scripts(visit_as, make):
    council = make(published)
    lead = visit_as(make(lead_of, council), scripts=False)
    page = lead.open("/audit-templates/visits/1")
    lead.press("Edit the next version")
    lead.press("Details")
    page.get_by_label("Minutes for one audit").fill("25")
    lead.press("Save details")
    lead.press("Move down “The section seen”")
    assert "Now 2 of 2" in page.locator("main").inner_text()


def test_what_is_wrong_is_said_on_a_narrow_screen(visit_as, make, tmp_path):
    council = make(published)
    lead = visit_as(make(lead_of, council), narrow=True)
    page = lead.open("/audit-templates/upload")
    file = tmp_path / "visits.yaml"
    file.write_text("code: visits\ncode: calls\n")
    page.get_by_label("Which file?").set_input_files(file)
    lead.press("Check the file and open it as a draft")
    assert (
        "“code” is here a second time; the first is on line 1" in page.locator("main").inner_text()
    )
    picture(page, "wrong-upload")
    lead.open("/audit-templates/visits/1")
    lead.press("Edit the next version")
    lead.press("The section seen")
    lead.press("Is question 1 answered?")
    page.get_by_label("What is asked?").fill("Was question 1 answered")
    lead.press("Save question")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    picture(page, "wrong-same")
    page.get_by_label("No, it asks something else: figures begin again").check()
    lead.press("Save question")
    lead.press("Visits to children")
    assert "The question has no end" in page.locator("main").inner_text()
    assert not lead.is_too_wide()
    picture(page, "wrong-problems")
