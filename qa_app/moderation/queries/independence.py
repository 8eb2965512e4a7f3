"""What the rules of independence need to know of a moderator and of an audit."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, or_, select, union
from sqlalchemy.orm import aliased

from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.queries.words import OWN
from qa_app.actions.rules import SourceKind
from qa_app.audits.models import Audit
from qa_app.children.models import Child, ChildOnList
from qa_app.children.queries.lists import in_force
from qa_app.foundation.database import db
from qa_app.moderation.rules.independence import Moderator, Subject, why_not_moderate
from qa_app.rounds.models import Allocation, AllocationChange
from qa_app.rounds.queries.auditors import IN_THE_LINE, managers_of
from qa_app.rounds.rules.independence import chain_above


def moderator_of(viewer: Viewer) -> Moderator:
    teams = {
        post.path
        for post in viewer.posts
        if post.holds in IN_THE_LINE and post.path != viewer.council_path
    }
    return Moderator(viewer.person_id, viewer.public_id, tuple(sorted(teams)))


@dataclass(frozen=True)
class Besides:
    """By the ids of allocations and of children: earlier auditors, and second practitioners.

    `read_it` are those who audited the same child another time, or owe an action of the audit, by its id.
    """

    had_it: Mapping[int, frozenset[int]]
    works_too: Mapping[int, frozenset[int]]
    read_it: Mapping[int, frozenset[int]]


def besides_of(audits: Collection[Audit]) -> Besides:
    """Of a list at once: three queries."""
    slots = [one.allocation_id for one in audits]
    had = select(AllocationChange.allocation_id, AllocationChange.auditor_before_id).where(
        AllocationChange.allocation_id.in_(slots), AllocationChange.auditor_before_id.is_not(None)
    )
    children = [one.allocation.child_id for one in audits if one.allocation.child_id]
    lists = [in_force(council_id) for council_id in {one.council_id for one in audits}]
    second = ChildOnList.second_practitioner_id
    works = select(ChildOnList.child_id, second).where(
        ChildOnList.child_id.in_(children),
        ChildOnList.case_list_id.in_(lists),
        second.is_not(None),
    )
    return Besides(
        _gathered(had), _gathered(works), _gathered(union(_who_read_it(audits), *_who_owes(audits)))
    )


# Made once: an alias of a wide table takes as long to make as a short question to answer.
_OTHER, _THEIRS = aliased(Audit), aliased(Allocation)
_CHILD, _KEPT = aliased(Child), aliased(Child)


def _who_read_it(audits: Collection[Audit]) -> Select[*tuple[Any, ...]]:
    """Auditors of other audits of the same child, under whichever reference, or of the same reference."""
    is_of_them = or_(
        _kept(_CHILD) == _kept(_KEPT),
        and_(Allocation.child_id.is_(None), _THEIRS.reference == Allocation.reference),
    )
    return (
        select(Audit.id, _OTHER.read_by_id)
        .join(Audit.allocation)
        .outerjoin(_CHILD, Allocation.child_id == _CHILD.id)
        .join(
            _THEIRS, and_(_THEIRS.council_id == Allocation.council_id, _THEIRS.id != Allocation.id)
        )
        .join(_OTHER, _OTHER.allocation_id == _THEIRS.id)
        .outerjoin(_KEPT, _THEIRS.child_id == _KEPT.id)
        .where(Audit.id.in_([one.id for one in audits if one.sealed]), is_of_them)
        .distinct()
    )


def _who_owes(audits: Collection[Audit]) -> list[Select[*tuple[Any, ...]]]:
    """Those who owe, owed, proposed or are offered an action of it: its words are open to them."""
    sealed = [one.id for one in audits if one.sealed]
    its = and_(Action.source_kind == SourceKind.AUDIT, Action.source_id == Audit.public_id)
    of_it = select(Audit.id).join(Action, its).where(Audit.id.in_(sealed))
    before = ActionChange.owner_before_id
    return [
        *(of_it.add_columns(one).where(one.is_not(None)) for one in OWN[Permission.ACTION_READ]),
        of_it.join(ActionChange).add_columns(before).where(before.is_not(None)),
    ]


def _kept(child: type[Child]) -> ColumnElement[int]:
    """A reference that was merged is the child that it became."""
    return func.coalesce(child.merged_into_id, child.id)


def _gathered(
    wanted: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]],
) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for about, person in db.session.execute(wanted):
        found[about].add(person)
    return {about: frozenset(people) for about, people in found.items()}


def subject_of(
    audit: Audit, manager_of: Mapping[int, int | None], besides: Besides | None = None
) -> Subject:
    besides = besides or besides_of([audit])
    return Subject(
        auditor=audit.read_by_id,
        path=audit.allocation.place.path,
        practitioner=audit.practitioner_then_id,
        above=chain_above(audit.practitioner_then_id, manager_of),
        had_it=besides.had_it.get(audit.allocation_id, frozenset()),
        works_too=besides.works_too.get(audit.allocation.child_id or 0, frozenset()),
        read_it=besides.read_it.get(audit.id, frozenset()),
        named=audit.plan.moderators,
    )


def why_not(audit: Audit, viewer: Viewer) -> str:
    """Why they may not give a second opinion on it; nothing when they may."""
    return why_not_moderate(moderator_of(viewer), subject_of(audit, managers_of(viewer.council_id)))
