"""The invented council of the demonstration, made once for a whole test run."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.real.databases import tell
from tests.real.processes import locked
from tests.real.service import KEY, ROOT

NAME = "qa_test_demonstration"
QA = "from qa_app.cli import qa; qa()"


def demonstration(server: str, run: Path) -> str:
    """The address of the database; whoever asks first makes it, the others wait."""
    said = run / "demonstration"
    with locked(run):
        if not said.exists():
            said.write_text(make(server))
        return said.read_text()


def make(server: str) -> str:
    tell(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", NAME)
    tell(server, "CREATE DATABASE {} TEMPLATE template0", NAME)
    url = make_url(server).set(database=NAME).render_as_string(hide_password=False)
    fill(url)
    return url


def fill(url: str, *more: str) -> None:
    """Make the tables and the demonstration, as the commands do; `more` is said to the second."""
    settings = {"QA_DATABASE_URL": url, "QA_SECRET_KEY": KEY, "QA_DEMO": "1"}
    for words in (["database", "upgrade"], ["demo", *more]):
        done = subprocess.run(
            [sys.executable, "-c", QA, *words],
            cwd=ROOT,
            env=os.environ | settings,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
