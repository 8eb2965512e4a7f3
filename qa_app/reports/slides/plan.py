"""Which words, tables and charts stand on which slide: as many slides as it takes for all of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa_app.reports.rules.paper import Grid, Paper, Picture, Quote, Said, Section
from qa_app.reports.slides.cells import Cells, split, widths_of
from qa_app.reports.slides.measuring import LINE, height, lines_of

# In points; a slide is 13⅓ by 7½ inches. No words are smaller than these.
WIDE, HIGH, EDGE = 960, 540, 44
TITLE, WORDS = 28, 20
TITLE_LEAST, LEAST = 22, 18
MOST_TITLE_LINES = 3
FOOT = 40
ROOM = WIDE - 2 * EDGE
INDENT, GAP = 22, 8
SIZE_OF_SVG = re.compile(r'\bwidth="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide."""

    words: str
    in_list: bool = False
    is_quote: bool = False
    # The rest of what began on the slide before.
    goes_on: bool = False

    @property
    def room(self) -> float:
        return ROOM - (INDENT if self.in_list or self.is_quote else 0)

    @property
    def tall(self) -> float:
        return height(self.words, WORDS, self.room) + GAP


@dataclass(frozen=True)
class Slide:
    """Its words stand above its table or its chart."""

    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    widths: Sequence[float] = ()
    picture: Picture | None = None

    @property
    def tall(self) -> float:
        return sum(one.tall for one in self.lines)


@dataclass(frozen=True)
class Titled:
    title: str
    size: float
    top: float
    slide: Slide


@dataclass
class Planned:
    """The slides of one section, as far as they are planned. `room` is what its title leaves."""

    room: float
    slides: list[Slide] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)

    def say(self, line: Line) -> None:
        """What is longer than a slide goes on on the next."""
        most = max(1, int((self.room - GAP) / (WORDS * LINE)))
        lines = lines_of(line.words, WORDS, line.room)
        for at in range(0, len(lines), most):
            part = replace(line, words=" ".join(lines[at : at + most]), goes_on=at > 0)
            if sum(one.tall for one in self.waiting) + part.tall > self.room:
                self.end()
            self.waiting.append(part)

    def end(self) -> None:
        if self.waiting:
            self.slides.append(Slide(tuple(self.waiting)))
            self.waiting = []

    def show(self, one: Picture) -> None:
        """As wide as the slide, so that its words can be read."""
        for svg in one.on_slides:
            if sum(line.tall for line in self.waiting) + _tall(one.caption, svg) > self.room:
                self.end()
            self.slides.append(Slide(tuple(self.waiting), picture=replace(one, svg=svg)))
            self.waiting = []

    def set_out(self, grid: Grid) -> None:
        """Row by row; its headings and its caption stand again wherever it goes on."""
        caption = height(grid.caption, WORDS, ROOM) + GAP
        cells = Cells(grid, widths_of(grid, ROOM))
        above = sum(one.tall for one in self.waiting)
        first = min(2, len(grid.rows))
        if above + caption + cells.tall(grid.rows[:first]) > self.room:
            self.end()
        rows = [part for row in grid.rows for part in split(cells, row, self.room - caption)]
        taken: list[tuple[str, ...]] = []
        for row in rows:
            above = sum(one.tall for one in self.waiting) + caption
            if taken and above + cells.tall([*taken, row]) > self.room:
                self._lay(cells, taken)
                taken = []
            taken.append(row)
        self._lay(cells, taken)

    def _lay(self, cells: Cells, rows: Sequence[tuple[str, ...]]) -> None:
        part = replace(cells.grid, rows=tuple(rows))
        self.slides.append(Slide(tuple(self.waiting), part, cells.widths))
        self.waiting = []


def slides_of(paper: Paper) -> list[Titled]:
    """Section after section; how it was made, and what it cannot say, stands last."""
    sections = sorted(paper.sections, key=lambda one: one.is_method)
    front = [Section("About this paper", (Grid("About this paper", ("", ""), paper.front),))]
    return [one for each in (*(front if paper.front else ()), *sections) for one in _of(each)]


def _of(section: Section) -> Iterator[Titled]:
    size, top = _title(f"{section.heading}, continued (10 of 10)")
    planned = Planned(HIGH - FOOT - top)
    for block in section.blocks:
        if isinstance(block, Said):
            planned.say(Line(block.words, in_list=block.in_list))
        elif isinstance(block, Quote):
            about = f" ({block.about})" if block.about else ""
            planned.say(Line(f"“{block.words}”{about}", is_quote=True))
        elif isinstance(block, Grid):
            planned.set_out(block)
        elif isinstance(block, Picture):
            planned.show(block)
    planned.end()
    slides = planned.slides or [Slide()]
    for number, slide in enumerate(slides, 1):
        more = (
            f", continued\N{NO-BREAK SPACE}({number}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{len(slides)})"
            if number > 1
            else ""
        )
        if slide.picture and not slide.lines:
            # Its caption says what it shows, and leaves it the room to be read from afar.
            alone = slide.picture.caption + more
            yield Titled(alone, *_title(alone), slide)
            continue
        yield Titled(section.heading + more, size, top, slide)


def _tall(caption: str, svg: str) -> float:
    found = SIZE_OF_SVG.search(svg)
    wide, high = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    return height(caption, WORDS, ROOM) + GAP + ROOM * high / wide


def _title(words: str) -> tuple[float, float]:
    """Smaller where it is long, but never too small; and where the rest of the slide begins."""
    for size in (TITLE, 25, TITLE_LEAST):
        if len(lines_of(words, size, ROOM, bold=True)) <= MOST_TITLE_LINES:
            break
    return size, EDGE * 0.6 + height(words, size, ROOM, bold=True) + 2 * GAP
