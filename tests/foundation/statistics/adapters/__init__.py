"""One adapter a kind of worked case: what ours makes of its input, under the names that the case uses."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.foundation.statistics.adapters import (
    agreement,
    funnels,
    qicharts,
    sampling,
    shares,
    spc,
    suppression,
    themes,
)
from tests.foundation.statistics.worked_cases import Case

Adapter = Callable[[Case], Mapping[str, Any]]

ADAPTERS: dict[str, Adapter] = {
    **agreement.KINDS,
    **funnels.KINDS,
    **qicharts.KINDS,
    **sampling.KINDS,
    **shares.KINDS,
    **spc.KINDS,
    **suppression.KINDS,
    **themes.KINDS,
}
