"""One turn of the timer: what is due is asked for, made, and told of."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.places import list_councils
from qa_app.schedules.operations.making import ask_for_due
from qa_app.schedules.operations.running import run_due
from qa_app.schedules.operations.telling import tell_ready

log = logging.getLogger(__name__)
TURN = "reports schedule"
Clock = Callable[[], datetime]


class Turn:
    """What came of one, as the note of the run has it."""

    def __init__(self, address: str, clock: Clock) -> None:
        self.address, self.clock = address, clock
        self.counts = {"ran": 0, "stopped": 0, "asked": 0, "told": 0, "failed": 0}
        self.is_any = False

    def begin(self, council: Place) -> None:
        done = run_due(council, self.clock(), self.address)
        db.session.commit()
        self.counts["ran"] += done.ran
        self.counts["stopped"] += done.stopped
        waiting = ask_for_due(council, self.clock())
        db.session.commit()
        self.counts["asked"] += waiting.asked
        self.is_any = self.is_any or waiting.is_any

    def end(self, council: Place) -> None:
        told = tell_ready(council, self.clock(), self.address)
        db.session.commit()
        self.counts["told"] += told

    def in_each(self, does: Callable[[Place], None]) -> None:
        """One council whose turn breaks off keeps no other waiting; what it left undone is found by the next turn."""
        with db.one_at_a_time(TURN):
            for council in _councils():
                try:
                    does(council)
                except Exception as error:
                    db.session.rollback()
                    self.counts["failed"] += 1
                    # Its kind alone: a message may hold what was being worked on.
                    log.error("schedules of %s: %s", council.path, type(error).__name__)


def take_turn(address: str, make: Callable[[], object], clock: Clock) -> dict[str, int]:
    """`make` makes all that waits, beside whoever else does; the rest is done by one at a time."""
    turn = Turn(address, clock)
    turn.in_each(turn.begin)
    if turn.is_any:
        make()
    turn.in_each(turn.end)
    return turn.counts


def _councils() -> Iterator[Place]:
    """Each read anew: a transaction that was undone knows them no more."""
    for number in [one.id for one in list_councils()]:
        yield db.session.get_one(Place, number)
