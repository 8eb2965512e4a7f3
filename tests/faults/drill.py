"""Kill the service under load, start it again, and go on; then look at what is there."""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.setting import Place, prepare
from tests.faults.verdict import Verdict, judge
from tests.faults.writers import Writer
from tests.real.postgresql import Cluster, find_programs, new_folder
from tests.real.service import GUNICORN, Service

SHORTEST, LONGEST = 0.3, 1.0
LAST_ANSWERS = 60


def on_sqlite(kills: int, seed: int) -> Verdict:
    with at_sqlite() as at:
        return drill(at.url, at.folder, kills, seed)


def on_postgresql(kills: int, seed: int) -> Verdict:
    with at_postgresql() as at:
        return drill(at.url, at.folder, kills, seed, at.cluster)


@dataclass(frozen=True)
class At:
    """A new database, a folder for logs, and the server that can be killed as well."""

    url: str
    folder: Path
    cluster: Cluster | None = None


@contextmanager
def at_sqlite() -> Iterator[At]:
    with tempfile.TemporaryDirectory(prefix="qa-faults-") as folder:
        yield At(f"sqlite:///{folder}/qa.db", Path(folder))


@contextmanager
def at_postgresql() -> Iterator[At]:
    programs = find_programs()
    if programs is None:
        raise RuntimeError("no PostgreSQL was found; install one, or see “make test”")
    cluster = Cluster(programs, new_folder(in_memory=False))
    try:
        cluster.create()
        cluster.start()
        with tempfile.TemporaryDirectory(prefix="qa-faults-") as folder:
            yield At(cluster.url(), Path(folder), cluster)
    finally:
        cluster.remove()


def drill(url: str, folder: Path, kills: int, seed: int, cluster: Cluster | None = None) -> Verdict:
    places = prepare(url)
    service = Service(url, folder / "log", GUNICORN)
    with serving(service), writing(service, places) as writers:
        chance = random.Random(seed)
        for _ in range(kills):
            time.sleep(chance.uniform(SHORTEST, LONGEST))
            if any(writer.trouble for writer in writers):
                break
            service.kill()
            if cluster:
                cluster.kill()
                cluster.start()
            service.start()
    verdict = judge(url, places, writers)
    verdict.faults += trail_faults(service)
    return verdict


@contextmanager
def serving(service: Service) -> Iterator[None]:
    service.start()
    try:
        yield
    finally:
        service.stop()


@contextmanager
def writing(service: Service, places: list[Place]) -> Iterator[list[Writer]]:
    """Writers at work; at the end each finishes what it has in hand."""
    writers = [Writer(number, service.url, place.desk) for number, place in enumerate(places, 1)]
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        for writer in writers:
            writer.finished.set()
        for writer in writers:
            writer.join(LAST_ANSWERS)


def trail_faults(service: Service) -> list[str]:
    """What “qa trail verify” has to say, when it is not well."""
    command = [sys.executable, "-c", "from qa_app.cli import qa; qa()", "trail", "verify"]
    done = subprocess.run(
        command, cwd=service.log.parent, env=service.environment, capture_output=True, text=True
    )
    return [] if done.returncode == 0 else [done.stdout + done.stderr]
