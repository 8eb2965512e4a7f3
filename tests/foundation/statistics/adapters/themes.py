"""The six-against-twelve rule and the state of a theme."""

from dataclasses import fields, replace

from qa_app.foundation.statistics.changes import USUAL, Change, Window, chances, compare
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.themes import theme_state
from tests.foundation.statistics.worked_cases import NotUnderstood

STATES = {
    Change.NOT_ENOUGH_AUDITS: "not_enough_audits",
    Change.NO_COMPARISON_YET: "no_comparison_yet",
    Change.RISING: "rising",
    Change.FALLING: "falling",
    Change.PERSISTENT: "persistent",
    Change.NO_CLEAR_CHANGE: "no_clear_change",
}


def theme(case):
    given = case.given
    options = given.get("options") or {}
    if unknown := set(options) - {field.name for field in fields(USUAL)}:
        raise NotUnderstood(f"the options {', '.join(sorted(unknown))}")
    rule = replace(USUAL, **options)
    found = compare(
        [Month(*pair) for pair in zip(given["present"], given["audits"], strict=True)], rule
    )
    return {
        "expected": {
            "recent": [found.recent.count, found.recent.of],
            "before": [found.before.count, found.before.of],
            "months_before": found.months_before,
            "recent_lower90": found.recent_low,
            "p_up": found.chance_up,
            "p_down": found.chance_down,
            "sigma_z": found.widened,
            "z_needed": found.needed,
            "diff": found.gap,
            "newly_seen": found.is_newly_seen,
            "state": STATES[found.change],
            "label": theme_state(found, rule).name.lower(),
        }
    }


def midp_fisher(case):
    given = case.given
    recent = Window(0, 0, given["x_recent"], given["n_recent"])
    before = Window(0, 0, given["x_before"], given["n_before"])
    up, down = chances(recent, before)
    return {"expected": {"p_up": up, "p_down": down}}


KINDS = {"theme_state": theme, "midp_fisher": midp_fisher}
