"""Sessions, links, waits, and the text of forms whose session was over."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Person, Place
from qa_app.sign_in.rules.links import Link, Purpose
from qa_app.sign_in.rules.sessions import Ending, Factor, Times
from qa_app.sign_in.rules.throttling import Counted, Tries


class SignInSession(Model):
    """One browser in which somebody has given their password, and then a second factor.

    The browser holds 256 random bits; here is only their digest. Without a factor the row opens
    nothing but the page that asks for one.
    """

    __tablename__ = "sign_in_session"

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # None until somebody who is appointed in two councils has chosen one.
    council_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    factor: Mapped[Factor | None]
    # The council's own sign-in that it came by, whatever was shown since: it ends when that does.
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("identity_provider.id"), index=True)
    device: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ending: Mapped[Ending | None]

    person: Mapped[Person] = relationship()
    council: Mapped[Place | None] = relationship()

    @property
    def times(self) -> Times:
        return Times(self.created_at, self.last_seen_at)


class OneTimeLink(Model):
    """An invitation or a way to a new password. The email holds the secret, this row its digest."""

    __tablename__ = "one_time_link"

    council_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[Purpose]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def link(self) -> Link:
        return Link(self.purpose, self.made_at, self.used_at)


class Throttle(Model):
    """The late tries against one account or from one address, by a digest of its name."""

    __tablename__ = "throttle"
    __table_args__ = (UniqueConstraint("counted", "digest"),)

    counted: Mapped[Counted]
    digest: Mapped[str]
    tried_at: Mapped[list[str]]
    shut_until: Mapped[datetime | None]
    waits: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)

    @property
    def tries(self) -> Tries:
        moments = tuple(datetime.fromisoformat(moment) for moment in self.tried_at)
        return Tries(moments, self.shut_until, self.waits)

    @tries.setter
    def tries(self, tries: Tries) -> None:
        self.tried_at = [moment.isoformat() for moment in tries.at]
        self.shut_until, self.waits = tries.shut_until, tries.waits


class KeptForm(Model):
    """What somebody had typed when their session was over, sealed, for them alone."""

    __tablename__ = "kept_form"

    council_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    path: Mapped[str]
    sealed: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(index=True)
