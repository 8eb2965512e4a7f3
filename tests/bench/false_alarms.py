"""How often the shipped rules speak when nothing has changed: simulated, and held against the rates we state.

A series is 24 months of audits with one true share throughout; its first 12 and 18 months are looked at as
well. A rate agrees when it lies within three standard errors, of both runs together, of the one stated.
"""

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median

from qa_app.foundation.statistics.changes import Change, compare
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.runs import runs_about
from qa_app.foundation.statistics.share_charts import ShareChart, share_chart
from qa_app.foundation.statistics.xmr import xmr
from qa_app.foundation.statistics.xmr_settings import (
    NHSR_PLOT_THE_DOTS,
    XmrSettings,
)

SERIES = 1000
# Behind the stated rates.
SERIES_BEHIND = 12_000
PERIODS = (12, 18, 24)
AUDITS = {
    "5": (5, 5),
    "10": (10, 10),
    "20": (20, 20),
    "40": (40, 40),
    "3-12": (3, 12),
    "3-40": (3, 40),
}
FIRST_LOOK = 12

Signals = Callable[[list[Month]], bool]


def change_is_said(months: list[Month]) -> bool:
    return compare(months).change in (Change.RISING, Change.FALLING)


def a_month_is_exceptional(months: list[Month]) -> bool:
    return any(one.exceptional for one in exceptional_months(months).months)


def an_xmr_signals(settings: XmrSettings, months: list[Month]) -> bool:
    return any(
        point.signal for point in xmr([_share(one) for one in months], settings=settings).points
    )


def a_share_chart_signals(kind: ShareChart, months: list[Month]) -> bool:
    chart = share_chart([(one.count, one.of) for one in months], kind)
    return any(chart.outside) or chart.runs.signals


def a_run_chart_signals(months: list[Month]) -> bool:
    shares = [_share(one) for one in months]
    return runs_about(shares, median(shares)).signals


def _share(month: Month) -> float:
    return 100 * month.count / month.of


def at_any_look(signals: Signals, months: list[Month], period: int) -> bool:
    return any(signals(months[:end]) for end in range(FIRST_LOOK, period + 1))


def at_the_end(signals: Signals, months: list[Month], period: int) -> bool:
    return signals(months[:period])


def ours(months: list[Month], period: int) -> bool:
    """The change rule at every monthly look; the limits once, at the end."""
    return at_any_look(change_is_said, months, period) or at_the_end(
        a_month_is_exceptional, months, period
    )


@dataclass(frozen=True)
class Row:
    """Stated in percent: for each period, by audits a month as AUDITS has them."""

    name: str
    shares: tuple[float, ...]
    speaks: Callable[[list[Month], int], bool]
    stated: dict[int, tuple[float, ...]]


EITHER = (0.2, 0.8)
ROWS = (
    Row("exact limits and six against twelve months", EITHER, ours, {
        12: (0.9, 1.0, 0.8, 0.7, 0.9, 0.7),
        18: (4.3, 4.9, 3.2, 2.0, 4.4, 3.2),
        24: (7.3, 8.3, 5.9, 3.2, 7.7, 5.6),
    }),
    Row("six against twelve months, 20%", (0.2,), partial(at_any_look, change_is_said), {
        12: (0.7, 0.8, 0.6, 0.5, 0.8, 0.6),
        18: (3.8, 4.4, 2.9, 1.4, 4.0, 2.9),
        24: (6.7, 7.6, 5.4, 2.0, 7.1, 5.1),
    }),
    Row("six against twelve months, 40%", (0.4,), partial(at_any_look, change_is_said), {
        24: (7.8, 7.5, 5.2, 5.7, 7.4, 5.5),
    }),
    Row("XmR as NHSRplotthedots", EITHER, partial(at_the_end, partial(an_xmr_signals, NHSR_PLOT_THE_DOTS)), {
        12: (18.8, 12.5, 9.5, 8.1, 10.8, 12.1),
        18: (30.7, 20.5, 16.7, 14.6, 19.6, 23.1),
        24: (42.7, 29.6, 22.8, 20.6, 28.9, 33.2),
    }),
    Row("XmR unscreened", EITHER, partial(at_the_end, partial(an_xmr_signals, XmrSettings(screen_steps=False))), {
        12: (14.1, 8.6, 6.6, 5.5, 7.6, 8.6),
        18: (25.8, 16.8, 13.1, 11.3, 15.3, 18.9),
        24: (37.5, 25.8, 19.3, 17.2, 24.0, 29.0),
    }),
    Row("P and Anhoej", EITHER, partial(at_the_end, partial(a_share_chart_signals, ShareChart.P)), {
        12: (7.8, 5.5, 4.5, 4.0, 5.9, 4.7),
        24: (21.1, 14.6, 11.3, 9.9, 13.8, 11.0),
    }),
    Row("P’ and Anhoej", EITHER, partial(at_the_end, partial(a_share_chart_signals, ShareChart.P_PRIME)), {
        24: (30.3, 19.3, 14.9, 13.6, 15.9, 13.3),
    }),
    Row("run chart, Anhoej", EITHER, partial(at_the_end, a_run_chart_signals), {
        24: (6.6, 4.9, 3.4, 2.9, 2.9, 2.8),
    }),
)  # fmt: skip


def series(
    shares: tuple[float, ...], audits: tuple[int, int], number: int, seed: str
) -> Iterator[list[Month]]:
    """Each share in turn; the same seed makes the same series."""
    chance = random.Random(seed)
    for at in range(number):
        share = shares[at % len(shares)]
        sizes = [chance.randint(*audits) for _ in range(max(PERIODS))]
        yield [Month(sum(chance.random() < share for _ in range(of)), of) for of in sizes]


def rates(row: Row, audits: str, number: int = SERIES) -> dict[int, float]:
    spoken = dict.fromkeys(row.stated, 0)
    for months in series(row.shares, AUDITS[audits], number, f"{row.shares} {audits}"):
        for period in row.stated:
            spoken[period] += row.speaks(months, period)
    return {period: count / number for period, count in spoken.items()}


def agrees(found: float, stated: float, number: int = SERIES) -> bool:
    """The stated rate is rounded to a tenth of a percent, half of which is allowed for."""
    error = math.sqrt(max(stated, 0.001) * (1 - stated) * (1 / number + 1 / SERIES_BEHIND))
    return abs(found - stated) <= 3 * error + 0.0005


def measure_false_alarms(number: int = SERIES) -> bool:
    """Print every rate beside the stated one; false when one of them does not agree."""
    began, well = time.perf_counter(), True
    said = [f"\nfalse alarms in percent, {number:,} series of each kind (stated)"]
    said.append(f"{'audits a month':50}" + "".join(f"{name:>14}" for name in AUDITS))
    for row in ROWS:
        found = [rates(row, name, number) for name in AUDITS]
        for period, stated in row.stated.items():
            cells = []
            for at, wanted in enumerate(stated):
                agreed = agrees(found[at][period], wanted / 100, number)
                well = well and agreed
                cells.append(
                    f"{100 * found[at][period]:5.1f} ({wanted:4.1f}){' ' if agreed else '!'}"
                )
            said.append(f"{row.name + f', {period} months':50}" + "".join(cells))
    said.append(f"{time.perf_counter() - began:.0f} s")
    print("\n".join(said))  # noqa: T201
    return well
