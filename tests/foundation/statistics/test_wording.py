import pytest

from qa_app.foundation.statistics.wording import (
    headline_share,
    is_small,
    range_in_words,
    share_of,
    share_with_range,
)


def test_all_is_said_of_all_alone_and_none_of_none():
    assert share_of(299, 300) == "299 of 300 (99%)"
    assert share_of(1, 300) == "1 of 300 (1%)"
    assert share_of(300, 300) == "300 of 300 (100%)"
    assert share_of(4, 4) == "4 of 4"


def test_words_stand_before_the_percentage():
    assert share_of(1200, 2400, " audits") == "1,200 of 2,400 audits (50%)"


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [
        (7, 10, "7 of 10 (70%; likely between 40% and 89%)"),
        (3, 4, "3 of 4"),
        (4, 5, "4 of 5 (80%, small number; likely between 38% and 96%)"),
        (9, 9, "9 of 9 (100%, small number; likely between 70% and 100%)"),
        (0, 0, "0 of 0"),
    ],
)
def test_a_headline_is_silent_about_few_and_says_where_they_are_small(number, of, said):
    assert headline_share(number, of) == said


def test_behind_the_headline_stands_the_range_however_few():
    assert share_with_range(2, 3) == "2 of 3 (67%; likely between 21% and 94%)"
    assert share_with_range(0, 0) is None
    assert range_in_words(0, 0) == ""


def test_from_five_to_nine_is_a_small_number():
    assert [of for of in range(15) if is_small(of)] == [5, 6, 7, 8, 9]
