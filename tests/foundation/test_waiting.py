"""Writers on SQLite wait for one another: the next is in soon after the last has done, and nobody waits for ever."""

import threading
import time
from statistics import median

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from qa_app.foundation import engines
from qa_app.foundation.engines import engine_for


@pytest.fixture
def engine(tmp_path) -> Engine:
    return engine_for(f"sqlite:///{tmp_path}/qa.db")


def waited_after(engine: Engine, held_for: float) -> float:
    """How long after the first writer has done the second is in."""
    begun, done = threading.Event(), []

    def hold() -> None:
        with engine.begin() as first:
            first.execute(text("SELECT 1"))
            begun.set()
            time.sleep(held_for)
        done.append(time.monotonic())

    writer = threading.Thread(target=hold)
    writer.start()
    begun.wait()
    with engine.begin() as second:
        second.execute(text("SELECT 1"))
        came = time.monotonic()
    writer.join()
    return came - done[0]


def test_the_next_writer_is_in_soon_after_the_last_has_done(engine):
    # SQLite's own waiting would sleep for 50 or 100 thousandths of a second at a time by then.
    assert median(waited_after(engine, 0.13 + 0.02 * times) for times in range(5)) < 0.02


def test_a_writer_that_waited_long_enough_is_refused(engine, monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE", 0.05)
    with engine.begin() as first:
        first.execute(text("SELECT 1"))
        with pytest.raises(OperationalError, match="locked"), engine.begin() as second:
            second.execute(text("SELECT 1"))
