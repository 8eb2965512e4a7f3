"""Themes that are suggested while somebody writes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.audit_templates import library
from qa_app.audit_templates.rules.suggesting import MOST, phrases_of, suggest

FEW = phrases_of(
    [
        ("SEEN", ["seen alone", "child seen"]),
        ("PLAN", ["plans", "family network", "plans, "]),
        ("VISIT", ["visit"]),
    ]
)


@pytest.fixture(scope="module")
def themes():
    return [theme for group in library.themes()["groups"] for theme in group["themes"]]


@pytest.fixture(scope="module")
def listed(themes):
    return phrases_of((theme["code"], theme["synonyms"]) for theme in themes)


def codes(text, phrases=FEW):
    return [one.code for one in suggest(text, phrases)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("She was Seen alone at school", "SEEN"),
        ("The children were seen", "SEEN"),
        ("The child’s plan is good", "PLAN"),
        ("Families’ networks were drawn", "PLAN"),
        ("Visiting slipped", "VISIT"),
        ("seen-alone", "SEEN"),
    ],
)
def test_a_word_of_the_list_is_found_in_its_forms(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["", "planet", "seen by her alone", "a revisit", "alone seen"])
def test_part_of_a_word_or_of_a_phrase_suggests_nothing(text):
    assert codes(text) == []


def test_a_longer_phrase_comes_first_and_each_says_why():
    found = suggest("Visits were good, and the child was seen alone.", FEW)
    assert [(one.code, one.because) for one in found] == [
        ("SEEN", ("child seen", "seen alone")),
        ("VISIT", ("visit",)),
    ]


@given(st.text(max_size=400))
def test_there_are_never_more_than_five_and_each_once(text):
    found = codes(f"visit plan seen alone {text}")
    assert len(found) <= MOST
    assert len(set(found)) == len(found)


def test_a_theme_is_suggested_for_each_of_its_own_words(themes, listed):
    missed = [
        (theme["code"], synonym)
        for theme in themes
        for synonym in theme["synonyms"]
        if synonym.strip()[-1] != "," and theme["code"] not in codes(synonym, listed)
    ]
    assert missed == []


def test_the_first_suggestion_is_right_for_most_examples_of_the_list(themes, listed):
    """Each theme has two examples in words of their own, so that they measure what a suggestion is worth."""
    examples = [
        (theme["code"], theme[kind]) for theme in themes for kind in ("strength", "development")
    ]
    suggested = [(code, found) for code, text in examples if (found := codes(text, listed))]
    right = sum(found[0] == code for code, found in suggested)

    assert len(suggested) >= 45
    assert right / len(suggested) >= 0.65


def test_a_long_text_is_read_at_once(listed):
    began = time.process_time()
    suggest("plans to visit the child seen alone in school with the family " * 1600, listed)
    assert time.process_time() - began < 1
