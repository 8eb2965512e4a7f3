"""What becomes of the words that somebody types in answer to a question."""

from types import SimpleNamespace

import pytest
from werkzeug.datastructures import MultiDict

from qa_app.audit_templates.questions import Asked, Given, box_in_words
from qa_app.audit_templates.rules.words import Kind


def read(text: str) -> Asked:
    line = SimpleNamespace(question=SimpleNamespace(id="mo1-1", kind=Kind.TEXT))
    asked = Asked(line, {}, Given("before", "", "before"), is_shown=True)
    asked.read(MultiDict({"a-mo1-1": text, "e-mo1-1": text}), SimpleNamespace())
    return asked


def test_what_a_paste_carries_along_is_dropped():
    asked = read("\ufeffSeen tw\u00adice\u2028at home\u200b ")
    assert asked.given == Given("Seen twice\nat home", "", "Seen twice\nat home")
    assert not asked.problem


def test_a_mark_that_turns_the_writing_is_refused_and_stays_in_its_box():
    asked = read("Seen twice\u202e a week")
    says = "Take out the invisible mark after “Seen twice”, or type it again"
    assert (asked.problem, asked.evidence_problem) == (says, says)
    assert asked.text == "Seen twice\u202e a week"
    assert asked.given == Given("before", "", "before")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a-mo3-1a", "Answer to question mo3-1a"),
        ("e-mo3-1", "Where you saw it, for question mo3-1"),
        ("s-mo3-1", "How you know, for question mo3-1"),
        ("a-mo2-4-month", "Answer to question mo2-4 (month)"),
        ("evidence", None),
        ("what_a-mo3", None),
    ],
)
def test_a_box_of_a_question_has_words(name, words):
    assert box_in_words(name) == words
