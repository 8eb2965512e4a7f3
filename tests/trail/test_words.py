"""Every event that the service records can be read by people."""

import ast
from pathlib import Path

import qa_app
from qa_app.trail.rules.words import KINDS, WORDS, Kind, in_words, kind_of, names_of
from tests.reference import EVENT, NOT_EVENTS

PACKAGE = Path(qa_app.__file__).parent


def names_in(source: str) -> set[str]:
    constants = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    texts = [node.value for node in constants if isinstance(node.value, str)]
    return {text for text in texts if EVENT.fullmatch(text)} - NOT_EVENTS


def recorded() -> set[str]:
    files = [file for file in PACKAGE.rglob("*.py") if file.name != "words.py"]
    return set().union(*(names_in(file.read_text()) for file in files))


def names_given(source: str) -> list[str]:
    """What is handed to record() and look() that is neither a name nor a variable that holds one."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [call.args[0] for call in calls if getattr(call.func, "id", "") in ("record", "look")]
    made = (ast.JoinedStr, ast.BinOp, ast.Call)
    return [ast.unparse(name) for name in names if isinstance(name, made)]


def test_every_event_has_its_words():
    assert recorded() - WORDS.keys() == set(), "add it to WORDS in qa_app/trail/rules/words.py"


def test_an_event_without_words_would_be_found():
    assert names_in('record("child:painted", by)') == {"child:painted"}


def test_no_name_is_put_together_where_no_test_can_see_it():
    made = [name for file in PACKAGE.rglob("*.py") for name in names_given(file.read_text())]
    assert made == []


def test_every_event_is_of_a_kind_that_a_filter_offers():
    assert {name.partition(":")[0] for name in WORDS} <= KINDS.keys()
    assert sorted(name for kind in Kind for name in names_of(kind)) == sorted(WORDS)


def test_downloads_are_a_kind_of_their_own():
    assert kind_of("children:exported") is Kind.EXPORTS
    assert kind_of("children:listed") is Kind.CHILDREN


def test_an_event_of_another_version_still_says_something():
    assert in_words("child:painted-blue") == "child painted blue"
