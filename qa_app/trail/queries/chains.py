"""Read the chains and check them."""

from collections.abc import Iterator

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.trail.models import Event, EventTail
from qa_app.trail.rules.anchors import Anchors
from qa_app.trail.rules.chain import START, End, Link, Verdict, as_hashed, check

SAID = ("chain", "at", "name", "by_id", "about_kind", "about_id", "child", "facts")
_columns = [getattr(Event, name) for name in ("number", "previous", "digest", *SAID)]


def links_of(chain: int, after: int = 0) -> Iterator[Link]:
    wanted = select(*_columns).where(Event.chain == chain, Event.number > after)
    ordered = wanted.order_by(Event.number).execution_options(yield_per=5000)
    for number, previous, digest, *said in db.session.execute(ordered):
        yield Link(number, previous, as_hashed(dict(zip(SAID, said, strict=True))), digest)


def tail_of(chain: int) -> End | None:
    wanted = select(EventTail.number, EventTail.digest).where(EventTail.chain == chain)
    found = db.session.execute(wanted).one_or_none()
    return End(*found) if found else None


def list_chains(anchors: Anchors | None = None) -> list[int]:
    """Every chain there is a trace of: a whole chain may have been taken away."""
    begun = set(db.session.scalars(select(EventTail.chain)))
    written = set(db.session.scalars(select(Event.chain).distinct()))
    return sorted(begun | written | (anchors.chains if anchors else set()))


def check_chain(chain: int, anchors: Anchors | None = None) -> Verdict:
    """Check all of a chain, while others go on writing to it."""
    known = anchors.digests_of(chain) if anchors else {}
    tail = tail_of(chain) or START
    if tail != START:
        known = {**known, tail.number: known.get(tail.number, tail.digest)}
    verdict = check(links_of(chain), known)
    # Read again: an event that came in between is behind the first tail, but not behind this one.
    after = tail_of(chain) or START
    if after.number < verdict.end.number:
        verdict.add(f"The service wrote the chain up to event {after.number}, and no further")
    return verdict
