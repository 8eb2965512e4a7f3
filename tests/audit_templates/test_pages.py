"""Templates as people read them: on the page, as a file and on paper."""

from io import BytesIO

import pytest
from docx import Document

from qa_app.access.rules import Role
from qa_app.audit_templates import library, yaml_file
from qa_app.audit_templates.rules.time_limits import Body
from tests.audit_templates.makers import a_question, a_section, a_template, publish_template
from tests.makers import make_council, make_person, make_place


@pytest.fixture
def council(database):
    return make_council()


@pytest.fixture
def lead(council, open_as):
    return open_as(make_person(Role.QA_LEAD, council))


def asked_of_babies():
    return a_question(2, text="Was the baby seen awake?", shown_when={"ages": {"to": 1}})


def test_a_council_without_templates_is_told_what_would_be_here(lead):
    page = lead.get("audit_templates.index")
    assert "Templates appear here when they are published" in page.text


def test_everybody_at_the_council_reads_its_templates(council, open_as):
    publish_template(council, a_template())
    practitioner = make_person(Role.PRACTITIONER, make_place(council))
    page = open_as(practitioner).get("audit_templates.show", template_code="visits", number=1)
    assert "Is question 1 answered?" in page.text


def test_a_template_read_for_a_child_leaves_out_what_is_not_asked_about_them(council, lead):
    publish_template(council, a_template(a_section("seen", a_question(), asked_of_babies())))
    where = {"template_code": "visits", "number": 1}
    assert "Was the baby seen awake?" in lead.get("audit_templates.show", **where).text
    older = lead.get("audit_templates.show", **where, age="9")
    assert "Was the baby seen awake?" not in older.text
    assert "Only what may be asked about this child" in older.text


def test_the_file_that_is_downloaded_says_what_was_published(council, lead):
    written = a_template()
    publish_template(council, written)
    file = lead.download("audit_templates.download", template_code="visits", number=1)
    assert yaml_file.read(file.data).content == written


def test_the_word_form_asks_every_question(council, lead):
    publish_template(council, a_template(a_section("seen", a_question(), asked_of_babies())))
    file = lead.download("audit_templates.form", template_code="visits", number=1)
    text = "\n".join(one.text for one in Document(BytesIO(file.data)).paragraphs)
    assert "1.1 Is question 1 answered?" in text
    assert "☐ Yes    ☐ Partly    ☐ No    ☐ Not applicable" in text
    assert "not yet born, or 1 or younger" in text


def test_the_word_form_says_how_numbers_and_scales_are_answered(council, lead):
    visits = a_question(1, kind="number", unit="visits")
    scale = a_question(2, kind="scaling", low="never seen", high="always seen")
    publish_template(council, a_template(a_section("seen", visits, scale)))
    file = lead.download("audit_templates.form", template_code="visits", number=1)
    text = "\n".join(one.text for one in Document(BytesIO(file.data)).paragraphs)
    assert "A number of visits: ..." in text
    assert "From 0 (never seen) to 10 (always seen):" in text


def test_what_a_new_version_changed_is_a_page(council, lead):
    publish_template(council, a_template())
    publish_template(council, a_template(a_section("seen", a_question(), a_question(2)), version=2))
    page = lead.get("audit_templates.changes", template_code="visits", number=2)
    assert "What changed from version 1 to version 2" in page.h1.text
    assert "Is question 2 answered?" in page.text


def test_a_version_is_taken_out_of_use_and_kept_after_all(council, lead):
    publish_template(council, a_template())
    where = {"template_code": "visits", "number": 1}
    day = {"on-day": "1", "on-month": "12", "on-year": "2099"}
    lead.post("audit_templates.retire", day, **where)
    assert "In use until 1 December 2099" in lead.get("audit_templates.show", **where).text
    lead.post("audit_templates.keep", **where)
    assert "In use until" not in lead.get("audit_templates.show", **where).text


def test_the_standards_name_the_questions_that_test_them(council, lead):
    publish_template(council, a_template(a_section("seen", a_question(standard=1))))
    page = lead.get("audit_templates.standards")
    assert "1 question that tests standard 1" in page.text
    assert "No published template tests this standard" in page.text


def test_a_time_limit_is_to_be_checked_until_somebody_has_checked_it(council, lead):
    page = lead.get("audit_templates.time_limits")
    assert "Check before use" in page.text
    checked = {"limit": "40 working days from the referral", "most": "40"}
    lead.post("audit_templates.time_limit", checked, limit_code="assessment")
    assert checked["limit"] in lead.get("audit_templates.time_limits").text


def test_themes_say_what_belongs_to_them(lead):
    assert "Child seen and seen alone" in lead.get("audit_templates.themes").text


def test_a_template_says_when_it_does_not_suit_the_child_it_is_read_for(council, lead):
    suits = {"statuses": ["CARE"], "ages": {"to": 17}}
    publish_template(council, a_template(suits=suits))
    where = {"template_code": "visits", "number": 1}
    words = "This template does not suit such a child. It suits: Child in care."
    assert words in lead.get("audit_templates.show", **where, status="CLOSED").text
    assert words in lead.get("audit_templates.show", **where, status="CARE", age="19").text
    assert words not in lead.get("audit_templates.show", **where, status="CARE", age="9").text
    assert words not in lead.get("audit_templates.show", **where).text


def test_a_template_about_something_else_says_so_beside_a_child(council, lead):
    publish_template(council, a_template(subject="household"))
    page = lead.get("audit_templates.show", template_code="visits", number=1, age="9")
    assert "This template is not about a child’s record. It is about: a carer household." in page.text  # fmt: skip


def test_a_status_that_the_council_does_not_have_is_left_out_and_said_to_be(council, lead):
    publish_template(council, a_template())
    where = {"template_code": "visits", "number": 1}
    page = lead.get("audit_templates.show", **where, status="NOT_HERE")
    assert "It was left out" in page.text
    assert "Only what may be asked about this child" not in page.text
    assert "It was left out" not in lead.get("audit_templates.show", **where, age="9").text


def listed(page) -> list[str]:
    return [one["id"] for one in page.select("tbody th")]


def test_time_limits_stand_under_what_sets_them(lead):
    page = lead.get("audit_templates.time_limits")
    captions = [one.text for one in page.select("caption")]
    assert captions == [one.value for one in Body]
    assert len(listed(page)) == len(library.timescales()["timescales"])


def test_time_limits_are_filtered_by_what_sets_them_and_by_whether_they_were_checked(lead):
    local = lead.get("audit_templates.time_limits", body="LOCAL")
    assert "need-visit" in listed(local)
    assert "assessment" not in listed(local)
    assert local.select_one("#filter-body option[selected]")["value"] == "LOCAL"
    lead.post("audit_templates.time_limit", {"limit": "40 days", "most": "40"}, limit_code="assessment")  # fmt: skip
    done = lead.get("audit_templates.time_limits", checked="DONE")
    assert listed(done) == ["assessment"]
    none = lead.get("audit_templates.time_limits", checked="DONE", body="LOCAL")
    assert "No time limit is like this" in none.text
    assert len(listed(lead.get("audit_templates.time_limits", body="ANY"))) > 50
