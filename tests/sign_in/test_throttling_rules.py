from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from qa_app.sign_in.rules.throttling import (
    LIMITS,
    Counted,
    Tries,
    after_a_right_one,
    after_a_try,
    too_many,
    wait_left,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LIMIT = LIMITS[Counted.SIGN_IN]


def tries_at(*moments, limit=LIMIT, tries=None):
    tries = tries or Tries()
    for moment in moments:
        tries = after_a_try(tries, limit, moment)
    return tries


def test_five_tries_are_looked_at_and_the_sixth_has_to_wait():
    four = tries_at(*(NOON + n * SECOND for n in range(4)))
    five = tries_at(NOON + 4 * SECOND, tries=four)

    assert not wait_left(four, NOON + 4 * SECOND)
    assert wait_left(five, NOON + 5 * SECOND) == 59 * SECOND
    assert not wait_left(five, NOON + 64 * SECOND)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour():
    tries, at, waits = Tries(), NOON, []
    for _ in range(6):
        tries = tries_at(*(at + n * SECOND for n in range(5)), tries=tries)
        waits.append(round(wait_left(tries, at + 4 * SECOND) / MINUTE))
        at = tries.shut_until + 61 * SECOND

    assert waits == [1, 2, 4, 8, 15, 15]


def test_slow_mistakes_never_lead_to_a_wait():
    slow = tries_at(*(NOON + n * 16 * SECOND for n in range(20)))

    assert slow.shut_until is None


def test_a_right_one_clears_the_account():
    five = tries_at(*(NOON + n * SECOND for n in range(5)))

    assert after_a_right_one(five, Counted.SIGN_IN) == Tries()


def test_a_day_without_tries_forgets_the_waits():
    five = tries_at(*(NOON + n * SECOND for n in range(5)))
    later = tries_at(NOON + timedelta(days=2), tries=five)

    assert later.waits == 0


def test_one_address_may_make_many_mistakes_before_it_waits_a_minute():
    limit = LIMITS[Counted.ADDRESS]
    many = tries_at(*(NOON + n * SECOND / 10 for n in range(299)), limit=limit)
    more = tries_at(NOON + 30 * SECOND, limit=limit, tries=many)

    assert many.shut_until is None
    assert more.shut_until is not None


def test_a_right_one_takes_back_only_its_own_try_from_an_address():
    tries = tries_at(NOON, NOON + SECOND, limit=LIMITS[Counted.ADDRESS])

    assert after_a_right_one(tries, Counted.ADDRESS).at == (NOON,)


def test_the_wait_is_said_in_whole_minutes():
    assert too_many(20 * SECOND).endswith("Wait 1 minute, then try again")
    assert too_many(90 * SECOND).endswith("Wait 2 minutes, then try again")


@given(some.lists(some.integers(0, 90), max_size=60))
def test_no_more_than_five_tries_are_looked_at_in_any_minute(gaps):
    """However tries are spaced, even by somebody who knows the rule."""
    tries, at, looked_at = Tries(), NOON, []
    for gap in gaps:
        at += gap * SECOND
        if not wait_left(tries, at):
            looked_at.append(at)
            tries = after_a_try(tries, LIMIT, at)

    for start in looked_at:
        assert sum(start <= one < start + MINUTE for one in looked_at) <= 5
