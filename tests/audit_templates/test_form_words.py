"""What has to be mended in a draft, in the words of its pages; the check of files keeps those of files."""

import re

import pytest

from qa_app.audit_templates import library, operations
from qa_app.audit_templates.rules.checks import problems_of_template, stops_short
from qa_app.audit_templates.rules.history import Owned, Past, problems_of_history, used_in
from qa_app.audit_templates.rules.outline import pointers_to
from tests.audit_templates.editor import change
from tests.audit_templates.makers import (
    SCALE,
    a_question,
    a_section,
    a_template,
    make_draft,
    publish_template,
)

SHARED = {"use": "decisions", "version": 1}
GONE = {"answers": [{"question": "gone-1", "is": ["yes"]}]}
NEVER = {"answers": [{"question": "q1", "is": ["perhaps"]}]}
LIMIT = {"rule": "limit-overall", "mode": "warn", "graded": "weak", "at_most": "weak"}
OF_A_FILE = re.compile(
    r"\blines?\b|\bkeys?\b|\bids?\b|\bkind\b|counts_as_good|good_looks_like|descriptor|option|: false|pick-|yes-|[a-z]_[a-z]|-\d|\bgraded:"
)


def with_question(**changes) -> dict:
    return a_template(a_section("seen", a_question(), a_question(2, **changes)))


LATE = {
    "a text that is empty": a_template(a_section(guidance=" ")),
    "a name that is empty": a_template(name=" "),
    "a text with a hidden mark": a_template(purpose="Are\u202e they?"),
    "a text too long": with_question(help="x" * 700),
    "a number out of bounds": a_template(minutes=0),
    "no sections": a_template(sections=[]),
    "one choice": with_question(kind="pick-one", options=[{"option": "a", "words": "A"}]),
    "nothing to choose": with_question(kind="pick-one"),
    "a long question": with_question(text="Is it " + "very " * 30 + "good?"),
    "two ideas": with_question(text="Is it? Is it not?"),
    "no end": with_question(text="Is it"),
    "critical without a no": with_question(kind="text", critical=True),
    "evidence after no such answer": with_question(kind="yes-no", evidence=["partly"]),
    "a time limit that is gone": with_question(timescale="gone-limit"),
    "a standard that is gone": with_question(standard=98),
    "a status that is gone": with_question(shown_when={"statuses": ["NOT_HERE"]}),
    "ages the wrong way round": with_question(shown_when={"ages": {"from": 9, "to": 3}}),
    "an empty condition": with_question(shown_when={}),
    "a question that is gone": with_question(shown_when=GONE),
    "an answer that is gone": with_question(shown_when=NEVER),
    "a question that rewords itself": with_question(continues="q2"),
    "a question twice": a_template(a_section("seen"), a_section("heard")),
    "a section twice": a_template(a_section("seen"), a_section("seen", a_question(2))),
    "a scale with nothing that is not good": a_template(scale=[one | {"counts_as_good": True} for one in SCALE]),
    "a section that says nothing": a_template(a_section(descriptors={})),
    "a section that is not graded": a_template(a_section(graded=False)),
    "a shared section of other grades": a_template(SHARED),
    "a shared section that is gone": a_template({"use": "gone-section", "version": 1}),
    "a version that is gone": a_template({"use": "decisions", "version": 9}),
    "a shared question that is gone": a_template(SHARED | {"only": ["gone-1"]}),
    "a rule about a grade that is gone": a_template(rules=[LIMIT | {"graded": "gone-grade"}]),
    "a rule about a section that is gone": a_template(rules=[LIMIT | {"sections": ["gone-section"]}]),
    "a rule without critical sections": a_template(rules=[LIMIT | {"sections": "critical"}]),
    "a rule about too many sections": a_template(rules=[LIMIT | {"at_least": 2}]),
    "a rule that leaves every grade": a_template(rules=[LIMIT | {"at_most": "strong"}]),
    "a rule without its grade": a_template(rules=[{"rule": "limit-section", "mode": "warn"}]),
    "a rule that asks for no reason": a_template(rules=[{"rule": "own-grade-first", "mode": "warn"}]),
    "a rule about no overall grade": a_template(rules=[LIMIT], overall="none"),
}  # fmt: skip


def told(content: dict) -> list[str]:
    known = library.known()
    return [one.words for one in pointers_to(problems_of_template(content, known), content, known)]


@pytest.mark.parametrize("name", LATE)
def test_a_page_says_what_to_mend_without_the_words_of_a_file(name):
    said = told(LATE[name])
    assert said, "something is wrong with it"
    assert not [one for one in said if OF_A_FILE.search(one)]


def test_a_page_says_what_earlier_versions_stand_in_the_way_of():
    content = a_template(a_section("seen", a_question(text="Is it so?"), a_question(2, continues="x1")))  # fmt: skip
    past = Past([Owned("visits", "Visits to children", used_in(a_template()))])
    found = [*problems_of_history(content, past, library.known().shared)]
    said = [one.words for one in pointers_to(found, content, library.known())]
    assert len(said) == 2
    assert not [one for one in said if OF_A_FILE.search(one)]
    assert "“Is question 1 answered?”" in said[0]


def test_a_page_says_what_a_question_cannot_continue_without_the_words_of_a_file():
    ones = [a_question(at, continues="q1") for at in (5, 6)]
    content = a_template(a_section("seen", *ones, a_question(7, kind="text", continues="q1")))
    past = Past([Owned("visits", "Visits to children", used_in(a_template()))])
    found = [*problems_of_history(content, past, library.known().shared)]
    said = [one.words for one in pointers_to(found, content, library.known())]
    assert len(said) == 2
    assert not [one for one in said if OF_A_FILE.search(one)]


def test_two_grades_that_are_gone_are_one_thing_to_mend_in_a_rule():
    content = a_template(rules=[LIMIT | {"graded": "poor", "at_most": "bad"}])
    assert len(problems_of_template(content, library.known())) == 2
    [said] = told(content)
    assert "poor and bad" in said


def test_what_hides_more_says_so(lead, begin):
    where = begin(a_section("seen", a_question(text="No end"), a_question(2, help="x" * 700)))
    page = lead.get("audit_templates.draft", **where)
    assert page.select_one("#problems").text == "At least 1 thing to mend before it can be published"  # fmt: skip
    second = where | {"section_id": "seen", "question_id": "q2"}
    change(lead, "draft_question", {"help": ""}, **second)
    page = lead.get("audit_templates.draft", **where)
    assert page.select_one("#problems").text == "1 thing to mend before it can be published"


def test_what_is_wrong_beside_other_things_hides_nothing():
    known = library.known()
    assert stops_short(a_template(minutes=0), known)
    assert stops_short(a_template({"use": "gone-section", "version": 1}), known)
    assert not stops_short(a_template(a_section(descriptors={})), known)


def test_a_question_worded_anew_is_listed_beside_what_else_is_wrong(council):
    publish_template(council, a_template())
    anew = a_section("seen", a_question(text="Is it so?"), a_question(2, text="No end"))
    draft = make_draft(council, a_template(anew, version=2))
    assert len(operations.problems_of(draft)) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (a_template(a_section("new")), "No section can have the id new"),
        (a_template(a_section("from-library")), "No section can have the id from-library"),
        (a_template(a_section("seen", a_question() | {"id": "new"})), "No question can have the id new"),
        (a_template(SHARED | {"also": [a_question() | {"id": "new"}]}), "No question can have the id new"),
    ],
)  # fmt: skip
def test_an_id_that_the_addresses_of_the_editor_need_is_refused(content, words):
    assert any(words in one.wrong for one in problems_of_template(content, library.known()))
