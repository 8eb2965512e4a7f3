import json
from tempfile import gettempdir

import pytest
from click.testing import CliRunner
from sqlalchemy import false

from qa_app.access.rules import Role
from qa_app.cli import qa
from qa_app.cli.timed import running
from qa_app.foundation import disk, schema
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.insight.queries import counted
from qa_app.jobs.rules import TIMERS
from tests.conftest import KEY
from tests.insight.counted_makers import Counted
from tests.makers import make_person
from tests.own_database import qa_json
from tests.sign_in.makers import make_account


@pytest.fixture
def ask(database, database_url, monkeypatch, tmp_path):
    """Run `qa doctor` on an installation that lacks nothing but its timers' runs."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setenv("QA_BACKUP_KEY", KEY)
    monkeypatch.setenv("QA_SMTP_URL", "smtp://127.0.0.1")
    monkeypatch.setenv("QA_MAIL_FROM", "audits@northshire.example")
    monkeypatch.setenv("QA_ANCHORS", str(tmp_path / "anchors"))

    def ask(*more: str) -> tuple[int, dict[str, dict]]:
        found = CliRunner().invoke(qa, ["doctor", "--json", *more])
        findings = json.loads(found.stdout)["findings"]
        return found.exit_code, {one["name"]: one for one in findings}

    return ask


@pytest.fixture
def ask_figures(ask):
    return lambda: ask("--figures")[1]["Figures of Northshire"]


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


def test_a_disk_that_is_nearly_full_is_named(ask, monkeypatch):
    monkeypatch.setattr(disk, "COMFORTABLE", 10**18)
    code, findings = ask()
    assert code == 1
    assert findings[f"Disk of {gettempdir()}"]["found"].endswith("MB free; make room")


@pytest.mark.parametrize(
    ("version", "next_step"),
    [
        ("0001_people_places_and_trail", "qa database upgrade"),
        ("9999_later", "install the newer version"),
    ],
)
def test_tables_of_another_version_are_told_their_next_step(ask, monkeypatch, version, next_step):
    monkeypatch.setattr(schema, "version_of", lambda _: version)
    code, findings = ask()
    assert code == 1
    assert next_step in findings["Tables"]["found"]


def test_what_another_key_sealed_is_named(ask, monkeypatch):
    make_account()
    monkeypatch.setenv("QA_SECRET_KEY", "another key, 9876543210 zyxwvutsrq")
    monkeypatch.setenv("QA_PREVIOUS_SECRET_KEY", KEY)
    code, findings = ask()
    seal.use(KEY)
    assert code == 1
    assert findings["Keys"]["found"] == "1 sealed with another key; “qa sign-in reseal”"


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path):
    said = qa_json(f"sqlite:///{tmp_path}/gone/qa.db", "doctor", expect=1)
    (finding,) = [one for one in said["findings"] if one["name"] == "Database"]
    assert "does not answer" in finding["found"]


def test_figures_are_held_against_the_rows_when_asked(ask_figures, monkeypatch):
    made = Counted()
    made.read(6, sections=[("OVERSIGHT", "good"), ("OVERSIGHT", "inadequate")])
    made.read(2, "inadequate", sections=[("VOICE", "good")])
    make_person(Role.QA_LEAD, made.council)
    db.session.commit()
    told = ask_figures()
    assert told["well"] and "of 8 audits" in told["found"]

    # A section that stands beside another about the same would then count twice.
    monkeypatch.setattr(counted, "is_doubled", lambda *_: false())
    told = ask_figures()
    assert not told["well"]
    assert "shares by concept for" in told["found"]
