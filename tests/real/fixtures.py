"""Fixtures for the real parts; tests/conftest.py loads them as a plugin."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.real import chromium
from tests.real.databases import new_database, server_url
from tests.real.mail import MailServer
from tests.real.missing import HOW_TO_GET, missing, must_all_be_there
from tests.real.processes import stop_all

QUIETLY = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WITHOUT = "not run, for want of"


def pytest_configure(config: pytest.Config) -> None:
    """The process that leads the run makes a folder in which its workers find what they share."""
    if not hasattr(config, "workerinput"):
        os.environ["QA_TEST_RUN"] = tempfile.mkdtemp(prefix="qa-tests-")
        os.environ["QA_TEST_RUN_OWNER"] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and "QA_TEST_RUN" in os.environ:
        run = Path(os.environ.pop("QA_TEST_RUN"))
        stop_all(run)
        shutil.rmtree(run, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    without = [report for report in skipped if WITHOUT in str(report.longrepr)]
    if without:
        terminalreporter.section(f"{len(without)} TESTS DID NOT RUN", sep="!", red=True, bold=True)
        for name in missing():
            terminalreporter.line(f"Missing: {name}. {HOW_TO_GET[name]}", red=True, bold=True)


def need(part: str) -> None:
    """Skip the test that needs a part this machine lacks; in continuous integration, fail it."""
    if part in missing():
        said = f"{WITHOUT} {part}. {HOW_TO_GET[part]}"
        pytest.fail(said) if must_all_be_there() else pytest.skip(said)


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The address of a server on which this run may make databases."""
    need("postgresql")
    return server_url(Path(os.environ["QA_TEST_RUN"]))


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty PostgreSQL database for this worker."""
    with new_database(postgresql_server) as url:
        yield url


@pytest.fixture
def new_postgresql(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """Makes empty PostgreSQL databases, which are dropped after the test."""
    with ExitStack() as made:
        yield lambda: made.enter_context(new_database(postgresql_server))


@pytest.fixture(scope="session")
def _mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    need("mail")
    server = MailServer(tmp_path_factory.mktemp("mail"))
    yield server
    server.stop()


@pytest.fixture
def mail_server(_mail_server: MailServer) -> MailServer:
    """A mail server in a process of its own, which has kept nothing yet and accepts everything."""
    _mail_server.start_afresh()
    return _mail_server


@pytest.fixture(scope="session")
def chromium_program() -> str:
    need("chromium")
    return str(chromium.find())


@pytest.fixture(scope="session", name="chromium")
def browser(chromium_program: str) -> Iterator[Browser]:
    """One for all: a second one in the same process would find the loop of the first."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_program, args=QUIETLY)
        yield opened
        opened.close()
