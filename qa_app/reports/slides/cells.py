"""Tables of a slide: how wide their columns are, how tall their rows, and where a tall row goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from qa_app.reports.rules.paper import Grid
from qa_app.reports.slides.measuring import LINE, height, lines_of, width

SIZE = 18
# Left and right of the words of a cell, and above and below them.
ASIDE, ABOVE = 7, 4
GOES_ON = "(continued)"


@dataclass(frozen=True)
class Cells:
    grid: Grid
    widths: Sequence[float]

    @property
    def has_headings(self) -> bool:
        return any(self.grid.headings)

    def tall(self, rows: Sequence[Sequence[str]]) -> float:
        """With its headings."""
        heads = [self.grid.headings] if self.has_headings else []
        return sum(self.height_of(row, bold=bold) for bold, each in ((True, heads), (False, rows)) for row in each)  # fmt: skip

    def height_of(self, row: Sequence[str], *, bold: bool = False) -> float:
        """The first column names the row, in bold letters."""
        return 2 * ABOVE + max(
            height(words, SIZE, wide - 2 * ASIDE, bold=bold or at == 0)
            for at, (words, wide) in enumerate(zip(row, self.widths, strict=True))
        )


def widths_of(grid: Grid, room: float) -> list[float]:
    """Each column as wide as its longest word at least; the rest goes to those that have more to say."""
    least, wanted = [], []
    for at, column in enumerate(zip(grid.headings, *grid.rows, strict=True)):
        words = [word for said in column for word in said.split()] or [""]
        least.append(max(width(one, SIZE, bold=True) for one in words) + 2 * ASIDE + 2)
        lines = [line for said in column for line in said.split("\n")]
        wanted.append(max(width(one, SIZE, bold=at == 0) for one in lines) + 2 * ASIDE + 2)
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    more = [max(0.0, min(want, room / 2) - one) for want, one in zip(wanted, least, strict=True)]
    left = room - sum(least)
    share = left / sum(more) if sum(more) > left else 1
    found = [one + extra * share for one, extra in zip(least, more, strict=True)]
    # What is still left goes to all alike, so that every table is as wide as the slide.
    return [one * room / sum(found) for one in found]


def split(cells: Cells, row: Sequence[str], room: float) -> list[tuple[str, ...]]:
    """A row that is taller than a slide, as several."""
    heads = cells.tall([])
    if heads + cells.height_of(row) <= room:
        return [tuple(row)]
    most = max(1, int((room - heads - 2 * ABOVE) / (SIZE * LINE)) - 1)
    columns = [
        lines_of(words, SIZE, wide - 2 * ASIDE, bold=at == 0)
        for at, (words, wide) in enumerate(zip(row, cells.widths, strict=True))
    ]
    parts = [
        [" ".join(column[begin : begin + most]) for begin in range(0, len(column), most)]
        for column in columns
    ]
    first, *others = zip_longest(*parts, fillvalue="")
    # A name that fits is said again, so that whoever sees this slide alone knows what it is of.
    said = row[0] if len(parts[0]) == 1 else ""
    return [first, *((f"{said or name} {GOES_ON}".strip(), *rest) for name, *rest in others)]
