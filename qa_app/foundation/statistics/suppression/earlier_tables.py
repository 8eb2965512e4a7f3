"""What a table gives away beside an earlier one of the same rows: a month, and then the year to date."""

from collections.abc import Sequence

from qa_app.foundation.statistics.suppression.small_counts import THRESHOLD, is_small

Shown = Sequence[Sequence[int | str]]


def given_away(earlier: Shown, later: Shown, threshold: int = THRESHOLD) -> list[tuple[int, int]]:
    """The cells that both show and that differ by a small count, which is then known."""
    return [
        (i, j)
        for i, (old_row, new_row) in enumerate(zip(earlier, later, strict=True))
        for j, (old, new) in enumerate(zip(old_row, new_row, strict=True))
        if isinstance(old, int) and isinstance(new, int) and is_small(abs(new - old), threshold)
    ]
