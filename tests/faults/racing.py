"""Many pages of one section, all saving at once: each save is kept as a version, or its sender is told."""

import threading
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import select

from qa_app.audits.models import SectionReading
from qa_app.foundation.engines import engine_for
from tests.faults.drill import serving, trail_faults
from tests.faults.open_page import OpenPage
from tests.faults.setting import Place, prepare
from tests.faults.verdict import integrity_faults
from tests.real.service import GUNICORN, Service

PAGES = 8
KEPT, CONFLICT = 200, 409


@dataclass
class Race:
    """What became of every save."""

    wanted: int
    kept: dict[int, str] = field(default_factory=dict)
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def well(self) -> bool:
        return not self.faults and len(self.kept) + self.refused == self.wanted

    def next_number(self) -> int | None:
        with self.lock:
            number = next(self.numbers)
        return number if number <= self.wanted and not self.faults else None

    def keep(self, version: int, words: str) -> None:
        with self.lock:
            if version in self.kept:
                self.faults.append(f"Version {version} was acknowledged twice")
            self.kept[version] = words


def race(url: str, folder: Path, saves: int) -> Race:
    place = prepare(url)[0]
    service = Service(url, folder / "race.log", GUNICORN)
    told = Race(saves)
    with serving(service):
        racers = [
            threading.Thread(target=run, args=(service.url, place, told)) for _ in range(PAGES)
        ]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
    judge_race(url, place, told)
    told.faults += trail_faults(service)
    return told


def run(service: str, place: Place, told: Race) -> None:
    try:
        page = OpenPage(service, place.desk.address, place.desk.cookies)
        while (number := told.next_number()) is not None:
            words = f"Save {number}"
            answer = page.save(words)
            if answer.status_code == KEPT:
                told.keep(answer.json()["version"], words)
            elif answer.status_code == CONFLICT and answer.json().get("kind") == "changed":
                with told.lock:
                    told.refused += 1
                page.open()
            else:
                told.faults.append(f"{answer.status_code} to “{words}”: {answer.text[:300]}")
    except Exception as error:
        told.faults.append(f"a page stopped: {error}")


def judge_race(url: str, place: Place, told: Race) -> None:
    """Each version was made by one save that was acknowledged, and the last of them stands."""
    engine = engine_for(url)
    with engine.connect() as connection:
        wanted = select(SectionReading.version, SectionReading.evidence)
        version, stands = connection.execute(
            wanted.where(SectionReading.audit_id == place.audit_id)
        ).one()
    told.faults += integrity_faults(engine)
    engine.dispose()
    if sorted(told.kept) != [*range(1, version + 1)]:
        told.faults.append(f"{len(told.kept)} saves were acknowledged, and {version} versions made")
    elif told.kept[version] != stands:
        told.faults.append(f"“{stands}” stands where “{told.kept[version]}” was saved last")
