"""Agreement of two raters and of several."""

import re

from qa_app.foundation.statistics.agreement.coefficients import Weights, gwet, kappa
from qa_app.foundation.statistics.agreement.krippendorff import (
    Metric,
    alpha,
    alpha_of_table,
    fleiss,
)
from qa_app.foundation.statistics.agreement.lean import chance_of_lean
from qa_app.foundation.statistics.agreement.pairs import count_pairs, table_of
from qa_app.foundation.statistics.shares import Z95, likely_range
from tests.foundation.statistics.worked_cases import NOT_TOLD, asked

WEIGHTS = {
    "unweighted": Weights.IDENTITY,
    "identity": Weights.IDENTITY,
    "nominal": Weights.IDENTITY,
    "linear": Weights.LINEAR,
    "quadratic": Weights.QUADRATIC,
}
METRICS = {
    "unweighted": Metric.NOMINAL,
    "identity": Metric.NOMINAL,
    "nominal": Metric.NOMINAL,
    "ordinal": Metric.ORDINAL,
    "quadratic": Metric.INTERVAL,
    "interval": Metric.INTERVAL,
}


def published_kappa(case):
    found = kappa(case.given["table"], WEIGHTS[case.given["weights"]])
    if found is None:
        return {"expected": dict.fromkeys(case.expected)}
    reach = Z95 * found.standard_error
    told = {
        "kappa": found.value,
        "ase": found.standard_error,
        "ci95_normal": [found.value - reach, found.value + reach],
    }
    # What the source did not print is not compared.
    printed = {name for name, value in case.expected.items() if value is not None}
    return {"expected": {name: told[name] if name in printed else None for name in told}}


def krippendorff(case):
    told = {metric.value: alpha(case.given["ratings_by_unit"], metric) for metric in Metric}
    return {"expected": told, "exact_values": told}


def trap(case):
    """Two tables side by side, or one and whatever is asked of it."""
    told = {}
    for ending, name in (("all_four", "all_four_grades"), ("dropping_unused", "only_used_grades")):
        table = case.given.get(f"table_{name}")
        if table is None:
            return two_rater_table(case)
        told |= {
            f"{weights.value}_{coefficient}_{ending}": found and found.value
            for weights in Weights
            for coefficient, found in (
                ("AC2", gwet(table, weights)),
                ("kappa", kappa(table, weights)),
            )
        }
    return {"expected": told}


def two_rater_table(case):
    """Whatever is asked, however deep: what a figure is follows from the words on the way to it."""
    given = case.given
    table = asked(given, "table", "counts", "table_all_four_grades", default=None)
    if table is None:
        table = table_of(asked(given, "pairs"), given.get("grades", 4))
    words = _words(" ".join(str(given.get(name, "")) for name in ("weights", "metric")))
    return {"expected": _walk(case.expected, table, words)}


def _walk(expected, table, words):
    if isinstance(expected, dict):
        # Ordinal weights beside others are those of irrCAC, and not Krippendorff’s ordinal metric.
        words |= {"weighted"} if expected.keys() & {"linear", "quadratic"} else set()
        return {name: _walk(value, table, words | _words(name)) for name, value in expected.items()}
    return _figure(table, words, expected)


def _words(name):
    return frozenset(re.findall(r"[a-z]+[0-9]*|[0-9]+", name.lower().replace("1based", "")))


COUNTS = {
    "n": lambda one: one.number,
    "number": lambda one: one.number,
    "exact": lambda one: one.same,
    "same": lambda one: one.same,
    "within": lambda one: one.within_one,
    "generous": lambda one: one.higher,
    "above": lambda one: one.higher,
    "higher": lambda one: one.higher,
    "harsher": lambda one: one.lower,
    "below": lambda one: one.lower,
    "lower": lambda one: one.lower,
    "crossed": lambda one: one.crossed,
}
INTERVAL = {"ci", "ci95", "confidence", "wilson"}


def _figure(table, words, expected):
    if words & {"sign", "lean"}:
        counted = count_pairs(table)
        return chance_of_lean(counted.higher, counted.lower)
    if words & {"kappa", "cohen"}:
        return _of(kappa(table, _weights(words) or Weights.IDENTITY), words)
    if words & {"ac", "ac1", "ac2", "gwet"}:
        weights = Weights.IDENTITY if "ac1" in words else _weights(words)
        return _of(gwet(table, weights), words) if weights else NOT_TOLD
    if words & {"alpha", "krippendorff"}:
        return _alpha(table, words)
    if isinstance(expected, float) and words & {"pa", "observed", "percent", "agreement"}:
        found = gwet(table, _weights(words) or Weights.IDENTITY)
        return found and found.observed
    return _count(count_pairs(table), words, expected)


def _weights(words):
    return next((WEIGHTS[word] for word in words if word in WEIGHTS), None)


def _of(found, words):
    if found is None:
        return None
    if words & {"se", "ase", "stderr"}:
        return found.standard_error
    if words & {"pe", "chance"}:
        return found.chance
    if words & {"pa", "observed"}:
        return found.observed
    if words & INTERVAL:
        low, high = found.interval or (None, None)
        return (
            low if words & {"lower", "low"} else high if words & {"upper", "high"} else [low, high]
        )
    return found.value


def _alpha(table, words):
    """Its error and interval are not ours; nor is another’s idea of ordinal weights."""
    if words & ({"se", "ase", "irrcac"} | INTERVAL) or words >= {"weighted", "ordinal"}:
        return NOT_TOLD
    metric = next((METRICS[word] for word in words if word in METRICS), None)
    return alpha_of_table(table, metric) if metric else NOT_TOLD


def _count(counted, words, expected):
    if "moderator" in words:
        return NOT_TOLD
    if words & INTERVAL:
        low, high = likely_range(counted.same, counted.number) or (None, None)
        ends = low if words & {"lower", "low"} else high
        return [low, high] if isinstance(expected, list) else ends
    count = next((COUNTS[word](counted) for word in sorted(words) if word in COUNTS), NOT_TOLD)
    if isinstance(expected, float) and count is not NOT_TOLD:
        return count / counted.number if expected <= 1 else NOT_TOLD
    return count


KINDS = {
    "published_kappa": published_kappa,
    "krippendorff": krippendorff,
    "fleiss": lambda case: {"expected": {"fleiss_kappa": fleiss(case.given["counts_by_unit"])}},
    "trap": trap,
    "two_rater_table": two_rater_table,
}
