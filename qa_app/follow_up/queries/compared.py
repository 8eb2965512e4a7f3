"""Two audits of one record beside each other: the earlier actions, grades then and now, and why they moved."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.actions.models import Action
from qa_app.actions.queries.actions import every_of
from qa_app.actions.rules import COUNTED, State
from qa_app.audits.models import Audit
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.beside import source_of
from qa_app.follow_up.models import EarlierAction, SecondAudit, WhyMoved
from qa_app.follow_up.rules.second_audits import ThenAndNow, graded_in, then_and_now, to_explain
from qa_app.foundation.database import db

# What was asked for, whether it still stands or not.
ASKED_FOR = (*COUNTED, State.NO_LONGER_RIGHT)


@dataclass(frozen=True)
class Compared:
    """What the page of a pair shows. Grades are there once the second auditor has graded for themselves."""

    pair: SecondAudit
    first: Audit
    second: Audit
    actions: list[tuple[Action, EarlierAction | None]]
    shows_grades: bool
    grades: list[ThenAndNow] = field(default_factory=list)
    why: Mapping[str, str] = field(default_factory=dict)

    @property
    def to_look_at(self) -> int:
        return sum(found is None for _, found in self.actions)

    @property
    def to_explain(self) -> list[ThenAndNow]:
        return to_explain(self.grades, self.why)


def compared(pair: SecondAudit, second: Audit) -> Compared:
    """Whoever reads the second audit is given of the first what they are to follow up."""
    first = pair.audit
    shows = second.submitted_at is not None or picture_of(second).all_graded
    found = found_of([pair.id]).get(pair.id, {})
    actions = every_of(source_of(first), first.council_id, *ASKED_FOR)
    return Compared(
        pair,
        first,
        second,
        [(one, found.get(one.id)) for one in actions],
        shows,
        grades_of(first, second) if shows else [],
        why_of([pair.id]).get(pair.id, {}),
    )


def grades_of(first: Audit, second: Audit) -> list[ThenAndNow]:
    return then_and_now(
        graded_in(first.template, first.grades_that_count, first.grade_that_counts),
        graded_in(second.template, second.grades_that_count, second.grade_that_counts),
    )


def found_of(pairs: Collection[int]) -> Mapping[int, dict[int, EarlierAction]]:
    """By pair and action."""
    wanted = select(EarlierAction).where(EarlierAction.second_audit_id.in_(pairs))
    found: dict[int, dict[int, EarlierAction]] = defaultdict(dict)
    for one in db.session.scalars(wanted.options(joinedload(EarlierAction.action))):
        found[one.second_audit_id][one.action_id] = one
    return found


def why_of(pairs: Collection[int]) -> Mapping[int, dict[str, str]]:
    """By pair and section."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for one in db.session.scalars(select(WhyMoved).where(WhyMoved.second_audit_id.in_(pairs))):
        found[one.second_audit_id][one.section] = one.why
    return found
