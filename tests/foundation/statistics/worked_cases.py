"""Worked cases with expected figures: found, read, and held against ours."""

import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent / "cases"
# What a case may say beside `expected`, and to how much.
BESIDE = ("exact_values", "first_hash", "outsider_interval")
CLOSE = 1e-9


class NotUnderstood(Exception):
    """A case of a known kind that says what no adapter can read; it is reported, not failed."""


class _NotTold:
    def __repr__(self) -> str:
        return "not told"


NOT_TOLD: Any = _NotTold()


@dataclass(frozen=True)
class Case:
    file: str
    said: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.said["kind"])

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.said['id']}"

    @property
    def given(self) -> Any:
        return self.said["input"]

    @property
    def expected(self) -> Any:
        return self.said["expected"]

    def parts(self) -> Iterator[tuple[str, Any, float]]:
        """What is expected, under its name, and how near ours must come."""
        yield "expected", self.expected, float(self.said.get("tolerance") or CLOSE)
        for name in BESIDE:
            if name in self.said:
                yield name, self.said[name], CLOSE


def folder() -> Path:
    return Path(os.environ.get("QA_STATS_CASES") or OWN)


def read_cases(at: Path) -> list[Case]:
    return [
        Case(path.name, said)
        for path in sorted(at.glob("*_cases.json"))
        for said in json.loads(path.read_text(encoding="utf-8"))["cases"]
    ]


def asked(given: Mapping[str, Any], *names: str, default: Any = NOT_TOLD) -> Any:
    """The first of these fields that is there and says something."""
    for name in names:
        if given.get(name) is not None:
            return given[name]
    if default is NOT_TOLD:
        raise NotUnderstood(f"none of {', '.join(names)} in {', '.join(given)}")
    return default


@dataclass
class Held:
    """What differs, and what the case expects that no adapter told."""

    wrong: list[str] = field(default_factory=list)
    not_told: list[str] = field(default_factory=list)

    def hold(self, ours: Any, expected: Any, near: float, at: str) -> None:
        if ours is NOT_TOLD:
            self.not_told.append(at)
        elif isinstance(expected, Mapping):
            for key, value in expected.items():
                told = ours.get(key, NOT_TOLD) if isinstance(ours, Mapping) else NOT_TOLD
                self.hold(told, value, _near(key, value, near), f"{at}.{key}")
        elif isinstance(expected, list):
            self._hold_list(ours, expected, near, at)
        elif not _alike(ours, expected, near):
            self.wrong.append(f"{at}: expected {expected!r}, ours is {ours!r}")

    def _hold_list(self, ours: Any, expected: Sequence[Any], near: float, at: str) -> None:
        if not isinstance(ours, list | tuple) or len(ours) != len(expected):
            self.wrong.append(f"{at}: expected {expected!r}, ours is {ours!r}")
            return
        for number, (one, wanted) in enumerate(zip(ours, expected, strict=True)):
            self.hold(one, wanted, near, f"{at}[{number}]")


def _near(key: str, value: Any, near: float) -> float:
    """What a program printed is right to half of its last place."""
    if "printed" not in key:
        return near
    numbers = value if isinstance(value, list) else [value]
    places = max((len(str(one).partition(".")[2]) for one in numbers), default=0)
    return max(near, 0.501 * 10**-places)


def _alike(ours: Any, expected: Any, near: float) -> bool:
    if isinstance(expected, bool) or isinstance(ours, bool):
        return bool(ours) == bool(expected) and ours is not None and expected is not None
    if isinstance(expected, int | float) and isinstance(ours, int | float):
        return math.isclose(ours, expected, rel_tol=CLOSE, abs_tol=near)
    return bool(ours == expected)
