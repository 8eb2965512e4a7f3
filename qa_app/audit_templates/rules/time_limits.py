"""Time limits: what comes with the service, and what a council has written over it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

SETTING = "time_limits"


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
        )


def with_limit(
    own: Mapping[str, Any], code: str, limit: str, most: int | None, on: date, by: str
) -> dict[str, Any]:
    chosen = {"limit": limit, "checked_on": on.isoformat(), "checked_by": by}
    return {**own, code: chosen | ({"most": most} if most else {})}
