import json

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from qa_app.cli import qa
from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from tests.conftest import KEY
from tests.outbox.makers import SENDER, make_email


@pytest.fixture
def run(database, database_url, monkeypatch, mail_server):
    """Run `qa mail` on the test's database, with a mail server."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setenv("QA_SMTP_URL", mail_server.url)
    monkeypatch.setenv("QA_MAIL_FROM", SENDER)

    def run(*words: str) -> Result:
        return CliRunner().invoke(qa, ["mail", *words])

    return run


def test_what_waits_is_sent_and_the_run_noted(run, mail_server):
    make_email()
    assert run("send").output == "1 sent, 0 to be tried again, 0 given up.\n"
    assert len(mail_server.mails()) == 1
    noted = db.session.scalars(select(JobRun)).one()
    assert (noted.name, noted.well, noted.counts["sent"]) == ("mail send", True, 1)


def test_mail_that_was_given_up_is_wrong(run, mail_server):
    make_email()
    mail_server.answer("550 No such mailbox")
    assert run("send").exit_code == 0
    found = run("status", "--json")
    assert (found.exit_code, json.loads(found.output)["given_up"]) == (1, 1)


def test_a_mail_server_that_is_away_is_wrong_and_keeps_the_mail(run, monkeypatch):
    make_email()
    monkeypatch.setenv("QA_SMTP_URL", "smtp://127.0.0.1:9")
    found = run("send")
    assert found.exit_code == 1
    assert "What waits is sent when it can be reached" in found.output
    assert json.loads(run("status", "--json").output)["waiting"] == 1
    assert db.session.scalars(select(JobRun)).one().well is False


def test_without_a_mail_server_the_command_says_what_to_set(run, monkeypatch):
    monkeypatch.delenv("QA_SMTP_URL")
    found = run("send")
    assert found.exit_code == 2
    assert "Set QA_SMTP_URL" in found.output
