"""A disk that takes no more while somebody types: they are told, go on reading, and save when there is room."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, select, text

from qa_app.audits.models import SectionReading
from qa_app.foundation.engines import engine_for
from tests.faults.drill import serving
from tests.faults.open_page import OpenPage
from tests.faults.setting import Place, prepare
from tests.faults.verdict import integrity_faults
from tests.real.service import GUNICORN, Service

MOST_PAGES = "FULL_AT_PAGES"
ON_A_FULL_DISK = [*GUNICORN[:-1], "tests.faults.full_disk:served()"]
ROOM_LEFT, MANY = 6, 40
LONG = "It was seen on the record. " * 700


def served() -> Any:
    """The service, on a database that may grow to so many pages; SQLite then says what it says of a full disk."""

    @event.listens_for(Engine, "connect")
    def limit(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {int(os.environ[MOST_PAGES])}")

    from wsgi import app

    return app


@dataclass
class Full:
    kept: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return bool(self.kept and self.refused) and not self.faults


def fill_the_disk(url: str, folder: Path) -> Full:
    places, told = prepare(url), Full()
    full = Service(
        url, folder / "full.log", ON_A_FULL_DISK, **{MOST_PAGES: str(pages_of(url) + ROOM_LEFT)}
    )
    with serving(full):
        pages = [OpenPage(full.url, one.desk.address, one.desk.cookies) for one in places]
        for page in pages:
            save_until_it_is_full(page, told)
        stands = what_stands(url, places[0])
    roomy = Service(url, folder / "roomy.log", GUNICORN)
    with serving(roomy):
        page = OpenPage(roomy.url, places[0].desk.address, places[0].desk.cookies)
        if (answer := page.save(f"{LONG} Again.")).status_code != 200:
            told.faults.append(f"With room again: {answer.status_code} {answer.text[:300]}")
    if what_stands(url, places[0]) == stands:
        told.faults.append("What was saved with room again is not there")
    engine = engine_for(url)
    told.faults += integrity_faults(engine)
    engine.dispose()
    return told


def save_until_it_is_full(page: OpenPage, told: Full) -> None:
    """What was acknowledged before stays. No page is opened: whoever reads is written down too."""
    for number in range(MANY):
        words = LONG[: 400 * (number + 1)]
        answer = page.save(words)
        if answer.status_code == 200:
            told.kept += 1
            continue
        told.refused += 1
        said = answer.json()
        if answer.status_code != 503 or said["saved"] is not False:
            told.faults.append(f"{answer.status_code}: {answer.text[:300]}")
        return


def pages_of(url: str) -> int:
    engine = engine_for(url)
    with engine.connect() as connection:
        pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
    engine.dispose()
    return pages


def what_stands(url: str, place: Place) -> str | None:
    engine = engine_for(url)
    wanted = select(SectionReading.evidence).where(SectionReading.audit_id == place.audit_id)
    with engine.connect() as connection:
        found = connection.scalar(wanted)
    engine.dispose()
    return found
