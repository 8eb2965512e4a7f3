"""What of a draw still stands when it is given out."""

from qa_app.foundation.clock import london_day
from qa_app.rounds.models import Draw, DrawnRecord
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.pools import held_on
from qa_app.rounds.rules.holds import in_their_place
from qa_app.rounds.rules.outcomes import Outcome


def still_in(draw: Draw) -> list[DrawnRecord]:
    """Those drawn; for each that was taken out of draws since, the next in turn, of its stratum first."""
    picked = list_records(draw, Outcome.PICKED)
    held = held_on(draw.council_id, london_day(draw.drawn_at))
    out = [one for one in picked if one.child_id in held]
    if not out:
        return picked
    reserves = [one for one in list_records(draw, Outcome.RESERVE) if one.child_id not in held]
    standing = [one for one in picked if one not in out]
    for on_top in (False, True):
        free = [one for one in reserves if one.on_top is on_top]
        gone = [one.stratum for one in out if one.on_top is on_top]
        standing += [free[at] for at in in_their_place(gone, [one.stratum for one in free])]
    return standing
