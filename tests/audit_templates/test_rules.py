"""Conditions, limits and retired questions, as the question bank declares them."""

from dataclasses import replace

import pytest

from qa_app.audit_templates.rules import template_from
from qa_app.audit_templates.rules.changes import What
from qa_app.audit_templates.rules.conditions import Facts, shown_sections
from qa_app.audit_templates.rules.differences import differences
from qa_app.audit_templates.rules.history import (
    Owned,
    Past,
    most_alike,
    new_id,
    problems_of_history,
    used_in,
)
from qa_app.audit_templates.rules.limits import Written, what_rules_say
from qa_app.audit_templates.rules.scales import is_one_line
from qa_app.audit_templates.rules.shape import Problem
from qa_app.audit_templates.rules.template import Grade
from tests.audit_templates.makers import a_question, a_section, a_template

IN_CARE = Facts(frozenset({"CARE"}), 15)
IN_NEED = Facts(frozenset({"CHILD_IN_NEED"}), 4)

MISSING = a_question(1, text="Did the child go missing?", kind="yes-no")
RETURN = a_question(
    2,
    text="Was a return interview offered?",
    critical=True,
    shown_when={"answers": [{"question": "q1", "is": ["yes"]}]},
)
REVIEW = a_question(3, text="Was the child's review in time?", shown_when={"statuses": ["CARE"]})
GROWING_UP = a_question(4, text="Is adult life talked about?", shown_when={"ages": {"from": 14}})


def asked(facts: Facts, **answers: str) -> list[str]:
    template = template_from(a_template(a_section("all", MISSING, RETURN, REVIEW, GROWING_UP)))
    shown = shown_sections(template, facts, answers)
    return [question.id for _, questions in shown for question in questions]


def test_a_question_is_asked_of_the_children_it_is_about():
    assert asked(IN_CARE) == ["q1", "q3", "q4"]
    assert asked(IN_NEED) == ["q1"]


def test_a_question_is_asked_after_the_answer_that_brings_it_up():
    assert "q2" in asked(IN_NEED, q1="yes")
    assert "q2" not in asked(IN_NEED, q1="no")


def test_an_age_nobody_knows_hides_nothing():
    assert "q4" in asked(Facts(frozenset({"CARE"})))


def test_a_child_in_care_with_a_protection_plan_is_asked_about_both():
    both = Facts(frozenset({"CARE", "CHILD_PROTECTION"}), 9)
    assert "q3" in asked(both)


def test_an_answer_to_a_question_that_is_hidden_brings_up_nothing():
    first = a_question(1, kind="yes-no", shown_when={"statuses": ["CARE"]})
    second = a_question(2, shown_when={"answers": [{"question": "q1", "is": ["yes"]}]})
    template = template_from(a_template(a_section("all", first, second)))
    shown = shown_sections(template, IN_NEED, {"q1": "yes"})
    assert [question.id for _, questions in shown for question in questions] == []


def test_a_section_is_left_out_where_it_does_not_apply():
    placed = a_section("home", a_question(2), shown_when={"statuses": ["CARE"]})
    template = template_from(a_template(a_section("seen"), placed))
    assert [section.id for section, _ in shown_sections(template, IN_NEED, {})] == ["seen"]


def said(rule: dict, **written) -> list[str]:
    """What one rule says of a template with a critical section and another."""
    template = template_from(
        a_template(
            a_section("safety", MISSING, RETURN, critical=True),
            a_section("plan", a_question(5)),
            rules=[rule],
        )
    )
    return [one.words for one in what_rules_say(template, IN_NEED, Written(**written))]


CRITICAL_WEAK = {
    "rule": "limit-overall",
    "mode": "warn",
    "sections": "critical",
    "graded": "weak",
    "at_most": "weak",
}


def test_a_weak_critical_section_limits_the_overall_grade():
    grades = {"safety": "weak", "plan": "strong"}
    assert said(CRITICAL_WEAK, grades=grades, overall="secure") == [
        "“The section safety” is graded Weak or lower, so the overall grade is Weak or lower"
    ]


def test_a_limit_says_nothing_of_a_grade_that_keeps_it():
    assert said(CRITICAL_WEAK, grades={"safety": "weak"}, overall="weak") == []
    assert said(CRITICAL_WEAK, grades={"plan": "weak"}, overall="strong") == []


