"""Sections and questions of a draft, and its rules, edited page by page."""

import pytest
from sqlalchemy import select

from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.rules.checks import problems_of_template
from qa_app.audit_templates.rules.expanding import Known
from qa_app.foundation.database import db
from tests.audit_templates.editor import FIRST, PUBLISHED, SEEN, change, confirm, written
from tests.audit_templates.forms import filled_in
from tests.audit_templates.makers import (
    a_question,
    a_section,
    a_template,
    publish_template,
)

SHARED = {"use": "decisions", "version": 1}


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


CHOICES = [{"option": "mum", "words": "Mum"}, {"option": "dad", "words": "Dad"}]


@pytest.mark.parametrize("typed", ["Mother\nMother", "Mother\nmother.", "Mum\nMum"])
def test_choices_that_read_alike_are_refused_where_they_are_typed(lead, begin, typed):
    where = begin(a_section("seen", a_question(kind="pick-one", options=CHOICES)))
    answer = change(lead, "draft_question", {"options": typed}, 200, **where, **FIRST)
    assert "read alike" in answer.text
    new = {"text": "Who was there?", "kind": "pick-one", "options": typed}
    assert "read alike" in lead.post("audit_templates.add_question", new, 200, **where, **SEEN).text


def test_a_file_whose_choices_read_alike_is_refused():
    options = [CHOICES[0], {"option": "mam", "words": "mum "}]
    content = a_template(a_section("seen", a_question(kind="pick-one", options=options)))
    [problem] = problems_of_template(content, Known())
    assert problem.wrong == "Two options read alike: “Mum” and “mum”"


def test_choices_that_were_typed_for_yes_or_no_are_not_dropped_silently(lead, begin):
    where = begin() | SEEN
    asked = {"text": "Who was there?", "kind": "yes-no", "options": "Mother\nFather"}
    answer = lead.post("audit_templates.add_question", asked, 200, **where)
    assert "Take the choices out" in answer.text
    assert len(written()["sections"][0]["questions"]) == 1


def test_other_choices_of_a_published_question_are_asked_about_and_their_order_is_not(
    council, lead
):
    asked = a_question(kind="pick-one", options=CHOICES)
    publish_template(council, a_template(a_section("seen", asked)))
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address} | FIRST
    other = {"options": "Apples\nPears"}
    assert "Does it still ask the same?" in change(lead, "draft_question", other, 200, **where).text
    change(lead, "draft_question", {"options": "Dad\nMum"}, **where)
    turned = written()["sections"][0]["questions"][0]
    assert turned == asked | {"options": CHOICES[::-1]}
    change(lead, "draft_question", other | {"same": "else"}, **where)
    assert written()["sections"][0]["questions"][0]["id"] == "q1-2"


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


def test_a_published_question_that_counts_something_else_is_asked_about(council, lead):
    publish_template(council, a_template(a_section("seen", a_question(kind="number", unit="days"))))
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address} | FIRST
    answer = change(lead, "draft_question", {"unit": "weeks"}, 200, **where)
    assert "Does it still ask the same?" in answer.text


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


def test_an_id_for_which_something_still_waits_is_not_given_to_another_question(lead, begin):
    waits = a_question(2, shown_when={"answers": [{"question": "seen-1", "is": ["yes"]}]})
    where = begin(a_section("seen", {"id": "seen-1", "text": "Is this asked?"}, waits)) | SEEN
    confirm(lead, "remove_question", question_id="seen-1", **where)
    lead.post("audit_templates.add_question", {"text": "And this?", "kind": "yes-no"}, **where)
    assert [one["id"] for one in written()["sections"][0]["questions"]] == ["q2", "seen-1-2"]


def test_a_condition_on_a_question_that_was_removed_says_so(lead, begin):
    waits = a_question(2, shown_when={"answers": [{"question": "q1", "is": ["yes"]}]})
    where = begin(a_section("seen", a_question(1), waits))
    confirm(lead, "remove_question", **FIRST, **where)
    said = lead.get("audit_templates.draft_section", **SEEN, **where).text
    assert "a question that is no longer there" in said
    assert "“q1”" not in said


def test_an_id_that_a_rule_still_names_is_not_given_to_another_section(lead, begin):
    rule = {"rule": "limit-overall", "mode": "warn", "graded": "weak", "at_most": "weak"}
    where = begin(rules=[rule | {"sections": ["seen", "visits-heard"]}])
    lead.post("audit_templates.add_section", {"heading": "Heard", "concept": "VOICE"}, **where)
    assert written()["sections"][1]["id"] == "visits-heard-2"


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


def test_a_question_that_is_answered_in_another_way_never_runs_on(council, lead):
    publish_template(council, a_template())
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address} | FIRST
    sent = change(lead, "draft_question", {"kind": "yes-no", "same": "same"}, **where)
    assert "so its figures begin again" in lead.get(sent.location).text
    [question] = written()["sections"][0]["questions"]
    assert question == a_question(id="q1-2", kind="yes-no")


def test_a_question_of_a_published_template_that_is_answered_otherwise_leads_to_its_new_page(
    council, lead, begin
):
    publish_template(council, a_template())
    where = begin(a_section("seen", a_question(1))) | SEEN | {"question_id": "q1"}
    page = filled_in(lead.get("audit_templates.draft_question", **where))
    sent = lead.post("audit_templates.draft_question", page | {"kind": "text", "same": "same"}, **where)  # fmt: skip
    assert lead.get(sent.location)
    assert written()["sections"][0]["questions"][0]["id"] in sent.location


