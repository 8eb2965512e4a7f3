from datetime import timedelta

from qa_app.outbox.rules import CLAIMED_FOR, MOST_ATTEMPTS, WAITS, next_try
from qa_app.outbox.smtp import PATIENCE_SECONDS
from tests.makers import NOON


def test_each_wait_is_longer_than_the_one_before():
    tries = [next_try(attempts, NOON) for attempts in range(1, MOST_ATTEMPTS)]
    assert tries == sorted(set(tries))
    assert tries[0] == NOON + timedelta(minutes=1)
    assert sum(WAITS, timedelta()) > timedelta(days=1), "a server may be down for a day"


def test_after_the_last_attempt_there_is_no_next():
    assert next_try(MOST_ATTEMPTS, NOON) is None


def test_a_claim_outlasts_a_talk_with_a_slow_server():
    # Connecting, greeting, securing, signing in, sender, recipient and text may each take all the patience.
    assert timedelta(seconds=8 * PATIENCE_SECONDS) < CLAIMED_FOR
