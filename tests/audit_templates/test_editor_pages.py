"""What a QA lead who knows no YAML does with a template, page by page."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.audit_templates import operations, yaml_file
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.models import Event
from tests.audit_templates.forms import filled_in
from tests.audit_templates.makers import (
    a_question,
    a_section,
    a_template,
    make_draft,
    publish_template,
)
from tests.makers import make_council, make_person

PUBLISHED = {"template_code": "visits", "number": 1}
SEEN = {"section_id": "seen"}
FIRST = {"section_id": "seen", "question_id": "q1"}
SHARED = {"use": "decisions", "version": 1}
NEW = {
    "name": "Short visits",
    "purpose": "Are visits long enough?",
    "minutes": "10",
    "heading": "The visit",
    "concept": "VISIT",
}


@pytest.fixture
def council(database):
    return make_council()


@pytest.fixture
def lead(council, open_as):
    return open_as(make_person(Role.QA_LEAD, council))


@pytest.fixture
def begin(council):
    """A draft of these sections; its address, and what it says."""

    def begin(*sections, **changes):
        draft = make_draft(council, a_template(*sections, **changes))
        db.session.commit()
        return {"draft_id": draft.public_id}

    return begin


def written():
    db.session.expire_all()
    return db.session.scalars(select(TemplateDraft)).one().written


def change(browser, name, answers, expect=302, **where):
    """Open a page of the editor, give these answers and leave the others as they are."""
    page = browser.get(f"audit_templates.{name}", **where)
    sent = filled_in(page) | answers
    return browser.post(f"audit_templates.{name}", sent, expect=expect, **where)


def confirm(browser, name, **where):
    page = browser.get(f"audit_templates.{name}", **where)
    return browser.post(f"audit_templates.{name}", filled_in(page, "confirm"), **where)


# Begin


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
    lead.post("audit_templates.replace_draft", {"chosen": (BytesIO(again), "v.yaml")}, **where)
    assert written()["minutes"] == 20


# The draft as a whole


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
    assert "does not say what poor looks like" in page.text


def test_a_scale_without_a_grade_that_is_not_good_is_refused(lead, begin):
    answer = change(lead, "draft_scale", {"good": "3"}, 200, **begin())
    assert "Leave at least one grade that does not count as good" in answer.text


# Sections and questions


def test_a_section_that_is_added_is_edited_next(lead, begin):
    where = begin()
    sent = lead.post("audit_templates.add_section", {"heading": "Heard", "concept": "VOICE"}, **where)  # fmt: skip
    assert "Add its questions here" in lead.get(sent.location).text
    assert written()["sections"][1]["heading"] == "Heard"


def test_a_shared_section_is_taken_and_then_detached_after_it_was_said_what_that_means(lead, begin):
    where = begin()
    lead.post("audit_templates.take_section", {"shared": "decisions.v1"}, **where)
    assert written()["sections"][1] == SHARED
    here = where | {"section_id": "decisions"}
    page = lead.get("audit_templates.detach_section", **here)
    assert "later versions of the shared section no longer reach this template" in page.text
    lead.post("audit_templates.detach_section", **here)
    assert written()["sections"][1]["questions"][0]["id"] == "mo1-1"


def test_removing_a_section_says_what_goes_and_what_waits_for_it(lead, begin):
    waits = a_question(2, shown_when={"answers": [{"question": "q1", "is": ["yes"]}]})
    where = begin(a_section("seen"), a_section("heard", waits)) | SEEN
    page = lead.get("audit_templates.remove_section", **where)
    assert "1 question goes with it" in page.text
    assert "Is question 2 answered?" in page.text
    confirm(lead, "remove_section", **where)
    assert [one["id"] for one in written()["sections"]] == ["heard"]


def test_a_question_is_added_with_an_id_that_nobody_typed(lead, begin):
    where = begin() | SEEN
    asked = {"text": "Who was there?", "kind": "pick-several", "options": "Mother\nFather"}
    lead.post("audit_templates.add_question", asked, **where)
    assert written()["sections"][0]["questions"][1] == {
        "id": "seen-1",
        "text": "Who was there?",
        "kind": "pick-several",
        "options": [{"option": "mother", "words": "Mother"}, {"option": "father", "words": "Father"}],
    }  # fmt: skip


def test_every_field_of_a_question_is_set_by_plain_controls(lead, begin):
    answers = {
        "help": "Look at each visit.",
        "evidence": "some",
        "evidence_answers": ["no", "partly"],
        "flags": ["critical", "recording"],
        "ask": ["child-or-family"],
        "concept": "VOICE",
        "standard": "1",
        "timescale": "assessment",
    }
    change(lead, "draft_question", answers, **begin(), **FIRST)
    assert written()["sections"][0]["questions"][0] == a_question(
        help="Look at each visit.",
        concept="VOICE",
        evidence=["no", "partly"],
        critical=True,
        recording=True,
        ask=["child-or-family"],
        standard=1,
        timescale="assessment",
    )


def test_a_choice_whose_words_change_stays_the_same_choice(lead, begin):
    options = [{"option": "mum", "words": "Mum"}, {"option": "dad", "words": "Dad"}]
    where = begin(a_section("seen", a_question(kind="pick-one", options=options)))
    change(lead, "draft_question", {"options": "Mother\nDad"}, **where, **FIRST)
    said = written()["sections"][0]["questions"][0]["options"]
    assert said == [{"option": "mum", "words": "Mother"}, {"option": "dad", "words": "Dad"}]


def test_another_kind_of_answer_takes_away_what_only_the_old_one_had(lead, begin):
    where = begin(a_section("seen", a_question(kind="number", unit="days")))
    change(lead, "draft_question", {"kind": "text"}, **where, **FIRST)
    assert written()["sections"][0]["questions"] == [a_question(kind="text")]


def test_a_question_is_shown_only_after_an_answer_for_a_status_and_an_age(lead, begin):
    where = begin(a_section("seen", a_question(1), a_question(2)))
    second = where | {"section_id": "seen", "question_id": "q2"}
    answers = {"statuses": ["CARE"], "oldest": "4", "awaited": "q1"}
    sent = change(lead, "draft_shown", answers, **second)
    assert sent.location.endswith("/shown/q1")
    change(lead, "draft_awaited", {"wanted": ["no"]}, asked_id="q1", **second)
    assert written()["sections"][0]["questions"][1]["shown_when"] == {
        "statuses": ["CARE"],
        "ages": {"to": 4},
        "answers": [{"question": "q1", "is": ["no"]}],
    }


def test_a_published_question_that_is_worded_anew_is_asked_about(council, lead):
    publish_template(council, a_template())
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address} | FIRST
    anew = {"text": "Has question 1 been answered?"}
    assert "Does it still ask the same?" in change(lead, "draft_question", anew, 200, **where).text
    change(lead, "draft_question", anew | {"same": "same"}, **where)
    assert written()["sections"][0]["questions"] == [
        a_question(id="q1-2", text="Has question 1 been answered?", continues="q1")
    ]


def test_a_published_question_that_asks_something_else_begins_again(council, lead):
    waits = a_question(2, shown_when={"answers": [{"question": "q1", "is": ["yes"]}]})
    publish_template(council, a_template(a_section("seen", a_question(), waits)))
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    anew = {"text": "Was anything asked?", "same": "else"}
    change(lead, "draft_question", anew, draft_id=address, **FIRST)
    first, second = written()["sections"][0]["questions"]
    assert first == a_question(id="q1-2", text="Was anything asked?")
    assert second["shown_when"]["answers"][0]["question"] == "q1-2"


def test_the_id_of_a_retired_question_is_never_given_again(council, lead):
    one = {"id": "seen-1", "text": "Is this asked?"}
    publish_template(council, a_template(a_section("seen", one, a_question(2))))
    publish_template(council, a_template(a_section("seen", a_question(2)), version=2))
    sent = lead.post("audit_templates.start_next", template_code="visits", number=2)
    where = {"draft_id": sent.location.rsplit("/", 1)[1]} | SEEN
    lead.post("audit_templates.add_question", {"text": "And this?", "kind": "yes-no"}, **where)
    assert written()["sections"][0]["questions"][1]["id"] == "seen-1-2"


# Rules


def test_a_rule_is_added_changed_and_removed(lead, begin):
    where = begin(a_section("seen", critical=True))
    kind = where | {"rule_kind": "limit-overall"}
    answers = {"mode": "warn", "sections": "critical", "graded": "weak", "at_most": "weak"}
    change(lead, "add_rule", answers, **kind)
    rule = {"rule": "limit-overall", "sections": "critical", "graded": "weak", "at_most": "weak"}
    assert written()["rules"] == [rule | {"mode": "warn"}]
    change(lead, "draft_rule", {"mode": "enforce"}, number=1, **where)
    assert written()["rules"] == [rule | {"mode": "enforce"}]
    confirm(lead, "remove_rule", number=1, **where)
    assert "rules" not in written()


def test_the_rules_are_tried_with_sample_grades(lead, begin):
    rule = {"rule": "limit-overall", "mode": "enforce", "graded": "weak", "at_most": "weak"}
    where = begin(a_section("seen"), rules=[rule])
    page = lead.get("audit_templates.try_draft", **where, **{"grade:seen": "weak", "overall": "strong"})  # fmt: skip
    assert (
        "so the overall grade is Weak or lower"
        in page.select_one("section[aria-labelledby=said]").text
    )
    allowed = lead.get("audit_templates.try_draft", **where, **{"grade:seen": "strong"})
    assert "The rules say nothing" in allowed.text


def test_a_draft_is_read_as_it_will_be_asked_about_one_child(lead, begin):
    baby = a_question(2, text="Was the baby seen awake?", shown_when={"ages": {"to": 1}})
    where = begin(a_section("seen", a_question(), baby))
    assert "Was the baby seen awake?" in lead.get("audit_templates.preview_draft", **where).text
    older = lead.get("audit_templates.preview_draft", age="9", **where)
    assert "Was the baby seen awake?" not in older.text


# Two people


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(lead, begin):
    where = begin() | SEEN
    page = filled_in(lead.get("audit_templates.draft_section", **where))
    change(lead, "draft_section", {"guidance": "Look at visits."}, **where)
    sent = page | {"guidance": "Look at calls."}
    answer = lead.post("audit_templates.draft_section", sent, 409, **where)
    assert "Look at visits." in answer.text
    assert "Look at calls." in answer.text
    assert written()["sections"][0]["guidance"] == "Look at visits."


def test_two_people_edit_two_parts_of_one_draft_and_neither_is_stopped(lead, begin):
    where = begin(a_section("seen"), a_section("heard", a_question(2)))
    page = filled_in(lead.get("audit_templates.draft_section", section_id="heard", **where))
    change(lead, "draft_section", {"guidance": "Look at visits."}, **SEEN, **where)
    sent = page | {"guidance": "Listen."}
    lead.post("audit_templates.draft_section", sent, section_id="heard", **where)
    assert [one["guidance"] for one in written()["sections"]] == ["Look at visits.", "Listen."]


def test_a_second_person_sees_what_changes_and_publishes(council, lead, open_as):
    publish_template(council, a_template())
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address}
    change(lead, "draft_details", {"minutes": "20"}, **where)
    change(lead, "ask_to_publish", {}, **where)
    assert "Somebody else publishes" in lead.get("audit_templates.draft", **where).text
    other = open_as(make_person(Role.PRINCIPAL_SOCIAL_WORKER, council))
    assert "Waiting for you to publish" in other.get("audit_templates.index").text
    assert "Visits to children, version 2" in other.get("home.show").text
    page = other.get("audit_templates.draft_changes", **where)
    assert "How many minutes it takes" in page.text
    other.post("audit_templates.publish_draft", filled_in(page, "confirm"), **where)
    assert db.session.scalar(select(func.max(TemplateVersion.number))) == 2


def test_a_second_person_leaves_it_with_a_word_that_its_editor_reads(council, lead, open_as, begin):
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    other = open_as(make_person(Role.HEAD_OF_SERVICE, council))
    other.post("audit_templates.leave_draft", {"saying": "Ask about calls."}, **where)
    assert "Ask about calls." in lead.get("audit_templates.draft", **where).text


def test_what_was_changed_after_it_was_asked_for_must_be_asked_for_again(council, lead, open_as, begin):  # fmt: skip
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    change(lead, "draft_details", {"minutes": "30"}, **where)
    other = open_as(make_person(Role.QA_LEAD, council))
    other.post("audit_templates.publish_draft", expect=409, **where)
    assert db.session.scalar(select(func.count(TemplateVersion.id))) == 0


def test_a_request_is_taken_back(lead, begin):
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    lead.post("audit_templates.take_back", **where)
    assert "Ask for it to be published" in lead.get("audit_templates.draft", **where).text


def test_a_discarded_draft_is_gone_and_the_trail_knows_who_did_what(lead, begin):
    where = begin()
    change(lead, "draft_details", {"minutes": "30"}, **where)
    confirm(lead, "discard_draft", **where)
    lead.get("audit_templates.draft", expect=404, **where)
    about_templates = select(Event.name).where(Event.name.startswith("template:"))
    names = db.session.scalars(about_templates.order_by(Event.id)).all()
    assert names == ["template:draft-begun", "template:draft-edited", "template:draft-discarded"]


def test_a_draft_that_two_people_begin_at_once_is_begun_once(council, monkeypatch):
    make_draft(council)
    monkeypatch.setattr(operations, "draft_of", lambda code, council_id: None)
    with pytest.raises(DomainError, match="There is a draft"):
        make_draft(council)
    assert db.session.scalar(select(func.count(TemplateDraft.id))) == 1


def test_a_question_of_the_library_that_is_worded_anew_runs_on_from_it(council, lead):
    publish_template(council, a_template())
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address, "section_id": "decisions"}
    lead.post("audit_templates.take_section", {"shared": "decisions.v1"}, draft_id=address)
    lead.post("audit_templates.detach_section", **where)
    anew = {"text": "Can you find a decision at each turning point?", "same": "same"}
    change(lead, "draft_question", anew, question_id="mo1-1", **where)
    first = written()["sections"][1]["questions"][0]
    assert (first["id"], first["continues"]) == ("mo1-1-2", "mo1-1")
    assert (
        "mo1-1" not in lead.get("audit_templates.draft", draft_id=address).select_one("main").text
    )
