"""Tell those who must know, by emails that say nothing of the child."""

from collections.abc import Iterable
from datetime import datetime

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.outbox.operations import queue
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.queries.people import (
    RUNS_THE_PROGRAMME,
    people_at,
    roles_with,
    writer_of,
)
from qa_app.wrong_child.rules import letters


def tell_of_shutting(shut: ShutAudit, by: Viewer, at: datetime, address: str) -> None:
    """Whoever decides; and the auditor and who runs the programme, that it is gone for now."""
    deciding = _who(shut, Permission.AUDIT_SHUT_READ, at)
    link = f"{address}/wrong-child/{shut.public_id}"
    text = letters.TO_WHO_DECIDES.format(name=by.name, address=link, council=_council(shut))
    _send(shut, deciding, letters.SHUT_SUBJECT, text, "shut", at)
    others = letters.TO_THE_OTHERS.format(council=_council(shut))
    told = {one.id for one in deciding}
    rest = [one for one in _others(shut, at) if one.id not in told]
    _send(shut, rest, letters.SHUT_SUBJECT, others, "shut", at)


def tell_of_proposal(
    shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str
) -> None:
    """Everybody who may be the second."""
    may_answer = [
        one
        for one in _who(shut, Permission.AUDIT_SHUT_AGREE, at)
        if one.id not in (by.person_id, shut.auditor_id)
    ]
    link = f"{address}/wrong-child/{shut.public_id}"
    text = letters.TO_A_SECOND.format(name=by.name, address=link, council=_council(shut))
    _send(shut, may_answer, letters.PROPOSED_SUBJECT, text, f"proposed:{proposal.id}", at)


def tell_of_refusal(
    shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str
) -> None:
    first = writer_of(proposal.proposed_by_id, shut.council_id, london_day(at))
    link = f"{address}/wrong-child/{shut.public_id}"
    text = letters.TO_THE_FIRST.format(name=by.name, address=link, council=_council(shut))
    people = [first] if first else []
    _send(shut, people, letters.REFUSED_SUBJECT, text, f"refused:{proposal.id}", at)


def tell_of_decision(shut: ShutAudit, proposal: ShutProposal, at: datetime) -> None:
    first = writer_of(proposal.proposed_by_id, shut.council_id, london_day(at))
    people = {one.id: one for one in [*_others(shut, at), *([first] if first else [])]}
    text = letters.decided(proposal.outcome, _council(shut))
    _send(shut, people.values(), letters.DECIDED_SUBJECT, text, "decided", at)


def _who(shut: ShutAudit, permission: Permission, at: datetime) -> list[Person]:
    return people_at(shut.allocation.place, roles_with(permission), london_day(at))


def _others(shut: ShutAudit, at: datetime) -> list[Person]:
    auditor = writer_of(shut.auditor_id, shut.council_id, london_day(at))
    leads = people_at(shut.allocation.place, RUNS_THE_PROGRAMME, london_day(at))
    return [*({one.id: one for one in [*([auditor] if auditor else []), *leads]}.values())]


def _council(shut: ShutAudit) -> str:
    return db.session.get_one(Place, shut.council_id).name


def _send(
    shut: ShutAudit, people: Iterable[Person], subject: str, text: str, what: str, at: datetime
) -> None:
    db.session.flush()
    for person in people:
        queue(
            to=person.email,
            subject=subject,
            text=text,
            council_id=shut.council_id,
            once=f"shut-audit:{shut.public_id}:{what}:{person.id}",
            at=at,
        )
