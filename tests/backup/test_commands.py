"""The drill: back up while others write, restore elsewhere, and lose nothing that was acknowledged."""

import pytest

from tests.own_database import ENGINES, empty_database, finish, qa, qa_json, start

KEYS = {"QA_BACKUP_KEY": "a key for tests alone 0123456789 abc"}
BEFORE, ALTOGETHER = 40, 400


@pytest.mark.slow
def test_what_was_acknowledged_before_a_backup_began_is_in_it(own_url, request, tmp_path):
    qa(own_url, "council", "add", "Northshire")
    begun = events_of_the_council(own_url)
    writer = start(own_url, "-m", "tests.trail.writer", "1", str(ALTOGETHER))
    assert writer.stdout
    for _ in range(BEFORE):
        acknowledged = int(writer.stdout.readline())

    made = qa_json(own_url, "backup", str(tmp_path), **KEYS)

    finish([writer])
    assert made["well"] and made["verified"]
    other = next(engine for engine in ENGINES if not own_url.startswith(engine))
    elsewhere = empty_database(request, other)
    restored = qa_json(elsewhere, "restore", made["file"], **KEYS)
    assert restored["rows"] == made["rows"]
    kept = events_of_the_council(elsewhere)
    assert begun + acknowledged <= kept == made["rows"]["event"] <= begun + ALTOGETHER


def events_of_the_council(url: str) -> int:
    [chain] = qa_json(url, "trail", "verify", "--council", "northshire")["chains"]
    return int(chain["events"])


def test_each_refusal_is_a_sentence(own_url, tmp_path):
    if own_url.startswith("postgresql"):
        pytest.skip("the commands refuse before they touch the database")
    file = tmp_path / "x.qabackup"
    qa(own_url, "council", "add", "Northshire")
    qa(own_url, "backup", str(file), "--no-verify", **KEYS)

    said = qa(own_url, "restore", str(file), expect=1, **KEYS)
    assert "The database is not empty" in said
    wrong = {"QA_BACKUP_KEY": KEYS["QA_BACKUP_KEY"].upper()}
    assert "The key does not fit" in qa(own_url, "restore", str(file), expect=1, **wrong)
    assert "Set QA_BACKUP_KEY" in qa(own_url, "backup", str(tmp_path), expect=2)
    content = bytearray(file.read_bytes())
    content[-40] ^= 1
    file.write_bytes(content)
    said = qa(own_url, "restore", str(file), "--verify", expect=1, **KEYS)
    assert (
        said == "Error: The backup is damaged. Its end is missing or damaged. Use another backup.\n"
    )
