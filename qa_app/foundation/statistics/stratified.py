"""What a sample says of all records, where some kinds of record were read more than their share."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from qa_app.foundation.statistics.shares import Z95


@dataclass(frozen=True)
class Stratum:
    """`count` of the `read` records have it; `held` is how many records there are of this kind."""

    count: int
    read: int
    held: int


@dataclass(frozen=True)
class Estimate:
    """The weighted share. `standard_error` is None where a kind was read only once and there are more of it."""

    share: float
    standard_error: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95%, cut at 0 and 1."""
        if self.standard_error is None:
            return None
        reach = Z95 * self.standard_error
        return max(0.0, self.share - reach), min(1.0, self.share + reach)


def estimate(strata: Iterable[Stratum]) -> Estimate | None:
    """Each kind counts by how many records there are of it. None where a kind was not read at all.

    Where all of a kind was read there is nothing left to chance in it.
    """
    there = [one for one in strata if one.held]
    if not there or any(one.read == 0 for one in there):
        return None
    everything = sum(one.held for one in there)
    share = sum(one.held / everything * one.count / one.read for one in there)
    variances = [_variance(one) for one in there]
    known = [variance for variance in variances if variance is not None]
    if len(known) < len(there):
        return Estimate(share, None)
    total = sum(
        (one.held / everything) ** 2 * variance
        for one, variance in zip(there, known, strict=True)
    )  # fmt: skip
    return Estimate(share, sqrt(total))


def _variance(one: Stratum) -> float | None:
    if one.read >= one.held:
        return 0.0
    if one.read == 1:
        return None
    share = one.count / one.read
    return (1 - one.read / one.held) * share * (1 - share) / (one.read - 1)
