"""Funnel limits: the Agency’s, exact ones, and those widened for teams that differ by more than chance."""

from qa_app.foundation.statistics.funnel import (
    centre_of,
    exact_limits,
    normal_limits,
    spread_of,
    widened_limits,
)
from tests.foundation.statistics.worked_cases import NOT_TOLD, asked


def teams(case):
    given = {name: tuple(team) for name, team in case.given["teams"].items()}
    centre = centre_of(list(given.values()))
    told = {name: _team(*team, centre) for name, team in given.items()}
    return {"expected": {"centre": centre, "teams": told}}


def _team(count, of, centre):
    limits = normal_limits(centre, of)
    return {
        "p": count / of,
        **_named(limits),
        "significance": limits.stands(count / of).value,
    }


def _named(limits, times=1):
    """Under every name that tables give to the four lines."""
    names = {
        ("l2", "l95", "lower_2s", "lower2s", "lower_2s_limit", "lower2s0"): limits.low,
        ("u2", "u95", "upper_2s", "upper2s", "upper_2s_limit", "upper2s0"): limits.high,
        ("l3", "l998", "lower_3s", "lower3s", "lower_3s_limit", "lower3s0"): limits.outer_low,
        ("u3", "u998", "upper_3s", "upper3s", "upper_3s_limit", "upper3s0"): limits.outer_high,
    }
    return {name: value * times for group, value in names.items() for name in group}


def exact(case):
    centre = case.given["centre"]
    return {"expected": {n: _named(exact_limits(centre, int(n))) for n in case.expected}}


def overdispersion(case):
    pairs = list(zip(case.given["x"], case.given["n"], strict=True))
    centre, spread = centre_of(pairs), spread_of(pairs, case.given.get("trim", 0.1))
    limits = [_named(widened_limits(centre, of, spread.between)) for _, of in pairs]
    return {
        "expected": {
            "target": centre,
            "z": list(spread.scores),
            "phi": spread.ratio,
            "tau2": spread.between,
            "limits": limits,
        }
    }


def limits_of_a_share(case):
    """One line a size, or one a team, or a list for each line; in shares or in percentages."""
    given = case.given
    sizes = asked(
        given,
        "n",
        "sizes",
        "denominators",
        "denominator",
        "population",
        "populations",
        "ns",
        default=None,
    )
    counts = asked(given, "x", "counts", "numerators", "numerator", default=None)
    centre = asked(given, "centre", "p", "average", "baseline", "mean", "av", default=None)
    times = asked(given, "multiplier", "times", default=100 if centre and centre > 1 else 1)
    if centre is None:
        centre = centre_of(list(zip(counts, sizes, strict=True)))
    share = centre / times if centre > 1 else centre
    return {"expected": _as_asked(case.expected, share, times, sizes, counts)}


def _as_asked(expected, share, times, sizes, counts):
    if isinstance(expected, list):
        return [
            _line(row, share, times, size, counts[at] if counts else None)
            for at, (row, size) in enumerate(zip(expected, sizes or _sizes(expected), strict=True))
        ]
    if isinstance(sizes, int):
        return _line(expected, share, times, sizes, None)
    named = {
        name: _as_asked(rows, share, times, sizes, counts)
        if name in ("limits", "lines", "rows", "teams", "points")
        else NOT_TOLD
        for name, rows in expected.items()
    }
    lines = [_named(normal_limits(share, size), times) for size in sizes or ()]
    for name in expected:
        if lines and name in lines[0]:
            named[name] = [line[name] for line in lines]
        if name.isdigit():
            named[name] = _named(normal_limits(share, int(name)), times)
    return {**named, "centre": share * times, "baseline": share * times, "average": share * times}


def _sizes(rows):
    return [asked(row, "n", "population", "denominator", "size") for row in rows]


def _line(row, share, times, size, count):
    limits = normal_limits(share, size)
    told = {**_named(limits, times), "n": size, "population": size, "denominator": size}
    told |= {"baseline": share * times, "centre": share * times}
    count = row.get("x", row.get("numerator", count))
    if count is not None:
        told |= {"p": count / size, "significance": limits.stands(count / size).value}
    return told


KINDS = {
    "funnel": teams,
    "funnel_exact": exact,
    "funnel_overdispersion": overdispersion,
    "funnel_limits_proportion": limits_of_a_share,
}
