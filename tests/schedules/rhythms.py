"""Rhythms, days and days off, as tests over many of them draw them."""

from datetime import date

from hypothesis import strategies as st

from qa_app.schedules.rules.rhythm import LAST, MOST_NTH, Every, Rhythm
from tests.schedules.makers import THIRD

__all__ = ["DAYS", "OFF", "RHYTHMS", "THIRD"]

DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
MONTHLY = st.builds(
    Rhythm,
    st.sampled_from([Every.MONTH, Every.QUARTER, Every.YEAR]),
    st.integers(LAST, MOST_NTH),
    st.integers(1, 12),
)
WEEKLY = st.builds(
    Rhythm, st.just(Every.WEEKS), weeks=st.integers(2, 13), first_on=st.dates(date(2024, 1, 1), date(2030, 1, 1))
)  # fmt: skip
RHYTHMS = MONTHLY | WEEKLY
OFF = st.sets(st.dates(date(2024, 1, 1), date(2036, 1, 31)), max_size=12)
