"""How many people gave each grade, section by section: a bubble a grade, with its number in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from qa_app.web.charts.drawing import (
    Chart,
    Column,
    Drawing,
    Shape,
    circle,
    in_lines,
    line,
    square,
    words,
)

CAUTION = (
    "A few people who grade one record say little about all grading. What matters is which words of "
    "the descriptors they read differently."
)
TEXT, NARROW_TEXT = 13.0, 12.5
ROW, NARROW_ROW = 56.0, 84.0
HEAD, LINE = 62.0, 16.0
LARGEST = 21.0


@dataclass(frozen=True)
class Row:
    """`counts` by grade, the best first; `agreed` and `own` are places on the scale, where there are any."""

    name: str
    counts: Sequence[int]
    agreed: int | None = None
    own: int | None = None


@dataclass(frozen=True)
class Spreads:
    title: str
    sentence: str
    grades: Sequence[str]
    rows: Sequence[Row]


def spread_chart(given: Spreads) -> Chart:
    return Chart(
        given.title,
        given.sentence,
        CAUTION,
        _wide(given),
        _narrow(given),
        (
            Column("Section"),
            *(Column(one, is_number=True) for one in given.grades),
            Column("Agreed"),
        ),
        tuple(_told(one, given.grades) for one in given.rows),
    )


def _told(one: Row, grades: Sequence[str]) -> tuple[str, ...]:
    agreed = "" if one.agreed is None else grades[one.agreed]
    return (one.name, *(str(count) for count in one.counts), agreed)


def _wide(given: Spreads) -> Drawing:
    left, right = 250.0, 744.0
    step = (right - left) / len(given.grades)
    shapes = [*_heads(given.grades, left, step, TEXT)]
    for at, one in enumerate(given.rows):
        middle = HEAD + ROW * (at + 0.5)
        said = in_lines(one.name, left - 16, TEXT)
        for number, part in enumerate(said):
            y = middle + 5 + LINE * (number - (len(said) - 1) / 2)
            shapes.append(words(part, 0, y, "start", "words"))
        shapes += _bubbles(one, given.rows, left, step, middle)
    return _with_foot(given, 760, HEAD + ROW * len(given.rows), TEXT, shapes)


def _narrow(given: Spreads) -> Drawing:
    step = 320 / len(given.grades)
    shapes = [*_heads(given.grades, 0, step, NARROW_TEXT - 1.5)]
    for at, one in enumerate(given.rows):
        top = HEAD + 26 + NARROW_ROW * at
        for number, part in enumerate(in_lines(one.name, 316, NARROW_TEXT)[:2]):
            shapes.append(words(part, 0, top + 12 + LINE * number, "start", "strong"))
        shapes += _bubbles(one, given.rows, 0, step, top + NARROW_ROW - 28)
    deep = HEAD + 26 + NARROW_ROW * len(given.rows)
    return _with_foot(given, 320, deep, NARROW_TEXT, shapes)


def _heads(grades: Sequence[str], left: float, step: float, text: float) -> Iterator[Shape]:
    for at, grade in enumerate(grades):
        for number, part in enumerate(in_lines(grade, step - 6, text)):
            yield words(part, left + step * (at + 0.5), 14 + LINE * number, "middle", "strong")


def _bubbles(
    one: Row, rows: Sequence[Row], left: float, step: float, middle: float
) -> Iterator[Shape]:
    most = max((count for row in rows for count in row.counts), default=1) or 1
    yield line("grid", left + step * 0.5, middle, left + step * (len(one.counts) - 0.5), middle)
    for at, count in enumerate(one.counts):
        x = left + step * (at + 0.5)
        if one.agreed == at:
            yield square("good", x, middle, LARGEST + 4)
        if count:
            yield circle("dot", x, middle, max(9.0, LARGEST * sqrt(count / most)))
            yield words(str(count), x, middle + 4.5, "middle", "on-dark")
        if one.own == at:
            # Inside the drawing: left of the last grade, right of the others.
            is_last = at == len(one.counts) - 1
            side, anchor = (-1, "end") if is_last else (1, "start")
            yield words("You", x + side * (LARGEST + 7), middle + 4.5, anchor, "odd-words")


def _with_foot(
    given: Spreads,
    width: float,
    deep: float,
    text: float,
    shapes: list[Shape],
) -> Drawing:
    said = ["The number of people who gave each grade."]
    if any(one.agreed is not None for one in given.rows):
        said.append("Squares: the grade that was agreed afterwards.")
    lines = in_lines(" ".join(said), width, text)
    y = deep + 22
    below = [words(part, 0, y + 17 * at, "start", "faint") for at, part in enumerate(lines)]
    return Drawing(width, y + 17 * len(lines), text, (*shapes, *below))
