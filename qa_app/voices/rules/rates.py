"""How often children and families were asked and answered, or why not. Figures alone, each with what it is of."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.statistics.wording import share_of
from qa_app.voices.rules.complaints import State
from qa_app.voices.rules.families import Better

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Row:
    """So many children or families of submitted audits of whom the same is known."""

    month: date
    place_then: str
    part: Part
    took_part: bool
    why_not: WhyNot | None
    better: Better | None = None
    may_be_quoted: bool = False
    number: int = 1

    @property
    def was_asked(self) -> bool:
        """Whoever would not answer was asked."""
        return self.took_part or self.why_not is WhyNot.DECLINED


@dataclass(frozen=True)
class Heard:
    """Of so many audits."""

    of: int = 0
    asked: int = 0
    answered: int = 0
    why_not: Counter[WhyNot] = field(default_factory=Counter)
    better: Counter[Better] = field(default_factory=Counter)
    quotable: int = 0

    @property
    def not_asked(self) -> int:
        return self.of - self.asked

    @property
    def asked_in_figures(self) -> str:
        return share(self.asked, self.of)

    @property
    def answered_of_asked(self) -> str:
        return share(self.answered, self.asked)

    def sentence(self, who: str) -> str:
        """Both shares, each with what it is of, wherever they are told."""
        asked = f"{self.asked_in_figures} {who} were asked"
        return f"{asked}, and {self.answered_of_asked} of these answered" if self.asked else asked

    @property
    def quotable_in_figures(self) -> str:
        return share(self.quotable, self.answered)

    @property
    def reasons(self) -> list[tuple[WhyNot, int]]:
        """Why they were not asked, the most frequent first."""
        left = ((why, number) for why, number in self.why_not.items() if why is not WhyNot.DECLINED)
        return sorted(left, key=lambda one: (-one[1], [*WhyNot].index(one[0])))


def share(number: int, of: int) -> str:
    return share_of(number, of) if of else "None"


def heard_of(rows: Iterable[Row]) -> Heard:
    of = asked = answered = quotable = 0
    why_not, better = Counter[WhyNot](), Counter[Better]()
    for one in rows:
        of += one.number
        asked += one.number * one.was_asked
        answered += one.number * one.took_part
        quotable += one.number * (one.took_part and one.may_be_quoted)
        if one.why_not and not one.took_part:
            why_not[one.why_not] += one.number
        if one.better:
            better[one.better] += one.number
    return Heard(of, asked, answered, why_not, better, quotable)


def heard_by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, dict[Part, Heard]]:
    """The same for each month or place, of children and of families apart."""
    groups: dict[tuple[Key, Part], list[Row]] = {}
    for one in rows:
        groups.setdefault((key(one), one.part), []).append(one)
    found: dict[Key, dict[Part, Heard]] = {}
    for (of, part), there in groups.items():
        found.setdefault(of, {})[part] = heard_of(there)
    return found


@dataclass(frozen=True)
class ToldBack:
    """What became of worries, complaints and wishes to hear back."""

    told: int = 0
    not_told: int = 0
    to_tell: int = 0
    overdue: int = 0
    in_time: int = 0

    @property
    def of(self) -> int:
        return self.told + self.not_told + self.to_tell

    @property
    def told_in_figures(self) -> str:
        return share(self.told, self.of)

    @property
    def in_time_in_figures(self) -> str:
        return share(self.in_time, self.told)


def told_back_of(matters: Iterable[tuple[State, date, date | None]], today: date) -> ToldBack:
    """Each by its state, the day by which they were to hear, and the day on which they did."""
    there = [*matters]
    states = Counter(state for state, _, _ in there)
    return ToldBack(
        told=states[State.TOLD],
        not_told=states[State.NOT_TOLD],
        to_tell=states[State.TO_TELL],
        overdue=sum(state is State.TO_TELL and by < today for state, by, _ in there),
        in_time=sum(told is not None and told <= by for _, by, told in there),
    )
