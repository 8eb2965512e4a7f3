"""python -m tests.bench [--times N]: each page by one person, then all of them by several at once."""

import argparse
import math
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import requests
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Place
from qa_app.organisation.rules import Kind
from tests.audit_templates.makers import make_draft, publish_template
from tests.bench import audit_answered, figures_at_size, month_drawn, open_editors, whole_cohort
from tests.bench.audit_answered import answer_audits
from tests.bench.false_alarms import measure_false_alarms
from tests.bench.figures_at_size import AUDITS, a_large_council, measure_counts, measure_pages
from tests.bench.findings_streamed import (
    FINDINGS,
    PROMISED_MEMORY,
    PROMISED_TIMES,
    stream_findings,
)
from tests.bench.large_template import PROMISED, large_template, save
from tests.bench.month_drawn import draw_a_month
from tests.bench.open_editors import EDITORS, type_at_once
from tests.bench.whole_cohort import review_everybody
from tests.browser.demonstration import fill
from tests.faults.drill import at_postgresql, at_sqlite
from tests.makers import make_person, viewer_of
from tests.real.databases import at_database
from tests.real.postgresql import find_programs
from tests.real.service import GUNICORN, Service
from tests.real.signed_in import cookies_for

PAGES = {
    Role.QA_LEAD: (
        "/",
        "/children",
        "/people",
        "/rounds/",
        "/insight/completion",
        "/reports",
        "/reports/new",
        "/audit-templates",
        "/audit-templates/large/1",
    ),
    Role.TEAM_MANAGER: ("/", "/audits", "/children"),
    Role.ADMINISTRATOR: ("/people", "/places", "/settings"),
    Role.INFORMATION_GOVERNANCE: ("/trail",),
}
AT_ONCE = 8
# Seconds that nineteen pages in twenty may take, when one person asks.
SLOWEST_PAGE, SLOWEST_REPORT = 0.3, 1.0

Steps = list[tuple[Role, str, requests.Session]]


def measure(service: str, address: str, session: requests.Session) -> float:
    began = time.perf_counter()
    answer = session.get(service + address, timeout=60)
    assert answer.status_code == 200, f"{answer.status_code} for {address}"
    return time.perf_counter() - began


def share_below(taken: list[float], share: float) -> float:
    return sorted(taken)[math.ceil(share * len(taken)) - 1]


def steps_for(url: str) -> Steps:
    steps = []
    with at_database(url):
        for role, addresses in PAGES.items():
            held = select(Appointment).where(Appointment.role == role).order_by(Appointment.id)
            session = requests.Session()
            session.trust_env = False
            session.cookies.update(cookies_for(db.session.scalars(held.limit(1)).one().person))
            steps += [(role, address, session) for address in addresses]
    return steps


def is_report(address: str) -> bool:
    return address.startswith("/reports")


def one_by_one(service: str, steps: Steps, times: int) -> bool:
    """Print each page's times; false when one of them is too slow."""
    well = True
    print(f"{'page':60}{'median':>9}{'p95':>9}")  # noqa: T201
    for role, address, session in steps:
        measure(service, address, session)
        taken = [measure(service, address, session) for _ in range(times)]
        p95 = share_below(taken, 0.95)
        well = well and p95 <= (SLOWEST_REPORT if is_report(address) else SLOWEST_PAGE)
        page = f"{address}, {role}"
        print(f"{page:60}{median(taken) * 1000:6.0f} ms{p95 * 1000:6.0f} ms")  # noqa: T201
    return well


def together(service: str, steps: Steps, times: int) -> None:
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as people:
        asked = [people.submit(measure, service, *one[1:]) for one in steps * times]
        taken = [one.result() for one in asked]
    rate = len(taken) / (time.perf_counter() - began)
    p95 = share_below(taken, 0.95) * 1000
    print(f"\n{AT_ONCE} at once: {rate:.0f} pages a second, p95 {p95:.0f} ms")  # noqa: T201


def large(url: str, times: int) -> bool:
    """Publish a template of 300 questions, to be opened with the other pages, and save its next version."""
    with at_database(url):
        council = db.session.scalars(select(Place).where(Place.kind == Kind.COUNCIL)).first()
        assert council is not None
        publish_template(council, large_template())
        draft = make_draft(council, large_template())
        db.session.commit()
        lead = viewer_of(make_person(Role.QA_LEAD, council))
        taken = save(draft, lead, times)
    print(f"{'300 questions saved in one go':60}{taken * 1000:6.0f} ms")  # noqa: T201
    return taken <= PROMISED


