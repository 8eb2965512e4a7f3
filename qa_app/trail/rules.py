"""How one event is tied to the one before it, and how a break is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True)
class Link:
    """An event as the chain sees it: everything in it that must not change."""

    number: int
    previous: str
    said: Mapping[str, Any]
    digest: str


def as_hashed(said: dict[str, Any]) -> dict[str, Any]:
    """The same on both engines: the moment as text in UTC."""
    return {**said, "at": said["at"].isoformat(timespec="microseconds")}


def digest_of(number: int, previous: str, said: Mapping[str, Any]) -> str:
    text = json.dumps([number, previous, said], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def faults_in(links: Iterable[Link], after: int = 0, tail: str = FIRST) -> list[str]:
    """Say where a chain is broken: a changed event, a missing one, or one out of its order."""
    faults = []
    number, previous = after, tail
    for link in links:
        if link.number != number + 1:
            faults.append(f"Event {number + 1} is missing: the next one is number {link.number}")
        elif link.previous != previous:
            faults.append(f"Event {link.number} does not follow the event before it")
        if link.digest != digest_of(link.number, link.previous, link.said):
            faults.append(f"Event {link.number} was changed after it was written")
        number, previous = link.number, link.digest
    return faults
