"""What the demonstration invents depends on its day and its number, ids too."""

from random import Random

from qa_app.cli.demo.ids import ids_told_by
from qa_app.organisation.models import Person


def id_of_somebody() -> str | None:
    return Person(name="Wren Ashdown", email="wren.ashdown@example.org").public_id


def test_the_same_chance_gives_the_same_ids_and_each_once():
    told = []
    for _ in range(2):
        with ids_told_by(Random(4)):
            told.append([id_of_somebody() for _ in range(200)])
    assert told[0] == told[1]
    assert len({*told[0]}) == 200


def test_an_id_may_stand_in_an_address_and_in_a_command():
    with ids_told_by(Random(4)):
        ids = [id_of_somebody() for _ in range(200)]
    assert all(one and len(one) == 22 and not one.startswith("-") for one in ids)


def test_afterwards_nobody_can_tell_an_id_beforehand():
    with ids_told_by(Random(4)):
        id_of_somebody()
    assert id_of_somebody() is None  # it is given as the row is written
