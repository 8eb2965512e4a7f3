"""A template made by hand in a file and one made in the editor are the same thing."""

from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup

from qa_app.access.rules import Role
from qa_app.audit_templates import library, operations, yaml_file
from qa_app.audit_templates.rules.editing import questions_of, section_id
from tests.audit_templates.forms import filled_in
from tests.makers import NOON, make_council, make_person, viewer_of
from tests.page_client import Browser

HAS_FORMS = ("draft_details", "draft_scale")


@cache
def content_of(code: str, number: int) -> dict[str, Any]:
    return library.read(code, number)


def pages_of(content: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every page of the editor that has a form about a part of this template."""
    pages: list[tuple[str, dict[str, Any]]] = [(name, {}) for name in HAS_FORMS]
    pages += [("draft_rule", {"at": at}) for at in range(len(content.get("rules", ())))]
    for section in content["sections"]:
        here = {"section_id": section_id(section)}
        pages += [("draft_section", here), *conditions(section, here)]
        for question in section.get(questions_of(section), ()):
            inside = here | {"question_id": question["id"]}
            pages += [("draft_question", inside), *conditions(question, inside)]
    return pages


def conditions(part: dict[str, Any], here: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    if "shown_when" not in part:
        return []
    answers = part["shown_when"].get("answers", ())
    awaited = [("draft_awaited", here | {"asked_id": one["question"]}) for one in answers]
    return [("draft_shown", here), *awaited]


def save_every_form(browser: Browser, content: dict[str, Any], draft_id: str) -> None:
    for name, values in pages_of(content):
        address = browser.address(f"audit_templates.{name}", draft_id=draft_id, **values)
        page = BeautifulSoup(browser.client.get(address).text, "html.parser")
        sent = browser.client.post(address, data=filled_in(page) | {"csrf_token": browser.token()})
        assert sent.status_code == 302, (
            f"{name} {values}: {sent.status_code} {errors_in(sent.text)}"
        )


def errors_in(html: str) -> str:
    summary = BeautifulSoup(html, "html5lib").select_one(".govuk-error-summary")
    return summary.text if summary else html[:500]


@pytest.fixture
def council(database):
    return make_council()


@pytest.mark.parametrize(("code", "number"), library.templates())
def test_a_template_of_the_library_is_the_same_after_every_form_was_saved(
    code, number, council, open_as
):
    person, content = make_person(Role.QA_LEAD, council), content_of(code, number)
    draft_id = operations.start_draft(content, by=viewer_of(person), at=NOON).public_id
    browser = open_as(person)
    save_every_form(browser, content, draft_id)
    file = browser.download("audit_templates.download_draft", draft_id=draft_id)
    assert yaml_file.read(file.data).content == {**content, "version": 1}
