"""What was done about something, on the chart of it, and the months in which it cannot show yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.acting import effect_of
from qa_app.web.charts.drawing import Shape, line, shortened, width_of, words
from qa_app.web.charts.frame import Months

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Act:
    """An action, a briefing or a milestone, in the month at this place."""

    at: int
    words: str


def acts_on(acts: Sequence[Act], columns: Months) -> Iterator[Shape]:
    """A line where it was done, and lines slanting over the months that are too early for it to show.

    One is named where it stands; several have letters, which are told below the drawing.
    """
    size = columns.size
    for left, right in too_early(acts, columns):
        x = left
        while x < right:
            yield line("wait", x, size.bottom, min(x + 10, right), size.top)
            x += 10
    for number, act in enumerate(acts):
        left = columns.x(act.at)
        yield line("act", left, size.bottom, left, size.top - 6)
        said = letter_of(number) if len(acts) > 1 else act.words
        said = shortened(said, size.width * 0.6, size.text)
        fits = left + width_of(said, size.text) < size.width
        x, anchor = (left, "start") if fits else (size.right, "end")
        yield words(said, x, size.top - 12, anchor, "words")


def too_early(acts: Sequence[Act], columns: Months) -> list[tuple[float, float]]:
    """From where to where, the months of several acts that overlap taken together."""
    found: list[tuple[float, float]] = []
    for at in sorted(act.at for act in acts):
        left = columns.x(at)
        right = min(columns.x(effect_of(at).clear - 0.5), columns.size.right)
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], right
        else:
            found.append((left, right))
    return found


def letter_of(number: int) -> str:
    """A to Z, and from there on AA, BB."""
    return LETTERS[number % len(LETTERS)] * (1 + number // len(LETTERS))


def said_of(acts: Sequence[Act]) -> Iterator[str]:
    if acts:
        yield "Slanting lines: too early for what was done to show."
    if len(acts) > 1:
        yield "; ".join(f"{letter_of(at)}: {act.words}" for at, act in enumerate(acts)) + "."
