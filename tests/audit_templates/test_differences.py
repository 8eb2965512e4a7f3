"""What changed from one version to the next, as the second person reads it before they publish."""

import pytest

from qa_app.audit_templates.rules.changes import What
from qa_app.audit_templates.rules.differences import as_text, differences
from qa_app.audit_templates.rules.reading import Beside
from tests.audit_templates.makers import SCALE, a_question, a_section, a_template

NAMES = Beside(
    statuses={"CARE": "Child in care", "CLOSED": "Closed"},
    limits={"assessment": "A statutory assessment: 45 working days"},
    standards={1: "Standard 1: Seen and heard"},
)
LIMIT = {
    "rule": "limit-overall",
    "mode": "warn",
    "sections": "critical",
    "graded": "weak",
    "at_most": "secure",
}
MUM, DAD = ({"option": one.lower(), "words": one} for one in ("Mum", "Dad"))


def told(old: dict, new: dict) -> list[tuple[str, str, str]]:
    return [(one.words, one.before, one.after) for one in differences(old, new, NAMES)]


def asked(**changes) -> dict:
    return a_template(a_section("seen", a_question(1, kind="yes-no"), a_question(2, **changes)))


OF_TEMPLATE = [
    (
        {"look_back": {"read_months": 12, "judge_months": 6}},
        ("How far back to look", "Not said", "Read the last 12 months. Judge the last 6."),
    ),
    (
        {"suits": {"statuses": ["CLOSED", "CARE"], "ages": {"from": 5}}},
        ("Which children it suits", "All", "Child in care or Closed. The child is 5 or older"),
    ),
    ({"limits": {"strengths": 0}}, ("The most strengths", "Up to 3", "None")),
    ({"limits": {"development": 5}}, ("The most areas for development", "Up to 3", "Up to 5")),
    ({"minutes": 20}, ("How long it takes", "About 10 minutes", "About 20 minutes")),
    (
        {"subject": "household"},
        ("What is audited", "A child's record", "A carer household"),
    ),
    (
        {"overall": "none"},
        ("How the audit ends", "An overall grade", "No overall judgement"),
    ),
]
OF_QUESTION = [
    ({"help": "Look."}, ("The help of “Is question 2 answered?”", "", "Look.")),
    (
        {"evidence": ["no", "partly"]},
        (
            "When “Is question 2 answered?” asks where it was seen",
            "Whatever the answer",
            "When the answer is Partly or No",
        ),
    ),
    (
        {"ask": ["child-or-family"]},
        ("Who else is asked “Is question 2 answered?”", "Nobody else", "Ask the child or family"),
    ),
    (
        {"timescale": "assessment"},
        (
            "The time limit that “Is question 2 answered?” tests",
            "None",
            "A statutory assessment: 45 working days",
        ),
    ),
    (
        {"standard": 1},
        (
            "The practice standard that “Is question 2 answered?” tests",
            "None",
            "Standard 1: Seen and heard",
        ),
    ),
    (
        {"concept": "VOICE"},
        (
            "What “Is question 2 answered?” is about",
            "What its section is about",
            "Voice of the child",
        ),
    ),
    (
        {"shown_when": {"statuses": ["CARE"], "answers": [{"question": "q1", "is": ["yes"]}]}},
        (
            "When “Is question 2 answered?” is shown",
            "Always",
            "Asked when the status is Child in care and the answer to “Is question 1 answered?” is Yes",
        ),
    ),
]


@pytest.mark.parametrize(("changes", "change"), OF_TEMPLATE)
def test_each_detail_of_a_template_is_told_before_and_after(changes, change):
    assert told(a_template(), a_template(**changes)) == [change]


@pytest.mark.parametrize(("changes", "change"), OF_QUESTION)
def test_each_setting_of_a_question_is_told_before_and_after(changes, change):
    assert told(asked(), asked(**changes)) == [change]


def test_what_stands_at_the_head_is_told_in_words():
    [(words, before, after)] = told(a_template(), a_template(header=["gender", "team"]))
    assert words == "What stands at the head of the audit"
    assert before.startswith("Age, Gender")
    assert after == "Gender, Team and service"


def test_what_a_file_says_without_need_is_no_change():
    usual = {"overall": "graded", "subject": "child", "limits": {"strengths": 3}}
    assert told(a_template(), a_template(**usual)) == []
    assert told(asked(), asked(evidence="always", kind="yes-partly-no")) == []


