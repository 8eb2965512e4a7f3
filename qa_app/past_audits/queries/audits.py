"""Imported audits that the viewer may open: where the child is today, else where the file says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import Child, ChildOnList
from qa_app.children.queries.children import latest_row
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.past_audits.models import PastAudit, PastImport
from qa_app.past_audits.rules.grades import Grade
from qa_app.uploads.rules.identifiers import key_of

# A reference of the file, the child it became where it was merged, and where that child is.
Named, Kept, Here = aliased(Child), aliased(Child), aliased(Place)
IS_NAMED = and_(
    Named.council_id == PastAudit.council_id, Named.reference_key == PastAudit.reference_key
)
IS_KEPT = Kept.id == func.coalesce(Named.merged_into_id, Named.id)


@dataclass(frozen=True)
class Sought:
    """What the filters of the list ask for; `month` is a month’s first day."""

    reference: str = ""
    month: date | None = None
    until: date | None = None
    grade: Grade | None = None
    place: str = ""
    file: str = ""


def visible_to(viewer: Viewer, permission: Permission = Permission.AUDIT_READ) -> Select[PastAudit]:
    """In the viewer’s places; of a restricted child only for those cleared to see one where it is.

    Audits allocated to somebody, and rounds named for them, are not among these: nothing here was.
    """
    row = aliased(ChildOnList)
    cleared = where_permitted(Here.path, viewer, Permission.CHILD_RESTRICTED)
    return (
        select(PastAudit)
        .outerjoin(Named, IS_NAMED)
        .outerjoin(Kept, IS_KEPT)
        .outerjoin(row, row.id == latest_row(Kept))
        .join(Here, Here.id == func.coalesce(row.place_id, PastAudit.place_id))
        .where(
            PastAudit.council_id == viewer.council_id,
            where_permitted(Here.path, viewer, permission),
            or_(Kept.id.is_(None), Kept.restricted.is_(False), cleared),
        )
    )


def for_pages(wanted: Select[PastAudit]) -> Select[PastAudit]:
    """With what a line of a list needs."""
    return wanted.join(PastAudit.place).options(
        contains_eager(PastAudit.place),
        joinedload(PastAudit.auditor_here),
        joinedload(PastAudit.past_import).joinedload(PastImport.upload),
        selectinload(PastAudit.sections),
    )


def find_past_audit(
    public_id: str, viewer: Viewer, permission: Permission = Permission.AUDIT_READ
) -> PastAudit:
    """Raise NoResultFound for an audit out of the viewer’s reach, as for none at all."""
    wanted = for_pages(visible_to(viewer, permission)).where(PastAudit.public_id == public_id)
    return db.session.scalars(wanted).one()


def is_visible(audit: PastAudit, viewer: Viewer, permission: Permission) -> bool:
    wanted = visible_to(viewer, permission).where(PastAudit.id == audit.id)
    return db.session.scalars(wanted.with_only_columns(PastAudit.id)).first() is not None


def sought(wanted: Select[PastAudit], asked: Sought) -> Select[PastAudit]:
    if asked.reference:
        wanted = wanted.where(
            PastAudit.reference_key.startswith(key_of(asked.reference), autoescape=True)
        )
    if asked.month:
        wanted = wanted.where(PastAudit.month.between(asked.month, asked.until or asked.month))
    if asked.grade:
        wanted = wanted.where(counts() == asked.grade)
    if asked.place:
        places = select(Place.id).where(Place.public_id == asked.place).scalar_subquery()
        wanted = wanted.where(PastAudit.place_id == places)
    if asked.file:
        files = select(PastImport.id).where(PastImport.public_id == asked.file).scalar_subquery()
        wanted = wanted.where(PastAudit.past_import_id == files)
    return wanted


def counts() -> ColumnElement[Grade | None]:
    """The grade that counts: the moderated one, where there is one."""
    return func.coalesce(PastAudit.moderated_grade, PastAudit.grade)


def count(wanted: Select[PastAudit]) -> int:
    bare = wanted.with_only_columns(PastAudit.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def in_order(wanted: Select[PastAudit]) -> Select[PastAudit]:
    """The newest month first, then as the files have them."""
    return for_pages(wanted).order_by(
        PastAudit.month.desc(), PastAudit.past_import_id.desc(), PastAudit.id
    )


def list_past_audits(
    wanted: Select[PastAudit], *, limit: int | None = None, offset: int = 0
) -> list[PastAudit]:
    return list(db.session.scalars(in_order(wanted).limit(limit).offset(offset)))


def list_with_children(wanted: Select[PastAudit]) -> list[tuple[PastAudit, Child | None]]:
    """Each with its child, under the reference that is kept; of audits that somebody may see."""
    rows = db.session.execute(in_order(wanted).add_columns(Kept))
    return [(audit, child) for audit, child in rows]


def places_of(viewer: Viewer) -> list[tuple[str, str]]:
    """For the filter: the places that files named, among audits that the viewer may open."""
    named = visible_to(viewer).with_only_columns(PastAudit.place_id).order_by(None)
    rows = select(Place.public_id, Place.name).where(Place.id.in_(named)).order_by(Place.name, Place.id)  # fmt: skip
    return [(public_id, name) for public_id, name in db.session.execute(rows)]


def children_of(audits: Collection[PastAudit]) -> dict[int, tuple[str, bool]]:
    """By the audit’s id: the public id of its child, under the reference that is kept, and whether it is restricted.

    Only for audits that somebody may see: whoever may not see the child does not see these.
    """
    rows = (
        select(PastAudit.id, Kept.public_id, Kept.restricted)
        .join(Named, IS_NAMED)
        .join(Kept, IS_KEPT)
        .where(PastAudit.id.in_([one.id for one in audits]))
    )
    return {audit: (child, restricted) for audit, child, restricted in db.session.execute(rows)}


def list_of_child(child_id: int, viewer: Viewer, limit: int) -> list[PastAudit]:
    """Of one child, under whichever of its references."""
    return list_past_audits(visible_to(viewer).where(Kept.id == child_id), limit=limit)
