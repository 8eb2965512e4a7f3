"""Which counts and percentages are small, and how a single one is shown."""

from qa_app.foundation.statistics.wording import LEAST_TO_BE_PLAIN, percent

HIDDEN = "c"
THRESHOLD = 5
THRESHOLDS = (2, 4, 5, 7, 9)
CHILDREN_TO_SHOW_ALL, PEOPLE_TO_SHOW_ALL = 100, 10

# NHS England's way below national level, for dashboards open to everybody.
ROUNDED_HIDDEN, ROUNDED_THRESHOLD, ROUNDED_TO = "*", 7, 5


def is_small(count: int, threshold: int = THRESHOLD) -> bool:
    """Nought is a true nought, and is shown."""
    return 1 <= count <= threshold


def shown_percentage(count: int, of: int, threshold: int = THRESHOLD) -> str:
    """Hidden where it would give away a small count: of those who have it, who have it not, or of all."""
    if not of or any(is_small(number, threshold) for number in (count, of - count, of)):
        return HIDDEN
    return f"{percent(count, of)}%"


def may_show_average(of: int, threshold: int = THRESHOLD) -> bool:
    """An average or a range of a few is nearly their own grades."""
    return of > threshold


def rounded(count: int) -> str:
    """To the nearest five, from eight on; it needs no second step, and is too coarse for counts below forty."""
    if is_small(count, ROUNDED_THRESHOLD):
        return ROUNDED_HIDDEN
    return str(ROUNDED_TO * round(count / ROUNDED_TO))


def is_shown_in_full(children: int, people: int) -> bool:
    """May counts be shown as they are: so many could have been drawn, and so many did the work?

    For counts of audits of a whole council or service alone; never by a child’s characteristics or of staff.
    """
    return children >= CHILDREN_TO_SHOW_ALL and people >= PEOPLE_TO_SHOW_ALL


def tells_of_everybody(count: int, of: int) -> bool:
    """None or all of a small named group: no small count, and yet it says something of each of them."""
    return 0 < of < LEAST_TO_BE_PLAIN and count in (0, of)
