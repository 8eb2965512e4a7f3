"""`make faults` in small, so that it is fit when it is called for."""

import pytest

from tests.faults.drill import on_postgresql, on_sqlite
from tests.faults.setting import prepare
from tests.faults.verdict import Verdict, judge
from tests.faults.writers import Write
from tests.real.fixtures import need


class SaidToBeSaved:
    """A writer who was told that a write is saved, when nobody had kept it."""

    trouble = None

    def __init__(self) -> None:
        self.ledger = [Write("Lost in the post", is_acknowledged=True)]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_on_sqlite():
    verdict = on_sqlite(kills=2, seed=1)
    assert verdict.well, verdict
    assert verdict.acknowledged > 0


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_on_postgresql():
    need("postgresql")
    verdict = on_postgresql(kills=1, seed=1)
    assert verdict.well, verdict
    assert verdict.acknowledged > 0


def test_a_write_that_is_lost_is_seen(tmp_path):
    url = f"sqlite:///{tmp_path}/qa.db"
    desks = prepare(url)
    verdict: Verdict = judge(url, desks, [SaidToBeSaved() for _ in desks])
    assert verdict.lost > 0
    assert not verdict.well
