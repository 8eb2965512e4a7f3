"""XmR as NHSRplotthedots computes it, and our own chart of shares."""

from dataclasses import replace

from qa_app.foundation.statistics import special_causes
from qa_app.foundation.statistics.assurance import Assurance, assurance
from qa_app.foundation.statistics.exceptional_months import Exceptional, exceptional_months
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.special_causes import Limits, Signal
from qa_app.foundation.statistics.xmr import xmr
from qa_app.foundation.statistics.xmr_settings import USUAL, Better
from tests.foundation.statistics.worked_cases import NotUnderstood, asked

SAID = {
    None: "Common Cause",
    Signal.ABOVE: "Above UCL",
    Signal.BELOW: "Below LCL",
    Signal.RISING: "7 Point Trend (Increasing)",
    Signal.FALLING: "7 Point Trend (Decreasing)",
    Signal.NEAR_THE_TOP: "2 in 3 Above CL",
    Signal.NEAR_THE_BOTTOM: "2 in 3 Below CL",
    Signal.MOSTLY_HIGH: "7 Points Above CL",
    Signal.MOSTLY_LOW: "7 Points Below CL",
}
ASSURED = {
    None: None,
    Assurance.PASSES: "consistent_pass",
    Assurance.FAILS: "consistent_fail",
    Assurance.HIT_OR_MISS: "inconsistent",
}


def ptd_xmr(case):
    given = case.given
    dates = given.get("dates") or range(len(given["values"]))
    values = [value for _, value in sorted(zip(dates, given["values"], strict=True), key=_date)]
    better = Better(given["improvement_direction"])
    settings = replace(
        USUAL,
        screen_steps=given.get("screen_outliers", True),
        fall_back=not case.said.get("needs_collapse_fallback_off", False),
    )
    chart = xmr(
        values,
        better,
        new_starts=given.get("rebase_start_indices") or (),
        fixed_after=given.get("fix_after_n_points"),
        settings=settings,
    )
    types = [_type_of(point, better) for point in chart.points]
    assured = assurance(chart.last_limits, given.get("target"), better)
    return {
        "expected": {
            "segments": [_segment(at, one) for at, one in enumerate(chart.segments)],
            "relative_to_mean": [point.side for point in chart.points],
            "outside_limits": [point.is_outside for point in chart.points],
            "close_to_limits": [point.is_near for point in chart.points],
            "special_cause_type": [SAID[point.signal] for point in chart.points],
            "point_type": types,
            "assurance_type": ASSURED[assured],
            "last_point_type": types[-1],
        }
    }


def _date(pair):
    return pair[0]


def _segment(at, segment):
    return {
        "segment": at,
        "start_index": segment.first,
        "n": segment.end - segment.first,
        "mean": segment.limits.mean,
        "lpl": segment.limits.low,
        "upl": segment.limits.high,
        "short_group_warning": segment.is_short,
    }


def _type_of(point, better):
    if point.signal is None:
        return "common_cause"
    if better is Better.NEUTRAL:
        return f"special_cause_neutral_{'high' if point.signal.goes_up else 'low'}"
    return f"special_cause_{'improvement' if point.is_improvement(better) else 'concern'}"


def ptd_helper(case):
    """The package says that a run is there; ours says which way it goes, except for trends where both do."""
    arguments = case.given["args"]
    match case.given["fn"]:
        case "ptd_seven_point_one_side_mean":
            told = map(abs, special_causes.ends_of_shifts(arguments[0], 7))
        case "ptd_seven_point_trend":
            told = special_causes.ends_of_trends(arguments[0], 7)
        case "ptd_part_of_seven_trend":
            told = map(abs, special_causes.whole(arguments[0], 7))
        case "ptd_two_in_three":
            near = [bool(one) for one in arguments[0]]
            told = map(abs, special_causes.threes_with_two(near, arguments[1]))
        case unknown:
            raise NotUnderstood(f"the function {unknown}")
    return {"expected": list(told)}


def ptd_assurance(case):
    given = case.given
    low, high = given["lpl"], given["upl"]
    limits = Limits((low + high) / 2, (high - low) / 2)
    better = Better(given["improvement_direction"])
    return {"expected": ASSURED[assurance(limits, given.get("target"), better)]}


def two_sigma_variant(case):
    given = case.given
    better, usual = Better(given["improvement_direction"]), USUAL
    charts = {
        name: xmr(given["values"], better, settings=replace(usual, outer_counts_as_near=outer))
        for name, outer in (("package_0_2_2", False), ("mdc_after_2023", True))
    }
    limits = charts["package_0_2_2"].last_limits
    said = {name: [SAID[point.signal] for point in one.points] for name, one in charts.items()}
    return {
        "expected": {**said, "mean": limits.mean, "lpl": limits.low, "upl": limits.high}
    }  # fmt: skip


FLAGS = {None: None, Exceptional.LOW: "low", Exceptional.HIGH: "high"}


def p_exact(case):
    months = [
        Month(*pair) for pair in zip(case.given["good"], case.given["audited"], strict=True)
    ]  # fmt: skip
    frozen = asked(case.given, "baseline_months", "baseline", "freeze", default=None)
    found = exceptional_months(months, months[:frozen] if frozen else None)
    return {
        "expected": {
            "centre": found.centre,
            "widen": found.widened,
            "tail": found.tail,
            "months": [
                {
                    "p": one.month.share,
                    "low_count": one.low_count,
                    "high_count": one.high_count,
                    "flag": FLAGS[one.exceptional],
                }
                for one in found.months
            ],
        }
    }


KINDS = {
    "ptd_xmr": ptd_xmr,
    "ptd_helper": ptd_helper,
    "ptd_assurance": ptd_assurance,
    "ptd_two_sigma_variant": two_sigma_variant,
    "p_exact": p_exact,
}
