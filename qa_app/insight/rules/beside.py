"""Two shares beside each other: how far they lie apart, and whether that is more than chance."""

from dataclasses import dataclass, field

from qa_app.foundation.statistics.shares import likely_difference
from qa_app.foundation.statistics.wording import LEAST_TO_BE_PLAIN
from qa_app.insight.rules.proportions import Proportion, gap_in_words

# A gap is named where it is wide, sure, and made of enough on either side: as changes are.
LEAST_POINTS, LEAST_COMPARED, SURE = 10, 20, 0.99


def stands_apart(one: Proportion, other: Proportion) -> bool:
    """By ten points or more, and further than chance would put it in 199 looks of 200 on either side."""
    ends = likely_difference((one.count, one.of), (other.count, other.of), SURE)
    if ends is None or min(one.of, other.of) < LEAST_COMPARED:
        return False
    # In whole numbers, so that ten points are exactly ten.
    gap = 100 * abs(one.count * other.of - other.count * one.of)
    return gap >= LEAST_POINTS * one.of * other.of and not ends[0] <= 0 <= ends[1]


@dataclass
class Beside:
    """Of one thing: what was counted then, or there, and what is counted now, or here."""

    name: str
    code: str
    then: Proportion = field(default_factory=Proportion)
    now: Proportion = field(default_factory=Proportion)

    @property
    def difference(self) -> tuple[float, float] | None:
        """Now less then: as of two samples, which for the same records is rather too wide than too narrow."""
        return likely_difference((self.now.count, self.now.of), (self.then.count, self.then.of))

    @property
    def is_enough(self) -> bool:
        return min(self.now.of, self.then.of) >= LEAST_TO_BE_PLAIN

    @property
    def range(self) -> str:
        """Nothing of few, of which it would hold nearly everything."""
        return gap_in_words(self.difference) if self.is_enough else ""

    @property
    def may_be_chance(self) -> bool:
        if self.difference is None or not self.is_enough:
            return True
        return self.difference[0] <= 0 <= self.difference[1]

    @property
    def stands_apart(self) -> bool:
        return stands_apart(self.now, self.then)
