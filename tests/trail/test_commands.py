import json

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from qa_app.cli import qa
from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from qa_app.trail.models import Event
from tests.conftest import KEY
from tests.makers import make_council


@pytest.fixture
def run(database, database_url, tmp_path, monkeypatch):
    """Run `qa trail` on the test's database, with a file of anchors."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setenv("QA_ANCHORS", str(tmp_path / "anchors"))
    make_council("Northshire")
    db.session.commit()

    def run(*words: str) -> Result:
        return CliRunner().invoke(qa, ["trail", *words])

    return run


def rename_the_first_event() -> None:
    first = select(Event.id).order_by(Event.id).limit(1).scalar_subquery()
    db.session.execute(update(Event).where(Event.id == first).values(name="council:renamed"))
    db.session.commit()


def test_an_unbroken_anchored_chain_is_well(run):
    assert run("anchor").exit_code == 0
    found = run("verify")
    assert found.exit_code == 0
    assert "northshire: 1 events, unbroken." in found.output


def test_a_broken_chain_is_wrong_and_says_where(run):
    run("anchor")
    rename_the_first_event()
    found = run("verify", "--json")
    assert found.exit_code == 1
    answer = json.loads(found.stdout)
    assert not answer["well"]
    assert answer["chains"][0]["faults"] == ["Event 1 was changed after it was written"]


def test_a_file_of_anchors_that_is_gone_is_wrong(run, tmp_path):
    run("anchor")
    (tmp_path / "anchors").unlink()
    found = run("verify")
    assert found.exit_code == 1
    assert "Next: “qa trail anchor”" in found.output


def test_anchoring_without_a_place_for_anchors_is_called_wrongly(run, monkeypatch):
    monkeypatch.delenv("QA_ANCHORS")
    assert run("anchor").exit_code == 2
    found = run("verify")
    assert found.exit_code == 0
    assert "No anchors are kept" in found.output


def test_a_council_that_is_not_there_is_called_wrongly(run):
    found = run("verify", "--council", "southshire")
    assert found.exit_code == 2
    assert "There is no council at southshire" in found.output


def test_each_anchoring_leaves_its_run(run):
    run("anchor")
    runs = db.session.scalars(select(JobRun).where(JobRun.name == "trail anchor")).all()
    assert [(one.well, one.counts) for one in runs] == [(True, {"written": 1})]


def test_an_anchoring_that_finds_a_fault_is_noted_as_failed(run):
    rename_the_first_event()
    assert run("anchor").exit_code == 1
    assert db.session.scalars(select(JobRun)).one().well is False
