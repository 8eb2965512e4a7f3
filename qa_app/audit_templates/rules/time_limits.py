"""Time limits: what comes with the service, and what a council has written over it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

SETTING = "time_limits"
_GUIDANCE = ("guidance", "working together", "handbook")


class Body(StrEnum):
    """What kind of law or policy sets a time limit."""

    REGULATIONS = "Regulations"
    GUIDANCE = "Statutory guidance"
    NATIONAL = "National standards, programmes and best practice"
    LOCAL = "Local procedures and policy"


class Checked(StrEnum):
    NOT_YET = "Not checked yet"
    DONE = "Checked"


@dataclass(frozen=True)
class TimeLimit:
    """`checked_on` is the day on which somebody at the council made sure of it."""

    code: str
    name: str
    limit: str
    usual: str
    source: str
    most: int | None = None
    unit: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    is_local: bool = False

    @property
    def body(self) -> Body:
        source = self.source.casefold()
        if self.is_local:
            return Body.LOCAL
        if "best practice" not in source and any(words in source for words in _GUIDANCE):
            return Body.GUIDANCE
        return Body.REGULATIONS if "regulations" in source else Body.NATIONAL

    @property
    def checked(self) -> Checked:
        return Checked.DONE if self.checked_on else Checked.NOT_YET

    @property
    def in_words(self) -> str:
        check = "" if self.checked_on else ". Check before use"
        return f"{self.name}: {self.limit[:1].lower()}{self.limit[1:]}{check}"


def time_limits_from(content: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[TimeLimit]:
    for one in content.get("timescales", ()):
        chosen = own.get(one["code"], {})
        checked_on = chosen.get("checked_on")
        yield TimeLimit(
            one["code"],
            one["name"],
            chosen.get("limit", one["limit"]),
            one["limit"],
            one["source"],
            chosen.get("most", one.get("most")),
            one.get("unit", ""),
            date.fromisoformat(checked_on) if checked_on else None,
            chosen.get("checked_by", ""),
            one.get("local", False),
        )


def limits_by_body(
    limits: Iterable[TimeLimit], body: Body | None, checked: Checked | None
) -> dict[Body, list[TimeLimit]]:
    """Those that are asked for, in the order of the bodies, without bodies that have none."""
    groups: dict[Body, list[TimeLimit]] = {one: [] for one in Body}
    for limit in limits:
        if body in (None, limit.body) and checked in (None, limit.checked):
            groups[limit.body].append(limit)
    return {one: listed for one, listed in groups.items() if listed}


def with_limit(
    own: Mapping[str, Any], code: str, limit: str, most: int | None, on: date, by: str
) -> dict[str, Any]:
    chosen = {"limit": limit, "checked_on": on.isoformat(), "checked_by": by}
    return {**own, code: chosen | ({"most": most} if most else {})}