def month(url: str) -> bool:
    """Draw a month and give it out."""
    with at_database(url):
        council = db.session.scalars(select(Place).where(Place.path == "northshire/")).one()
        given, pool, people, taken = draw_a_month(council)
    said = f"{given} audits drawn from {pool} records and given to {people} people"
    print(f"{said:60}{taken * 1000:6.0f} ms")  # noqa: T201
    return taken <= month_drawn.PROMISED


def cohort(url: str) -> bool:
    """Give out every record that is open, and show how the review of them stands."""
    with at_database(url):
        council = db.session.scalars(select(Place).where(Place.path == "northshire/")).one()
        given, opened, shown = review_everybody(council)
    said = f"a review of {given} records drawn and given out"
    print(f"{said:60}{opened * 1000:6.0f} ms")  # noqa: T201
    print(f"{'its pace, what needs doing and what it sets off':60}{shown * 1000:6.0f} ms")  # noqa: T201
    return opened <= whole_cohort.PROMISED_TO_OPEN and shown <= whole_cohort.PROMISED_TO_SHOW


def answering(url: str, times: int) -> bool:
    """Open and save thirty questions, beside what Flask and the database take for next to nothing."""
    with at_database(url):
        taken = answer_audits(url, times)
    for what, seconds in taken.items():
        print(f"{what + ', processor time':60}{seconds * 1000:8.1f} ms")  # noqa: T201
    opened, saved = (taken[what] for what in (audit_answered.OPENED, audit_answered.SAVED))
    return opened <= audit_answered.PROMISED_TO_OPEN and saved <= audit_answered.PROMISED_TO_SAVE


def figures(times: int) -> bool:
    """What a large council waits for, beside a bare page, and beside DuckDB."""
    with a_large_council() as url:
        pages, counts = measure_pages(url, times), measure_counts(url, times)
    print(f"\n{f'of {AUDITS:,} audits on SQLite':60}{'median':>9}{'p95':>9}   a bare page")  # noqa: T201
    print(*(one.words for one in pages), sep="\n")  # noqa: T201
    print(f"{'counts alone':60}{'median':>9}{'p95':>9}   DuckDB")  # noqa: T201
    print(*(one.words for one in counts), sep="\n")  # noqa: T201
    return all(one.p95 <= figures_at_size.PAGES[one.what] for one in pages)


def streaming() -> bool:
    """A workbook longer than any council’s, beside the same cells written with nothing around them."""
    bare, taken, memory = stream_findings()
    said = f"{FINDINGS} findings written to a workbook, processor time"
    print(f"{said:60}{taken:6.1f} s   ({taken / bare:.2f} times bare XlsxWriter, {memory} MB)")  # noqa: T201
    return taken <= PROMISED_TIMES * bare and memory <= PROMISED_MEMORY


def editing() -> bool:
    """Fifty people type for a minute, on SQLite and on PostgreSQL; nothing else is asked of the machine."""
    well = True
    places = [("SQLite", at_sqlite)]
    if find_programs() is not None:
        places.append(("PostgreSQL", at_postgresql))
    for name, place in places:
        with place() as at:
            typed = type_at_once(at)
        p95 = share_below(typed.taken, 0.95)
        said = f"{len(typed.taken)} autosaves of {EDITORS} open editors on {name}, p95"
        load = os.getloadavg()[0]
        print(f"{said:60}{p95 * 1000:6.0f} ms   (load {load:.1f})")  # noqa: T201
        for fault in typed.faults[:3]:
            print(f"  {fault}", file=sys.stderr)  # noqa: T201
        well = well and not typed.faults and p95 <= open_editors.PROMISED
    return well


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how long pages take.")
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="qa-bench-") as folder:
        url = f"sqlite:///{folder}/qa.db"
        fill(url)
        saved = large(url, times) & month(url) & cohort(url) & answering(url, times) & streaming()
        service = Service(url, Path(folder) / "log", GUNICORN)
        service.start()
        try:
            steps = steps_for(url)
            well = one_by_one(service.url, steps, times) and saved
            together(service.url, [one for one in steps if not is_report(one[1])], times)
        finally:
            service.stop()
    well = figures(times) and well
    well = editing() and well
    return 0 if measure_false_alarms() and well else 1


if __name__ == "__main__":
    sys.exit(main())
