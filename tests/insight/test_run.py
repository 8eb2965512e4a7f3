"""The chart of two years and the sentence above it."""

from datetime import date

from qa_app.insight.rules import Counted
from qa_app.insight.rules.run import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    height_of,
    is_a_run,
    run_of,
    sentence_of,
)
from qa_app.rounds.rules import months_back

MONTHS = months_back(date(2026, 11, 1), 8)


def run_with(*done_of_due):
    """The newest month first; pairs of done and due."""
    counts = [Counted(done=done, to_do=due - done) for done, due in done_of_due]
    return list(zip(MONTHS, counts, strict=False))


def test_the_sentence_tells_of_months_that_are_over():
    months = run_with((1, 10), (10, 10), (9, 10), (8, 10), (0, 0), (7, 10), (5, 10), (4, 10))
    assert is_a_run(months)
    assert sentence_of(months, 90) == (
        "April 2026 began at 40%, October 2026 reached 100%. "
        "The target of 90% was reached in 2 of 6 months."
    )


def test_fewer_than_six_months_of_five_are_no_run():
    months = run_with((10, 10), (10, 10), (9, 10), (4, 4), (7, 10), (5, 10), (5, 10))
    assert not is_a_run(months)
    assert sentence_of(months, 90).startswith("Too few to draw: 5 of the months that are over")


def test_the_oldest_month_is_at_the_left_and_this_one_an_open_dot_at_the_right():
    marks = run_of(run_with((1, 10), (5, 10), (10, 10)), 90).marks
    assert [mark.month for mark in marks] == list(reversed(MONTHS[:3]))
    assert (marks[0].x, marks[0].y, marks[-1].x) == (LEFT, TOP, RIGHT)
    assert [mark.is_going_on for mark in marks] == [False, False, True]


def test_no_line_crosses_a_month_without_a_share_nor_leads_to_this_one():
    run = run_of(run_with((1, 10), (5, 10), (6, 10), (0, 0), (3, 4), (7, 10)), 90)
    assert [mark.percent for mark in run.marks] == [70, None, None, 60, 50, 10]
    assert len(run.lines) == 1
    assert run.lines[0].count(",") == 2


def test_the_first_and_the_last_month_that_is_over_are_labelled():
    marks = run_of(run_with((1, 10), (5, 10), (6, 10), (7, 10)), 90).marks
    assert [mark.is_labelled for mark in marks] == [True, False, True, False]


def test_heights_go_from_nothing_to_all():
    assert (height_of(0), height_of(50), height_of(100)) == (BOTTOM, (TOP + BOTTOM) / 2, TOP)
