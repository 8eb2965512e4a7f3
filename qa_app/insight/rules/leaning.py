"""What one auditor is told of how their grades compare with their moderators’."""

from collections.abc import Sequence

from qa_app.foundation.statistics.agreement.lean import LEAST_PAIRS, Lean, lean_of
from qa_app.insight.rules.accuracy import Pair

# Less than this either way is nothing to talk about: one grade in twenty audits.
NEARLY_NOTHING = 0.05
# Of leans as one-sided as this or more, chance alone makes one in twenty.
RARE = 0.05


def everybodys(pairs: Sequence[Pair]) -> float:
    """Of all auditors together, in grades an audit, above 0 for higher; 0 of no pairs."""
    return sum(one.apart for one in pairs) / len(pairs) if pairs else 0.0


def lean_in(own: Sequence[Pair], everybody: float) -> Lean | None:
    return lean_of([one.apart for one in own], everybody)


def lean_in_words(found: Lean | None, number: int) -> str:
    if found is None:
        wait = LEAST_PAIRS - number
        return (
            f"Nothing is said of a lean from fewer than {LEAST_PAIRS} audits: {number} "
            f"{'is' if number == 1 else 'are'} there, {wait} more {'is' if wait == 1 else 'are'} needed."
        )
    own, shrunk, everybody = (_grades(one) for one in (found.own, found.shrunk, found.everybody))
    if found.chance < RARE:
        odds = "Chance alone makes so one-sided a difference less than once in 20 times."
    else:
        odds = "So one-sided a difference may well be chance."
    return (
        f"Over {found.number} audits the grades were on average {own}. Drawn towards everybody’s, "
        f"which are {everybody}, as few audits swing widely: {shrunk}. {odds}"
    )


def _grades(size: float) -> str:
    if abs(size) < NEARLY_NOTHING:
        return "where the moderators’ were"
    return f"{abs(size):.1f} of a grade {'higher' if size > 0 else 'lower'} than the moderators’"
