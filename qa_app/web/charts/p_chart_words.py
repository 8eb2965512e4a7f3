"""What is said below a share from month to month, and in its table."""

from collections.abc import Iterator, Sequence
from datetime import date

from qa_app.foundation.statistics.exceptional_months import ExceptionalMonths, Judged
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.wording import is_enough, share_of, why_left_out

# So many months that are not settled are named one by one.
MOST_NAMED = 3


def is_drawn(one: Judged) -> bool:
    """A share of fewer than five would be drawn at nought or at all by one audit; unless even that is exceptional."""
    return is_enough(one.month.of) or bool(one.month.of and one.exceptional)


def said_of_shapes(months: Sequence[date], found: ExceptionalMonths) -> Iterator[str]:
    """What the shapes mean, as far as they occur."""
    yield from _said_of_band(found)
    there = zip(months, found.months, strict=True)
    drawn = [(month, one.month) for month, one in there if is_drawn(one)]
    hollow = [one for one in drawn if one[1].is_provisional and not one[1].marked]
    if hollow:
        yield f"Hollow: not settled, and compared with nothing. {_each_hollow(hollow)}"
    if any(one.marked for _, one in drawn):
        yield "Squares: left out of every comparison."
    if any(one.month.of and not is_drawn(one) for one in found.months):
        yield "A month of fewer than 5 has no point; the table has its numbers."


def _said_of_band(found: ExceptionalMonths) -> Iterator[str]:
    if not found.has_limits:
        few = any(one.is_too_few for one in found.months)
        yield "Too few audits a month for limits." if few else "Too few months for limits."
        return
    yield "Band: where chance alone keeps a month."
    if any(one.is_too_few for one in found.months):
        yield "A month without it has too few audits."
    if found.are_provisional:
        yield "Its limits are provisional, from fewer than 12 months."


def _each_hollow(hollow: Sequence[tuple[date, Month]]) -> str:
    if len(hollow) > MOST_NAMED:
        return f"The table says of these {len(hollow)} months why."
    return f"{'; '.join(f'{month:%B %Y}: {why_left_out(one)}' for month, one in hollow)}."


def row_of(month: date, one: Judged, of: str) -> tuple[str, ...]:
    said = share_of(one.month.count, one.month.of) if one.month.of else f"No {of.lower()}"
    between = "Too few to say" if one.is_too_few else ""
    if one.limits is not None:
        between = f"{one.low_count} and {one.high_count} of {one.month.of}"
    return f"{month:%B %Y}", said, between, "; ".join(_remarks(one))


def _remarks(one: Judged) -> Iterator[str]:
    if one.exceptional:
        yield one.exceptional.value.capitalize()
    if one.month.is_provisional:
        yield f"Not settled: {why_left_out(one.month)}"
    if one.month.marked:
        yield "Left out of every comparison"
