"""Children on the list in force, as far as the viewer may see them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Viewer, may_at, reaches
from qa_app.children.models import CaseList, Child, ChildMerge, ChildOnList
from qa_app.children.queries.lists import in_force
from qa_app.children.rules.ages import AGES, AgeBand
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.uploads.rules.identifiers import key_of

ORDERS = {
    "reference": (Child.reference_key,),
    "status": (ChildOnList.status, Child.reference_key),
    "team": (Place.name, Child.reference_key),
    "age": (ChildOnList.age, Child.reference_key),
    "since": (ChildOnList.status_since, Child.reference_key),
    "seen": (ChildOnList.last_seen, Child.reference_key),
}


@dataclass(frozen=True)
class Sought:
    """What the filters of the list ask for."""

    reference: str = ""
    status: str = ""
    team: str = ""
    practitioner: str = ""
    age: AgeBand | None = None


def visible_to(
    viewer: Viewer, permission: Permission = Permission.CHILD_READ
) -> Select[ChildOnList]:
    """The list in force: children in the viewer's places, and their own where the permission is for these.

    A restricted child is there only for those cleared to see one where it is.
    """
    return (
        _rows()
        .where(ChildOnList.case_list_id == in_force(viewer.council_id))
        .where(*_may_see(viewer, permission))
    )


def latest_visible_to(
    viewer: Viewer, permission: Permission = Permission.CHILD_READ
) -> Select[ChildOnList]:
    """What the latest list to name each child says, also of those who have left the list since."""
    return _rows().where(ChildOnList.id == latest_row()).where(*_may_see(viewer, permission))


def find_child(
    public_id: str, viewer: Viewer, permission: Permission = Permission.CHILD_READ
) -> ChildOnList:
    """Raise NoResultFound where the viewer may not see the child, as for none at all."""
    wanted = latest_visible_to(viewer, permission).where(Child.public_id == public_id)
    return db.session.scalars(wanted).one()


def find_by_reference(
    reference: str, viewer: Viewer, permission: Permission = Permission.CHILD_READ
) -> ChildOnList | None:
    """However the noughts and spaces are written, and whichever list named it last."""
    wanted = latest_visible_to(viewer, permission)
    return db.session.scalars(wanted.where(Child.reference_key == key_of(reference))).one_or_none()


def _rows() -> Select[ChildOnList]:
    return (
        select(ChildOnList)
        .join(ChildOnList.child)
        .join(ChildOnList.place)
        .options(
            contains_eager(ChildOnList.child),
            contains_eager(ChildOnList.place),
            joinedload(ChildOnList.case_list),
        )
    )


def latest_row(child: type[Child] = Child) -> ColumnElement[int]:
    """Of the child of the row outside, or of another name for it: its row on the newest list that was not undone."""
    row, of = aliased(ChildOnList), aliased(CaseList)
    return (
        select(row.id)
        .join(of, row.case_list_id == of.id)
        .where(row.child_id == child.id, of.undone_at.is_(None))
        .order_by(of.as_at.desc(), row.id.desc())
        .limit(1)
        .correlate(child)
        .scalar_subquery()
    )


def _may_see(viewer: Viewer, permission: Permission) -> list[ColumnElement[bool]]:
    reach = [where_permitted(Place.path, viewer, permission)]
    if Reach.OWN in reaches(viewer, permission):
        reach.append(is_with(viewer))
    cleared = where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED)
    return [
        ChildOnList.council_id == viewer.council_id,
        Child.merged_into_id.is_(None),
        or_(*reach),
        or_(Child.restricted.is_(False), cleared),
    ]


def is_with(viewer: Viewer) -> ColumnElement[bool]:
    """Children with whom the viewer works."""
    return or_(
        ChildOnList.practitioner_id == viewer.person_id,
        ChildOnList.second_practitioner_id == viewer.person_id,
    )


def may_know_identity(viewer: Viewer, row: ChildOnList) -> bool:
    """May they see the month of birth, gender, ethnic group and disability of this child?"""
    if may_at(viewer, Permission.CHILD_IDENTITY, row.place.path):
        return True
    own = viewer.person_id in (row.practitioner_id, row.second_practitioner_id)
    return own and Reach.OWN in reaches(viewer, Permission.CHILD_IDENTITY)


def sought(wanted: Select[ChildOnList], asked: Sought) -> Select[ChildOnList]:
    if asked.reference:
        wanted = wanted.where(_begins_with(asked.reference))
    if asked.status:
        wanted = wanted.where(ChildOnList.status == asked.status)
    if asked.team:
        wanted = wanted.where(Place.public_id == asked.team)
    if asked.practitioner:
        who = select(Person.id).where(Person.public_id == asked.practitioner).scalar_subquery()
        wanted = wanted.where(ChildOnList.practitioner_id == who)
    if asked.age:
        wanted = wanted.where(ChildOnList.age.between(*AGES[asked.age]))
    return wanted


def _begins_with(reference: str) -> ColumnElement[bool]:
    """Whatever noughts are in front; but whoever has typed only noughts so far means those."""
    only_noughts = not reference.strip("0 ")
    column, begin = Child.reference_key, key_of(reference)
    if only_noughts:
        column, begin = Child.reference, reference.strip()
    return column.startswith(begin, autoescape=True)


def count(wanted: Select[ChildOnList]) -> int:
    bare = wanted.options().with_only_columns(ChildOnList.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def list_children(
    wanted: Select[ChildOnList],
    sort: str = "reference",
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[ChildOnList]:
    columns = ORDERS.get(sort.removeprefix("-"), ORDERS["reference"])
    order = [column.desc() if sort.startswith("-") else column for column in columns]
    # Nothing is neither first nor last on both engines alike, unless we say so.
    empty_last = [columns[0].is_(None), *order] if len(columns) > 1 else order
    return list(db.session.scalars(wanted.order_by(*empty_last).limit(limit).offset(offset)))


def teams_and_practitioners(
    wanted: Select[ChildOnList],
) -> tuple[list[tuple[str, str]], dict[int, str]]:
    """For the filters: the teams and the people on the viewer's list, each with the id for addresses."""
    person = ChildOnList.practitioner_id
    pairs = (
        wanted.options()
        .outerjoin(Person, Person.id == person)
        .with_only_columns(Place.public_id, Place.name, person, Person.public_id)
        .distinct()
        .order_by(Place.name)
    )
    teams: dict[str, str] = {}
    people: dict[int, str] = {}
    for public_id, name, person_id, person_public_id in db.session.execute(pairs):
        teams[public_id] = name
        if person_id is not None:
            people[person_id] = person_public_id
    return list(teams.items()), people


