"""What a practitioner notes for their own professional development."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model, new_public_id


class GrowthNote(Model):
    """Theirs alone: no other person reads it, whatever they hold."""

    __tablename__ = "growth_note"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
