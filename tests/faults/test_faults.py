"""`make faults` in small, so that it is fit when it is called for."""

import pytest

from tests.faults.double import submit_twice
from tests.faults.drill import on_postgresql, on_sqlite
from tests.faults.full_disk import fill_the_disk
from tests.faults.racing import Race, race
from tests.faults.setting import prepare
from tests.faults.typists import kill_while_typing
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


@pytest.mark.slow
def test_of_racing_saves_each_is_kept_or_refused_to_its_sender(tmp_path):
    found = race(f"sqlite:///{tmp_path}/qa.db", tmp_path, saves=60)
    assert found.well, found
    assert found.kept and found.refused


@pytest.mark.slow
def test_an_audit_submitted_twice_at_once_is_submitted_once(tmp_path):
    twice = submit_twice(f"sqlite:///{tmp_path}/qa.db", tmp_path, 4)
    assert twice.well, twice


@pytest.mark.slow
def test_a_kill_while_somebody_types_loses_nothing_acknowledged(tmp_path):
    typed = kill_while_typing(f"sqlite:///{tmp_path}/qa.db", tmp_path, kills=1, seed=1)
    assert not typed.faults, typed
    assert typed.saves > 0


@pytest.mark.slow
def test_on_a_full_disk_nobody_is_told_that_it_is_saved(tmp_path):
    full = fill_the_disk(f"sqlite:///{tmp_path}/qa.db", tmp_path)
    assert full.well, full


def test_a_version_acknowledged_twice_is_seen():
    told = Race(2)
    told.keep(1, "One")
    told.keep(1, "Another")
    assert not told.well


def test_a_write_that_is_lost_is_seen(tmp_path):
    url = f"sqlite:///{tmp_path}/qa.db"
    desks = prepare(url)
    verdict: Verdict = judge(url, desks, [SaidToBeSaved() for _ in desks])
    assert verdict.lost > 0
    assert not verdict.well
