"""Teams beside each other, without ranks: how many audits each had, its share, and where chance would put it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.funnel import (
    LEAST_TO_COMPARE,
    FunnelLimits,
    Stands,
    centre_of,
    limits_for,
)
from qa_app.foundation.statistics.wording import share_of
from qa_app.web.charts.drawing import (
    Chart,
    Column,
    Drawing,
    Shape,
    circle,
    diamond,
    foot,
    line,
    polyline,
    width_of,
    words,
)
from qa_app.web.charts.frame import NARROW, WIDE, Scale, Size, grid, percent_scale, round_step

CAUTION = (
    "Case mix, and who audits whom, explain differences as often as practice does. The teams stand in the order "
    "of their names; the chart gives no ranks."
)
SAID = {
    Stands.WITHIN: "Where chance could put it",
    Stands.BELOW: "Below: worth a conversation",
    Stands.ABOVE: "Above: worth a conversation",
    Stands.FAR_BELOW: "Below: different from the others",
    Stands.FAR_ABOVE: "Above: different from the others",
}
SAID_BELOW = (
    "Solid lines: most teams fall between them by chance.",
    "Dashed: nearly all do.",
    f"Teams with fewer than {LEAST_TO_COMPARE} audits are in the table alone.",
)
SOME_NAMED = "Where names have no room beside their points, the table has them."
FEW_NAMED = "Only teams outside the lines are named; the table names all."
COLUMNS = (Column("Team"), Column("Share", is_number=True), Column("Beside the others"))
# Points at which the lines are worked out.
PARTS = 60
# A name this near to another team’s point could be taken for that one’s.
NEAR = 8


@dataclass(frozen=True)
class Team:
    name: str
    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Teams:
    title: str
    sentence: str
    teams: Sequence[Team]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return [(one.count, one.of) for one in self.teams]

    @property
    def compared(self) -> list[Team]:
        return [one for one in self.teams if one.of >= LEAST_TO_COMPARE]

    def limits(self, of: int) -> FunnelLimits | None:
        return limits_for(self.pairs, of)

    def stands(self, one: Team) -> Stands | None:
        """None for a team with too few to compare."""
        limits = self.limits(one.of) if one.of >= LEAST_TO_COMPARE else None
        return limits.stands(one.share) if limits else None


def funnel_chart(given: Teams) -> Chart:
    in_order = sorted(given.teams, key=lambda one: one.name.casefold())
    return Chart(
        given.title,
        given.sentence,
        CAUTION,
        _drawing(given, WIDE),
        _drawing(given, NARROW),
        COLUMNS,
        tuple(_row(one, given.stands(one)) for one in in_order),
    )


def _row(one: Team, stands: Stands | None) -> tuple[str, ...]:
    return one.name, share_of(one.count, one.of), SAID[stands] if stands else "Too few to compare"


@dataclass(frozen=True)
class _Across:
    """Audits done, from the left to the right of the drawing."""

    most: float
    size: Size

    def x(self, of: float) -> float:
        return self.size.left + of / self.most * (self.size.right - self.size.left)


def _drawing(given: Teams, size: Size) -> Drawing:
    scale = percent_scale(size)
    most = max([LEAST_TO_COMPARE * 2, *(one.of for one in given.teams)])
    across = _Across(most * 1.06, size)
    shapes = [*grid(scale, (0, 50, 100)), *_ticks(across), *_lines(given, scale, across, most)]
    named = [*_dots(given, scale, across)]
    shapes += named
    said = [*SAID_BELOW]
    if sum(one.tag == "text" for one in named) < len(given.compared):
        said.append(FEW_NAMED if size.is_narrow else SOME_NAMED)
    below, high = foot(said, size.bottom + 62, size.width, size.text)
    return Drawing(size.width, high, size.text, (*shapes, *below))


def _ticks(across: _Across) -> Iterator[Shape]:
    size = across.size
    step = round_step(across.most / 5)
    for at in range(int(across.most // step) + 1):
        yield words(f"{step * at:,.0f}", across.x(step * at), size.bottom + 18, "middle", "faint")
    middle = (size.left + size.right) / 2
    yield words("Audits in the period", middle, size.bottom + 38, "middle", "faint")


def _lines(given: Teams, scale: Scale, across: _Across, most: int) -> Iterator[Shape]:
    centre, size = centre_of(given.pairs), across.size
    if centre is None:
        return
    sizes = sorted({max(1, round(most * part / PARTS)) for part in range(1, PARTS + 1)})
    lines = [(of, limits) for of in sizes if (limits := given.limits(of))]
    for style, ends in (("limit", ("low", "high")), ("outer", ("outer_low", "outer_high"))):
        for end in ends:
            points = [(across.x(of), scale.y(100 * getattr(one, end))) for of, one in lines]
            yield polyline(style, points)
    y = scale.y(100 * centre)
    yield line("centre", size.left, y, size.right, y)
    yield words(f"All teams: {centre:.0%}", size.left + 4, y - 6, "start", "strong")


def _dots(given: Teams, scale: Scale, across: _Across) -> Iterator[Shape]:
    taken = _along_lines(given, scale, across)
    dots = [(one, across.x(one.of), scale.y(100 * one.share)) for one in given.compared]
    for one, x, y in dots:
        taken.append((x - NEAR, y - NEAR, x + NEAR, y + NEAR))
        odd = given.stands(one) is not Stands.WITHIN
        yield diamond("odd", x, y, 7) if odd else circle("dot", x, y, 4)
    # Those that are outside are named first, and on a narrow drawing they alone.
    for one, x, y in sorted(dots, key=lambda dot: given.stands(dot[0]) is Stands.WITHIN):
        odd = given.stands(one) is not Stands.WITHIN
        if odd or not across.size.is_narrow:
            yield from _label(one, x, y, odd, across.size, taken)


def _along_lines(
    given: Teams, scale: Scale, across: _Across
) -> list[tuple[float, float, float, float]]:
    """Where a name would cross a line, or the words beside it."""
    centre = centre_of(given.pairs)
    if centre is None:
        return []
    y, left = scale.y(100 * centre), across.size.left
    named = width_of("All teams: 100%", across.size.text)
    found = [(left, y - 1, across.size.right, y + 1), (left, y - 20, left + named, y)]
    step = max(1, round(across.most / PARTS))
    for of in range(step, int(across.most) + 1, step):
        if limits := given.limits(of):
            for share in (limits.low, limits.high, limits.outer_low, limits.outer_high):
                x, high = across.x(of), scale.y(100 * share)
                found.append((x - 2, high - 1, x + 2, high + 1))
    return found


def _label(
    one: Team,
    x: float,
    y: float,
    odd: bool,
    size: Size,
    taken: list[tuple[float, float, float, float]],
) -> Iterator[Shape]:
    """Where there is room beside the dot, or a little off with a line to it; else the table alone has the name."""
    wide, high = width_of(one.name, size.text), size.text
    near = [
        (x + 11, y + 4), (x - 11 - wide, y + 4), (x - wide / 2, y - 13), (x - wide / 2, y + 22),
        (x + 5, y - 13), (x + 5, y + 22), (x - 5 - wide, y - 13), (x - 5 - wide, y + 22),
    ]  # fmt: skip
    off = [
        (left, y + down)
        for down in (-28, 36, -44, 52, -60)
        for left in (x + 14, x - 14 - wide, x - wide / 2)
    ]
    for left, base in (*near, *off):
        box = (left, base - high, left + wide, base + 2)
        inside = size.left <= left and left + wide <= size.width and size.top < base < size.bottom
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            if (left, base) in off:
                end = min(max(x, left), left + wide), base + 3 if base < y else base - high
                yield line("grid", x, y, *end)
            yield words(one.name, left, base, "start", "odd-words" if odd else "words")
            return


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
