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
    chosen = in_their_place([one.stratum for one in out], [one.stratum for one in reserves])
    return [one for one in picked if one not in out] + [reserves[at] for at in chosen]
