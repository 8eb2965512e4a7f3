"""What the editor does to a template, and where it sends people to mend one."""

import pytest

from qa_app.audit_templates import library
from qa_app.audit_templates.rules.checks import problems_of_template
from qa_app.audit_templates.rules.editing import (
    detached,
    moved,
    with_awaited,
    with_question,
    with_question_in_place,
    with_scale,
    without_question,
)
from qa_app.audit_templates.rules.expanding import expanded
from qa_app.audit_templates.rules.history import Owned, Past, code_from, new_id, used_in
from qa_app.audit_templates.rules.lines import (
    DETAILS,
    QUESTION,
    answers_from,
    fitted,
    matched,
    with_answers,
)
from qa_app.audit_templates.rules.outline import Page, asked_before, outline, pointers_to
from qa_app.foundation.errors import DomainError
from tests.audit_templates.makers import SCALE, a_question, a_section, a_template

SHARED = {"use": "decisions", "version": 1}
YES = {"answers": [{"question": "q1", "is": ["yes"]}]}


def known():
    return library.known()


# Answers and lines


def test_what_nobody_changes_stays_as_it_was_written():
    written = a_question(critical=False, kind="yes-partly-no", help="  Look.\n")
    answers = answers_from(written, QUESTION)
    assert with_answers(written, answers, QUESTION) == written


def test_an_answer_that_is_the_usual_one_takes_its_line_out():
    written = a_template(overall="none", limits={"strengths": 1})
    changed = with_answers(written, {"overall": "graded", "strengths": 3}, DETAILS)
    assert "overall" not in changed
    assert "limits" not in changed


def test_no_strengths_at_all_is_an_answer():
    assert with_answers({}, {"strengths": 0}, DETAILS) == {"limits": {"strengths": 0}}


def test_boxes_are_ticked_in_no_order():
    written = {"suits": {"statuses": ["CLOSED", "CARE"]}}
    assert with_answers(written, {"statuses": ["CARE", "CLOSED"]}, DETAILS) == written


def test_a_kind_keeps_only_what_fits_it():
    number = a_question(kind="text", unit="days", low="none", evidence=["yes"], help="Look.")
    assert fitted(number) == a_question(kind="text", help="Look.")


@pytest.mark.parametrize(
    ("texts", "in_place", "codes"),
    [
        (["Mum", "Dad"], True, ["mum", "dad"]),
        (["Dad", "Mum"], True, ["dad", "mum"]),
        (["Mother", "Dad"], True, ["mum", "dad"]),
        (["Mother", "Dad"], False, [None, "dad"]),
        (["Dad", "Aunt"], True, ["dad", None]),
        (["", "Dad"], True, [None, "dad"]),
        (["Aunt", "Mum", "Dad"], True, [None, "mum", "dad"]),
    ],
)
def test_words_are_matched_with_the_codes_they_had(texts, in_place, codes):
    before = [("mum", "Mum"), ("dad", "Dad")]
    assert matched(texts, before, in_place=in_place) == codes


# Ids


@pytest.mark.parametrize(
    ("words", "code"),
    [("Child’s voice", "childs-voice"), ("Été à Zürich!", "ete-a-zurich"), ("你好", "section")],
)
def test_a_code_is_made_of_the_words(words, code):
    assert code_from(words.replace("’", "'"), "section") == code


def test_a_made_id_fits_however_long_the_words_are():
    assert len(new_id(code_from("word " * 40, "x"), ())) <= 60


def test_a_question_that_was_never_published_may_be_worded_anew():
    first, second = (
        Past([Owned("visits", "Visits", used_in(a_template(a_section("seen", a_question(one)))))])
        for one in (1, 2)
    )
    assert not second.is_worded_anew(a_question(text="New words?"))
    assert first.is_worded_anew(a_question(text="New words?"))
    assert not first.is_worded_anew(a_question(help="Look."))


# Changes


@pytest.mark.parametrize(
    ("at", "by", "after"),
    [(1, -1, "bac"), (1, 1, "acb"), (0, -1, "abc"), (2, 1, "abc")],
)
def test_a_thing_moves_by_one_place_and_never_off_the_end(at, by, after):
    assert "".join(moved("abc", at, by)) == after


