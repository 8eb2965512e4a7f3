"""How one event is tied to the one before it, and how a break is found."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

FIRST = "0" * 64
# Made once: a chain has millions of events.
_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
MOST_FAULTS_TOLD = 20


class Link(NamedTuple):
    """An event as the chain sees it: everything in it that must not change."""

    number: int
    previous: str
    said: Mapping[str, Any]
    digest: str


class End(NamedTuple):
    """Where a chain ends: the number and the digest of its last event."""

    number: int
    digest: str


START = End(0, FIRST)


@dataclass
class Verdict:
    """What the check of one chain found."""

    end: End
    faults: list[str]

    @property
    def well(self) -> bool:
        return not self.faults

    def add(self, fault: str) -> None:
        """A rewritten chain has as many faults as events; the first ones say enough."""
        if len(self.faults) < MOST_FAULTS_TOLD:
            self.faults.append(fault)


def as_hashed(said: dict[str, Any]) -> dict[str, Any]:
    """The same on both engines: the moment as text in UTC."""
    return {**said, "at": said["at"].isoformat(timespec="microseconds")}


def digest_of(number: int, previous: str, said: Mapping[str, Any]) -> str:
    return hashlib.sha256(_written([number, previous, said]).encode()).hexdigest()


def faults_of(link: Link, before: End) -> Iterator[str]:
    if link.number != before.number + 1:
        yield f"Event {before.number + 1} is missing: the next one is number {link.number}"
    elif link.previous != before.digest:
        yield f"Event {link.number} does not follow the event before it"
    if link.digest != digest_of(link.number, link.previous, link.said):
        yield f"Event {link.number} was changed after it was written"


def check(
    links: Iterable[Link], known: Mapping[int, str] | None = None, after: End = START
) -> Verdict:
    """Say where a chain is broken, cut short, or not the one whose digests are known from elsewhere."""
    verdict = Verdict(after, [])
    awaited = dict(known or {})
    for link in links:
        for fault in faults_of(link, verdict.end):
            verdict.add(fault)
        if awaited.pop(link.number, link.digest) != link.digest:
            verdict.add(f"Event {link.number} is not the one that was written then")
        verdict.end = End(link.number, link.digest)
    for number in sorted(awaited):
        verdict.add(f"The chain ends at event {verdict.end.number}; event {number} is gone")
    return verdict


def faults_in(links: Iterable[Link]) -> list[str]:
    return check(links).faults
