"""One id, one meaning, over all the templates of a council."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest

from qa_app.audit_templates import library, operations, queries, yaml_file
from qa_app.audit_templates.rules.editing import detached
from qa_app.foundation.database import db
from tests.audit_templates.editor import PUBLISHED, SEEN, change, written
from tests.audit_templates.makers import (
    a_question,
    a_section,
    a_template,
    make_draft,
    publish_template,
)
from tests.makers import NOON, make_council

ANEW = a_section("called", a_question(text="Was the child called?"))


def calls(*sections, **changes):
    return a_template(*sections, code="calls", name="Calls to families", **changes)


def test_a_draft_whose_question_means_something_else_in_another_template_cannot_be_published(
    council, lead
):
    publish_template(council, calls())
    draft = make_draft(council, a_template(ANEW))
    db.session.commit()
    page = lead.get("audit_templates.draft", draft_id=draft.public_id)
    assert "is worded “Is question 1 answered?” in “Calls to families”" in page.text
    with pytest.raises(AssertionError, match="409"):
        change(lead, "ask_to_publish", {}, draft_id=draft.public_id)


def test_another_council_may_mean_something_else_by_the_same_id(council):
    publish_template(make_council("Elsewhere"), calls())
    assert operations.problems_of(make_draft(council, a_template(ANEW))) == []


def test_a_file_that_gives_a_used_id_to_another_question_opens_as_a_draft_to_mend(council, lead):
    publish_template(council, calls())
    file = yaml_file.write(a_template(ANEW)).encode()
    sent = lead.post("audit_templates.upload", {"chosen": (BytesIO(file), "visits.yaml")})
    page = lead.get(sent.location)
    assert "1 thing to mend" in page.text
    link = page.select_one("#problems + ul a")["href"].split("#")[0]
    change_by_address(lead, link, {"same": "else"})
    assert written()["sections"][0]["questions"][0]["id"] == "q1-2"
    assert "Nothing to mend" in lead.get(sent.location).text


def change_by_address(browser, address, answers):
    where = {"draft_id": address.split("/")[3]} | {"section_id": "called", "question_id": "q1"}
    change(browser, "draft_question", answers, **where)


def test_a_copy_keeps_its_ids_for_it_asks_the_same(council, lead):
    publish_template(council, a_template())
    sent = change(lead, "copy", {"name": "Visits at night"}, **PUBLISHED)
    assert "Nothing to mend" in lead.get(sent.location).text


def test_a_section_of_a_copy_that_is_about_something_else_gets_an_id_of_its_own(council, lead):
    rule = {"rule": "limit-overall", "mode": "warn", "sections": ["seen"], "graded": "weak", "at_most": "weak"}  # fmt: skip
    publish_template(council, a_template(rules=[rule]))
    sent = change(lead, "copy", {"name": "Visits at night"}, **PUBLISHED)
    where = {"draft_id": sent.location.rsplit("/", 1)[1]}
    answer = change(lead, "draft_section", {"concept": "VOICE"}, **SEEN, **where)
    assert written()["sections"][0]["id"] == "seen-2"
    assert written()["rules"][0]["sections"] == ["seen-2"]
    assert lead.get(answer.location)


def test_a_question_of_the_library_keeps_its_meaning_in_every_template(council, lead, begin):
    where = begin(a_section("seen", {"id": "mo1-1", "text": "Is this asked?"}))
    page = lead.get("audit_templates.draft", **where)
    assert "1 thing to mend" in page.text
    assert library.known().shared["decisions", 1]["heading"] in page.text


def test_a_template_of_the_library_that_cannot_be_published_here_is_left_out_and_named(
    council, monkeypatch
):
    with monkeypatch.context() as before_it_was_in_the_library:
        before_it_was_in_the_library.setattr(library, "used", tuple)
        publish_template(council, calls(a_section("seen", {"id": "mo1-1", "text": "Is it asked?"})))
    published = operations.publish_library(council, by=None, at=NOON)
    codes = {one.code for one in published}
    assert "management-oversight" not in codes
    assert "supervision-file" in codes
    reasons = {name: problem.wrong for name, problem in operations.problems_of_library(council)}
    wrong = "mo1-1 is worded “Is it asked?” in “Calls to families”"
    assert reasons["management-oversight.v1"] == wrong


def test_what_was_published_is_read_once_however_often_a_page_is_opened(council, count_queries):
    publish_template(council, a_template())
    queries.past_of(council.id)
    with count_queries() as sent:
        queries.past_of(council.id)
    [statement] = sent
    assert "content" not in statement


# In the files of a library


@pytest.fixture
def folder(tmp_path):
    """The library, to which a test adds a file."""
    return Path(shutil.copytree(library.folder(), tmp_path / "library"))


def faults_with(folder, content):
    file = folder / f"{content['code']}.v{content['version']}.yaml"
    file.write_text(yaml_file.write(content), encoding="utf-8")
    return library.check_files(library.files(folder), library.known_in(folder)).faults


def test_a_section_that_was_detached_is_taken_by_the_check_of_the_library(folder):
    first = library.read("management-oversight", 1)
    alone = detached(first, "decisions", library.known())
    assert "use" not in alone["sections"][0]
    assert faults_with(folder, {**alone, "version": 2}) == []


def test_a_copy_is_taken_by_the_check_of_the_library(folder):
    assert faults_with(folder, library.read("planning", 1) | {"code": "our-planning"}) == []


def test_a_section_id_that_stands_for_something_else_is_refused_by_the_check(folder):
    [fault] = faults_with(folder, a_template(a_section("decisions", concept="VOICE")))
    assert "The section decisions is about" in fault.wrong


def test_a_section_id_that_a_detached_section_keeps_runs_on_in_what_changed(council, lead):
    operations.publish_from_library(council, "management-oversight", 1, by=None, at=NOON)
    alone = detached(library.read("management-oversight", 1), "decisions", library.known())
    publish_template(council, alone | {"version": 2})
    page = lead.get("audit_templates.changes", template_code="management-oversight", number=2)
    assert "Nothing" in page.select_one("main").text
