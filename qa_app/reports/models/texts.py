"""What is said in words, because two people have read it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from qa_app.audits.models import Finding
from qa_app.audits.models.shutting import is_of_open_audit
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.quotes import QuoteKind
from qa_app.rounds.models import Round


class Approvable(Model):
    """Written by one person, approved by another. Each kind has a table of its own."""

    __abstract__ = True

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    state: Mapped[TextState] = mapped_column(default=TextState.PROPOSED)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    @declared_attr
    def written_by_here(cls) -> Mapped[Membership | None]:
        return as_known_here(cls.__name__, "written_by_id")

    @declared_attr
    def decided_by_here(cls) -> Mapped[Membership | None]:
        return as_known_here(cls.__name__, "decided_by_id")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @property
    def written_by_name(self) -> str:
        return name_of(self.written_by_here)

    @property
    def decided_by_name(self) -> str:
        return name_of(self.decided_by_here)

    @property
    def texts(self) -> tuple[str, str]:
        raise NotImplementedError

    @property
    def writers(self) -> Collection[int]:
        """None of them approves it."""
        return (self.written_by_id,)


class ApprovedText(Shuttable, Approvable):
    """A quote for papers, or what families said and what was done."""

    __tablename__ = "approved_text"

    kind: Mapped[QuoteKind]
    # What it was written from; it is not shown with it. What families said comes from no one audit.
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), unique=True)
    words: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")

    finding: Mapped[Finding | None] = relationship()

    @property
    def texts(self) -> tuple[str, str]:
        return self.words, self.answer

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.finding_id, Finding)


class RoundNarrative(Approvable):
    """What was found in a round and what is done about it. Once it is approved it is kept as it was."""

    __tablename__ = "round_narrative"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    found: Mapped[str]
    doing: Mapped[str]
    # Everybody who wrote in it.
    writer_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    # The figures as they stood when it was last written, as a paper keeps its sections.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)

    round: Mapped[Round] = relationship()

    @property
    def texts(self) -> tuple[str, str]:
        return self.found, self.doing

    @property
    def writers(self) -> Collection[int]:
        return self.writer_ids
