"""Grades of closed months as they stood, beside those that count now, of the audits that the viewer may open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import JSON, String, cast, null, select, union_all

from qa_app.audits.models import Audit
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.models import KeptReading, KeptRound
from qa_app.insight.queries.counted import that_may_count
from qa_app.insight.queries.grades import Asking
from qa_app.insight.queries.stood import kept_readings
from qa_app.insight.rules.closed import Kept
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round

# Those of which there is no audit to show any more stand among these.
MOST_LOOKED_AT = 500


def grades_then_and_now(asking: Asking) -> dict[int, Kept]:
    """By the number of what was given out, each as one. One query."""
    kept = (
        kept_readings(asking.viewer, asking.filters)
        .with_only_columns(
            KeptReading.allocation_id,
            Round.month,
            KeptReading.template_version_id,
            cast(null(), String).label("grade"),
            KeptReading.grades,
        )
        .order_by(None)
    )
    rows = asking.rows()
    counts_now = (
        select(Allocation.id, rows.c.month, rows.c.version_id, rows.c.grade, cast(null(), JSON))
        .select_from(rows)
        .join(Audit, Audit.id == rows.c.audit_id)
        .join(Allocation, Allocation.id == Audit.allocation_id)
        .where(Allocation.round_id.in_(select(KeptRound.round_id)))
    )
    then: dict[int, Kept] = {}
    now: dict[int, Kept] = {}
    for one, month, version, grade, grades in db.session.execute(union_all(kept, counts_now)):
        if grades is None:
            now[one] = Kept(month, version, None, grade, 1, is_added=True)
        else:
            stood = grades.get(asking.about.concept)
            then[one] = Kept(month, version, stood, None, 1, is_gone=True)
    return {
        one: Kept(then[one].month, then[one].version, then[one].then, now[one].now, 1)
        if one in then and one in now
        else then.get(one) or now[one]
        for one in dict.fromkeys([*then, *now])
    }


def together(found: Mapping[int, Kept]) -> list[Kept]:
    """Alike ones as one."""
    return [
        Kept(one.month, one.version, one.then, one.now, number, one.is_gone, one.is_added)
        for one, number in Counter(found.values()).items()
    ]


@dataclass(frozen=True)
class Changed:
    """One audit whose part in the figures of a closed month is another than it was."""

    reference: str
    place: str
    audit_id: str
    child_id: str | None
    kept: Kept


def list_changed(asking: Asking, found: Mapping[int, Kept]) -> list[Changed]:
    """The newest month first. Of what was shut, moved or destroyed nothing is shown."""
    changed = sorted(
        (one for one, kept in found.items() if kept.has_changed),
        key=lambda one: (-found[one].month.toordinal(), one),
    )
    if not changed:
        return []
    wanted = (
        that_may_count(asking.viewer, asking.filters)
        .options()
        .where(Allocation.id.in_(changed[:MOST_LOOKED_AT]))
        .outerjoin(Child, Child.id == Allocation.child_id)
        .with_only_columns(
            Allocation.id, Allocation.reference, Place.name, Audit.public_id, Child.public_id
        )
        .order_by(Round.month.desc(), Allocation.reference, Audit.id)
    )
    return [
        Changed(reference, place, audit_id, child_id, found[one])
        for one, reference, place, audit_id, child_id in db.session.execute(wanted)
    ]
