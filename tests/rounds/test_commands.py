import json
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from qa_app.cli import qa
from qa_app.cli import rounds as command
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, DrawnRecord
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.programmes import plan_round
from tests.conftest import KEY
from tests.makers import NOON, TODAY
from tests.rounds.councils import (
    CHANCE,
    MONTH,
    PLAN,
    make_peopled_council,
    make_plan,
    make_planned_round,
)

THIS_MONTH = f"{MONTH:%Y-%m}"


@pytest.fixture
def run(database, database_url, monkeypatch):
    """Run `qa rounds` on the test's database, on the day of the tests."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setattr(command, "today", lambda: TODAY)
    monkeypatch.setattr(command, "now", lambda: NOON)

    def run(*words: str) -> Result:
        return CliRunner().invoke(qa, ["rounds", *words])

    return run


def test_a_month_is_opened_once_however_often_the_timer_asks(run):
    make_plan(make_peopled_council())
    assert run("open", "--month", THIS_MONTH).output == "Monthly audits: 3 audits given out.\n"
    assert run("open", "--month", THIS_MONTH).output == "Monthly audits: was open already.\n"
    assert db.session.query(Allocation).count() == 3


def test_a_month_that_has_not_come_is_left_alone(run):
    make_plan(make_peopled_council())
    answer = run("open", "--month", "2026-12")
    assert (answer.exit_code, answer.output) == (0, "Monthly audits: opens on 1 December 2026.\n")


def test_what_cannot_be_given_out_is_wrong_and_said_and_nothing_is_kept_of_it(run):
    make_plan(make_peopled_council(teams=1))
    answer = run("open", "--month", THIS_MONTH)
    assert answer.exit_code == 1
    assert "Some of the records cannot be given to anybody" in answer.output
    assert db.session.query(Allocation).count() == 0


def test_a_month_that_is_none_is_called_wrongly(run):
    assert run("open", "--month", "December").exit_code == 2


def test_a_draw_comes_out_alike_and_a_changed_one_does_not(run):
    council = make_peopled_council()
    round_ = make_planned_round(council)
    draw_round(round_, CHANCE, council.lead, NOON)
    db.session.commit()
    assert run("verify-draw", round_.public_id).output == "Draw 1: 3 of 12 records, as recorded.\n"
    reserve = db.session.query(DrawnRecord).filter_by(position=1, outcome="RESERVE").one()
    db.session.delete(reserve)
    db.session.commit()
    answer = run("verify-draw", round_.public_id, "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.output)["well"] is False


def test_a_draw_whose_families_were_changed_since_is_found_out(run):
    council = make_peopled_council()
    round_ = make_planned_round(council, limits=replace(PLAN.limits, siblings_once=False))
    draw_round(round_, CHANCE, council.lead, NOON)
    db.session.query(DrawnRecord).filter_by(position=1, outcome="RESERVE").one().family = "F1"
    db.session.commit()
    answer = run("verify-draw", round_.public_id)
    assert answer.exit_code == 1
    assert "What is recorded of the list is not what was drawn from" in answer.output


def test_an_unknown_round_is_called_wrongly(run):
    assert run("verify-draw", "nothing").exit_code == 2


def test_a_round_that_was_planned_by_hand_is_drawn_and_opened(run):
    council = make_peopled_council()
    plan_round(make_plan(council), MONTH, by=None, at=NOON)
    assert "3 audits given out" in run("open", "--month", THIS_MONTH).output
