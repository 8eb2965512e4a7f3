from datetime import date, datetime

import pytest

from qa_app.trail.rules.moments import read_day, read_moment


@pytest.mark.parametrize("typed", ["3/11/2026", "03-11-2026", "3 November 2026", "2026-11-03"])
def test_the_day_comes_before_the_month(typed):
    assert read_day(typed) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed", ["", "31/02/2026", "11/30/2026", "3/11", "tomorrow", "31/12/9999"]
)
def test_what_is_no_day_is_none(typed):
    assert read_day(typed) is None


@pytest.mark.parametrize(
    "typed", ["3/11/2026 14:30", "3 November 2026 at 2:30pm", "2026-11-03T14:30"]
)
def test_a_moment_is_a_day_and_a_time(typed):
    assert read_moment(typed) == datetime(2026, 11, 3, 14, 30)  # noqa: DTZ001 – by the wall


def test_a_day_alone_is_no_moment():
    assert read_moment("3/11/2026") is None
