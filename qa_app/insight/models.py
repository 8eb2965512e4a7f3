"""What pages of figures keep: filters under a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Place


class SavedView(Model):
    """Filters of one page, for whoever saved them or for the people of a place. It holds no figure."""

    __tablename__ = "saved_view"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    # A page of rules.views, and what its address asks for.
    page: Mapped[str]
    asked: Mapped[dict[str, Any]]
    shared_with_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    saved_at: Mapped[datetime]
    # From then on it can be put back for a while, and nobody opens it.
    deleted_at: Mapped[datetime | None]

    shared_with: Mapped[Place | None] = relationship(foreign_keys=[shared_with_id])
