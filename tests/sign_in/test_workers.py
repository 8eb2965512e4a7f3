"""What has to hold between processes: after a restart, and with several workers at once."""

import json

import pytest

from qa_app.sign_in.rules.throttling import LIMITS, Counted
from tests.own_database import ENGINES, empty_database, start

RIGHT, WRONG = "thornbush lantern quarry", "not my password"
ADA, BEN = "ada@northshire.example", "ben@northshire.example"


@pytest.fixture(params=ENGINES)
def answers(request):
    """Tries passwords in stages, each stage in processes of its own."""
    url = empty_database(request, request.param)

    def tried(*stages):
        process = start(url, "-m", "tests.sign_in.worker_process", url, json.dumps(stages))
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return json.loads(said)

    return tried


def test_a_wait_outlives_a_restart_and_is_one_accounts_alone(answers):
    before, after = answers([(ADA, WRONG, 5)], [(ADA, RIGHT, 1), (BEN, RIGHT, 1)])

    assert before == ["wrong"] * 5
    assert after == ["wait", "in"]


def test_four_workers_together_look_at_no_more_tries_than_one(answers):
    (all_at_once,) = answers([(ADA, WRONG, 5)] * 4)

    assert all_at_once.count("wrong") == LIMITS[Counted.SIGN_IN].tries
    assert all_at_once.count("wait") == 20 - LIMITS[Counted.SIGN_IN].tries
