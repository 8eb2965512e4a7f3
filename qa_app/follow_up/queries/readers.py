"""Who could read a record a second time: may, has no rule against it, and has the least to do."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.auditors import list_able, workforce_of
from qa_app.rounds.queries.requesting import bars_of_all
from qa_app.rounds.rules import OPEN


def suggested_reader(
    first: Audit, round_: Round, viewer: Viewer, on: date, more: Counter[int] | None = None
) -> Membership | None:
    """Of those whom the round’s programme asks. Whoever read it first comes last: a second pair of eyes.

    `more` is what they are about to be given besides what they have.
    """
    due_on = max(round_.due_on, on)
    panel = workforce_of(round_.council_id, on, due_on).panel(
        round_.programme.plan.auditors, on, due_on
    )
    asked = {one.person for one in panel.auditors if one.person in panel.here}
    barred = bars_of_all(first.allocation, viewer, on)
    free = [one for one in list_able(round_.council_id, on) if one.person_id in asked]
    free = [one for one in free if one.person_id in barred and barred[one.person_id] is None]
    busy = Counter(open_audits(round_.council_id)) + (more or Counter())
    return min(
        free,
        key=lambda one: (one.person_id == first.read_by_id, busy[one.person_id], one.id),
        default=None,
    )


def suggested_readers(
    firsts: Sequence[Audit], round_: Round, viewer: Viewer, on: date
) -> list[tuple[Audit, Membership | None]]:
    """For several at once: what each is given counts for the next."""
    given: Counter[int] = Counter()
    found = []
    for first in firsts:
        reader = suggested_reader(first, round_, viewer, on, given)
        if reader:
            given[reader.person_id] += 1
        found.append((first, reader))
    return found


def open_audits(council_id: int) -> dict[int, int]:
    wanted = (
        select(Allocation.auditor_id, func.count())
        .where(Allocation.council_id == council_id, Allocation.state.in_(OPEN))
        .group_by(Allocation.auditor_id)
    )
    return {person: number for person, number in db.session.execute(wanted)}
