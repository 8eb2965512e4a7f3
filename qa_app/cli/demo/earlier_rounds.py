"""Rounds that are long over were closed, but for the last few."""

from datetime import timedelta

from qa_app.cli.demo.world import World
from qa_app.foundation.clock import start_of, working_days_after
from qa_app.insight.operations.closing import keep_figures
from qa_app.rounds.operations.programmes import close_round
from qa_app.rounds.queries.waiting import rounds_to_close

LEFT_OPEN = 3
CLOSED_AFTER, AT_TEN = 45, timedelta(hours=10)


def close_earlier(world: World) -> None:
    """By the QA lead, on a morning when nobody had been reminded of anything for a while."""
    lead = world.viewer(world.people["qa lead"])
    over = sorted(rounds_to_close(lead, world.today), key=lambda one: one.round.due_on)
    for one in over[:-LEFT_OPEN]:
        day = min(working_days_after(one.round.due_on, CLOSED_AFTER), world.today)
        at = min(start_of(day) + AT_TEN, world.at)
        close_round(one.round, lead, at)
        # The service is not put together while it is filled, so that nobody else keeps them.
        keep_figures(one.round, at)


STEPS = (close_earlier,)
