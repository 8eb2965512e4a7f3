"""How long a page of thirty questions takes to open and to save, with 5,000 audits stored."""

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import insert, inspect, select, text

from qa_app import create_app
from qa_app.audits import operations
from qa_app.audits.models import Answer, Audit, SectionReading
from qa_app.audits.rules import Status
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.database import db, new_public_id
from qa_app.organisation.models import Place
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from tests.audit_templates.makers import a_question, a_section, a_template, publish_template
from tests.conftest import settings_for_tests
from tests.makers import NOON, make_person, make_place, viewer_of
from tests.page_client import Browser

QUESTIONS, STORED, WARMING_UP = 30, 5000, 5
# Seconds of processor time, the database's included where it is SQLite.
PROMISED_TO_OPEN, PROMISED_TO_SAVE = 0.060, 0.015
OPENED, SAVED = "30 questions opened with 5,000 audits stored", "30 answers saved"


def answer_audits(url: str, times: int) -> dict[str, float]:
    """The middle of so many tries, by what was measured."""
    app = create_app(settings_for_tests(url))
    council = db.session.scalars(select(Place).where(Place.path == "northshire/")).one()
    audit = store(council)
    db.session.commit()
    browser = Browser(app, audit.allocation.auditor)
    where = browser.address("audits.section", audit_id=audit.public_id, section_id="asked")
    bare = bare_page()
    # The first ones pay for what was stored a moment ago: it is written back and forgotten.
    gc.collect()
    taken = [save(browser, where, audit.id, number) for number in range(WARMING_UP + times)]
    return {
        SAVED: median(taken[WARMING_UP:]),
        OPENED: middle(lambda: browser.client.get(where), times),
        "a bare page with one query": middle(lambda: bare.get("/bare"), times),
        "a bare page with one insert": middle(lambda: bare.post("/bare"), times),
    }


def save(browser: Browser, where: str, audit_id: int, number: int) -> float:
    """Every answer at once, which is more than anybody types in the few seconds between two saves."""
    read = select(SectionReading.version).where(SectionReading.audit_id == audit_id)
    version = db.session.scalar(read) or operations.NEW
    db.session.remove()
    page = {"csrf_token": browser.token(), "version": version, "note": ""}
    page |= {f"a-thirty-{at}": "yes" for at in range(QUESTIONS)}
    page |= {f"e-thirty-{at}": f"On 3 November, try {number}." for at in range(QUESTIONS)}
    began = time.process_time()
    answer = browser.client.post(where, data=page, headers={"X-Autosave": "1"})
    taken = time.process_time() - began
    assert answer.status_code == 200, answer.text
    return taken


def middle(call: Callable[[], Any], times: int) -> float:
    call()
    taken = []
    for _ in range(times):
        began = time.process_time()
        assert call().status_code == 200
        taken.append(time.process_time() - began)
    return median(taken)


def store(council: Place) -> Audit:
    """As many finished audits as a council has in five years, and one that is begun."""
    questions = [a_question(at, id=f"thirty-{at}") for at in range(QUESTIONS)]
    publish_template(council, a_template(a_section("asked", *questions), code="thirty"))
    programme = rounds.add_programme(council, "Thirty", "thirty", None, NOON)
    opened = rounds.open_round(programme, NOON.date(), by=None, at=NOON)
    place, auditor = make_place(council, "Bench"), make_person(place=council)
    given = rounds.allocate(opened, "0012345", place, auditor, by=None, at=NOON)
    audit = operations.begin(given, viewer_of(auditor), NOON)
    operations.save_section(
        audit, audit.template.sections[0], WrittenSection(evidence="A"), operations.NEW, viewer_of(auditor), NOON
    )  # fmt: skip
    db.session.flush()
    finished = {"state": State.DONE, "done_at": NOON}
    allocations = copies(Allocation, given, [{**finished, "reference": f"B{at}"} for at in range(STORED)])  # fmt: skip
    finished = {"status": Status.SUBMITTED, "submitted_at": NOON}
    audits = copies(Audit, audit, [{**finished, "allocation_id": own} for own in allocations])
    readings = copies(SectionReading, audit.readings[0], [{"audit_id": own} for own in audits])
    answer = {"council_id": council.id, "value": "yes", "evidence": "Seen on 3 November."}
    rows = [
        {**answer, "section_reading_id": own, "question": f"thirty-{at}"}
        for own in readings
        for at in range(QUESTIONS)
    ]
    db.session.execute(insert(Answer), rows)
    return audit


def copies(table: Any, like: Any, changes: list[dict[str, Any]]) -> Sequence[int]:
    """Rows like this one, each with its own changes."""
    columns = {one.key: getattr(like, one.key) for one in inspect(table).column_attrs}
    del columns["id"]
    named = "public_id" in columns
    rows = [
        {**columns, **({"public_id": new_public_id()} if named else {}), **one} for one in changes
    ]
    return db.session.scalars(insert(table).returning(table.id), rows).all()


def bare_page() -> Any:
    """What Flask and the same database take for next to nothing."""
    bare = Flask("bare")

    @bare.get("/bare")
    def read() -> str:
        with db.engine.connect() as link:
            return str(link.execute(text("SELECT reference FROM allocation WHERE id = 1")).scalar())

    @bare.post("/bare")
    def write() -> str:
        with db.engine.begin() as link:
            link.execute(
                text(
                    "INSERT INTO form_receipt (key, endpoint, digest, at) VALUES (:key, '', '', :at)"
                ),
                {"key": new_public_id(), "at": "2026-11-20 12:00:00.000000"},
            )
        return ""

    return bare.test_client()
