"""What a child or a family was promised for an audit that is shut: that it is so, and not a word of theirs."""

from datetime import date
from typing import Any

from sqlalchemy import select

from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.shutting import shut_ones_too
from qa_app.organisation.queries.people import names_of
from qa_app.voices.models import FamilyMatter, FamilyVoice
from qa_app.voices.rules.complaints import State
from qa_app.wrong_child.models import ShutAudit
from qa_app.wrong_child.queries.shut import audit_in
from qa_app.wrong_child.rules.promises import Promise

Owed = tuple[Promise, int]


def owed_in(shut: ShutAudit) -> list[Owed]:
    """Those that nobody has kept yet, each with the person who owes it."""
    wanted = (
        select(
            FamilyMatter.kind,
            FamilyVoice.part,
            FamilyMatter.noted_at,
            FamilyMatter.tell_back_by,
            FamilyMatter.promised_by_id,
        )
        .join(FamilyMatter.voice)
        .where(
            FamilyVoice.audit_id == audit_in(shut).id,
            FamilyMatter.council_id == shut.council_id,
            FamilyMatter.state == State.TO_TELL,
        )
        .order_by(FamilyMatter.tell_back_by, FamilyMatter.id)
    )
    with shut_ones_too():
        rows = db.session.execute(wanted).all()
    return [
        (Promise(kind.name, part.name, london_day(noted_at), by), promised_by)
        for kind, part, noted_at, by, promised_by in rows
    ]


def promises_of(shut: ShutAudit) -> list[tuple[Promise, str]]:
    """Each with the name of whoever owes it: while it is shut, and as its certificate keeps it."""
    kept = [_kept(one) for _, one in sorted(shut.promises.items())]
    there = kept if shut.is_decided else owed_in(shut)
    names = names_of([person for _, person in there], shut.council_id)
    return [(promise, names.get(person, "Somebody who has left")) for promise, person in there]


def _kept(one: dict[str, Any]) -> Owed:
    since, by = date.fromisoformat(one["since"]), date.fromisoformat(one["by"])
    return Promise(one["kind"], one["part"], since, by), one["promised_by"]


def as_kept(shut: ShutAudit) -> dict[str, Any]:
    """For its certificate, before the rest is destroyed."""
    return {
        f"{number:03}": {
            "kind": promise.kind,
            "part": promise.part,
            "since": promise.since.isoformat(),
            "by": promise.by.isoformat(),
            "promised_by": person,
        }
        for number, (promise, person) in enumerate(owed_in(shut))
    }
