"""What is said of a theme, from what became of its share."""

from enum import StrEnum

from qa_app.foundation.statistics.changes import USUAL, Change, Compared, Rule


class ThemeState(StrEnum):
    EMERGING = "Emerging"
    WORSENING = "Worsening"
    IMPROVING = "Improving"
    PERSISTENT = "Persistent"
    NO_CLEAR_CHANGE = "No clear change"
    NO_COMPARISON_YET = "No comparison yet"
    NOT_ENOUGH_AUDITS = "Not enough audits yet"


_SAME = {
    Change.FALLING: ThemeState.IMPROVING,
    Change.PERSISTENT: ThemeState.PERSISTENT,
    Change.NO_CLEAR_CHANGE: ThemeState.NO_CLEAR_CHANGE,
    Change.NO_COMPARISON_YET: ThemeState.NO_COMPARISON_YET,
    Change.NOT_ENOUGH_AUDITS: ThemeState.NOT_ENOUGH_AUDITS,
}


def theme_state(compared: Compared, rule: Rule = USUAL) -> ThemeState:
    """Of a theme that counts what must change: more of it is worse; a rare one that rises is emerging."""
    if compared.change is not Change.RISING:
        return _SAME[compared.change]
    before = compared.before
    was_rare = 100 * before.count < rule.common_from * before.of
    return ThemeState.EMERGING if was_rare else ThemeState.WORSENING
