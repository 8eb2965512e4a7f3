"""What comes of making a report, and who hears how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


class Progress(Protocol):
    """Hears how far it is, and stops whoever should not go on."""

    def begin(self, steps: int) -> None: ...

    def step(self, name: str) -> None: ...

    def rows(self, number: int) -> None: ...


@dataclass(frozen=True)
class Result:
    """`paper` is what a paper says, to be kept; `reach` that of whoever it was first made for, where it is made again."""

    sheets: dict[str, int]
    children: list[str]
    audits: list[str]
    paper: dict[str, Any] | None = None
    style_id: int | None = None
    quotes: Sequence[str] = ()
    reach: str = ""
    # Of the files in a pack, by their names.
    digests: Mapping[str, Any] = field(default_factory=dict)
    written_at: datetime | None = None
    # The audits that it counts, where it leaves; None where it is one that left before, written again.
    released: Sequence[str] | None = None
    wholes_only: bool = False
