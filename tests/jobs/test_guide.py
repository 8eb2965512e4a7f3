"""The guide to the timers names every one of them."""

from pathlib import Path

import pytest

from qa_app.jobs.rules import TIMERS

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "timers.md"


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.name)
def test_the_guide_says_how_often_each_timer_runs(timer):
    rows = [
        line for line in GUIDE.read_text().splitlines() if line.startswith(f"| `{timer.command}")
    ]
    assert rows, "add it to the first table"
    assert timer.every.lower() in rows[0]
