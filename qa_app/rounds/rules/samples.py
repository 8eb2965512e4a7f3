"""How much a sample says of all the records it was drawn from."""

from math import ceil, sqrt

# Ninety-five of a hundred samples come as near as this to the truth.
Z = 1.959964


def points_either_way(number: int, of: int) -> float | None:
    """Half the width of the interval, in points, where half the records are good; None of nothing."""
    if number < 1 or of < 1:
        return None
    number = min(number, of)
    if of == 1:
        return 0.0
    return 100 * Z * sqrt(0.25 / number * (of - number) / (of - 1))


def number_for(points: float, of: int) -> int:
    """How many of the records must be read for an interval no wider than this either way."""
    without_end = Z**2 * 0.25 / (points / 100) ** 2
    return ceil(without_end / (1 + (without_end - 1) / of)) if of else 0


def _points(points: float) -> str:
    return "1 point" if round(points) == 1 else f"{round(points)} points"


def sentence(number: int, of: int) -> str:
    points = points_either_way(number, of)
    if points is None:
        return "Nothing is drawn, so nothing is learnt"
    if number >= of:
        read = {1: "The only one is", 2: "Both are"}.get(of, f"All {of:,} are")
        return f"{read} read, so that nothing is left to chance"
    return f"{number:,} of {of:,} tells you within about {_points(points)} either way"
