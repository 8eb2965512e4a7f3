"""P, P’ and I’ charts and runs, under the names that qicharts2 gives to its columns."""

from statistics import median

from qa_app.foundation.statistics.runs import least_crossings, longest_allowed, runs_about
from qa_app.foundation.statistics.share_charts import ShareChart, share_chart
from tests.foundation.statistics.worked_cases import NOT_TOLD, NotUnderstood, asked


def _chart(kind):
    def adapter(case):
        given = case.given
        if asked(given, "part", "parts", "break", default=None):
            raise NotUnderstood("a chart in parts")
        counts = asked(given, "counts", "numerator", "numerators", "good", "events", "y", "x")
        sizes = asked(given, "n", "of", "denominator", "denominators", "audited", "sizes")
        left_out = set(asked(given, "exclude", "excluded", "exclude_indices", default=()))
        left_out |= {at - 1 for at in asked(given, "exclude_1based", default=())}
        found = share_chart(
            list(zip(counts, sizes, strict=True)),
            kind,
            baseline=asked(given, "freeze", "baseline", default=None),
            left_out=left_out,
            screen=asked(given, "screen", "screened", "screen_outliers", default=True),
        )
        return {"expected": _as_asked(case.expected, _told(found))}

    return adapter


def _told(found):
    low = [limits and limits[0] for limits in found.limits]
    high = [limits and limits[1] for limits in found.limits]
    outside = list(found.outside)
    names = {
        ("cl", "centre", "center", "mean"): found.centre,
        ("y", "p", "shares"): list(found.shares),
        ("lcl", "lower"): low,
        ("ucl", "upper"): high,
        ("sigma_signal", "outside", "outside_limits"): outside,
        ("outside_indices", "outliers", "signal_indices"): _places(outside, 0),
        ("outside_1based", "outliers_1based", "sigma_signal_1based"): _places(outside, 1),
        **_of_runs(found.runs),
    }
    return {name: value for group, value in names.items() for name in group}


def _places(outside, first):
    return [at + first for at, one in enumerate(outside) if one]


def _of_runs(runs):
    return {
        ("n_useful", "useful"): runs.useful,
        ("longest_run", "longest"): runs.longest,
        ("longest_run_max", "longest_allowed"): runs.longest_allowed,
        ("n_crossings", "crossings"): runs.crossings,
        ("n_crossings_min", "crossings_min"): runs.least_crossings,
        ("runs_signal", "signal"): runs.signals,
    }


def _as_asked(expected, told):
    """A column that is the same in every row may be given as a list or as one number."""
    return {
        name: _shaped(told.get(_plain(name), NOT_TOLD), value) for name, value in expected.items()
    }


def _plain(name):
    return name.lower().replace(".", "_")


def _shaped(ours, value):
    if ours is NOT_TOLD:
        return ours
    if isinstance(value, list) and not isinstance(ours, list):
        return [ours] * len(value)
    if isinstance(ours, list) and not isinstance(value, list):
        return ours[0] if ours and all(one == ours[0] for one in ours) else NOT_TOLD
    return ours


def run_chart(case):
    values = asked(case.given, "values", "y", "x")
    centre = median(value for value in values if value is not None)
    runs = runs_about(values, asked(case.given, "centre", "cl", "median", default=centre))
    told = {name: value for group, value in _of_runs(runs).items() for name in group}
    told |= dict.fromkeys(("cl", "median", "centre"), centre)
    return {"expected": _as_asked(case.expected, told)}


def critical_values(case):
    """One n useful, or a table of them."""
    useful = asked(case.given, "n_useful", "n", "useful", default=None)
    if isinstance(useful, int):
        return {"expected": _as_asked(case.expected, _critical(useful))}
    rows = case.expected
    if isinstance(rows, dict) and all(name.isdigit() for name in rows):
        return {"expected": {name: _critical_row(int(name), row) for name, row in rows.items()}}
    sizes = useful or range(10, 101)
    columns = [_critical(n) for n in sizes]
    if isinstance(rows, list):
        return {"expected": [_critical_row(n, row) for n, row in zip(sizes, rows, strict=True)]}
    told = {name: [one[name] for one in columns] for name in columns[0]}
    return {"expected": {name: told.get(_plain(name), NOT_TOLD) for name in rows}}


def _critical(useful):
    longest, crossings = longest_allowed(useful), least_crossings(useful)
    return {
        **dict.fromkeys(("n", "n_useful"), useful),
        **dict.fromkeys(("longest_run_max", "longest_run", "longest", "run_max"), longest),
        **dict.fromkeys(
            ("n_crossings_min", "crossings_min", "crossings", "n_crossings"), crossings
        ),
    }


def _critical_row(useful, row):
    told = _critical(useful)
    if isinstance(row, list):
        both = [told["longest_run_max"], told["n_crossings_min"]]
        return both if len(row) == 2 else [useful, *both]
    return {name: told.get(_plain(name), NOT_TOLD) for name in row}


KINDS = {
    "qic_p": _chart(ShareChart.P),
    "qic_pp": _chart(ShareChart.P_PRIME),
    "qic_p_prime": _chart(ShareChart.P_PRIME),
    "qic_ip": _chart(ShareChart.I_PRIME),
    "qic_i_prime": _chart(ShareChart.I_PRIME),
    "qic_run": run_chart,
    "qic_runs": run_chart,
    "qic_anhoej": run_chart,
    "anhoej_critical_values": critical_values,
}
