"""The service's processes on a database that a test does not share, and that cannot be rolled back."""

import json
import os
import subprocess
import sys
from typing import Any
from uuid import uuid4

import pytest

from qa_app.foundation import schema
from qa_app.foundation.engines import engine_for

KEY = "a key for tests alone, 0123456789 abcdefghij"
ENGINES = ("sqlite", "postgresql")


def empty_database(request: pytest.FixtureRequest, engine: str) -> str:
    """The address of an empty database that is gone after the test."""
    if engine == "postgresql":
        return str(request.getfixturevalue("new_postgresql")())
    return f"sqlite:///{request.getfixturevalue('tmp_path')}/{uuid4().hex}.db"


@pytest.fixture(params=ENGINES)
def own_url(request: pytest.FixtureRequest) -> str:
    """A database of our own with its tables, on each engine."""
    url = empty_database(request, request.param)
    engine = engine_for(url)
    schema.upgrade(engine)
    engine.dispose()
    return url


def start(url: str, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """A Python process of its own on this database; its errors come with its answer."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("QA_")}
    environment |= {"QA_DATABASE_URL": url, "QA_SECRET_KEY": KEY, **settings}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def qa(url: str, *words: str, expect: int = 0, **settings: str) -> str:
    """Run a command as a timer would, and give back what it printed."""
    process = start(url, "-c", "from qa_app.cli import qa; qa()", *words, **settings)
    said, _ = process.communicate(timeout=400)
    assert process.returncode == expect, f"{words} ended with {process.returncode}: {said}"
    return said


def qa_json(url: str, *words: str, expect: int = 0, **settings: str) -> dict[str, Any]:
    return json.loads(qa(url, *words, "--json", expect=expect, **settings))


def finish(processes: list[subprocess.Popen[str]]) -> None:
    """Wait for processes that run side by side; each must end well."""
    for process in processes:
        said, _ = process.communicate(timeout=400)
        assert process.returncode == 0, said
