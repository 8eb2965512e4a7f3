"""Uploads, what was understood of them while somebody decides, and the columns a council chose."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.uploads.rules.states import State


class Upload(Model):
    """That a file came in, and what became of it. The file itself is never kept."""

    __tablename__ = "upload"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(index=True)
    state: Mapped[State] = mapped_column(default=State.PREVIEWED)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    expires_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column()

    preview: Mapped["UploadPreview | None"] = relationship(
        back_populates="upload", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class UploadPreview(Model):
    """The mapped fields of an upload, for an hour at most. Backups leave this table out."""

    __tablename__ = "upload_preview"

    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    contents: Mapped[dict[str, Any]]

    upload: Mapped[Upload] = relationship(back_populates="preview")


class Import(Model):
    """One upload that was confirmed. Each kind has a table of its own, and may know more of it."""

    __abstract__ = True

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    digest: Mapped[str] = mapped_column(index=True)
    imported_at: Mapped[datetime]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    counts: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    @declared_attr
    def upload(cls) -> Mapped[Upload]:
        return relationship(Upload)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class ColumnMapping(Model):
    """What a council said its columns, or the words in them, mean; for one kind of table."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("council_id", "kind"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    kind: Mapped[str]
    chosen: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
