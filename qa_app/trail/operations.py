"""Write events. They join the chain as the transaction commits, so that its lock is held for a moment."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, SessionTransaction

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.trail import anchor_file
from qa_app.trail.models import Event, EventTail
from qa_app.trail.queries.chains import links_of
from qa_app.trail.rules.anchors import Anchor
from qa_app.trail.rules.chain import FIRST, START, End, as_hashed, check, digest_of

ACTS, LOOKS = "acts for the trail", "looks for the trail"
INSTALLATION = 0


def record(
    name: str,
    by: Viewer | None,
    about: Any = None,
    *,
    council_id: int | None = None,
    child: str | None = None,
    by_id: int | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> None:
    """Note an act, to be written in the transaction that makes it."""
    if by is not None:
        council_id, by_id = council_id or by.council_id, by.person_id
    said = {
        "chain": council_id or INSTALLATION,
        "at": (at or now()).astimezone(UTC),
        "name": name,
        "by_id": by_id,
        "about_kind": getattr(about, "__tablename__", None),
        "about_id": getattr(about, "public_id", None),
        "child": child or getattr(about, "child_public_id", None),
        "facts": facts,
    }
    session = db.session()
    if not session.in_transaction():
        session.begin()  # so that a rollback, should one come, knows of it
    session.info.setdefault(ACTS, []).append(said)


def look(
    name: str, by: Viewer, about: Any = None, *, child: str | None = None, **facts: Any
) -> None:
    """Note that somebody reads a record. It is written before the page leaves, in a transaction of its own."""
    acts = db.session().info.setdefault(ACTS, [])
    record(name, by, about, child=child, **facts)
    db.session().info.setdefault(LOOKS, []).append(acts.pop())


def children_looked_at() -> list[str]:
    """Of whom this page has noted so far that they were looked at."""
    looks = db.session().info.get(LOOKS, [])
    listed = [one for said in looks for one in said["facts"].get("ids", ())]
    return list(dict.fromkeys([*listed, *(said["child"] for said in looks if said["child"])]))


def explain_exports(**facts: Any) -> bool:
    """Add to what this page has noted as taken out of the service, such as what for; whether there is any."""
    taken = [one for one in db.session().info.get(LOOKS, []) if one["name"].endswith("exported")]
    for said in taken:
        said["facts"] = {**facts, **said["facts"]}
    return bool(taken)


def write_looks() -> None:
    """Write what was looked at, after the reading transaction has ended."""
    if db.session().info.get(LOOKS):
        db.session.commit()


def in_order_of_time() -> None:
    """What is still to be written, by when it happened: for acts of long ago that are told out of order."""
    db.session().info.get(ACTS, []).sort(key=lambda said: said["at"])


def last_acts(chain: int) -> dict[int, datetime]:
    """When each person last did something, of what is still to be written."""
    acts = [said for said in db.session().info.get(ACTS, []) if said["chain"] == chain]
    in_order = sorted(acts, key=lambda said: said["at"])
    return {said["by_id"]: said["at"] for said in in_order if said["by_id"] is not None}


@event.listens_for(Session, "before_commit")
def append_to_chains(session: Session) -> None:
    if session.in_nested_transaction():
        return
    acts = [*session.info.pop(ACTS, []), *session.info.pop(LOOKS, [])]
    # Chains are locked in one order, so that two writers never wait for each other.
    for chain in sorted({said["chain"] for said in acts}):
        _append(session, chain, [said for said in acts if said["chain"] == chain])


@event.listens_for(Session, "after_soft_rollback")
def forget_what_did_not_happen(session: Session, previous: SessionTransaction) -> None:
    if not previous.nested:
        session.info.pop(ACTS, None)


def _append(session: Session, chain: int, acts: list[dict[str, Any]]) -> None:
    tail = _locked_tail(session, chain)
    rows = []
    for said in acts:
        number, previous = tail.number + 1, tail.digest
        digest = digest_of(number, previous, as_hashed(said))
        rows.append({**said, "number": number, "previous": previous, "digest": digest})
        tail.number, tail.digest = number, digest
    # In one statement: a year that is brought in has tens of thousands.
    session.execute(insert(Event), rows)
    session.flush()


def _locked_tail(session: Session, chain: int) -> EventTail:
    session.flush()
    wanted = select(EventTail).where(EventTail.chain == chain).with_for_update()
    wanted = wanted.execution_options(populate_existing=True)
    if tail := session.scalars(wanted).one_or_none():
        return tail
    try:
        with session.begin_nested():
            session.add(EventTail(chain=chain, number=0, digest=FIRST))
    except IntegrityError:
        pass  # another writer began the chain a moment ago
    return session.scalars(wanted).one()


def anchor(path: Path, *keys: bytes, at: datetime) -> tuple[int, list[str]]:
    """Write down outside where each chain ends: how many were written, and what kept the others from it.

    The first key signs; lines that any of them signed are believed.
    """
    # The chains stay locked meanwhile, so that two timers cannot both write the file's next line.
    tails = db.session.scalars(select(EventTail).order_by(EventTail.chain).with_for_update()).all()
    before = anchor_file.read(path, *keys)
    if before.faults:
        return 0, list(before.faults)
    new, faults = [], []
    for tail in tails:
        end, last = End(tail.number, tail.digest), before.last_of(tail.chain)
        since = last.end if last else START
        if end == since:
            continue
        found = _faults_since(since, tail.chain, end)
        faults += [f"Chain {tail.chain}: {fault}" for fault in found]
        if not found:
            new.append(Anchor(at.isoformat(timespec="seconds"), tail.chain, end))
    if new:
        anchor_file.append(path, new, before, keys[0])
    return len(new), faults


def _faults_since(since: End, chain: int, end: End) -> list[str]:
    if end.number <= since.number:
        return [f"It ends at event {end.number}, but event {since.number} was anchored"]
    return check(links_of(chain, since.number), {end.number: end.digest}, since).faults
