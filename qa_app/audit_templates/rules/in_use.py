"""Which version of a template rounds take on a day, and what is said of the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from qa_app.foundation.clock import long_date


class Version(Protocol):
    """A row or a value with its number, its first day and the day from which it is out of use."""

    @property
    def number(self) -> Any: ...
    @property
    def in_use_from(self) -> Any: ...
    @property
    def retired_on(self) -> Any: ...


V = TypeVar("V", bound=Version)


def taken_on(versions: Sequence[V], day: date) -> V | None:
    """The newest that is in use; without any, none."""
    in_use = [one for one in versions if one.in_use_from <= day and not is_out(one, day)]
    return max(in_use, key=lambda one: one.number, default=None)


def is_out(version: Version, day: date) -> bool:
    return version.retired_on is not None and version.retired_on <= day


def next_change(versions: Sequence[V], day: date) -> tuple[date, V | None] | None:
    """The first day on which rounds take another version than today, or none any more."""
    taken = taken_on(versions, day)
    days = {one.in_use_from for one in versions} | {
        one.retired_on for one in versions if one.retired_on
    }
    for later in sorted(one for one in days if one > day):
        if (then := taken_on(versions, later)) is not taken:
            return later, then
    return None


def shown_first(versions: Sequence[V], day: date) -> V:
    """The one that rounds take; without one, the next that they will take, or else the newest."""
    change = next_change(versions, day)
    coming = change[1] if change else None
    return taken_on(versions, day) or coming or max(versions, key=lambda one: one.number)


@dataclass(frozen=True)
class Listed(Generic[V]):
    """A template in a list: the version that is shown, what is said of it, and a newer one that is to come."""

    version: V
    state: str
    newer: V | None


def listed(versions: Sequence[V], day: date) -> Listed[V]:
    shown = shown_first(versions, day)
    newest = max(versions, key=lambda one: one.number)
    is_shown = newest.number == shown.number or is_out(newest, day)
    return Listed(shown, state_of(shown, versions, day), None if is_shown else newest)


def state_of(version: V, versions: Sequence[V], day: date) -> str:
    """Whether rounds take it, among all the versions of its template."""
    taken = taken_on(versions, day)
    if taken and version.number == taken.number:
        return _while_in_use(versions, day)
    if version.retired_on and version.retired_on <= version.in_use_from:
        return "Never in use: it was taken out of use before its first day"
    if is_out(version, day) and version.retired_on:
        return f"Out of use since {long_date(version.retired_on)}"
    if version.in_use_from > day and taken_on(versions, version.in_use_from) is version:
        until = f" until {long_date(version.retired_on)}" if version.retired_on else ""
        return f"Not in use yet. In use from {long_date(version.in_use_from)}{until}"
    return f"Not in use: rounds take version {taken.number}" if taken else "Not in use"


def _while_in_use(versions: Sequence[V], day: date) -> str:
    change = next_change(versions, day)
    if change is None:
        return "In use"
    end, then = change
    after = f". Rounds then take version {then.number}" if then else ""
    return f"In use until {long_date(end)}{after}"
