"""Eight ways to tamper with the chain in the database, each found; two of them by the anchors alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from qa_app.foundation.database import db
from qa_app.trail import anchor_file, operations
from qa_app.trail.models import Event, EventTail
from qa_app.trail.queries.chains import check_chain
from qa_app.trail.rules.anchors import Anchors, key_from
from qa_app.trail.rules.chain import FIRST, as_hashed, digest_of
from tests.makers import NOON, make_council

KEY = key_from("a secret for tests alone")
HERE, ELSEWHERE = 0, 1
LENGTH = 12


@pytest.fixture
def chains(database) -> list[int]:
    """The chains of two councils, of twelve events each."""
    councils = [make_council("Northshire").id, make_council("Southshire").id]
    for council_id in councils:
        for number in range(LENGTH - 1):  # the council's own addition is the first
            operations.record("place:added", None, council_id=council_id, at=NOON, count=number)
        db.session.commit()
    return councils


@pytest.fixture
def anchors(chains: list[int], tmp_path: Path) -> Anchors:
    operations.anchor(tmp_path / "anchors", KEY, at=NOON)
    db.session.commit()
    return anchor_file.read(tmp_path / "anchors", KEY)


def at(chain: int, number: int) -> list:
    return [Event.chain == chain, Event.number == number]


def rows_of(chain: int) -> list[dict]:
    table = Event.__table__
    wanted = select(table).where(table.c.chain == chain).order_by(table.c.number)
    return [dict(row) for row in db.session.execute(wanted).mappings()]


def rewrite(chain: int, rows: list[dict]) -> None:
    """Write a chain anew with digests that fit, and its tail too, as one with the whole database would."""
    db.session.execute(delete(Event).where(Event.chain == chain))
    previous = FIRST
    for number, row in enumerate(rows, start=1):
        said = {key: row[key] for key in row.keys() - {"id", "number", "previous", "digest"}}
        digest = digest_of(number, previous, as_hashed(said))
        db.session.execute(
            insert(Event).values(**said, number=number, previous=previous, digest=digest)
        )
        previous = digest
    tail = update(EventTail).where(EventTail.chain == chain)
    db.session.execute(tail.values(number=len(rows), digest=previous))


def change_one(chains: list[int]) -> None:
    db.session.execute(update(Event).where(*at(chains[HERE], 5)).values(facts={"count": 99}))


def delete_a_middle_one(chains: list[int]) -> None:
    db.session.execute(delete(Event).where(*at(chains[HERE], 5)))


def insert_one(chains: list[int]) -> None:
    for number in range(LENGTH, 5, -1):
        db.session.execute(update(Event).where(*at(chains[HERE], number)).values(number=number + 1))
    row = {**rows_of(chains[HERE])[4], "number": 6, "name": "place:renamed"}
    row.pop("id")
    db.session.execute(insert(Event).values(**row))


def reorder_two(chains: list[int]) -> None:
    for number, to in ((5, 500), (6, 5), (500, 6)):
        db.session.execute(update(Event).where(*at(chains[HERE], number)).values(number=to))


def cut_the_tail(chains: list[int]) -> None:
    rewrite(chains[HERE], rows_of(chains[HERE])[:-2])


def rewrite_all(chains: list[int]) -> None:
    rows = rows_of(chains[HERE])
    rows[4]["facts"] = {"count": 99}
    rewrite(chains[HERE], rows)


def move_between_chains(chains: list[int]) -> None:
    db.session.execute(delete(Event).where(*at(chains[HERE], 5)))
    db.session.execute(update(Event).where(*at(chains[ELSEWHERE], 5)).values(chain=chains[HERE]))


def change_a_moment(chains: list[int]) -> None:
    later = NOON.replace(microsecond=1)
    db.session.execute(update(Event).where(*at(chains[HERE], 5)).values(at=later))


BY_THE_CHAIN = [
    change_one,
    delete_a_middle_one,
    insert_one,
    reorder_two,
    move_between_chains,
    change_a_moment,
]
BY_ANCHORS_ALONE = [cut_the_tail, rewrite_all]


def test_an_untouched_chain_is_well(chains, anchors):
    for chain in chains:
        verdict = check_chain(chain, anchors)
        assert (verdict.faults, verdict.end.number) == ([], LENGTH)


@pytest.mark.parametrize("tamper", BY_THE_CHAIN, ids=lambda one: one.__name__)
def test_tampering_breaks_the_chain(chains, tamper: Callable):
    tamper(chains)
    assert check_chain(chains[HERE]).faults


@pytest.mark.parametrize("tamper", BY_ANCHORS_ALONE, ids=lambda one: one.__name__)
def test_what_the_chain_cannot_show_the_anchors_do(chains, anchors, tamper: Callable):
    tamper(chains)
    assert check_chain(chains[HERE]).well
    assert check_chain(chains[HERE], anchors).faults


def test_a_tail_cut_without_its_end_is_found_by_the_chain(chains):
    db.session.execute(delete(Event).where(*at(chains[HERE], LENGTH)))
    assert check_chain(chains[HERE]).faults == ["The chain ends at event 11; event 12 is gone"]


def test_a_chain_taken_away_whole_is_found(chains, anchors):
    db.session.execute(delete(Event).where(Event.chain == chains[HERE]))
    db.session.execute(delete(EventTail).where(EventTail.chain == chains[HERE]))
    assert check_chain(chains[HERE], anchors).faults


def test_events_added_behind_the_service_are_found(chains):
    row = rows_of(chains[HERE])[-1]
    said = {key: row[key] for key in row.keys() - {"id", "number", "previous", "digest"}}
    digest = digest_of(LENGTH + 1, row["digest"], as_hashed(said))
    added = {**said, "number": LENGTH + 1, "previous": row["digest"], "digest": digest}
    db.session.execute(insert(Event).values(**added))
    assert check_chain(chains[HERE]).faults == [
        "The service wrote the chain up to event 12, and no further"
    ]


def test_a_broken_chain_is_not_anchored_any_further(chains, anchors, tmp_path):
    operations.record("place:renamed", None, council_id=chains[HERE], at=NOON)
    operations.record("place:renamed", None, council_id=chains[ELSEWHERE], at=NOON)
    db.session.commit()
    db.session.execute(update(Event).where(*at(chains[HERE], LENGTH + 1)).values(name="x:y"))

    written, faults = operations.anchor(tmp_path / "anchors", KEY, at=NOON)

    assert written == 1
    assert faults == [f"Chain {chains[HERE]}: Event 13 was changed after it was written"]


def test_anchoring_again_writes_nothing(chains, anchors, tmp_path):
    assert operations.anchor(tmp_path / "anchors", KEY, at=NOON) == (0, [])
    assert len((tmp_path / "anchors").read_text().splitlines()) == len(anchors.written)
