import json

import pytest
from click.testing import CliRunner

from qa_app.audits.rules import Status
from qa_app.cli import qa
from qa_app.foundation.database import db
from qa_app.rounds.rules import State
from tests.insight.counted_makers import GOOD, LESS, THIS_MONTH, Counted


@pytest.fixture
def ask(database, database_url, monkeypatch):
    monkeypatch.setenv("QA_DATABASE_URL", database_url)

    def ask(*more: str) -> str:
        found = CliRunner().invoke(qa, ["figures", *more])
        assert found.exit_code == 0, found.output
        return found.stdout

    return ask


def two_councils() -> None:
    for name, good in (("Northshire", 4), ("Southmere", 2)):
        made = Counted(name)
        made.read(good, GOOD)
        made.read(3, LESS)
        made.read(2, None)
        made.read(1, GOOD, status=Status.SUBMITTED)
        made.read(1, GOOD, state=State.WITHDRAWN)
        made.read(1, GOOD, back=1)
    db.session.commit()


def test_all_councils_are_counted_together_as_their_pages_count(ask):
    two_councils()
    found = json.loads(ask("--json"))
    assert found["councils"] == 2
    this_month, before = found["months"]
    assert this_month == {
        "month": f"{THIS_MONTH:%Y-%m}",
        "councils": 2,
        "graded": 12,
        "good_or_better": 6,
    }
    # Two audits are too few to say how they were graded.
    assert "graded" not in before


def test_the_figures_are_said_in_sentences_without_any_place(ask):
    two_councils()
    said = ask("--months", "2")
    assert said.startswith("2 councils on this installation.")
    assert f"{THIS_MONTH:%B %Y}: 6 of 12 were good or better (50%), in 2 councils." in said
    assert "fewer than 5 were graded, in 2 councils." in said
    assert "Northshire" not in said


def test_where_nothing_counts_yet_that_is_said(ask):
    assert ask() == "0 councils on this installation, and no audit counts yet.\n"
