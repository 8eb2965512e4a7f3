"""Wilson's range, Newcombe's difference, and the sentence."""

from qa_app.foundation.statistics.shares import likely_difference, likely_range
from qa_app.foundation.statistics.wording import share_with_range
from tests.foundation.statistics.worked_cases import NOT_TOLD


def wilson(case):
    count, of = case.given["x"], case.given["n"]
    level = case.given.get("conf", 0.95)
    low, high = likely_range(count, of, level) or (None, None)
    text = share_with_range(count, of) if level == 0.95 else NOT_TOLD
    return {"expected": {"lower": low, "upper": high, "text": text}}


def difference(case):
    given = case.given
    first, second = (given["x1"], given["n1"]), (given["x2"], given["n2"])
    low, high = likely_difference(first, second, given.get("conf", 0.95)) or (None, None)
    apart = None if low is None else first[0] / first[1] - second[0] / second[1]
    return {"expected": {"diff": apart, "lower": low, "upper": high}}


KINDS = {"wilson": wilson, "difference_newcombe10": difference}
