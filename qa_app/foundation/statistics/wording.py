"""How shares are written: always so many of how many, and no percentage that says more than it knows."""

from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.shares import likely_range

LEAST_FOR_A_SHARE = 5
# From here on a percentage stands without the words “small number”.
LEAST_TO_BE_PLAIN = 10


def is_enough(of: int) -> bool:
    """A percentage of fewer than five says more than it knows."""
    return of >= LEAST_FOR_A_SHARE


def is_small(of: int) -> bool:
    """Enough for a percentage, and so few that one more audit moves it by more than ten points."""
    return LEAST_FOR_A_SHARE <= of < LEAST_TO_BE_PLAIN


def percent(number: int, of: int) -> int:
    """In whole points; 299 of 300 are not all of them, and 1 of 300 is not none."""
    rounded = round(100 * number / of)
    return min(max(rounded, 1), 99) if 0 < number < of else rounded


def share_of(number: int, of: int, words: str = "") -> str:
    """7 of 10 (70%), with words before the percentage where there are any."""
    said = f"{number:,} of {of:,}{words}"
    return f"{said} ({percent(number, of)}%)" if is_enough(of) else said


def range_in_words(number: int, of: int) -> str:
    """“likely between 40% and 89%”; nothing of nothing.

    The ends are rounded as they fall: they are estimates, unlike what was counted.
    """
    likely = likely_range(number, of)
    return f"likely between {likely[0]:.0%} and {likely[1]:.0%}" if likely else ""


def share_with_range(number: int, of: int) -> str | None:
    """7 of 10 (70%; likely between 40% and 89%), however few they are; None of nothing.

    For tables and method notes. A headline takes `headline_share`, which is silent about three of four.
    """
    if of == 0:
        return None
    return f"{number:,} of {of:,} ({percent(number, of)}%; {range_in_words(number, of)})"


def headline_share(number: int, of: int, words: str = "") -> str:
    """3 of 4; 7 of 8 (88%, small number; likely between …); 7 of 10 (70%; likely between …)."""
    said = f"{number:,} of {of:,}{words}"
    if not is_enough(of):
        return said
    share = f"{percent(number, of)}%{', small number' if is_small(of) else ''}"
    return f"{said} ({share}; {range_in_words(number, of)})"


def why_left_out(month: Month) -> str:
    """Why no comparison uses a month; nothing of one that it uses, and of one without audits."""
    if month.waiting:
        said = f"{month.waiting:,} {'audit waits' if month.waiting == 1 else 'audits wait'}"
        return f"{said} for a second opinion{', and it is not over' if month.unfinished else ''}"
    if month.unfinished:
        return "it is not over"
    if month.elsewhere:
        one = month.elsewhere == 1
        audits, wait = ("audit", "waits") if one else ("audits", "wait")
        return f"{month.elsewhere:,} {audits} not counted here {wait} for a second opinion"
    return "only themed audits" if month.marked and month.of else ""
