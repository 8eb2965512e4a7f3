import pytest

from qa_app.foundation.statistics.mixes import moved_most


def test_the_kind_that_moved_furthest_is_named():
    moved = moved_most({"Plan": 60, "Assessment": 40}, {"Plan": 30, "Assessment": 40, "Care": 30})
    assert (moved.kind, moved.points, moved.is_unlike) == ("Plan", -30, True)


@pytest.mark.parametrize(("recent", "unlike"), [(60, False), (61, True)])
def test_twenty_points_are_still_alike(recent, unlike):
    moved = moved_most({"Plan": 40, "Care": 60}, {"Plan": recent, "Care": 100 - recent})
    assert moved.is_unlike is unlike


def test_a_kind_that_is_new_counts_and_a_period_of_nothing_cannot_be_compared():
    assert moved_most({"Plan": 10}, {"Care": 10}).is_unlike
    assert moved_most({}, {"Plan": 3}) is None
    assert moved_most({"Plan": 3}, {"Plan": 0}) is None
