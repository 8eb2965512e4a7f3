"""How a draft begins, and what it says as a whole."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from qa_app.audit_templates import operations, yaml_file
from qa_app.audit_templates.models import TemplateDraft
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from tests.audit_templates.editor import PUBLISHED, change, written
from tests.audit_templates.makers import (
    a_question,
    a_section,
    a_template,
    make_draft,
    publish_template,
)

NEW = {
    "name": "Short visits",
    "purpose": "Are visits long enough?",
    "minutes": "10",
    "heading": "The visit",
    "concept": "VISIT",
}


def test_the_next_version_begins_with_what_is_published(council, lead):
    publish_template(council, a_template())
    page = lead.get("audit_templates.show", **PUBLISHED)
    assert "Edit the next version" in page.text
    lead.post("audit_templates.start_next", **PUBLISHED)
    assert written() == a_template(version=2)


def test_a_second_press_of_the_button_makes_one_draft(council, lead):
    publish_template(council, a_template())
    once = {"receipt_key": "pressed-once"}
    first, second = (lead.post("audit_templates.start_next", once, expect, **PUBLISHED) for expect in (302, 303))  # fmt: skip
    assert first.location == second.location
    assert db.session.scalar(select(func.count(TemplateDraft.id))) == 1


def test_a_copy_has_a_name_and_a_code_of_its_own(council, lead):
    publish_template(council, a_template())
    change(lead, "copy", {"name": "Visits at night"}, **PUBLISHED)
    assert written() == a_template(name="Visits at night", code="visits-at-night")


def test_a_template_begins_from_nothing(lead):
    sent = lead.post("audit_templates.new", NEW)
    page = lead.get(sent.location)
    assert "Short visits" in page.select_one("h1").text
    assert [one["heading"] for one in written()["sections"]] == ["The visit"]


def test_a_file_that_is_uploaded_becomes_a_draft_with_nothing_lost(lead):
    content = a_template()
    sent = {"chosen": (BytesIO(yaml_file.write(content).encode()), "visits.v1.yaml")}
    lead.post("audit_templates.upload", sent)
    assert written() == content


def test_a_file_that_is_wrong_is_refused_with_its_line_and_nothing_is_stored(lead):
    text = yaml_file.write(a_template()).replace("minutes: 10", "minutes: ten")
    sent = {"chosen": (BytesIO(text.encode()), "visits.yaml")}
    answer = lead.post("audit_templates.upload", sent, expect=409)
    assert "“minutes” is text where a whole number belongs" in answer.text
    assert db.session.scalar(select(func.count(TemplateDraft.id))) == 0


def test_a_file_of_more_than_256_kb_is_refused(lead):
    sent = {"chosen": (BytesIO(b"#" * 300_000), "visits.yaml")}
    answer = lead.post("audit_templates.upload", sent, expect=409)
    assert "Use a file of 256 kB or less" in answer.text


def test_a_file_replaces_what_the_draft_of_its_template_said(lead, begin):
    where = begin()
    again = yaml_file.write(a_template(minutes=20)).encode()
    refused = lead.post("audit_templates.upload", {"chosen": (BytesIO(again), "v.yaml")}, 409)
    assert "There is a draft" in refused.text
    change(lead, "replace_draft", {"chosen": (BytesIO(again), "v.yaml")}, **where)
    assert written()["minutes"] == 20


def test_a_draft_that_two_people_begin_at_once_is_begun_once(council, monkeypatch):
    make_draft(council)
    monkeypatch.setattr(operations, "draft_of", lambda code, council_id: None)
    with pytest.raises(DomainError, match="There is a draft"):
        make_draft(council)
    assert db.session.scalar(select(func.count(TemplateDraft.id))) == 1


def test_problems_lead_to_the_page_on_which_they_are_mended(lead, begin):
    long = a_question(text=f"Was {'very ' * 40}much asked?")
    where = begin(a_section("seen", long))
    page = lead.get("audit_templates.draft", **where)
    link = page.select_one("#problems + ul a")
    assert "43 words long" in link.parent.text
    question = lead.get(link["href"].split("#")[0])
    assert question.select_one(f"#{link['href'].split('#')[1]}").name == "textarea"


def test_a_section_is_moved_by_a_button_that_keeps_the_focus_and_says_so(lead, begin):
    where = begin(a_section("seen"), a_section("heard", a_question(2)))
    sent = lead.post("audit_templates.move_section", section_id="heard", way="up", **where)
    assert sent.location.endswith("#up-heard")
    page = lead.get(sent.location.split("#")[0])
    assert page.select_one("#up-heard")["aria-describedby"] == "moved-heard"
    assert "Now 1 of 2" in page.select_one("#moved-heard").text
    assert [one["id"] for one in written()["sections"]] == ["heard", "seen"]


def test_details_that_are_changed_leave_the_others_as_they_were(lead, begin):
    where = begin(limits={"strengths": 3, "development": 2})
    change(lead, "draft_details", {"read_months": "12", "judge_months": "6"}, **where)
    assert written() == a_template(
        limits={"strengths": 3, "development": 2},
        look_back={"read_months": 12, "judge_months": 6},
    )


def test_half_a_look_back_is_refused_beside_its_box(lead, begin):
    answer = change(lead, "draft_details", {"read_months": "12"}, 200, **begin())
    assert "Enter both numbers of months, or neither" in answer.text


def test_a_grade_keeps_its_code_when_its_words_change_and_a_new_one_gets_its_own(lead, begin):
    where = begin()
    change(lead, "draft_scale", {"words_1": "Excellent", "words_4": "Poor", "good": "2"}, **where)
    grades = [(one["grade"], one["words"]) for one in written()["scale"]]
    assert grades == [("strong", "Excellent"), ("secure", "Secure"), ("weak", "Weak"), ("poor", "Poor")]  # fmt: skip
    page = lead.get("audit_templates.draft", **where)
    assert "Nothing says what “Poor” looks like here" in page.text


def test_a_scale_without_a_grade_that_is_not_good_is_refused(lead, begin):
    answer = change(lead, "draft_scale", {"good": "3"}, 200, **begin())
    assert "Leave at least one grade that does not count as good" in answer.text


def test_what_a_grade_looked_like_is_not_dropped_silently(lead, begin):
    where = begin()
    change(
        lead, "draft_scale", {"words_4": "Poor", "looks_4": "Nobody knows.", "good": "2"}, **where
    )
    gone = {"words_4": "", "good": "2"}
    answer = change(lead, "draft_scale", gone, 200, **where)
    assert "Enter grade 4, or empty what it looks like too" in answer.text
    change(lead, "draft_scale", gone | {"looks_4": ""}, **where)
    assert len(written()["scale"]) == 3


def test_a_name_that_another_template_has_is_said_and_taken(council, lead):
    publish_template(council, a_template())
    copied = change(lead, "copy", {"name": "visits to  children"}, **PUBLISHED)
    where = {"draft_id": copied.location.rsplit("/", 1)[1]}
    assert "Another template is called" in lead.get(copied.location).text
    new = lead.post("audit_templates.new", NEW | {"name": "Visits to children"})
    assert "Another template is called" in lead.get(new.location).text
    other = change(lead, "draft_details", {"name": "Visits at night"}, **where)
    assert "Another template is called" not in lead.get(other.location).text
    again = change(lead, "draft_details", {"name": "Visits to children"}, **where)
    assert "Another template is called" in lead.get(again.location).text


def test_a_template_may_have_the_name_of_one_that_is_out_of_use(council, lead):
    version = publish_template(council, a_template())
    version.retired_on = today()
    db.session.commit()
    copied = change(lead, "copy", {"name": "Visits to children"}, **PUBLISHED)
    assert "Another template is called" not in lead.get(copied.location).text
