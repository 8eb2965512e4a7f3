"""Kill the service while people type: what a page was told is saved is there, and little else is at risk."""

import random
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import requests
from sqlalchemy import select

from qa_app.audits.models import SectionReading
from qa_app.foundation.engines import engine_for
from tests.faults.drill import LONGEST, SHORTEST, serving, trail_faults
from tests.faults.open_page import OpenPage
from tests.faults.setting import Place, prepare
from tests.faults.verdict import integrity_faults
from tests.faults.writers import PAUSE
from tests.real.postgresql import Cluster
from tests.real.service import GUNICORN, Service

# Seconds: how long the script of the page lets somebody type before it saves; and the promise.
TYPED_BEFORE_A_SAVE, AT_RISK = 8.0, 10.0
KEPT = 200
COMES_BACK = (500, 503)


class Typist(threading.Thread):
    """Types on, whatever becomes of the service; what was not answered goes along with the next save."""

    def __init__(self, number: int, service: str, place: Place) -> None:
        super().__init__(name=f"typist {number}", daemon=True)
        self.place = place
        self.page = OpenPage(service, place.desk.address, place.desk.cookies)
        self.finished = threading.Event()
        self.trouble: str | None = None
        self.sent = self.kept = self.saves = self.version = 0
        self.waiting_since: float | None = None

    def run(self) -> None:
        try:
            for number in count(1):
                is_last = self.finished.is_set()
                self.save(number)
                if is_last and self.kept == self.sent:
                    return
                time.sleep(PAUSE)
        except Exception as error:
            self.trouble = f"{self.name}: {error}"

    def save(self, number: int) -> None:
        self.sent = number
        self.waiting_since = self.waiting_since or time.monotonic()
        try:
            answer = self.page.save(words_of(number))
        except requests.RequestException:
            return
        if answer.status_code == KEPT:
            self.hear(number, answer.json()["version"])
        elif answer.status_code not in COMES_BACK:
            raise ValueError(f"{answer.status_code} to text {number}: {answer.text[:300]}")

    def hear(self, number: int, version: int) -> None:
        """A version that comes a second time was forgotten after it was acknowledged."""
        if version <= self.version:
            raise ValueError(f"text {number} made version {version} after version {self.version}")
        self.kept, self.version, self.waiting_since = number, version, None
        self.saves += 1

    @property
    def at_risk(self) -> float:
        """For how many seconds somebody has typed what is not acknowledged."""
        since = self.waiting_since
        return time.monotonic() - since if since else 0.0


def words_of(number: int) -> str:
    return f"Text {number}"


@dataclass
class Typed:
    saves: int = 0
    at_risk: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not self.faults and self.at_risk + TYPED_BEFORE_A_SAVE < AT_RISK


def kill_while_typing(
    url: str, folder: Path, kills: int, seed: int, cluster: Cluster | None = None
) -> Typed:
    places = prepare(url)
    service, told = Service(url, folder / "typing.log", GUNICORN), Typed()
    with serving(service):
        typists = [Typist(number, service.url, place) for number, place in enumerate(places, 1)]
        for typist in typists:
            typist.start()
        chance = random.Random(seed)
        for _ in range(kills):
            time.sleep(chance.uniform(SHORTEST, LONGEST))
            told.at_risk = max(told.at_risk, *(one.at_risk for one in typists))
            service.kill()
            if cluster:
                cluster.kill()
                cluster.start()
            service.start()
            wait_until_all_are_heard(typists)
        for typist in typists:
            typist.finished.set()
        for typist in typists:
            typist.join(60)
    judge(url, typists, told)
    told.faults += trail_faults(service)
    return told


def wait_until_all_are_heard(typists: list[Typist]) -> None:
    """What is at risk is counted from the first save after a restart."""
    before = {one: one.saves for one in typists}
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if all(one.saves > before[one] or one.trouble for one in typists):
            return
        time.sleep(PAUSE)


def judge(url: str, typists: list[Typist], told: Typed) -> None:
    told.faults += [one.trouble for one in typists if one.trouble]
    engine = engine_for(url)
    with engine.connect() as connection:
        for typist in typists:
            stands = connection.scalar(
                select(SectionReading.evidence).where(
                    SectionReading.audit_id == typist.place.audit_id
                )
            )
            if stands != words_of(typist.kept):
                told.faults.append(f"“{stands}” stands where “{words_of(typist.kept)}” was kept")
    told.faults += integrity_faults(engine)
    told.saves = sum(one.saves for one in typists)
    engine.dispose()
