import json

import pytest
from click.testing import CliRunner

from qa_app.cli import qa
from qa_app.cli.timed import running
from qa_app.jobs.rules import TIMERS
from tests.conftest import KEY


@pytest.fixture
def ask(database, database_url, monkeypatch, tmp_path):
    """Run `qa doctor` on an installation that lacks nothing but its timers' runs."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setenv("QA_BACKUP_KEY", KEY)
    monkeypatch.setenv("QA_SMTP_URL", "smtp://127.0.0.1")
    monkeypatch.setenv("QA_MAIL_FROM", "audits@northshire.example")
    monkeypatch.setenv("QA_ANCHORS", str(tmp_path / "anchors"))

    def ask() -> tuple[int, dict[str, dict]]:
        found = CliRunner().invoke(qa, ["doctor", "--json"])
        findings = json.loads(found.stdout)["findings"]
        return found.exit_code, {one["name"]: one for one in findings}

    return ask


def test_a_new_installation_is_told_what_is_missing(ask):
    code, findings = ask()
    assert code == 1
    assert findings["Database"]["well"] and findings["Tables"]["well"]
    assert not findings["Timer “qa backup”"]["well"]
    assert not findings["Anchors"]["well"]


def test_an_installation_whose_timers_run_is_well(ask, database):
    for timer in TIMERS:
        with running(timer.name):
            pass
    CliRunner().invoke(qa, ["council", "add", "Northshire"])
    CliRunner().invoke(qa, ["trail", "anchor"])
    code, findings = ask()
    assert code == 0, findings


def test_a_weak_key_is_named_without_being_shown(ask, monkeypatch):
    monkeypatch.setenv("QA_SECRET_KEY", "weak key")
    code, findings = ask()
    assert code == 1
    assert "Set QA_SECRET_KEY" in findings["Setting"]["found"]
    assert "weak key" not in str(findings)