def test_a_rule_that_is_off_says_nothing():
    off = CRITICAL_WEAK | {"mode": "off"}
    assert said(off, grades={"safety": "weak"}, overall="strong") == []


def test_two_weak_sections_limit_the_overall_grade_and_one_does_not():
    two = CRITICAL_WEAK | {"sections": "all", "at_least": 2}
    assert said(two, grades={"plan": "weak"}, overall="strong") == []
    assert said(two, grades={"plan": "weak", "safety": "weak"}, overall="strong") != []


def test_a_critical_no_asks_for_an_explanation():
    explain = {"rule": "explain-critical", "mode": "warn"}
    answers = {"q1": "yes", "q2": "no"}
    assert said(explain, answers=answers) == [
        "Say more about your answer to “Was a return interview offered?”"
    ]
    assert said(explain, answers=answers, evidence={"q2": "Two letters were sent."}) == []
    assert said(explain, answers={"q1": "no", "q2": "no"}) == [], "it is not asked"


def test_a_critical_no_limits_the_grade_of_its_section():
    limit = {"rule": "limit-section", "mode": "enforce", "at_most": "weak"}
    answers = {"q1": "yes", "q2": "no"}
    assert said(limit, answers=answers, grades={"safety": "secure"}) != []
    assert said(limit, answers=answers, grades={"safety": "weak", "plan": "strong"}) == []


def test_a_grade_waits_for_its_evidence():
    first = {"rule": "evidence-first", "mode": "enforce", "characters": 20}
    assert said(first, grades={"plan": "strong"}, evidence={"plan": "Too short"}) != []
    enough = {"plan": "Too short", "q5": "but with this"}
    assert said(first, grades={"plan": "strong"}, evidence=enough) == []


def test_the_highest_grade_needs_a_clear_difference_and_the_family():
    needs = {"rule": "highest-needs", "mode": "warn"}
    assert len(said(needs, overall="strong")) == 2
    assert said(needs, overall="strong", impact="clear", family_heard=True) == []
    assert said(needs, overall="secure") == []


def changes(old: dict, new: dict) -> list[tuple[What, str]]:
    return [(one.what, one.words) for one in differences(old, new)]


def test_a_retired_question_is_named_in_what_changed():
    old, new = (
        a_template(a_section("seen", MISSING, RETURN)),
        a_template(a_section("seen", MISSING)),
    )
    assert changes(old, new) == [(What.RETIRED, "Was a return interview offered?")]


def test_a_question_that_continues_another_is_reworded_and_not_retired():
    again = a_question(9, text="Did the child ever go missing?", kind="yes-no", continues="q1")
    old, new = a_template(a_section("seen", MISSING)), a_template(a_section("seen", again))
    [change] = differences(old, new)
    assert (change.what, change.before) == (What.REWORDED, "Did the child go missing?")
    assert change.comparable


def test_a_changed_scale_breaks_the_line():
    worse = [
        *a_template()["scale"][:2],
        {"grade": "poor", "words": "Poor", "counts_as_good": False},
    ]
    [change] = [one for one in differences(a_template(), a_template(scale=worse)) if one.words == "The scale"]  # fmt: skip
    assert not change.comparable


GOOD, WEAK, POOR = Grade("good", "Good", True), Grade("weak", "Weak", False), Grade("poor", "Poor", False)  # fmt: skip


@pytest.mark.parametrize(
    ("other", "goes_on"),
    [
        ([GOOD, WEAK], True),
        ([replace(GOOD, words="Strong"), WEAK], True),
        ([GOOD, WEAK, POOR], False),
        ([GOOD, POOR], False),
        ([WEAK, GOOD], False),
        ([GOOD, replace(WEAK, counts_as_good=True)], False),
    ],
)
def test_a_line_of_grades_goes_on_through_new_words_and_breaks_at_another_scale(other, goes_on):
    assert is_one_line([GOOD, WEAK], other) is goes_on


def test_the_same_template_has_no_changes():
    assert differences(a_template(), a_template()) == []


def problems(content: dict, *published: dict) -> list[Problem]:
    past = Past(Owned(one["code"], one["name"], used_in(one)) for one in published)
    return [*problems_of_history(content, past, {})]


