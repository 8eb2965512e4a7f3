"""The councils' own sign-ins, and the people they name."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Person, Place
from qa_app.sign_in.rules.issuers import State


class IdentityProvider(Model):
    """An OpenID issuer. It belongs to one council and can name people of that council only."""

    __tablename__ = "identity_provider"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    issuer: Mapped[str] = mapped_column(unique=True)
    client_id: Mapped[str]
    # Sealed with the installation's key; None for a client that proves itself by PKCE alone.
    client_secret: Mapped[str | None]
    name: Mapped[str]
    email_domain: Mapped[str | None] = mapped_column(index=True)
    switched_off_at: Mapped[datetime | None]
    # Since when it waits for a second person, and for whom it will not do; None when in use.
    asked_at: Mapped[datetime | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    council: Mapped[Place] = relationship()

    @property
    def state(self) -> State:
        if self.switched_off_at is not None:
            return State.OFF
        return State.IN_USE if self.asked_at is None else State.WAITING

    __mapper_args__ = {"version_id_col": version}


class Identity(Model):
    """A person as an issuer names them: by a subject that never changes and is never given twice."""

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("issuer", "person_id"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    linked_at: Mapped[datetime]

    person: Mapped[Person] = relationship()
