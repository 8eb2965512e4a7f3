"""Give out what was drawn, in one go."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation, DrawnRecord, Round
from qa_app.rounds.operations.programmes import mark_opened
from qa_app.rounds.queries.drawing import latest_draw
from qa_app.rounds.queries.pools import paths_of
from qa_app.rounds.queries.proposals import Proposed, proposal_for
from qa_app.rounds.queries.showing import told_to
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.requesting import due_when_given
from qa_app.trail.operations import record


def open_as_proposed(
    round_: Round,
    by: Viewer | None,
    at: datetime,
    *,
    waived: Collection[Bar] = (),
    leave_out: bool = False,
) -> list[Allocation]:
    """What nobody may read is left out only if that is said; its auditors then have less.

    Whoever is not cleared for all of it is asked about the records that they may see. Of the others those
    that nobody may read are left out, and the page of the draw says so to whoever is cleared.
    """
    draw = latest_draw(round_)
    if draw is None:
        raise DomainError("Draw the records first")
    if round_.opened_at is not None:
        raise DomainError("This round is open already. Somebody may have opened it a moment ago")
    proposed = proposal_for(draw, waived)
    seen, told = told_to(proposed, by)
    if not seen:
        raise DomainError(
            "No record that you may see is drawn and can still be read. Draw again, or ask somebody who is "
            "cleared for restricted records to open the round"
        )
    if told.left and not leave_out:
        raise DomainError(
            "Some of the records cannot be given to anybody. Choose what to do with them"
        )
    mark_opened(round_, by, at)
    return _give_out(round_, proposed, by, at)


def _give_out(
    round_: Round, proposed: Proposed, by: Viewer | None, at: datetime
) -> list[Allocation]:
    paths = paths_of(round_.council_id)
    readers = proposed.proposal.balance.readers
    loads = Counter(one for one in readers if one is not None)
    due = due_when_given(round_.programme.plan, round_.due_on, at)
    given = [
        allocation_of(round_, one, reader, paths, _weighed(proposed, at_, reader, loads), due)
        for at_, (one, reader) in enumerate(zip(proposed.drawn, readers, strict=True))
        if reader is not None
    ]
    db.session.add_all(given)
    db.session.flush()
    for one in given:
        record("audit:allocated", by, one, council_id=round_.council_id, at=at)
    return given


def allocation_of(
    round_: Round,
    one: DrawnRecord,
    reader: int,
    paths: dict[int, str],
    weighed: dict[str, object] | None,
    due: tuple[date, datetime | None],
) -> Allocation:
    """The audit of a record that was drawn, for somebody to read."""
    return Allocation(
        council_id=round_.council_id,
        round=round_,
        child_id=one.child_id,
        reference=one.reference,
        place_id=one.place_id,
        place_then=paths[one.place_id],
        auditor_id=reader,
        practitioner_id=one.practitioner_id if one.draw.is_of_practitioners else None,
        drawn_record_id=one.id,
        due_on=due[0],
        due_at=due[1],
        weighed=weighed,
    )


def _weighed(proposed: Proposed, at: int, reader: int, loads: Counter[int]) -> dict[str, object]:
    """Why this auditor, in numbers that a page can put into a sentence later."""
    proposal = proposed.proposal
    barred = Counter(why.name for why in proposal.bars[at].values())
    return {
        "auditors": len(proposal.shares),
        "barred": dict(barred),
        "share": round(proposal.shares[reader], 2),
        "given": loads[reader],
    }
