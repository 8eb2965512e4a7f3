"""Does a rater lean to one side? For their own use and their coach’s, never in a list of people."""

from dataclasses import dataclass

from qa_app.foundation.statistics.tails import at_most

# Of fewer pairs nothing is said of a person.
LEAST_PAIRS = 10
# As though so many further pairs had come out as everybody’s do on average.
BORROWED_PAIRS = 10


def chance_of_lean(higher: int, lower: int) -> float:
    """How often somebody who leans nowhere differs as one-sidedly: the exact sign test; 1 of no differences."""
    return min(1.0, 2 * at_most(min(higher, lower), higher + lower, 0.5))


@dataclass(frozen=True)
class Lean:
    """In grades a pair, above 0 for generous. `shrunk` lies between the rater’s own and everybody’s."""

    number: int
    own: float
    everybody: float
    shrunk: float
    chance: float


def lean_of(
    differences: list[int], everybody: float, borrowed: int = BORROWED_PAIRS
) -> Lean | None:
    """Of one rater’s differences from the second reader, in grades; None of fewer than ten pairs.

    Few pairs swing wildly, so that a person is drawn towards what holds for all until they have more.
    """
    number = len(differences)
    if number < LEAST_PAIRS:
        return None
    total = sum(differences)
    return Lean(
        number,
        total / number,
        everybody,
        (total + borrowed * everybody) / (number + borrowed),
        chance_of_lean(sum(one > 0 for one in differences), sum(one < 0 for one in differences)),
    )
