"""Say who took part in an audit, or why they did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit, Participation
from qa_app.audits.operations.holding import hold, hold_open
from qa_app.audits.queries.beside import others_of, parts_of
from qa_app.audits.rules import HEARD, Part, WhyNot
from qa_app.audits.rules.people import in_a_sentence, version_of
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record


@dataclass(frozen=True)
class TookPart:
    """What is said of one of them."""

    took_part: bool
    why_not: WhyNot | None = None
    saying: str = ""


def say_who_took_part(
    audit: Audit, said: Mapping[Part, TookPart], seen: str, by: Viewer, at: datetime
) -> None:
    """Of whom nothing is said, nothing stays; what was said meanwhile is not taken away."""
    hold_open(audit, by)
    there = others_of(audit)
    if not said.keys().isdisjoint(HEARD):
        raise DomainError("Whether the child and family were asked is recorded on its own page")
    if seen != version_of(there.values()):
        took = {part: row.took_part for part, row in there.items()}
        raise DomainError(
            f"This was saved in another place while your page was open. It now says that {in_a_sentence(took)}. "
            "Look at your answers, then save again"
        )
    for part, told in said.items():
        put_part(audit, part, told, there.get(part))
    for part, row in there.items():
        if part not in said:
            db.session.delete(row)
    took_part = [part.name for part, told in said.items() if told.took_part]
    record("audit:people-said", by, audit, at=at, took_part=took_part)


def note_part(audit: Audit, part: Part, told: TookPart, by: Viewer | None, at: datetime) -> None:
    """What one of them says of themselves, into an audit that is open.

    What its auditor has said stays, unless they took part after all.
    """
    hold(audit)
    row = parts_of(audit).get(part)
    if not audit.is_open or (row is not None and (row.took_part or not told.took_part)):
        return
    put_part(audit, part, told, row)
    db.session.flush()
    took_part = [part.name] if told.took_part else []
    record("audit:people-said", by, audit, council_id=audit.council_id, at=at, took_part=took_part)


def say_whether_heard(audit: Audit, part: Part, told: TookPart | None) -> None:
    """Of the child or the family, by whoever has locked the audit and records what they said; None while that is open."""
    there = parts_of(audit).get(part)
    if told is not None:
        put_part(audit, part, told, there)
    elif there is not None:
        db.session.delete(there)


def put_part(audit: Audit, part: Part, told: TookPart, row: Participation | None) -> None:
    if row is None:
        row = Participation(council_id=audit.council_id, audit_id=audit.id, part=part)
        db.session.add(row)
    row.took_part, row.saying = told.took_part, told.saying
    row.why_not = None if told.took_part else told.why_not
