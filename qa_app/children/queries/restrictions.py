"""The restriction of a record: by whom, since when and why; and what became of earlier ones."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from qa_app.children.models import CaseList, Child, ChildOnList, ChildRestriction
from qa_app.children.rules.clearance import steps_in_words
from qa_app.foundation.clock import long_date
from qa_app.foundation.database import db
from qa_app.organisation.queries.people import names_of

SOMEBODY = "Somebody who left"


@dataclass(frozen=True)
class Step:
    """As the component of a history shows it."""

    what: str
    who: str
    at: datetime
    words: str


@dataclass(frozen=True)
class Restriction:
    """The one that holds. `since` is None where it came with another reference of the child."""

    who: str
    since: datetime | None
    reason: str
    review_on: date | None


def history_of_restriction(row: ChildOnList) -> list[Step]:
    """Of this child and of those merged into it, the newest first; for those who may restrict it."""
    steps = _steps_of(row)
    whats = steps_in_words(one.lifted for one in steps)
    return [
        Step(what, _name_of(one), one.at, _words_of(one))
        for what, one in zip(whats, steps, strict=True)
    ][::-1]


def _steps_of(row: ChildOnList) -> list[ChildRestriction]:
    merged = select(Child.id).where(Child.merged_into_id == row.child_id)
    return list(
        db.session.scalars(
            select(ChildRestriction)
            .options(joinedload(ChildRestriction.by_here))
            .where(
                or_(
                    ChildRestriction.child_id == row.child_id,
                    ChildRestriction.child_id.in_(merged),
                )
            )
            .order_by(ChildRestriction.at, ChildRestriction.id)
        )
    )


def _name_of(step: ChildRestriction) -> str:
    return step.by_here.name if step.by_here else SOMEBODY


def _words_of(step: ChildRestriction) -> str:
    if step.review_on is None:
        return step.reason
    return f"{step.reason} (to be looked at again on {long_date(step.review_on)})"


def restriction_of(row: ChildOnList) -> Restriction | None:
    """None where the record is not restricted."""
    child = row.child
    if not child.restricted:
        return None
    if child.restricted_by_list:
        return _by_a_list(child.restricted_by_list)
    names = names_of({child.restricted_by_id}, child.council_id)
    return Restriction(
        names.get(child.restricted_by_id or 0, SOMEBODY),
        _since(_steps_of(row)),
        child.restricted_reason,
        child.restricted_review_on,
    )


def _by_a_list(case_list: CaseList) -> Restriction:
    return Restriction(
        f"The list of {long_date(case_list.as_at)}",
        case_list.imported_at,
        "A column of the list says so",
        None,
    )


def _since(steps: list[ChildRestriction]) -> datetime | None:
    """The first step after the last time that it was lifted."""
    since = None
    for step in steps:
        since = None if step.lifted else since or step.at
    return since
