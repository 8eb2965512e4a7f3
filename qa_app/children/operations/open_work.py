"""Work that follows a child when a new list moves it. Capabilities above register theirs."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.children.models import ChildOnList


@dataclass(frozen=True)
class Move:
    """A child whose team or practitioner is another one, or whose record closed. `after` is None when it left."""

    before: ChildOnList
    after: ChildOnList | None


@dataclass(frozen=True)
class FollowingWork:
    """One kind of work: how many pieces are open for these children, and how they are offered on."""

    one: str
    many: str
    count: Callable[[Collection[int]], int]
    offer: Callable[[Sequence[Move], Viewer | None, datetime], None]


KINDS: list[FollowingWork] = []


def register(*kinds: FollowingWork) -> None:
    """Have a kind of work follow its child; any capability above may, as it is imported."""
    KINDS.extend(kind for kind in kinds if kind not in KINDS)


def offer_on(moves: Sequence[Move], by: Viewer | None, at: datetime) -> None:
    if moves:
        for kind in KINDS:
            kind.offer(moves, by, at)


def open_for(affected: Callable[[], Collection[int]]) -> list[tuple[FollowingWork, int]]:
    """For the preview: what a list would set moving. It asks for the children only when work may follow."""
    child_ids = affected() if KINDS else ()
    counted = [(kind, kind.count(child_ids)) for kind in KINDS] if child_ids else []
    return [(kind, number) for kind, number in counted if number]
