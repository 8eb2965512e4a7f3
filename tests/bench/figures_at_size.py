"""The pages of figures over five years of a large council, and what they count beside DuckDB over the same rows."""

import importlib
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import select

from qa_app import create_app
from qa_app.access.rules import Role
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import counted_sections
from qa_app.insight.queries.grades import Asking, gather, shares_by_concept
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.grades import WHOLE, About, Share
from qa_app.organisation.models import Appointment, Place
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.settings import Settings
from tests.bench.audit_answered import bare_page
from tests.browser.demonstration import fill
from tests.makers import viewer_of
from tests.real.databases import at_database
from tests.real.service import KEY
from tests.real.signed_in import cookies_for

AUDITS = 30_000
# Seconds that nineteen in twenty of each page may take. The last reads every answer, of which an audit has dozens.
PAGES = {
    "/insight": 0.3,
    "/insight/grades?about=": 0.3,
    "/insight/grades?about=oversight": 0.3,
    "/insight/themes": 0.3,
    "/insight/questions": 1.0,
}
ABOUT = About("OVERSIGHT")
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Taken:
    """Seconds: a page or a count, in the middle and at the slowest of nineteen in twenty, and beside what."""

    what: str
    median: float
    p95: float
    beside: float

    @property
    def words(self) -> str:
        times = self.median / self.beside
        return (
            f"{self.what:60}{self.median * 1000:6.0f} ms{self.p95 * 1000:6.0f} ms{times:7.1f} times"
        )


@contextmanager
def a_large_council() -> Iterator[str]:
    """On SQLite, with the demonstration’s months as full as five years would make them."""
    with tempfile.TemporaryDirectory(prefix="qa-figures-") as folder:
        url = f"sqlite:///{folder}/qa.db"
        fill(url, "--audits", str(AUDITS))
        yield url


def measure_pages(url: str, times: int) -> list[Taken]:
    """Each beside a page of Flask alone that asks the same database one indexed question."""
    app = create_app(Settings(database_url=url, secret_key=KEY, demo=True))
    client, bare = app.test_client(), bare_page()
    with app.app_context():
        for name, secret in cookies_for(_lead().person).items():
            client.set_cookie(name, secret, domain=HOST)
        db.session.commit()
    least, _ = _measured(lambda: bare.get("/bare"), times)
    return [
        Taken(page, *_measured(partial(client.get, page, base_url=f"http://{HOST}"), times), least)
        for page in PAGES
    ]


def measure_counts(url: str, times: int) -> list[Taken]:
    """Ours ask what the viewer may see, too; DuckDB has been told the answer. Both must count the same."""
    with at_database(url), tempfile.TemporaryDirectory(prefix="qa-parquet-") as folder:
        viewer = viewer_of(_lead().person)
        shown = Period(
            months_back(first_of_month(today()), MONTHS_SHOWN)[-1], first_of_month(today())
        )
        asking = Asking(viewer, Filters(shown), WHOLE, list_versions(viewer))
        of_sections = Asking(viewer, Filters(shown), ABOUT, asking.versions)
        duck = Duck(Path(folder) / "sections.parquet", asking)
        return [
            _beside("shares by concept and month", lambda: shares_by_concept(asking), duck.by_concept, times),
            _beside("shares of oversight by place", lambda: gather(of_sections).by_place, duck.by_place, times),
        ]  # fmt: skip


class Duck:
    """DuckDB over the rows that count, in a file of Parquet."""

    def __init__(self, file: Path, asking: Asking) -> None:
        self.link = importlib.import_module("duckdb").connect()
        rows = counted_sections(asking.viewer, asking.filters, asking.versions)
        wanted = select(rows.c.concept, rows.c.month, rows.c.place, rows.c.version_id, rows.c.grade)
        good = {number: one.scale.good for number, one in asking.versions.items()}
        self.link.execute(
            "CREATE TABLE sections (concept TEXT, month DATE, place TEXT, grade TEXT, good BOOLEAN)"
        )
        self.link.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?, ?)",
            [
                (concept, month, place, grade, grade in good[version])
                for concept, month, place, version, grade in db.session.execute(
                    wanted.where(rows.c.grade.is_not(None))
                )
            ],
        )
        self.link.execute(f"COPY sections TO '{file}' (FORMAT parquet)")
        self.file = file

    def by_concept(self) -> dict[Any, Share]:
        return {
            (concept, month): Share(good, of)
            for concept, month, good, of in self._ask("concept, month", "true")
        }

    def by_place(self) -> dict[Any, Share]:
        is_about = f"concept = '{ABOUT.concept}'"
        return {place: Share(good, of) for place, good, of in self._ask("place", is_about)}

    def _ask(self, by: str, where: str) -> list[Any]:
        wanted = f"SELECT {by}, sum(good::INT)::INT, count(*) FROM '{self.file}' WHERE {where} GROUP BY ALL"
        return list(self.link.execute(wanted).fetchall())


def _beside(what: str, ours: Callable[[], Any], theirs: Callable[[], Any], times: int) -> Taken:
    assert ours() == theirs(), f"DuckDB counts otherwise: {what}"
    least, _ = _measured(theirs, times)
    return Taken(what, *_measured(ours, times), least)


def _measured(call: Callable[[], Any], times: int) -> tuple[float, float]:
    call()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        answer = call()
        taken.append(time.perf_counter() - began)
        assert getattr(answer, "status_code", 200) == 200
    return median(taken), sorted(taken)[int(0.95 * len(taken) - 0.5)]


def _lead() -> Appointment:
    held = (
        select(Appointment)
        .join(Place, Place.id == Appointment.place_id)
        .where(Appointment.role == Role.QA_LEAD, Place.path == "northshire/")
        .order_by(Appointment.id)
    )
    return db.session.scalars(held.limit(1)).one()
