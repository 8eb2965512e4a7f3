"""What two reports that leave tell when one is taken from the other."""

from collections import Counter
from collections.abc import Collection, Sequence
from enum import Enum, auto

from qa_app.foundation.statistics.suppression.small_counts import is_small

TOO_NEAR = "A report that has left already counts nearly the same audits: one taken from the other would tell of a few. Use that report, or choose months or a place that it does not cover"
PARTS_LEFT = "Some of these audits have left already, in a report of other months or of another place. Both together would tell of a few. Choose the same months and place as then, or months that no report has told of. A report for the public, with rounded figures, can be made"


class Beside(Enum):
    """How a report stands to those that left before."""

    ALONE = auto()
    # It counts what others count in part, so that what it breaks down could be taken apart.
    OVERLAPS = auto()
    TOO_NEAR = auto()


def beside(these: Collection[str], earlier: Sequence[Collection[str]]) -> Beside:
    """Of the audits that each counts.

    Whatever is had by adding reports up and taking them from each other is made of groups of audits that stand in the
    very same reports. So none of the groups may be small that this report puts together or takes apart.
    """
    inside, wanted = Counter[frozenset[int]](), {*these}
    outside = Counter[frozenset[int]]()
    where: dict[str, set[int]] = {one: set() for one in wanted}
    for number, one in enumerate(earlier):
        for audit in one:
            where.setdefault(audit, set()).add(number)
    for audit, numbers in where.items():
        (inside if audit in wanted else outside)[frozenset(numbers)] += 1
    overlaps = [one for one in inside if one]
    parts = [outside[one] for one in overlaps]
    if len(inside) > 1 or any(parts):
        # Also a group that was a report by itself: what that hid, this less the others would tell.
        parts += inside.values()
    if overlaps and any(map(is_small, parts)):
        return Beside.TOO_NEAR
    same = any({*one} == wanted for one in earlier)
    return Beside.ALONE if not overlaps or same else Beside.OVERLAPS
