"""What a chart consists of, before it is written as SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

INK, ACCENT, WORDS, GRID, PAPER, BAND = (
    "#1d4f6e", "#b5210c", "#0b0c0c", "#b1b4b6", "#ffffff", "#dde6ec",
)  # fmt: skip

# Words that stand on lines stay readable by an edge of paper around them.
ON_PAPER = {
    "stroke": PAPER,
    "stroke-width": "4",
    "stroke-linejoin": "round",
    "paint-order": "stroke",
}

# A style is a class for the stylesheet, which knows forced colours and paper, and attributes for a file by itself.
STYLES: Mapping[str, Mapping[str, str]] = {
    "grid": {"stroke": GRID, "stroke-width": "1", "fill": "none"},
    "band": {"fill": BAND, "stroke": "none"},
    "edge": {"fill": "none", "stroke": INK, "stroke-width": "1", "stroke-dasharray": "3 3"},
    "line": {"fill": "none", "stroke": INK, "stroke-width": "1.5"},
    "step": {"fill": "none", "stroke": WORDS, "stroke-width": "3"},
    "centre": {"fill": "none", "stroke": WORDS, "stroke-width": "1.5"},
    "limit": {"fill": "none", "stroke": INK, "stroke-width": "1.5"},
    "outer": {"fill": "none", "stroke": INK, "stroke-width": "1.5", "stroke-dasharray": "6 4"},
    "dot": {"fill": INK, "stroke": INK, "stroke-width": "1.5"},
    "hollow": {"fill": PAPER, "stroke": INK, "stroke-width": "1.5"},
    "odd": {"fill": ACCENT, "stroke": PAPER, "stroke-width": "1.5"},
    "good": {"fill": PAPER, "stroke": INK, "stroke-width": "3"},
    "act": {"fill": "none", "stroke": WORDS, "stroke-width": "1.5", "stroke-dasharray": "2 3"},
    "wait": {"fill": "none", "stroke": GRID, "stroke-width": "1"},
    "words": {"fill": WORDS},
    "faint": {"fill": "#484949"},
    "strong": {"fill": WORDS, "font-weight": "bold", **ON_PAPER},
    "odd-words": {"fill": ACCENT, "font-weight": "bold", **ON_PAPER},
    "range": {"fill": "none", "stroke": WORDS, "stroke-width": "2"},
    # Five tints of the ink, each with words that can be read on it.
    "tint-0": {"fill": "#ffffff", "stroke": GRID},
    "tint-1": {"fill": "#dde6ec", "stroke": GRID},
    "tint-2": {"fill": "#a9c0ce", "stroke": PAPER},
    "tint-3": {"fill": "#4d7b96", "stroke": PAPER},
    "tint-4": {"fill": "#163d55", "stroke": PAPER},
    "on-light": {"fill": WORDS},
    "on-dark": {"fill": PAPER},
}
DARK_FROM = 3


@dataclass(frozen=True)
class Shape:
    """One element: its tag, its style, where it is, and words for text."""

    tag: str
    style: str
    at: Mapping[str, str | float]
    words: str = ""


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    text: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Column:
    heading: str
    is_number: bool = False


@dataclass(frozen=True)
class Chart:
    """`sentence` says what is to be seen, `caution` what not to read into it; the table holds every figure."""

    title: str
    sentence: str
    caution: str
    wide: Drawing
    narrow: Drawing
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def line(style: str, x1: float, y1: float, x2: float, y2: float) -> Shape:
    return Shape("line", style, {"x1": x1, "y1": y1, "x2": x2, "y2": y2})


def polyline(style: str, points: Sequence[tuple[float, float]]) -> Shape:
    return Shape("polyline", style, {"points": " ".join(f"{x:.1f},{y:.1f}" for x, y in points)})


def rectangle(style: str, left: float, top: float, right: float, bottom: float) -> Shape:
    at = {"x": left, "y": top, "width": max(right - left, 0.0), "height": max(bottom - top, 0.0)}
    return Shape("rect", style, at)


def circle(style: str, x: float, y: float, radius: float) -> Shape:
    return Shape("circle", style, {"cx": x, "cy": y, "r": radius})


def diamond(style: str, x: float, y: float, size: float) -> Shape:
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    return Shape("polygon", style, {"points": " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)})


def triangle(style: str, x: float, y: float, size: float) -> Shape:
    corners = ((x, y - size), (x + size, y + size), (x - size, y + size))
    return Shape("polygon", style, {"points": " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)})


def square(style: str, x: float, y: float, size: float) -> Shape:
    return rectangle(style, x - size, y - size, x + size, y + size)


def words(said: str, x: float, y: float, anchor: str = "start", style: str = "words") -> Shape:
    """`anchor`: start, middle or end of the words stands at x."""
    return Shape("text", style, {"x": x, "y": y, "text-anchor": anchor}, said)


Place = tuple[float, float]


def beside(
    said: str,
    y: float,
    ends: tuple[float, float],
    bottom: float,
    text: float,
    taken: list[Place],
) -> Shape:
    """Words above or below a line, from its left to its right: where they lie on the fewest points, the nearest.

    They stay inside the drawing, and what they take is taken for the words after them.
    """
    wide = width_of(said, text)
    left, right = ends[0] + 4, max(ends[0] + 4, ends[1] - 4 - wide)
    bases = [base for away in range(0, 75, 15) for base in (y - 7 - away, y + 17 + away)]
    bases = [base for base in bases if text <= base <= bottom - 4]
    along = [left + (right - left) * part / 4 for part in (0, 2, 4, 1, 3)]
    places = [(x, base) for base in bases for x in along]
    x, base = min(places, key=lambda place: _covered(place, wide, taken))
    taken += [(x + wide * part / 4, base - 5) for part in range(5)]
    return words(said, x, base, "start", "strong")


def _covered(place: Place, wide: float, taken: Sequence[Place]) -> int:
    x, base = place
    return sum(x - 6 <= at <= x + wide + 6 and base - 17 <= y <= base + 7 for at, y in taken)


def foot(said: Sequence[str], y: float, wide: float, text: float) -> tuple[list[Shape], float]:
    """Sentences below a drawing, in as many lines as they need, and how deep the drawing becomes."""
    lines = in_lines(" ".join(said), wide, text) if said else []
    shapes = [words(part, 0, y + 17 * at, "start", "faint") for at, part in enumerate(lines)]
    return shapes, y + 17 * max(0, len(lines) - 1) + 8


def in_lines(said: str, wide: float, text: float) -> list[str]:
    """Broken between words; a word that is too long by itself stays whole."""
    lines = [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, text) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def shortened(said: str, wide: float, text: float) -> str:
    """The table has the whole of it."""
    if width_of(said, text) <= wide:
        return said
    return f"{said[: max(1, int(wide / width_of('x', text)) - 1)].rstrip()}…"


def width_of(said: str, text: float) -> float:
    """About how wide words come out; letters are on average a little over half as wide as high."""
    return len(said) * text * 0.54