def test_what_may_be_chosen_is_told_in_words():
    old, new = (asked(kind="pick-one", options=each) for each in ([MUM, DAD], [MUM]))
    assert told(old, new) == [
        ("What may be chosen for “Is question 2 answered?”", "Mum, Dad", "Mum")
    ]


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [("number", "unit", "What is counted"), ("scaling", "low", "What 0"), ("scaling", "high", "What 10")],
)  # fmt: skip
def test_what_a_number_means_is_told(kind, name, words):
    old, new = (asked(**{"kind": kind, name: each}) for each in ("days", "weeks"))
    [(said, before, after)] = told(old, new)
    assert said.startswith(words)
    assert (before, after) == ("days", "weeks")


def test_a_rule_is_told_in_the_words_of_the_template_page():
    old, new = (
        a_template(a_section(critical=True), rules=[LIMIT | more])
        for more in ({}, {"mode": "enforce", "at_most": "weak"})
    )
    limited = (
        "When a critical section is graded Weak or lower, the overall grade is {} or lower. {}"
    )
    assert told(old, new) == [
        (
            "The rule “Low grades of sections limit the overall grade”",
            limited.format("Secure", "A reason is asked for"),
            limited.format("Weak", "Always"),
        )
    ]


def test_a_rule_that_comes_and_one_that_goes_are_named_whole():
    rules = [{"rule": "evidence-first", "mode": "off", "characters": 40}]
    [added] = differences(a_template(), a_template(rules=rules))
    assert str(added) == "Added: the rule “A section is graded after at least 40 characters of evidence. Off”"  # fmt: skip
    [gone] = differences(a_template(rules=rules), a_template())
    assert gone.what is What.RETIRED


def test_a_rule_about_several_named_sections_counts_them_together():
    sections = a_section("seen"), a_section("heard", a_question(2))
    rule = LIMIT | {"sections": ["seen", "heard"], "at_least": 2}
    [change] = differences(a_template(*sections), a_template(*sections, rules=[rule]))
    assert "When 2 or more of “The section seen” and “The section heard” are graded" in change.words


def general(words: str) -> list[dict]:
    return [one | {"descriptor": f"{words} {one['grade']}"} for one in SCALE]


def by_the_scale(words: str) -> dict:
    """Two sections that say nothing of their own, as they are written out."""
    said = {one["grade"]: f"{words} {one['grade']}" for one in SCALE}
    return a_template(
        a_section("seen", descriptors=said),
        a_section("heard", a_question(2), descriptors=said),
        scale=general(words),
    )


def test_what_the_scale_says_of_a_grade_is_told_once():
    changes = told(by_the_scale("Old"), by_the_scale("New"))
    assert len(changes) == len(SCALE)
    assert changes[0] == (
        "What Strong looks like where a section does not say",
        "Old strong",
        "New strong",
    )


def test_a_grade_that_goes_is_told_of_the_scale_and_not_of_each_section():
    [change] = differences(a_template(), a_template(scale=[*SCALE[:1], SCALE[2]]))
    assert change.after == "Good: Strong. Not good: Weak"
    assert change.before == "Good: Strong and Secure. Not good: Weak"


def test_a_grade_that_counts_otherwise_is_told():
    less = [SCALE[0], SCALE[1] | {"counts_as_good": False}, SCALE[2]]
    [change] = differences(a_template(), a_template(scale=less))
    assert change.before != change.after


def test_a_descriptor_is_told_by_the_word_of_its_grade():
    section = a_section()
    other = section | {"descriptors": section["descriptors"] | {"weak": "Nobody went."}}
    assert told(a_template(section), a_template(other)) == [
        ("What Weak looks like", "Weak work in seen.", "Nobody went.")
    ]


def test_one_question_that_was_taken_to_the_top_is_the_only_one_that_moved():
    ones = [a_question(number) for number in (1, 2, 3)]
    old, new = (a_template(a_section("seen", *each)) for each in (ones, [ones[2], *ones[:2]]))
    assert [(one.what, one.words) for one in differences(old, new)] == [
        (What.MOVED, "Is question 3 answered?")
    ]


def test_a_question_under_a_new_id_tells_its_other_changes_too():
    again = a_question(9, text="Is it answered?", continues="q1", help="Look.")
    old, new = a_template(), a_template(a_section("seen", again))
    assert [one.what for one in differences(old, new)] == [What.REWORDED, What.CHANGED]


def test_a_condition_that_goes_is_told_in_the_text_as_well():
    held = a_section(shown_when={"ages": {"to": 4}})
    text = as_text(differences(a_template(held), a_template(), NAMES))
    assert "before: Asked when the child is not yet born, or 4 or younger" in text
    assert "now: Always" in text


def test_choices_in_another_order_run_on_and_other_choices_do_not():
    before, turned, other = ([MUM, DAD], [DAD, MUM], [MUM, DAD | {"words": "Father"}])
    old = asked(kind="pick-one", options=before)
    for options, runs_on in ((turned, True), (other, False)):
        [change] = differences(old, asked(kind="pick-one", options=options))
        assert change.comparable is runs_on
