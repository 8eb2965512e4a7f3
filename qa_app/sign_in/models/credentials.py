"""Passwords, one-time secrets, recovery codes and passkeys."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Person


class Password(Model):
    """An Argon2id digest, which carries its own salt and cost."""

    __tablename__ = "password"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    digest: Mapped[str]
    chosen_at: Mapped[datetime]


class OneTimeSecret(Model):
    """What an authenticator app shares with the service, sealed; and what is on offer until it is proved or kept."""

    __tablename__ = "one_time_secret"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    sealed: Mapped[str | None]
    proved_at: Mapped[datetime | None]
    last_step: Mapped[int | None]
    offered: Mapped[str | None]
    offered_codes: Mapped[str | None]


class RecoveryCode(Model):
    __tablename__ = "recovery_code"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Model):
    """The public half of a key that stays in somebody's device."""

    __tablename__ = "passkey"

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    credential: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    counter: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class SpentChallenge(Model):
    """A passkey's answer that was accepted, so that the same answer is never accepted again."""

    __tablename__ = "spent_challenge"

    digest: Mapped[str] = mapped_column(unique=True)
    spent_at: Mapped[datetime] = mapped_column(index=True)
