"""Second opinions that are settled, of audits that the viewer may open, as pairs of grades."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import is_waiting, visible_to
from qa_app.audits.rules import Status
from qa_app.audits.rules.choosing import Chosen
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.insight.queries.versions import Version, versions_in
from qa_app.insight.rules.accuracy import WHOLE, How, Judged, Pair, how_of
from qa_app.moderation.models import ModeratedGrade, Moderation
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State, first_of_month
from qa_app.rounds.rules.months import months_on

# Tables by themselves: the audits that they are joined to are not shut.
MODERATIONS, GRADES = Moderation.__table__, ModeratedGrade.__table__
COUNTED = (Status.AGREED, Status.SIGNED_OFF)
BY_CHANCE = Chosen.BY_CHANCE.name


def list_judged(viewer: Viewer, months: Sequence[date], *, below: str = "") -> list[Judged]:
    visible = visible_to(viewer, Permission.AUDIT_READ)
    where = where_counted_together(viewer, below)
    return _judged(visible.where(where), viewer.council_id, months)


def pairs_by_audit(
    viewer: Viewer, since: date, how: How, concept: str, whose: ColumnElement[bool]
) -> list[tuple[int, Pair]]:
    """The same of one concept, each beside the number of its audit, for lists."""
    audits = visible_to(viewer, Permission.AUDIT_READ).where(whose)
    wanted = _settled(audits, since).add_columns(Audit.id).order_by(Audit.id, GRADES.c.id)
    scales, found = _scales_of(viewer.council_id), []
    for by_chance, blind, version, section, auditor, moderator, id_ in db.session.execute(wanted):
        about = scales[version].about(section, auditor, moderator)
        if about and about[1] == concept and how_of(by_chance=by_chance, blind=blind) is how:
            found.append((id_, about[0]))
    return found


def where_counted_together(viewer: Viewer, below: str = "") -> ColumnElement[bool]:
    """Where the viewer may see agreement counted together; below one place, as it was then."""
    return and_(where_permitted(Place.path, viewer, Permission.ACCURACY_READ), _then(below))


def of_auditor(person_id: int) -> ColumnElement[bool]:
    """Whoever asks has been found to be them, their moderator or a QA lead."""
    return Audit.read_by_id == person_id


def list_wholes_judged_blind(
    viewer: Viewer, months: Sequence[date], *, below: str = ""
) -> list[Judged]:
    """The same of whole audits that were read blind, without the many rows that a sentence leaves out."""
    wanted = visible_to(viewer, Permission.AUDIT_READ).where(where_counted_together(viewer, below))
    return _judged(
        wanted, viewer.council_id, months, MODERATIONS.c.blind, GRADES.c.section == WHOLE
    )


def list_judged_of(auditor_id: int, viewer: Viewer, months: Sequence[date]) -> list[Judged]:
    visible = visible_to(viewer, Permission.AUDIT_READ)
    return _judged(visible.where(of_auditor(auditor_id)), viewer.council_id, months)


def list_judged_by_all(council_id: int, months: Sequence[date]) -> list[Judged]:
    """Of the council as a whole, for the average that one auditor’s own is drawn towards; no row of it is shown."""
    everything = select(Audit).join(Audit.allocation).where(Audit.council_id == council_id)
    return _judged(everything, council_id, months)


def count_waiting(viewer: Viewer, since: date, *, below: str = "") -> dict[bool, Counter[date]]:
    """By chance or not, how many audits of each month still wait to be settled."""
    rows = db.session.execute(
        visible_to(viewer, Permission.ACCURACY_READ)
        .with_only_columns(Audit.submitted_at, Audit.chosen)
        .where(
            is_waiting(),
            Audit.submitted_at >= start_of(since),
            Allocation.state != State.WITHDRAWN,
            _then(below),
        )
    )
    found: dict[bool, Counter[date]] = {True: Counter(), False: Counter()}
    for submitted_at, chosen in rows:
        if submitted_at and chosen:
            found[BY_CHANCE in chosen][first_of_month(london_day(submitted_at))] += 1
    return found


def list_behind(audits: Collection[int], viewer: Viewer) -> list[Moderation]:
    """The second opinions on these audits, the newest first, with what a list shows of them."""
    readable = visible_to(viewer, Permission.AUDIT_READ).with_only_columns(Audit.id)
    wanted = (
        select(Moderation)
        .join(Moderation.audit)
        .join(Audit.allocation)
        .where(Moderation.audit_id.in_(audits), Moderation.audit_id.in_(readable))
        .options(
            contains_eager(Moderation.audit).options(
                contains_eager(Audit.allocation).options(
                    joinedload(Allocation.place),
                    joinedload(Allocation.child),
                    joinedload(Allocation.practitioner_here),
                ),
                joinedload(Audit.template_version),
            ),
            selectinload(Moderation.grades),
        )
        .order_by(Audit.submitted_at.desc(), Audit.id.desc())
    )
    return list(db.session.scalars(wanted))


def _settled(
    audits: Select[Audit], since: date, *where: SQLColumnExpression[bool]
) -> Select[*tuple[Any, ...]]:
    """By whom it was read how, the version, the section and both grades; further columns come after these."""
    is_by_chance = cast(MODERATIONS.c.chosen, String).contains(f'"{BY_CHANCE}"')
    return (
        audits.with_only_columns(
            is_by_chance.label("by_chance"),
            MODERATIONS.c.blind,
            Audit.template_version_id,
            GRADES.c.section,
            GRADES.c.auditor_grade,
            GRADES.c.moderator_grade,
        )
        .options()
        .order_by(None)
        .join(MODERATIONS, MODERATIONS.c.audit_id == Audit.id)
        .join(GRADES, GRADES.c.moderation_id == MODERATIONS.c.id)
        .where(
            MODERATIONS.c.settled_at.is_not(None),
            Audit.status.in_(COUNTED),
            Allocation.state != State.WITHDRAWN,
            Audit.submitted_at >= start_of(since),
            *where,
        )
    )


def _judged(
    audits: Select[Audit],
    council_id: int,
    months: Sequence[date],
    *where: SQLColumnExpression[bool],
) -> list[Judged]:
    """Alike pairs are counted by the database, which tells the months apart by when they begin in London."""
    newest_first = months[::-1]
    begun = [
        (Audit.submitted_at >= start_of(month), literal(at))
        for at, month in enumerate(newest_first)
    ]
    in_time = Audit.submitted_at < start_of(months_on(newest_first[0], 1))
    alike = _settled(audits, months[0], in_time, *where).add_columns(case(*begun).label("month"))
    rows = alike.add_columns(func.count()).group_by(*alike.selected_columns)
    scales, found = _scales_of(council_id), []
    for by_chance, blind, version, section, auditor, moderator, at, number in db.session.execute(
        rows
    ):
        if about := scales[version].about(section, auditor, moderator):
            how = how_of(by_chance=by_chance, blind=blind)
            found += [Judged(about[0], newest_first[at], how, about[1])] * number
    return found


@dataclass(frozen=True)
class Scale:
    """Every pair of grades of a version of a template, and what each of its sections is about."""

    pairs: Mapping[tuple[str | None, str], Pair]
    concepts: Mapping[str, str]

    def about(self, section: str, auditor: str | None, moderator: str) -> tuple[Pair, str] | None:
        """The pair and its concept. A grade that one of the two did not give makes no pair."""
        pair = self.pairs.get((auditor, moderator))
        if pair is None or (section != WHOLE and section not in self.concepts):
            return None
        return pair, self.concepts.get(section, WHOLE)


def _scales_of(council_id: int) -> dict[int, Scale]:
    return {number: _scale_of(one) for number, one in versions_in(council_id).items()}


def _scale_of(version: Version) -> Scale:
    codes, good = version.scale.codes, len(version.scale.good)
    pairs: dict[tuple[str | None, str], Pair] = {
        (first, second): Pair(auditor, moderator, len(codes), good)
        for auditor, first in enumerate(codes)
        for moderator, second in enumerate(codes)
    }
    return Scale(pairs, version.shape.concepts)


def _then(below: str) -> ColumnElement[bool]:
    return within(Allocation.place_then, below) if below else true()
