"""Processes that serve a test run: they start once, are shared by its workers, and end with it."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 90
_started: list[subprocess.Popen[bytes]] = []  # kept, so that none is taken for forgotten


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def children_of(parent: int) -> list[int]:
    """The processes that a process has started and that still run (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One worker of the run at a time."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def shared(module: str, run: Path) -> dict[str, Any]:
    """What a process of this run says about itself; it is started when nobody has asked before."""
    with locked(run):
        if not (run / f"{module}.json").exists():
            start(module, run)
        return facts(run, module)


def facts(run: Path, module: str) -> dict[str, Any]:
    """What a process of this run has said about itself."""
    return dict(json.loads((run / f"{module}.json").read_text()))


def start(module: str, run: Path) -> None:
    """Start `python -m module RUN OWNER` and wait until it says that it is ready."""
    owner = os.environ.get("QA_TEST_RUN_OWNER", str(os.getpid()))
    log = run / f"{module}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(run), owner],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    _started.append(process)
    until = time.monotonic() + PATIENCE
    while not (run / f"{module}.json").exists():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{module} did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


def say_ready(module: str, run: Path, **facts: Any) -> None:
    """Tell the run where to find this process; the file appears whole or not at all."""
    draft = run / f"{module}.draft"
    draft.write_text(json.dumps(facts | {"process": os.getpid()}))
    draft.rename(run / f"{module}.json")


def wait_for_the_end(owner: int) -> None:
    """Return when asked to stop, or when the run that this process serves is gone, however it ended."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: asked.append(received))
    while not asked and is_running(owner):
        time.sleep(0.2)


def stop_all(run: Path) -> None:
    """End every process that this run has started, and wait until they have tidied up."""
    ids = [json.loads(said.read_text())["process"] for said in run.glob("*.json")]
    for process in filter(is_running, ids):
        os.kill(process, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while any(_still_there(process) for process in ids) and time.monotonic() < until:
        time.sleep(0.05)


def _still_there(process: int) -> bool:
    """Running, and not merely waiting for its starter to notice that it has ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
