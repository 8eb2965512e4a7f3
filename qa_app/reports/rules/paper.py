"""A paper before it is written: numbered sections of sentences, tables, charts and quotes.

It is kept as it was made, so that the same file can be made again whatever has changed since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any, cast

from qa_app.foundation.statistics.changes import Compared
from qa_app.foundation.statistics.exceptional_months import ExceptionalMonths
from qa_app.reports.rules.cells import made_fit


@dataclass(frozen=True)
class Said:
    """A paragraph, or a line of a list."""

    words: str
    in_list: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: what it holds, its headings, and rows of words. The first column names the row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    # The approved texts that stand in it.
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A text that was written from a finding and approved by a second person."""

    words: str
    about: str = ""
    source: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart as it was drawn, with what it shows in words."""

    svg: str
    caption: str
    described: str
    # The same drawn for a wall, on as many slides as it takes.
    slides: tuple[str, ...] = ()

    @property
    def on_slides(self) -> tuple[str, ...]:
        return self.slides or (self.svg,)


@dataclass(frozen=True)
class Trend:
    """A share from month to month, to be drawn."""

    title: str
    sentence: str
    months: Sequence[date]
    found: ExceptionalMonths
    compared: Compared | None = None
    earlier: int = 0


@dataclass(frozen=True)
class Bars:
    """Shares of several groups below each other, to be drawn."""

    title: str
    sentence: str
    groups: Sequence[tuple[str, int, int]]


Block = Said | Grid | Quote | Picture | Trend | Bars


@dataclass(frozen=True)
class Section:
    """Its heading is a sentence that says what is to be learnt from it."""

    heading: str
    blocks: tuple[Block, ...]
    is_numbered: bool = True
    # How it was made, and what it cannot say: the last of what is shown to a meeting.
    is_method: bool = False


@dataclass(frozen=True)
class Paper:
    title: str
    subtitle: str
    council: str
    # What stands at the foot of every page where the council's own style says nothing.
    foot: str
    front: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = field(default=())

    def with_blocks(self, turn: Any) -> "Paper":
        """The same with each block turned into another."""
        return replace(
            self,
            sections=tuple(
                replace(one, blocks=tuple(turn(block) for block in one.blocks))
                for one in self.sections
            ),
        )

    @property
    def readable(self) -> "Paper":
        """The same without characters that no document can hold: each stands as a sign that it was there."""
        return cast(Paper, _readable(self))

    @property
    def sources(self) -> list[str]:
        """Which approved texts stand in it."""
        found: list[str] = []
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Quote) and block.source:
                    found.append(block.source)
                elif isinstance(block, Grid):
                    found += block.sources
        return found


KEPT = {"said": Said, "grid": Grid, "quote": Quote, "picture": Picture}
_NAMES = {kind: name for name, kind in KEPT.items()}


def to_keep(paper: Paper) -> dict[str, Any]:
    """With its charts drawn: what is kept can be written again without a question to anything."""
    return {
        **asdict(replace(paper, sections=())),
        "sections": [
            {
                "heading": one.heading,
                "is_numbered": one.is_numbered,
                "is_method": one.is_method,
                "blocks": [{"is": _NAMES[type(each)], **asdict(each)} for each in one.blocks],
            }
            for one in paper.sections
        ],
    }


def as_kept(kept: Mapping[str, Any]) -> Paper:
    return Paper(
        kept["title"],
        kept["subtitle"],
        kept["council"],
        kept["foot"],
        tuple((name, words) for name, words in kept["front"]),
        tuple(
            Section(
                one["heading"],
                tuple(map(_block, one["blocks"])),
                one["is_numbered"],
                # Of papers that were kept before there were slides nothing says so.
                one.get("is_method", False),
            )
            for one in kept["sections"]
        ),
    )


def _block(kept: Mapping[str, Any]) -> Block:
    values = {name: value for name, value in kept.items() if name != "is"}
    kind = KEPT[kept["is"]]
    if kind is Grid:
        rows = tuple(tuple(row) for row in values["rows"])
        sources = tuple(values["sources"])
        return Grid(values["caption"], tuple(values["headings"]), rows, sources)
    if kind is Picture:
        # Charts that were kept before there were slides are drawn for paper alone.
        values["slides"] = tuple(values.get("slides", ()))
    return kind(**values)


def _readable(part: Any) -> Any:
    """Whatever a paper is made of, with its words as a document can hold them."""
    if type(part) is str:
        return made_fit(part)[0]
    if isinstance(part, tuple) and type(part) is tuple:
        return tuple(_readable(one) for one in part)
    if isinstance(part, list):
        return [_readable(one) for one in part]
    if is_dataclass(part) and not isinstance(part, type):
        said = {one.name: _readable(getattr(part, one.name)) for one in fields(part) if one.init}
        return replace(part, **said)
    return part
