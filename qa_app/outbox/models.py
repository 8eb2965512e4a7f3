"""The queue of emails."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model
from qa_app.foundation.sealing import seal


class Email(Model):
    """One email to one person. It never holds anything about a child."""

    __tablename__ = "email"

    council_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    once: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    to: Mapped[str]
    subject: Mapped[str]
    # It may hold a link that signs in, so that neither the database nor a backup of it can read it.
    sealed: Mapped[str] = mapped_column("text")
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    trouble: Mapped[str | None]

    @property
    def text(self) -> str:
        return seal.open(self.sealed) if self.sealed else ""

    @text.setter
    def text(self, text: str) -> None:
        self.sealed = seal.close(text) if text else ""
