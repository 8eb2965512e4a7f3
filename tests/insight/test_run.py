"""The chart of two years and the sentence above it."""

from datetime import date

from qa_app.insight.rules import Counted
from qa_app.insight.rules.run import is_a_run, sentence_of
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
