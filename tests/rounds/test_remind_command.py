import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.cli import own_settings, qa, remind
from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from qa_app.organisation.models import Place
from qa_app.organisation.operations.settings import change_setting
from qa_app.outbox.models import Email
from qa_app.rounds.rules.settings import QUIET
from tests.conftest import KEY
from tests.makers import make_allocation, make_person, viewer_of
from tests.rounds.councils import MONTH, member_of

DUE_DAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
ADDRESS = "https://audits.northshire.example"


@pytest.fixture
def audit(database):
    allocation = make_allocation(day=MONTH)
    db.session.commit()
    return allocation


@pytest.fixture
def run(database, database_url, monkeypatch):
    """Run `qa remind` at nine on the day on which the audits are due, or at another moment."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setenv("QA_BASE_URL", ADDRESS)

    def run(*words: str, at: datetime = DUE_DAY) -> Result:
        monkeypatch.setattr(remind, "now", lambda: at)
        return CliRunner().invoke(qa, ["remind", *words], catch_exceptions=False)

    return run


def queued() -> list[Email]:
    return list(db.session.scalars(select(Email)))


def test_what_is_due_is_queued_once_and_each_run_noted(run, audit):
    assert run().output == ("Northshire: 1 reminder queued.\nNext: “qa mail send” sends them.\n")
    assert run().output == "Northshire: 0 reminders queued.\n"
    assert [one.to for one in queued()] == [audit.auditor.email]
    runs = db.session.scalars(select(JobRun).order_by(JobRun.id))
    assert [(one.name, one.well, one.counts["queued"]) for one in runs] == [
        ("remind", True, 1),
        ("remind", True, 0),
    ]


def test_a_dry_run_prints_the_emails_and_queues_none(run, audit):
    said = run("--dry-run").output
    assert "Northshire: 1 reminder would be queued." in said
    assert f"To {audit.auditor.email}\n1 audit due today\n" in said
    assert f"{ADDRESS}/audits" in said and audit.reference not in said
    assert queued() == [] and db.session.scalars(select(JobRun)).all() == []


def test_a_program_reads_the_same_of_a_dry_run(run, audit):
    found = json.loads(run("--dry-run", "--json").output)["councils"]["northshire"]
    assert [one["subject"] for one in found["reminders"]] == ["1 audit due today"]
    assert (found["why_none"], found["unreached"]) == ("", [])


def test_at_night_it_ends_well_and_says_when_reminders_go_out(run, audit):
    found = run(at=DUE_DAY.replace(hour=20))
    assert found.exit_code == 0
    assert found.output == ("Northshire: Reminders go out on working days between 8am and 6pm.\n")


@pytest.mark.parametrize(
    ("at", "when"),
    [
        (DUE_DAY.replace(day=28), "8am on Monday 30 November 2026"),  # a Saturday
        (DUE_DAY.replace(hour=6), "8am on Monday 30 November 2026"),
        (DUE_DAY.replace(day=27, hour=20), "8am on Monday 30 November 2026"),
    ],
)
def test_a_dry_run_while_nobody_is_written_to_says_what_goes_out_when(run, audit, at, when):
    said = run("--dry-run", at=at).output
    assert "Reminders go out on working days between 8am and 6pm." in said
    assert f"1 reminder would be queued at {when}." in said
    assert "1 audit due today\n" in said
    assert queued() == []


def test_a_dry_run_while_reminders_are_off_for_good_says_so_alone(run, audit):
    switch_off(audit, "off")
    assert run("--dry-run").output == "Northshire: Reminders are switched off.\n"
    switch_off(audit, "2 December 2026")
    assert "1 reminder would be queued at 8am on Wednesday 2 December" in run("--dry-run").output


def switch_off(audit, until: str) -> None:
    lead = make_person(Role.ADMINISTRATOR, db.session.get_one(Place, audit.council_id))
    change_setting(QUIET, until, by=viewer_of(lead), at=DUE_DAY)
    db.session.commit()


def test_the_demonstration_reminds_with_the_key_that_it_made(run, audit, monkeypatch, tmp_path):
    monkeypatch.delenv("QA_SECRET_KEY")
    monkeypatch.setenv("QA_DEMO", "1")
    monkeypatch.setenv("QA_BASE_URL", "http://127.0.0.1:5000")
    monkeypatch.setattr(own_settings, "KEY_FILE", tmp_path / "secret-key")
    assert run().output.startswith("Northshire: 1 reminder queued.")


def test_audits_of_which_nobody_hears_are_named_with_what_to_do(run, audit):
    member_of(audit.auditor).disabled_at = DUE_DAY
    db.session.commit()
    found = run("--json")
    assert (found.exit_code, json.loads(found.output)["unreached"]) == (0, 1)
    assert "Nobody hears of open audits of Ada Thornley" in run().output
    assert "Who hands over work" in run("--dry-run").output


def test_a_council_that_is_not_there_is_called_wrongly(run, audit):
    found = run("--council", "southshire")
    assert found.exit_code == 2
    assert "There is no council at southshire" in found.output


def test_without_a_council_it_says_what_to_do(run):
    assert run().output == "There is no council yet. Next: “qa council add NAME”.\n"


def test_without_a_key_to_seal_emails_with_it_says_what_to_set(run, audit, monkeypatch):
    monkeypatch.delenv("QA_SECRET_KEY")
    found = run()
    assert found.exit_code == 1
    assert "QA_SECRET_KEY" in found.output
    assert queued() == []
