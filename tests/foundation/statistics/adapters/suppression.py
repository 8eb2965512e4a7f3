"""Small counts hidden, as tables, percentages and rounded."""

from qa_app.foundation.statistics.suppression.outsiders import outsider_ranges
from qa_app.foundation.statistics.suppression.small_counts import rounded, shown_percentage
from qa_app.foundation.statistics.suppression.tables import suppress, with_totals
from tests.foundation.statistics.worked_cases import NOT_TOLD


def table(case):
    given = case.given
    found = suppress(
        given["counts"], given["threshold"], totals_shown=given.get("totals_shown", True)
    )
    told = {
        "display_with_totals": found.shown,
        "display": found.shown,
        "primary": [list(cell) for cell in sorted(found.primary)],
        "secondary": [list(cell) for cell in sorted(found.secondary)],
        "outsider_interval": _intervals(found.ranges),
        "every_primary_interval_at_least_threshold_wide": found.is_safe,
    }
    if case.said.get("accept") and found.is_safe and _hides_less_otherwise(found, case.expected):
        safe = "every_primary_interval_at_least_threshold_wide"
        return {"expected": {**dict.fromkeys(told, NOT_TOLD), safe: found.is_safe}}
    return {"expected": told}


def _hides_less_otherwise(found, expected):
    """Another pattern is as good if it passes and hides no more."""
    theirs = [*expected["primary"], *expected["secondary"]]
    ours = [list(cell) for cell in found.hidden]
    return sorted(ours) != sorted(theirs) and len(ours) <= len(theirs)


def _intervals(ranges):
    return {f"{i},{j}": [one.low, one.high] for (i, j), one in ranges.items()}


def published_pattern(case):
    """Held against the outsider alone: which cells that package hides is its own rule."""
    given = case.given
    names = [*case.expected["primary"], *case.expected["secondary"]]
    hidden = {(given["rows"].index(row), given["cols"].index(column)) for row, column in names}
    whole = with_totals(given["counts"])
    totals = {"total": whole[-1][-1]}
    totals |= dict(zip(given["cols"], whole[-1], strict=False))
    totals |= {name: row[-1] for name, row in zip(given["rows"], whole, strict=False)}
    told = {name: case.expected[name] for name in ("primary", "secondary")}
    return {
        "expected": {**told, "totals_published": totals},
        "outsider_interval": _intervals(outsider_ranges(whole, hidden)),
    }


def percentage(case):
    given = case.given
    return {"expected": shown_percentage(given["x"], given["n"], given["threshold"])}


KINDS = {
    "suppress_table": table,
    "published_suppression_pattern": published_pattern,
    "suppress_percentage": percentage,
    "nhs_hes_rounding": lambda case: {"expected": rounded(case.given["count"])},
}
