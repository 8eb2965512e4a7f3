"""The workbook that the demonstration brings in, without the rest of the demonstration."""

from dataclasses import dataclass
from random import Random
from typing import Any

from qa_app.cli.demo.past_audits import MEANT, workbook_of
from qa_app.cli.demo.world import World
from qa_app.past_audits.rules.settling import settle
from qa_app.past_audits.rules.understanding import understand
from qa_app.uploads.spreadsheet import read
from tests.makers import NOON
from tests.past_audits.makers import THIS_MONTH


@dataclass
class Named:
    name: str


@dataclass
class Teamed:
    place: Named
    manager: Named


@dataclass
class Lived:
    reference: str
    team: Any


def test_every_word_of_the_invented_workbook_is_known_but_the_one_that_is_asked_about():
    team = Teamed(Named("East"), Named("Ada Thornley"))
    lives = [Lived(f"00{number}", team) for number in range(1000, 1100)]
    world = World(Random(1), NOON, "", teams=[team], lists=[lives])  # type: ignore[list-item]
    file = read(workbook_of(world), "old.csv")
    found = understand(file.sheets, "old.csv", {}, keeps_text=False)

    assert [one.key for one in settle(found.audits, {}, THIS_MONTH).unknown] == [*MEANT]
    assert settle(found.audits, MEANT, THIS_MONTH).unknown == []
    assert len(settle(found.audits, MEANT, THIS_MONTH).taken) > 100
