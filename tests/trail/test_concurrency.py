import pytest

from tests.own_database import finish, qa, qa_json, start

WRITERS, EACH = 4, 200


@pytest.mark.slow
def test_four_processes_leave_one_unbroken_chain(own_url):
    qa(own_url, "council", "add", "Northshire")
    [begun] = qa_json(own_url, "trail", "verify", "--council", "northshire")["chains"]
    finish([start(own_url, "-m", "tests.trail.writer", "1", str(EACH)) for _ in range(WRITERS)])

    answer = qa_json(own_url, "trail", "verify", "--council", "northshire")

    assert begun["faults"] == []
    assert answer["chains"] == [begun | {"events": begun["events"] + WRITERS * EACH}]
