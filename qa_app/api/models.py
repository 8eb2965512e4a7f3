"""Tokens of programs. A row holds the digest of a secret that is shown once, to the token's owner."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.api.rules.tokens import Lent, Reads, State, state_of
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, Person, Place, as_known_here, name_of


class ApiToken(Model):
    """What a program reads, of which place, in whose name and until when."""

    __tablename__ = "api_token"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    # What it is for, in the words of whoever made it.
    purpose: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ends_on: Mapped[date]
    # None until its owner has had a secret made; a new one takes the place of the last.
    digest: Mapped[str | None] = mapped_column(unique=True)
    secret_made_at: Mapped[datetime | None]
    # What information governance lends, and why.
    lent: Mapped[Reads] = mapped_column(default=Reads.COUNTS)
    lent_until: Mapped[date | None]
    lent_why: Mapped[str] = mapped_column(default="")
    lent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The minute that it asked in last, and how often in that minute.
    last_minute: Mapped[datetime | None]
    asked_in_it: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    place: Mapped[Place] = relationship(foreign_keys=place_id)
    council: Mapped[Place] = relationship(foreign_keys=council_id)
    owner: Mapped[Person] = relationship(foreign_keys=owner_id)
    owner_here: Mapped[Membership | None] = as_known_here("ApiToken", "owner_id")
    made_by_here: Mapped[Membership | None] = as_known_here("ApiToken", "made_by_id")
    lent_by_here: Mapped[Membership | None] = as_known_here("ApiToken", "lent_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def owner_name(self) -> str:
        return name_of(self.owner_here)

    @property
    def lending(self) -> Lent:
        return Lent(self.lent, self.lent_until)

    def reads_on(self, day: date) -> Reads:
        return self.lending.on(day)

    def state_on(self, day: date) -> State:
        has_secret, ended = self.digest is not None, self.ended_at is not None
        return state_of(has_secret=has_secret, ends_on=self.ends_on, ended=ended, today=day)