def test_a_question_that_a_shared_section_never_had_is_refused_and_does_not_fail(lead, begin):
    where = begin(SHARED) | {"section_id": "decisions", "question_id": "nowhere"}
    for page in ("draft_question", "remove_question"):
        answer = lead.client.get(lead.address(f"audit_templates.{page}", **where))
        assert answer.status_code in (404, 409)


def test_a_rule_that_asks_for_more_sections_than_it_names_is_refused(lead, begin):
    where = begin(a_section("seen"), a_section("heard", a_question(2)))
    kind = where | {"rule_kind": "limit-overall"}
    answers = {"mode": "warn", "sections": "named", "named": ["seen"], "graded": "weak", "at_most": "weak"}  # fmt: skip
    answer = change(lead, "add_rule", answers | {"at_least": "2"}, 200, **kind)
    assert "Enter as many sections as count, or fewer" in answer.text
    change(lead, "add_rule", answers | {"at_least": "1"}, **kind)


def test_a_rule_about_a_section_that_was_removed_says_so(lead, begin):
    rule = {"rule": "limit-overall", "mode": "warn", "graded": "weak", "at_most": "weak"}
    where = begin(rules=[rule | {"sections": ["seen", "heard"]}])
    page = lead.get("audit_templates.draft_rules", **where)
    assert "“The section seen”, 1 section no longer graded or here" in page.text
    options = lead.get("audit_templates.draft_rule", number=1, **where)
    assert "A section that is no longer graded or here (heard)" in options.text


def test_a_section_says_for_whom_its_questions_are(lead, begin):
    held = {"ages": {"from": 5}, "answers": [{"question": "q1", "is": ["no"]}]}
    questions = a_question(1), a_question(2, shown_when=held)
    section = a_section("seen", *questions, shown_when={"statuses": ["CARE"]})
    page = lead.get("audit_templates.draft_section", **begin(section), **SEEN)
    assert "Asked when the status is Child in care." in page.text
    assert "the child is 5 or older and the answer to “Is question 1 answered?” is No" in page.text


def test_a_condition_on_a_question_that_is_not_there_has_no_page(lead, begin):
    where = begin(a_section("seen", a_question(1), a_question(2))) | SEEN | {"question_id": "q2"}
    lead.get("audit_templates.draft_awaited", asked_id="q1", **where)
    lead.get("audit_templates.draft_awaited", expect=404, asked_id="q9", **where)
    lead.post("audit_templates.draft_awaited", {}, 404, asked_id="q9", **where)


def test_a_condition_on_a_question_that_is_gone_can_be_taken_out(lead, begin):
    gone = a_question(2, shown_when={"answers": [{"question": "q9", "is": ["yes"]}]})
    where = begin(a_section("seen", a_question(1), gone)) | SEEN | {"question_id": "q2"}
    change(lead, "draft_awaited", {"wanted": []}, asked_id="q9", **where)
    assert written()["sections"][0]["questions"][1] == a_question(2)


def test_the_pages_of_a_rule_say_which_rule_and_where_it_stands(lead, begin):
    where = begin(rules=[{"rule": "explain-critical", "mode": "warn"}])
    page = lead.get("audit_templates.remove_rule", number=1, **where)
    steps = [one.text for one in page.select(".govuk-breadcrumbs a")]
    assert steps == ["Home", "Audit templates", "Visits to children", "Rules", "Rule 1"]


def reworded(lead, council, same: str) -> dict[str, str]:
    """The address of the next version's first question, after it was worded anew."""
    waits = a_question(2, shown_when={"answers": [{"question": "q1", "is": ["yes"]}]})
    publish_template(council, a_template(a_section("seen", a_question(), waits)))
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    anew = {"text": "Was anything asked?", "same": same}
    change(lead, "draft_question", anew, draft_id=address, **FIRST)
    return {"draft_id": address, "section_id": "seen", "question_id": "q1-2"}


@pytest.mark.parametrize("same", ["same", "else"])
def test_the_old_words_bring_back_the_old_id(same, council, lead):
    where = reworded(lead, council, same)
    sent = change(lead, "draft_question", {"text": a_question()["text"]}, **where)
    assert "It asks what it asked before" in lead.get(sent.location).text
    first, second = written()["sections"][0]["questions"]
    assert first == a_question()
    assert second["shown_when"]["answers"][0]["question"] == "q1"
    page = lead.get("audit_templates.draft_changes", draft_id=where["draft_id"])
    assert "Nothing has changed" in page.text


def test_an_old_id_that_another_question_has_by_now_is_not_given_twice(council, lead):
    where = reworded(lead, council, "else")
    content = written()
    again = content["sections"][0]["questions"] + [a_question()]
    draft = db.session.scalars(select(TemplateDraft)).one()
    draft.written = content | {"sections": [a_section("seen", *again)]}
    db.session.commit()
    change(lead, "draft_question", {"text": a_question()["text"]}, **where)
    assert [one["id"] for one in written()["sections"][0]["questions"]] == ["q1-2", "q2", "q1"]
