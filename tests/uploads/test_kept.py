from dataclasses import dataclass
from datetime import date

import pytest

from qa_app.foundation.errors import DomainError, about
from qa_app.uploads.rules.kept import as_kept, found_in, with_days
from qa_app.uploads.rules.problems import (
    Problem,
    Weight,
    count_by_weight,
    first_of_each_kind,
    problem_as_kept,
    problem_from_kept,
    rows_of,
)

LOST = Problem(Weight.REFUSED, "Sheet 1", 7, "", "There is no reference")
NOTED = Problem(Weight.NOTED, "Sheet 1", 3, "B3", "4 years is read as a number")
NOTED_TOO = Problem(Weight.NOTED, "Sheet 1", 4, "B4", "5 years is read as a number")


@dataclass(frozen=True)
class Written:
    name: str
    on: date | None = None
    seen: bool | None = None
    number: int = 0
    words: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "one", [Written("a"), Written("a", date(2026, 11, 3), False, 0, ("x",)), Written("", seen=True)]
)
def test_what_says_something_is_kept_as_text_and_comes_back(one):
    kept = as_kept(one)
    assert date(2026, 11, 3) not in kept.values()
    assert Written(**with_days({"name": "", **kept}, ["on"])) == one


def test_what_says_nothing_is_not_kept_and_no_and_nought_say_something():
    assert as_kept(Written("", seen=False)) == {"seen": False, "number": 0}


def test_the_same_files_are_known_again_in_whichever_order_and_under_other_names():
    one = found_in([("a.csv", b"1"), ("b.csv", b"2")], {})
    other = found_in([("c.csv", b"2"), ("d.csv", b"1")], {})
    assert (one.digest, one.name) == (other.digest, "a.csv, b.csv")
    assert found_in([("a.csv", b"1"), ("b.csv", b"3")], {}).digest != one.digest
    assert len(found_in([("a" * 120, b""), ("b" * 120, b""), ("c" * 120, b"")], {}).name) == 250


def test_of_problems_alike_the_first_is_shown_and_what_lost_a_row_comes_first():
    found = first_of_each_kind([NOTED, NOTED_TOO, LOST])
    assert found == [(LOST, 1), (NOTED, 2)]
    assert count_by_weight([NOTED, NOTED_TOO, LOST]) == {
        Weight.REFUSED: 1,
        Weight.EMPTIED: 0,
        Weight.NOTED: 2,
    }


def test_a_problem_is_kept_and_comes_back_and_is_listed_with_its_place():
    assert problem_from_kept(problem_as_kept(NOTED)) == NOTED
    assert problem_as_kept(NOTED)["weight"] == "NOTED"
    assert rows_of([LOST]) == [("Row not read", "Sheet 1", 7, "", "There is no reference")]


def test_what_is_refused_is_said_beside_the_question_it_is_about():
    with pytest.raises(DomainError) as refused, about("workbook"):
        raise DomainError("It is damaged", "It is too wide")
    assert [(str(one), one.about) for one in refused.value.reasons] == [
        ("It is damaged", "workbook"),
        ("It is too wide", "workbook"),
    ]
