"""Will the target be reached? Making Data Count's icon, from the limits in force."""

from enum import StrEnum

from qa_app.foundation.statistics.special_causes import Limits
from qa_app.foundation.statistics.xmr_settings import Better


class Assurance(StrEnum):
    PASSES = "reaches the target every month"
    FAILS = "misses the target every month"
    HIT_OR_MISS = "may reach or miss the target"


def assurance(limits: Limits, target: float | None, better: Better) -> Assurance | None:
    """None without a target or where neither way is better; a target on a limit may be missed.

    Where there are no limits nothing is assured, and a page shows no icon.
    """
    if target is None or better is Better.NEUTRAL:
        return None
    if limits.high is not None and target > limits.high:
        return Assurance.FAILS if better is Better.INCREASE else Assurance.PASSES
    if limits.low is not None and target < limits.low:
        return Assurance.PASSES if better is Better.INCREASE else Assurance.FAILS
    return Assurance.HIT_OR_MISS
