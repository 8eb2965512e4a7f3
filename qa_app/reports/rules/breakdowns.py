"""Counts broken down by place and by time, beside the sums that they make up elsewhere in the same report.

All tables of a report are kept together by two promises. A sum stands in every table or in none: what is broken down
is hidden as if its sum were known wherever that is shown, so that no second way to break the same sum down adds
anything. And a place or a time whose number is hidden in one table is hidden in all: tables about different things may
be of the very same audits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qa_app.foundation.statistics.suppression.small_counts import HIDDEN, THRESHOLD, is_small
from qa_app.foundation.statistics.suppression.tables import suppress
from qa_app.reports.rules.hiding import Pair, Shown, shown_pairs
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Cell

ALL_HIDDEN = Shown(HIDDEN, HIDDEN, HIDDEN)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lines:
    """So many of how many, by place or by time. Their sum stands elsewhere, `in_full` however small it is.

    With `whole_lines` a line is shown wholly or not at all: both of its numbers are those of other tables too.
    """

    pairs: Mapping[str, Pair]
    in_full: bool = False
    whole_lines: bool = False

    @property
    def sums(self) -> tuple[int, int, int]:
        """Those who have it, those who have not, and all."""
        count, of = (sum(one[at] for one in self.pairs.values()) for at in (0, 1))
        return count, of - count, of

    @property
    def is_of_few(self) -> bool:
        return is_small(self.sums[2])

    @property
    def has_plain_sums(self) -> bool:
        return self.in_full or not any(map(is_small, self.sums))

    @cached_property
    def hidden(self) -> tuple[frozenset[str], frozenset[str]]:
        """The lines whose count is hidden, and those of them whose number is hidden as well."""
        every = frozenset(self.pairs)
        if self.is_of_few or (self.whole_lines and not self.has_plain_sums):
            return every, every
        if self.has_plain_sums and (found := self._apart()):
            counts, numbers = found
            return (counts, counts) if self.whole_lines else (counts, numbers)
        return every, every if self.whole_lines else self._numbers()

    @property
    def hidden_for_others(self) -> frozenset[str]:
        """Not where all is hidden because there is so little: that is little of its own."""
        counts, numbers = self.hidden
        if (
            self.is_of_few
            or not self.pairs
            or (self.whole_lines and len(counts) == len(self.pairs))
        ):
            return NONE
        return numbers

    def _apart(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """Cell by cell, with the sums known; None where that gives a small count away."""
        names = [*self.pairs]
        safe = suppress([[count, of - count] for count, of in self.pairs.values()], feet=(0, 1, 2))
        # Of a sum that is small and shown in full nothing could be wider than itself.
        width = min([THRESHOLD, *(one for one in self.sums if one)])
        if not all(safe.ranges[cell].is_as_wide_as(width) for cell in safe.primary):
            return None
        numbers = {names[i] for i, j in safe.hidden if j == 2}
        return frozenset(names[i] for i, _ in safe.hidden), frozenset(numbers)

    def _numbers(self) -> frozenset[str]:
        """No count is shown, so that the numbers alone have to hide behind each other."""
        return hidden_beside_sum({name: of for name, (_, of) in self.pairs.items()})


def hidden_beside_sum(numbers: Mapping[str, int]) -> frozenset[str]:
    """Parts of a sum that is known: the small ones, and the smallest others until they are more than a few together."""
    hidden = {name for name, one in numbers.items() if is_small(one)}
    others = sorted((one, name) for name, one in numbers.items() if one and name not in hidden)
    for _, name in others:
        if not hidden or (len(hidden) > 1 and sum(numbers[one] for one in hidden) > THRESHOLD):
            break
        hidden.add(name)
    return frozenset(hidden)


def hidden_together(several: Iterable[Lines]) -> frozenset[str]:
    """The places, or the times, that no table of a report may show."""
    return NONE.union(*(one.hidden_for_others for one in several))


def shown_lines(lines: Lines, level: Level, together: frozenset[str] = NONE) -> list[Shown]:
    """In their order. `together` are those that other tables hide."""
    pairs = [*lines.pairs.values()]
    plain = shown_pairs(pairs, Level.PUBLIC if level is Level.PUBLIC else Level.INTERNAL)
    if level is not Level.COUNCIL:
        return plain
    counts, numbers = lines.hidden
    found = []
    for name, one in zip(lines.pairs, plain, strict=True):
        if name in together or name in numbers:
            found.append(ALL_HIDDEN)
        else:
            found.append(Shown(HIDDEN, one.of, HIDDEN) if name in counts and one.of else one)
    return found


def shown_sum(pair: Pair, level: Level, *, in_full: bool = False) -> Shown:
    """The sum of lines that are shown wholly or not at all."""
    one = shown_pairs([pair], level, in_full=in_full)[0]
    return one if level is not Level.COUNCIL or one.is_plain else ALL_HIDDEN


@dataclass
class Gated:
    """Answers as far as they are shown, so that a question that hangs on one tells no more of it."""

    shown: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def note(self, question: str, answers: Iterable[str], cells: Sequence[Cell]) -> None:
        self.shown |= dict(zip(((question, one) for one in answers), cells, strict=True))

    def opens(self, gates: Sequence[tuple[str, frozenset[str]]]) -> bool:
        """How many were asked is how many gave the answers that led there: these are all shown."""
        return all(
            self.shown.get((question, value), 0) != HIDDEN
            for question, values in gates
            for value in values
        )