def history_of(row: ChildOnList) -> list[ChildOnList]:
    """What earlier lists said of this child and of those merged into it, the newest first."""
    merged = select(Child.id).where(Child.merged_into_id == row.child_id)
    return list(
        db.session.scalars(
            select(ChildOnList)
            .join(ChildOnList.case_list)
            .options(
                contains_eager(ChildOnList.case_list),
                joinedload(ChildOnList.place),
                joinedload(ChildOnList.child),
            )
            .where(
                or_(ChildOnList.child_id == row.child_id, ChildOnList.child_id.in_(merged)),
                CaseList.undone_at.is_(None),
            )
            .order_by(CaseList.as_at.desc(), ChildOnList.child_id != row.child_id, ChildOnList.id)
            .limit(36)
        )
    )


def list_merges(row: ChildOnList) -> list[ChildMerge]:
    return list(
        db.session.scalars(
            select(ChildMerge)
            .options(joinedload(ChildMerge.merged), joinedload(ChildMerge.by_here))
            .where(ChildMerge.kept_id == row.child_id)
            .order_by(ChildMerge.id)
        )
    )


def find_merge(public_id: str, row: ChildOnList) -> ChildMerge:
    return db.session.scalars(
        select(ChildMerge).where(
            ChildMerge.public_id == public_id,
            ChildMerge.kept_id == row.child_id,
            ChildMerge.parted_at.is_(None),
        )
    ).one()


def public_ids(rows: Collection[ChildOnList]) -> list[str]:
    return [row.child.public_id for row in rows]


def row_on_the_list(reference: str, council_id: int) -> ChildOnList | None:
    """The child of this reference on the list in force, whoever asks; a merged reference is the one it became."""
    named = select(Child.id, Child.merged_into_id).where(
        Child.council_id == council_id, Child.reference_key == key_of(reference)
    )
    found = db.session.execute(named).one_or_none()
    if found is None:
        return None
    wanted = (
        select(ChildOnList)
        .where(
            ChildOnList.case_list_id == in_force(council_id),
            ChildOnList.child_id == (found.merged_into_id or found.id),
        )
        .options(joinedload(ChildOnList.child), joinedload(ChildOnList.place))
    )
    return db.session.scalars(wanted).one_or_none()
