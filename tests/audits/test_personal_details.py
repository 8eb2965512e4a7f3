"""What is noticed in a text that may say who a child is, and what is let pass."""

import re
import time
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qa_app.audits.rules import personal_details, personal_numbers
from qa_app.audits.rules.personal_details import (
    Kind,
    details_in,
    notices_of,
    staff_names,
)
from qa_app.audits.rules.personal_numbers import is_nhs_number
from qa_app.cli.demo.words import WORDS
from tests.test_architecture import ROOT

TODAY = date(2026, 11, 21)
STAFF = staff_names(["Amina Khan", "Bo Ng", "Siân O’Neill-Price", "Grace Hope"])
LARGE = 100_000
# 50 ms a pattern is promised; a busy machine is given five times as long.
MOST_SECONDS, MOST_SECONDS_OF_A_PATTERN = 3.0, 0.25
PIECES = [
    "a",
    "1",
    "1 ",
    "123 ",
    "01632 ",
    "a@",
    "@",
    "a.",
    "mum ",
    "Mum A",
    "AB1 2",
    "1/1/",
    "Ms ",
]
RULES = {**vars(personal_details), **vars(personal_numbers)}
PATTERNS = [one for one in RULES.values() if isinstance(one, re.Pattern)]

FOUND = {
    "DOB 12/03/2014": Kind.DATE_OF_BIRTH,
    "born on the 3rd May 2012": Kind.DATE_OF_BIRTH,
    "date of birth: 03.05.12": Kind.DATE_OF_BIRTH,
    "Ofsted looked on 3 May 2012": Kind.DATE_OF_BIRTH,
    "NHS 943 476 5919": Kind.NHS_NUMBER,
    "9434765919": Kind.NHS_NUMBER,
    "UPN A823200001001": None,  # of another letter
    "at SW1A 1AA now": Kind.POSTCODE,
    "lives in m1 1ae with": Kind.POSTCODE,
    "ring 01632 960 123": Kind.TELEPHONE,
    "ring (01632) 960123": Kind.TELEPHONE,
    "mobile 07700 900123": Kind.TELEPHONE,
    "mobile +44 7700 900 123": Kind.TELEPHONE,
    "on 020 7946 0000": Kind.TELEPHONE,
    "write to a.khan@example.gov.uk.": Kind.EMAIL,
    "Mum Sarah said": Kind.FAMILY_NAME,
    "his brother, Tom, was there": Kind.FAMILY_NAME,
    "mum’s partner Dave": Kind.FAMILY_NAME,
    "said Amina Khan’s team": Kind.STAFF_NAME,
    "Ms Khan said": Kind.STAFF_NAME,
    "B. Ng wrote": Kind.STAFF_NAME,
    "Siân O’Neill-Price wrote": Kind.STAFF_NAME,
}
LET_PASS = (
    "Visited on 3 November 2026 and on 17/11/2026.",
    "The plan of 1 March 2025 was reviewed on 2.4.2025 at 14:30.",
    "9434765918 has the wrong last digit.",
    "Reference 1234567 and 20260311.",
    "03 11 2026 14 30",
    "Mum was seen. Dad said no. Brother and sister live apart.",
    "Mum. The next visit was late.",
    "Grace was shown with hope; in may it was khan.",
    "Section 47, step 2 of 3, 10 of 12 (83%), £1,200.50",
    "Working Together 2023 and ILACS",
    "The grandmother Monday visit",
)


@pytest.mark.parametrize(("text", "kind"), FOUND.items())
def test_what_may_say_who_somebody_is_is_found(text, kind):
    assert [one.kind for one in details_in(text, STAFF, TODAY)] == ([kind] if kind else [])


@pytest.mark.parametrize("text", LET_PASS)
def test_what_says_nothing_of_the_kind_is_let_pass(text):
    assert details_in(text, STAFF, TODAY) == []


def test_a_pupil_number_is_known_by_its_letter():
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    found = [letter for letter in letters if details_in(f"{letter}823200001001")]
    assert len(found) == 1
    assert details_in(f"{found[0]}823200001001")[0].kind is Kind.PUPIL_NUMBER


def test_a_notice_says_where_and_what_to_write_instead():
    text = "Mum Sarah said so. Mum Sarah was right. Ring 01632 960123."
    assert notices_of(text) == [
        "“Mum Sarah” may be a family member’s name. "
        "Use initials or “mum”, “dad” or “brother” alone instead.",
        "“01632 960123” may be a telephone number. Leave it out.",
    ]


def test_a_birthday_without_the_day_it_is_written_on_needs_its_word():
    assert details_in("3 May 2012") == []
    assert details_in("born 3 May 2012")


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_of_ten_last_digits_at_most_one_makes_an_nhs_number(first):
    digits = "".join(map(str, first))
    assert sum(is_nhs_number(f"{digits}{last}", [10]) for last in range(10)) <= 1


@given(st.text(max_size=300))
def test_whatever_is_typed_details_stand_in_it_one_after_another(text):
    found = details_in(text, STAFF, TODAY)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in zip(found, found[1:], strict=False))
    assert len(notices_of(text, STAFF, TODAY)) <= len(found)


@given(st.text(alphabet="amn .", max_size=60), st.sampled_from([*FOUND][:6]))
def test_what_stands_before_a_detail_does_not_hide_it(before, text):
    assert details_in(f"{before}\n{text}", STAFF, TODAY)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.pattern[:20])
def test_no_pattern_goes_back_and_forth_over_a_long_text(pattern):
    for piece in PIECES:
        text = (piece * LARGE)[:LARGE]
        fastest = min(
            seconds_of(lambda text=text: sum(1 for _ in pattern.finditer(text))) for _ in range(3)
        )
        assert fastest < MOST_SECONDS_OF_A_PATTERN, piece


def seconds_of(work):
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_takes_no_longer_than_its_length(piece):
    text = (piece * LARGE)[:LARGE]
    assert seconds_of(lambda: details_in(text, STAFF, TODAY)) < MOST_SECONDS


def test_our_own_templates_and_the_demonstration_raise_no_alarm():
    written = [text for path in ROOT.glob("audit_templates/**/*.yaml") for text in texts_of(path)]
    assert len(written) > 5000
    invented = [
        text
        for words in WORDS.values()
        for text in (
            *words.better,
            *words.worse,
            *(one for part in (*words.strengths, *words.issues) for one in part.saw),
            *(one.needs for one in words.issues),
        )
    ]
    noticed = [notice for text in [*written, *invented] for notice in notices_of(text, None, TODAY)]
    assert noticed == []


def texts_of(path):
    waiting, found = [yaml.safe_load(path.read_text(encoding="utf-8"))], []
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
    return found
