"""When the service refuses to start. Each in a process of its own, as a server would start it."""

import os
import subprocess
import sys
from pathlib import Path

from qa_app.foundation import schema
from qa_app.foundation.database import engine_for

ROOT = Path(__file__).parents[1]
KEY = "0123456789 abcdefghijklmnopqrstuv"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    named = {f"QA_{name.upper()}": value for name, value in environment.items()}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("QA_")}
    return subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env={**clean, **named},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_it_starts_on_tables_of_its_own_version(tmp_path):
    url = f"sqlite:///{tmp_path}/qa.db"
    engine = engine_for(url)
    schema.upgrade(engine)
    engine.dispose()
    assert start(secret_key=KEY, database_url=url).returncode == 0


def test_it_refuses_tables_of_another_version(tmp_path):
    started = start(secret_key=KEY, database_url=f"sqlite:///{tmp_path}/empty.db")
    assert started.returncode != 0
    assert "qa database upgrade" in started.stderr


def test_it_refuses_to_start_without_a_secret(tmp_path):
    started = start(database_url=f"sqlite:///{tmp_path}/qa.db")
    assert started.returncode != 0
    assert "Set QA_SECRET_KEY" in started.stderr
