"""A practitioner’s own notes. Every question begins with whose they are."""

from sqlalchemy import Select, select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.supervision.models import GrowthNote


def own_notes(viewer: Viewer) -> Select[GrowthNote]:
    return select(GrowthNote).where(
        GrowthNote.person_id == viewer.person_id, GrowthNote.council_id == viewer.council_id
    )


def list_notes(viewer: Viewer) -> list[GrowthNote]:
    """The newest first."""
    ordered = own_notes(viewer).order_by(GrowthNote.written_at.desc(), GrowthNote.id.desc())
    return list(db.session.scalars(ordered))


def find_note(public_id: str, viewer: Viewer) -> GrowthNote:
    """Raise NoResultFound for anybody else’s, as for none at all."""
    return db.session.scalars(own_notes(viewer).where(GrowthNote.public_id == public_id)).one()
