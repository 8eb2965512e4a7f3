"""Reports that somebody asked for. The file itself lies in a folder beside the database, and not for long."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model, new_public_id
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.kinds import FileKind, ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import IN_HAND, MAY_BE_TRIED_AGAIN, State


class Report(Model):
    """Who asked for which figures, and how far it is."""

    __tablename__ = "report"
    __table_args__ = (Index(None, "state", "asked_at"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    kind: Mapped[ReportKind] = mapped_column(default=ReportKind.WORKBOOK)
    level: Mapped[Level]
    # Whether records stand under their own reference, and what for.
    with_references: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(default="")
    # What the author of a paper said of the meeting.
    front: Mapped[dict[str, Any]] = mapped_column(default=dict)
    filters: Mapped[dict[str, Any]]
    # Audits that go in whole, by their public ids; of the filters, where none is named.
    chosen: Mapped[list[str]] = mapped_column(default=list)
    # The same in words, as the form said them that day.
    said: Mapped[list[str]]
    state: Mapped[State] = mapped_column(default=State.QUEUED)
    # Whoever makes it now, and when they were last heard of.
    worker: Mapped[str] = mapped_column(default="")
    heard_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(default="")
    steps_done: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    # What the person could see when it was made, as a digest: who sees less since then fetches it no more.
    reach: Mapped[str] = mapped_column(default="")
    # Whose records are in the file, for the trail.
    children: Mapped[list[str]] = mapped_column(default=list)
    # Which audits have rows in it.
    audits: Mapped[list[str]] = mapped_column(default=list)
    # Which approved texts stand in a pack: once one is taken back, nobody is given it any more.
    quotes: Mapped[list[str]] = mapped_column(default=list)
    # Of what leaves, the one that is written once for several people: what it said is written again for the others.
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    # Which files a pack holds: by its name, how long each is and its SHA-256.
    digests: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")

    @property
    def is_in_hand(self) -> bool:
        return self.state in IN_HAND

    @property
    def may_be_tried_again(self) -> bool:
        return self.state in MAY_BE_TRIED_AGAIN

    @property
    def counted(self) -> str:
        """What it counts, in words: its months, and the filters as the form said them."""
        months = as_kept(self.filters).period.words
        return "; ".join([months, *self.said])

    @property
    def file_name(self) -> str:
        """As it lies on the server: nothing in it is about anybody."""
        return self.file_names[0]

    @property
    def file_names(self) -> list[str]:
        return [self.name_of_file(one) for one in self.kind.files]

    def name_of_file(self, kind: FileKind) -> str:
        return f"{self.public_id}.{kind}"