def test_an_id_keeps_its_meaning_for_ever():
    old = a_template(a_section("seen", MISSING))
    other = a_template(a_section("seen", MISSING | {"text": "Was the child seen?"}))
    assert [one.path[-1] for one in problems(other, old)] == ["id"]
    assert problems(old, old) == []


@pytest.mark.parametrize(("kind", "name"), [("number", "unit"), ("scaling", "low"), ("scaling", "high")])  # fmt: skip
def test_an_id_keeps_what_its_answers_mean(kind, name):
    old, new = (a_template(a_section("seen", a_question(kind=kind, **{name: says}))) for says in ("days", "weeks"))  # fmt: skip
    assert [one.path[-1] for one in problems(new, old)] == ["id"]
    [change] = differences(old, new)
    assert not change.comparable


def test_what_a_template_is_most_like_asks_half_of_its_questions_or_more():
    asked = {"q1", "q2", "q3", "q4"}
    assert most_alike(asked, {1: {"q1", "q2"}, 2: {"q1", "q2", "q3"}, 3: {"q1"}}) == 2
    assert most_alike(asked, {1: asked, 2: asked, 3: asked | {"q5"}}) == 2
    assert most_alike(asked, {1: {"q1", "q5"}}) is None
    assert most_alike(set(), {1: set()}) is None


def test_an_id_that_was_retired_is_not_given_to_another_question():
    first, second = a_template(a_section("seen", MISSING)), a_template(a_section("seen", REVIEW))
    third = a_template(a_section("seen", RETURN | {"id": "q1"}))
    assert problems(third, first, second) != []
    assert new_id("q1", {"q1", "q1-2"}) == "q1-3"


def continuing(*olders: str, **changes) -> dict:
    ones = [a_question(at, continues=older, **changes) for at, older in enumerate(olders, 5)]
    return a_template(a_section("seen", *ones))


def test_a_question_continues_one_that_is_answered_in_the_same_way():
    assert problems(continuing("q1", kind="yes-partly-no"), a_template()) == []
    [problem] = problems(continuing("q1", kind="yes-no"), a_template())
    assert problem.wrong == "It continues q1, which is answered in another way"


def test_two_questions_do_not_continue_the_same_older_one():
    [problem] = problems(continuing("q1", "q1"), a_template())
    assert problem.wrong == "Both q5 and q6 continue q1"


def test_what_a_first_version_continues_was_asked_somewhere():
    assert problems(continuing("q1"), a_template(code="calls")) == []
    for nowhere in ("gone-1", "q6"):
        [problem, *_] = problems(continuing(nowhere, "q1"), a_template(code="calls"))
        assert problem.wrong == f"No earlier version has a question {nowhere}"


def test_an_id_means_the_same_in_every_template():
    visits, calls = a_template(), a_template(code="calls", name="Calls to families")
    other = a_template(a_section("seen", a_question(text="Was the child called?")))
    [problem] = problems(other, calls)
    assert problem.wrong == "q1 is worded “Is question 1 answered?” in “Calls to families”"
    assert "continues" in problem.instead
    assert problems(visits, calls) == []


def test_whoever_used_an_id_first_says_what_it_means():
    first, second = (
        a_template(a_section("seen", a_question(text=text)), code=code)
        for code, text in (("first", "Was it first?"), ("second", "Was it second?"))
    )
    assert problems(first, first, second) == []
    assert problems(second, first, second) != []


def test_a_section_id_stands_for_one_concept_in_every_template():
    calls = a_template(a_section("seen", concept="VOICE"), code="calls", name="Calls")
    [problem] = problems(a_template(), calls)
    assert problem.wrong == "The section id seen stands for Voice of the child in “Calls”"
    assert problems(a_template(), a_template(a_section("seen", concept="VOICE"))) == []


def test_a_question_that_is_taken_from_a_shared_section_keeps_its_meaning_too():
    shared = {("home", 1): {"id": "home", "questions": [a_question(text="Is it warm?")]}}
    past = Past([Owned("visits", "Visits", used_in(a_template()))])
    taking = a_template({"use": "home", "version": 1}, code="homes")
    [problem] = problems_of_history(taking, past, shared)
    assert (problem.path, problem.wrong[:12]) == (("sections", 0, "use"), "q1 is worded")
