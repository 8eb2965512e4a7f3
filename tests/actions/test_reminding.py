import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from qa_app.cli import qa, remind
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import CouncilSetting, Place
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.models import Email
from qa_app.rounds.rules.settings import QUIET
from tests.actions.makers import make_action, make_child_action
from tests.conftest import KEY
from tests.makers import make_person

ADDRESS = "https://audits.northshire.example"


@pytest.fixture
def action(database):
    made = make_child_action(what="Meet Kian and his mother")
    assert made.owner is not None and made.child is not None  # there while the session is
    db.session.commit()
    return made


@pytest.fixture
def run(database, database_url, monkeypatch):
    """Run `qa remind` at ten on a day counted from the one on which an action is due."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setenv("QA_BASE_URL", ADDRESS)

    def run(action, days, *words, hour=10):
        at = start_of(action.due_on + timedelta(days=days)) + timedelta(hours=hour)
        monkeypatch.setattr(remind, "now", lambda: at)
        return CliRunner().invoke(qa, ["remind", *words], catch_exceptions=False).output

    return run


def emails():
    return list(db.session.scalars(select(Email).order_by(Email.id)))


def test_an_owner_hears_once_on_the_day_and_nothing_of_the_child(run, action):
    assert "1 reminder queued" in run(action, 0)
    assert "0 reminders queued" in run(action, 0, hour=11)
    (email,) = emails()
    assert (email.to, email.subject) == (action.owner.email, "1 action due today")
    assert f"{ADDRESS}/actions" in email.text
    assert action.child.reference not in email.text + email.subject
    assert "Kian" not in email.text


def test_their_line_manager_hears_when_it_is_overdue(run, action):
    council = db.session.get(Place, action.council_id)
    manager = make_person(place=council)
    member_of(action.owner_id, council.id).line_manager_id = manager.id
    db.session.commit()
    run(action, 7)
    assert {one.to for one in emails()} == {action.owner.email, manager.email}


def test_nobody_hears_at_night_or_at_the_weekend(run, action):
    assert "working days between 8am and 6pm" in run(action, 0, hour=20)
    assert "working days between 8am and 6pm" in run(action, 1)  # a Saturday
    assert emails() == []


def test_what_switches_reminders_off_holds_these_back(run, action):
    chosen = {"value": "off"}
    db.session.add(CouncilSetting(council_id=action.council_id, name=QUIET, chosen=chosen))
    db.session.commit()
    assert "switched off" in run(action, 0)
    assert emails() == []


def test_what_nobody_hears_of_is_named(run, action):
    member_of(action.owner_id, action.council_id).disabled_at = start_of(action.due_on)
    db.session.commit()
    found = run(action, 0)
    assert "Nobody hears of the actions of" in found


def test_a_dry_run_prints_what_would_go_out(run, action):
    found = json.loads(run(action, 0, "--dry-run", "--json"))["councils"]["northshire"]
    assert [one["subject"] for one in found["reminders"]] == ["1 action due today"]
    assert emails() == []


def test_what_was_done_is_not_chased(run, database):
    action = make_action()
    action.state = action.state.CONFIRMED
    db.session.commit()
    assert "0 reminders queued" in run(action, 0)
