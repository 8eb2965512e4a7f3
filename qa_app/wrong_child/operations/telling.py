"""Tell those who must know, by emails that say nothing of the child."""

from collections.abc import Iterable
from datetime import datetime

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.outbox.operations import queue
from qa_app.outbox.rules import Letter
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.queries.people import (
    RUNS_THE_PROGRAMME,
    people_at,
    roles_with,
    writer_of,
)
from qa_app.wrong_child.queries.promises import Owed, owed_in
from qa_app.wrong_child.rules import letters
from qa_app.wrong_child.rules.promises import Promise


def tell_of_shutting(shut: ShutAudit, by: Viewer, at: datetime, address: str) -> None:
    """Whoever decides; and the auditor and who runs the programme, that it is gone for now."""
    deciding = _who(shut, Permission.AUDIT_SHUT_READ, at)
    _send(shut, deciding, letters.SHUT, "shut", at, by.name, address)
    told = {one.id for one in deciding}
    rest = [one for one in _others(shut, at) if one.id not in told]
    _send(shut, rest, letters.GONE_FOR_NOW, "shut", at)


def tell_of_promises(shut: ShutAudit, at: datetime) -> None:
    """Whoever promised a child or a family something: the page on which it stands is gone for now."""
    _tell_owners(shut, owed_in(shut), letters.PROMISE_STANDS, "promise", at)


def tell_of_proposal(
    shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str
) -> None:
    """Everybody who may be the second."""
    may_answer = [
        one
        for one in _who(shut, Permission.AUDIT_SHUT_AGREE, at)
        if one.id not in (by.person_id, shut.auditor_id)
    ]
    what = f"proposed:{proposal.id}"
    _send(shut, may_answer, letters.PROPOSED, what, at, by.name, address)


def tell_of_refusal(
    shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str
) -> None:
    first = writer_of(proposal.proposed_by_id, shut.council_id, london_day(at))
    people = [first] if first else []
    _send(shut, people, letters.REFUSED, f"refused:{proposal.id}", at, by.name, address)


def tell_of_decision(
    shut: ShutAudit, proposal: ShutProposal, owed: Iterable[Owed], at: datetime
) -> None:
    first = writer_of(proposal.proposed_by_id, shut.council_id, london_day(at))
    people = {one.id: one for one in [*_others(shut, at), *([first] if first else [])]}
    _send(shut, people.values(), letters.DECIDED[proposal.outcome], "decided", at)
    _tell_owners(shut, owed, letters.PROMISE_AFTER[proposal.outcome], "promise-after", at)


def _tell_owners(
    shut: ShutAudit, owed: Iterable[Owed], letter: Letter, what: str, at: datetime
) -> None:
    """Once each, with the first of the days by which they promised it."""
    first: dict[int, Promise] = {}
    for promise, person_id in owed:
        first.setdefault(person_id, promise)
    for person_id, promise in first.items():
        if person := writer_of(person_id, shut.council_id, london_day(at)):
            _send(shut, [person], letter, what, at, day=long_date(promise.by))


def _who(shut: ShutAudit, permission: Permission, at: datetime) -> list[Person]:
    return people_at(shut.allocation.place, roles_with(permission), london_day(at))


def _others(shut: ShutAudit, at: datetime) -> list[Person]:
    auditor = writer_of(shut.auditor_id, shut.council_id, london_day(at))
    leads = people_at(shut.allocation.place, RUNS_THE_PROGRAMME, london_day(at))
    return [*({one.id: one for one in [*([auditor] if auditor else []), *leads]}.values())]


def _send(
    shut: ShutAudit,
    people: Iterable[Person],
    letter: Letter,
    what: str,
    at: datetime,
    name: str = "",
    address: str = "",
    day: str = "",
) -> None:
    db.session.flush()
    council = db.session.get_one(Place, shut.council_id)
    for person in people:
        queue(
            to=person.email,
            subject=letter.subject,
            text=letter.text.format(
                name=name,
                day=day,
                address=f"{address}/wrong-child/{shut.public_id}",
                council=council.name,
            ),
            council_id=shut.council_id,
            once=f"shut-audit:{shut.public_id}:{what}:{person.id}",
            at=at,
        )