def test_whatever_waits_for_a_question_follows_it_to_its_new_id():
    content = a_template(a_section("seen"), a_section("heard", a_question(2), shown_when=YES))
    changed = with_question_in_place(content, "seen", "q1", a_question(id="q1-2"))
    assert changed["sections"][1]["shown_when"]["answers"][0]["question"] == "q1-2"
    assert content["sections"][1]["shown_when"] == YES


def test_a_shared_section_takes_questions_of_this_template_alone():
    content = with_question(a_template(SHARED), "decisions", a_question())
    assert content["sections"] == [SHARED | {"also": [a_question()]}]
    assert without_question(content, "decisions", "q1")["sections"] == [SHARED]


def test_a_detached_section_asks_the_same_and_passes_the_same_checks():
    content = a_template(SHARED | {"only": ["mo1-1"]})
    del content["scale"]
    alone = detached(content, "decisions", known())
    assert expanded(alone, known()) == expanded(content, known())
    assert not problems_of_template(alone, known())


def test_the_words_of_a_grade_go_with_it():
    changed = with_scale(a_template(), SCALE[1:])
    assert [*changed["sections"][0]["descriptors"]] == ["secure", "weak"]


def test_a_condition_without_anything_in_it_is_gone():
    waits = with_awaited(a_question(2), "q1", ["yes"])
    assert waits == a_question(2, shown_when=YES)
    assert with_awaited(waits, "q1", []) == a_question(2)


def test_what_somebody_else_took_out_meanwhile_is_refused_in_words():
    with pytest.raises(DomainError, match="no longer part of the section"):
        without_question(a_template(), "seen", "q9")


# At a glance


def test_an_outline_counts_what_is_asked_of_a_shared_section():
    rows = [*outline(a_template(SHARED | {"only": ["mo1-1"], "also": [a_question()]}), known())]
    assert [(row.heading, row.questions, row.shared) for row in rows] == [
        ("Decisions at the points that matter", 2, True)
    ]


def test_a_question_may_wait_only_for_those_before_it():
    content = a_template(a_section("seen", a_question(1), a_question(2)), a_section("heard", a_question(3)))  # fmt: skip
    assert [one["id"] for one in asked_before(content, known(), "seen", "q2")] == ["q1"]
    assert [one["id"] for one in asked_before(content, known(), "heard")] == ["q1", "q2"]


PLACES = [
    ({"minutes": 0}, Page.DETAILS, "minutes"),
    ({"look_back": {"read_months": 1, "judge_months": 2}}, Page.DETAILS, "judge_months"),
    ({"scale": [*SCALE[:2], SCALE[2] | {"counts_as_good": True}]}, Page.SCALE, ""),
    ({"rules": [{"rule": "limit-section", "mode": "warn", "at_most": "strong"}]}, Page.RULE, "at_most"),
    ({"sections": []}, Page.SECTIONS, ""),
    ({"sections": [a_section(descriptors={})]}, Page.SECTION, "descriptor_1"),
    ({"sections": [a_section("seen", a_question(text="No end"))]}, Page.QUESTION, "text"),
    ({"sections": [a_section("seen", a_question(2, shown_when=YES))]}, Page.SHOWN, "shown_when"),
    ({"sections": [SHARED | {"shown_when": YES}]}, Page.SHOWN, "shown_when"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "page", "field"), PLACES)
def test_each_problem_has_a_page_on_which_it_is_mended(changes, page, field):
    content = a_template(**changes)
    found = problems_of_template(content, known())
    pointers = pointers_to(found, content, known())
    assert (page, field) in [(one.page, one.field) for one in pointers]


def test_a_problem_names_questions_by_their_words():
    content = a_template(a_section("seen", a_question(2, shown_when=YES), a_question(1)))
    said = pointers_to(problems_of_template(content, known()), content, known())[0].words
    assert "“Is question 1 answered?”" in said


def test_a_rule_may_not_ask_for_more_sections_than_can_count():
    rule = {"rule": "limit-overall", "mode": "warn", "graded": "weak", "at_most": "weak"}
    sections = a_section("seen", critical=True), a_section("heard", a_question(2))
    for which, most in (("all", 2), ("critical", 1), (["seen", "heard", "seen"], 2)):
        for number, wrong in ((most, 0), (most + 1, 1)):
            asks = rule | {"sections": which, "at_least": number}
            content = a_template(*sections, rules=[asks])
            assert len(problems_of_template(content, known())) == wrong
