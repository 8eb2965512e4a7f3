"""A template made by hand in a file and one made in the editor are the same thing."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from werkzeug.datastructures import MultiDict

from qa_app.access.rules import Role
from qa_app.audit_templates import library, operations, queries, yaml_file
from qa_app.audit_templates.forms.details import DetailsForm
from qa_app.audit_templates.forms.limits import RuleForm
from qa_app.audit_templates.forms.parts import Choices, PartForm
from qa_app.audit_templates.forms.questions import AwaitedForm, ConditionForm, QuestionForm
from qa_app.audit_templates.forms.scale import ScaleForm
from qa_app.audit_templates.forms.sections import SectionForm, SharedSectionForm
from qa_app.audit_templates.rules.editing import questions_of, section_id, with_awaited
from qa_app.audit_templates.rules.format import TEMPLATE
from qa_app.audit_templates.rules.shape import problems_in
from tests.audit_templates.forms import filled_in
from tests.audit_templates.generated import templates
from tests.makers import NOON, make_council, make_person, viewer_of
from tests.page_client import Browser

Content = dict[str, Any]


@pytest.fixture
def council(database):
    return make_council()


# Through the pages


def pages_of(content: Content) -> Iterator[tuple[str, Content]]:
    """Every page of the editor that has a form about a part of this template."""
    yield from (("draft_details", {}), ("draft_scale", {}))
    yield from (("draft_rule", {"number": at}) for at, _ in enumerate(content.get("rules", ()), 1))
    for section in content["sections"]:
        here = {"section_id": section_id(section)}
        yield "draft_section", here
        yield from pages_of_condition(section, here)
        for question in section.get(questions_of(section), ()):
            inside = here | {"question_id": question["id"]}
            yield "draft_question", inside
            yield from pages_of_condition(question, inside)


def pages_of_condition(part: Content, here: Content) -> Iterator[tuple[str, Content]]:
    if "shown_when" in part:
        yield "draft_shown", here
        for one in part["shown_when"].get("answers", ()):
            yield "draft_awaited", here | {"asked_id": one["question"]}


def save_every_form(browser: Browser, content: Content, draft_id: str) -> None:
    for name, values in pages_of(content):
        address = browser.address(f"audit_templates.{name}", draft_id=draft_id, **values)
        page = BeautifulSoup(browser.client.get(address).text, "html.parser")
        sent = browser.client.post(address, data=filled_in(page) | {"csrf_token": browser.token()})
        assert sent.status_code == 302, f"{name} {values}: {sent.status_code}"


@pytest.mark.parametrize("code", ["monthly-audit", "child-protection"])
def test_a_template_is_the_same_after_every_form_was_saved(code, council, open_as):
    person, content = make_person(Role.QA_LEAD, council), library.read(code, 1)
    draft_id = operations.start_draft(content, by=viewer_of(person), at=NOON).public_id
    browser = open_as(person)
    save_every_form(browser, content, draft_id)
    file = browser.download("audit_templates.download_draft", draft_id=draft_id)
    assert yaml_file.read(file.data).content == content


# Through the forms alone, which is fast enough for every template


def sent_back(form: Any) -> MultiDict[str, str]:
    """What a browser sends for a form that nobody touched."""
    sent: list[tuple[str, str]] = []
    for field in form:
        if isinstance(field.data, list):
            sent += [(field.name, one) for one in field.data]
        elif hasattr(field, "options"):
            sent += [(field.name, field.data)] if field.data else []
        elif hasattr(field, "shown"):
            sent.append((field.name, field.shown.replace("\n", "\r\n")))
    return MultiDict(sent)


def saved(kind: type[PartForm], part: Content, choices: Choices) -> Content:
    """The part after its form was opened and sent."""
    form = kind(part, choices, formdata=sent_back(kind(part, choices, formdata=None)))
    form.validate()
    refused = {name: errors for name, errors in form.errors.items() if name != "csrf_token"}
    assert not refused, (part, refused)
    return form.changed


def saved_condition(part: Content, choices: Choices) -> Content:
    changed = saved(ConditionForm, part, choices)
    for one in part.get("shown_when", {}).get("answers", ()):
        sent = sent_back(AwaitedForm({"wanted": one["is"]}, choices, formdata=None))
        changed = with_awaited(changed, one["question"], sent.getlist("wanted"))
    return changed


def parts_saved(content: Content, around: Content) -> Iterator[tuple[Content, Content]]:
    """Each part as it was, and as it is after its forms were sent."""
    scale = content.get("scale", library.known().scale)
    choices = Choices(scale=scale, grades=[(one["grade"], one["words"]) for one in scale], **around)
    yield content, saved(DetailsForm, content, choices)
    begun = sent_back(ScaleForm(scale, "", formdata=None))
    form = ScaleForm(scale, "", formdata=begun)
    form.process(begun)
    yield {"scale": [*scale]}, {"scale": form.chosen}
    for rule in content.get("rules", ()):
        yield rule, saved(RuleForm, rule, choices)
    for section in content["sections"]:
        yield section, saved_condition(section, choices)
        if "use" in section:
            there = library.known().shared[section["use"], section["version"]]["questions"]
            all_ = [(one["id"], one["text"]) for one in there]
            yield section, saved(SharedSectionForm, section, Choices(questions=all_))
        else:
            yield section, saved(SectionForm, section, choices)
        for question in section.get(questions_of(section), ()):
            yield question, saved_condition(question, choices)
            yield question, saved(QuestionForm, question, choices)


@pytest.fixture
def around(council):
    names = queries.beside(council.id)
    return {"statuses": [*names.statuses.items()], "timescales": [*names.limits.items()]}


@pytest.mark.parametrize(("code", "number"), library.templates())
def test_every_part_of_the_library_is_the_same_after_its_form_was_saved(code, number, around, app):
    content = library.read(code, number)
    with app.test_request_context(method="POST"):
        for before, after in parts_saved(content, around):
            assert after == before


@given(content=templates())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_template_is_the_same_after_its_forms_and_its_file(content, around, app):
    assert not problems_in(content, TEMPLATE)
    assert yaml_file.read(yaml_file.write(content).encode()).content == content
    with app.test_request_context(method="POST"):
        for before, after in parts_saved(content, around):
            assert after == before
