"""When something that was done can show in figures: what a chart says beside the mark of an action."""

from dataclasses import dataclass

from qa_app.foundation.statistics.changes import USUAL, Compared, Rule


@dataclass(frozen=True)
class Effect:
    """Months as places in a series, for an action in the month `acted`.

    From `first` up to and without `clear`, the recent months hold months from before the action too, so that
    silence says nothing yet. At `clear` they are the first six that lie wholly after it.
    """

    acted: int
    first: int
    clear: int

    def can_show(self, compared: Compared) -> bool:
        """Were the months that were judged recent all after the action?"""
        return compared.recent.first > self.acted

    def is_before(self, compared: Compared) -> bool:
        """Were they all before it, so that it cannot be what made the change?"""
        return compared.recent.end <= self.acted


def effect_of(acted: int, rule: Rule = USUAL) -> Effect:
    """The month of the action itself is no longer before and not yet after."""
    return Effect(acted, acted, acted + rule.recent_months)
