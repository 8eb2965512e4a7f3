"""The library that comes with the service, and what is promised of it."""

import json
import re

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from qa_app.audit_templates import library, yaml_file
from qa_app.audit_templates.rules import template_from
from qa_app.audit_templates.rules.agreement import without_own_words
from qa_app.audit_templates.rules.conditions import Facts, shown_sections
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.children.rules.statuses import DEFAULTS
from qa_app.cli import qa
from tests.reference import SCHEMA, file_of

TEMPLATES = library.templates()
FILES = library.files(library.folder())
FULL = {
    "management-oversight",
    "voice-of-the-child",
    "planning",
    "full-case-file",
    "child-in-need",
    "child-protection",
    "children-in-care",
    "care-leavers",
    "supervision-file",
    "missing-and-return-interviews",
    "front-door",
    "special-guardianship",
    "disabled-children",
}
SHORT = {
    "moderation",
    "re-audit",
    "family-conversation",
    "practice-observation",
    "cohort-review",
    "pre-proceedings",
    "homeless-16-17",
    "private-fostering",
    "family-help",
    "foster-carer-household",
    "adoption",
}
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def whole(code: str, number: int):
    return template_from(library.read_whole(code, number))


def test_the_library_has_every_template_that_was_promised():
    assert {"monthly-audit"} | FULL | SHORT <= {code for code, _ in TEMPLATES}


def test_the_command_passes_the_library():
    said = CliRunner().invoke(qa, ["templates", "check"])
    assert said.exit_code == 0
    assert "nothing wrong" in said.output
    assert "general descriptors" not in said.output


def test_the_command_names_the_line_of_a_broken_file(tmp_path):
    (tmp_path / "visits.v1.yaml").write_text("code: visits\nname: no\nminuets: 5\n")
    said = CliRunner().invoke(qa, ["templates", "check", str(tmp_path), "--json"])
    assert said.exit_code == 1
    faults = json.loads(said.output)["faults"]
    assert (3, "Did you mean minutes?") in {(one["line"], one["instead"]) for one in faults}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one[0])
def test_every_question_has_what_figures_and_readers_need(template):
    for question in whole(*template).questions:
        assert question.concept in CONCEPTS
        assert len(question.text.split()) < 30
        assert question.text.count("?") <= 1


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one[0])
def test_every_graded_section_says_what_each_grade_looks_like_in_words_of_its_own(template):
    content = library.read_whole(*template)
    assert without_own_words(content) == []
    for section in template_from(content).graded_sections:
        assert [*section.descriptors] == [one["grade"] for one in content["scale"]]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one[0])
def test_a_file_is_the_same_after_it_was_written_and_read_again(template):
    content = library.read(*template)
    assert yaml_file.read(yaml_file.write(content).encode()).content == content


@pytest.mark.parametrize("status", [one.code for one in DEFAULTS])
@pytest.mark.parametrize("age", [-1, 0, 3, 9, 15, 17, 20])
def test_the_monthly_audit_fits_into_its_hour_for_any_child(status, age):
    template = whole("monthly-audit", 1)
    every_answer = {question.id: [*question.answers] for question in template.questions}
    shown = [*shown_sections(template, Facts(frozenset({status}), age), every_answer)]
    assert sum(section.graded for section, _ in shown) <= 8
    assert sum(len(questions) for _, questions in shown) <= 35


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_schema_for_editors_takes_what_the_service_takes(path):
    schema = json.loads(file_of(SCHEMA).read_text(encoding="utf-8"))
    read = yaml_file.read(path.read_bytes()).content
    assert [*Draft202012Validator(schema).iter_errors(read)] == []


def test_the_example_of_the_guide_is_a_template():
    guide = (library.PACKAGE.parent / "docs" / "guides" / "templates.md").read_text(
        encoding="utf-8"
    )
    [example] = EXAMPLE.findall(guide)
    path = library.folder() / "bedtimes.v1.yaml"
    _, faults = library.check_data(example.encode(), path, library.known(), library.check_for(path))
    assert faults == []
