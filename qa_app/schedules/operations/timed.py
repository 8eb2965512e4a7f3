"""One turn of the timer: what is due is asked for, made, and told of."""

from collections.abc import Callable
from datetime import datetime

from qa_app.foundation.database import db
from qa_app.organisation.queries.places import list_councils
from qa_app.schedules.operations.making import ask_for_due
from qa_app.schedules.operations.running import run_due
from qa_app.schedules.operations.telling import tell_ready

TURN = "reports schedule"
Clock = Callable[[], datetime]


def take_turn(address: str, make: Callable[[], object], clock: Clock) -> dict[str, int]:
    """`make` makes all that waits, beside whoever else does; the rest is done by one at a time.

    What broke off in between is found again by the next turn, for every step asks what is left to do.
    """
    is_any = False
    counts = {"ran": 0, "stopped": 0, "asked": 0, "told": 0}
    with db.one_at_a_time(TURN):
        for council in list_councils():
            done = run_due(council, clock(), address)
            counts["ran"] += done.ran
            counts["stopped"] += done.stopped
            # Each council's are kept before the next is begun.
            db.session.commit()
            waiting = ask_for_due(council, clock())
            counts["asked"] += waiting.asked
            is_any = is_any or waiting.is_any
            db.session.commit()
    if is_any:
        make()
    with db.one_at_a_time(TURN):
        for council in list_councils():
            counts["told"] += tell_ready(council, clock(), address)
            db.session.commit()
    return counts
