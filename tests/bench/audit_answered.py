"""How long a page of thirty questions takes to open and to save, with 5,000 audits stored."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, text

from qa_app import create_app
from qa_app.audits.models import Answer, Audit, SectionReading
from qa_app.audits.rules import Status
from qa_app.foundation.database import db, new_public_id
from qa_app.organisation.models import Place
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from tests.audit_templates.makers import a_question, a_section, a_template, publish_template
from tests.conftest import settings_for_tests
from tests.makers import NOON, make_person, make_place, viewer_of
from tests.page_client import Browser

QUESTIONS, STORED = 30, 5000
# Seconds of processor time, the database's included where it is SQLite.
PROMISED_TO_OPEN, PROMISED_TO_SAVE = 0.060, 0.015


def answer_audits(url: str, times: int) -> dict[str, float]:
    """The middle of so many tries, by what was measured."""
    app = create_app(settings_for_tests(url))
    council = db.session.scalars(select(Place).where(Place.path == "northshire/")).one()
    audit = store(council)
    db.session.commit()
    browser = Browser(app, audit.allocation.auditor)
    where = browser.address("audits.section", audit_id=audit.public_id, section_id="asked")
    token = browser.token()
    tries = iter(range(10_000))

    def save() -> None:
        sent = {f"e-q{at}": f"On 3 November, try {next(tries)}." for at in range(QUESTIONS)}
        answers = {f"a-q{at}": "yes" for at in range(QUESTIONS)}
        version = db.session.scalar(select(SectionReading.version).where(SectionReading.audit_id == audit.id))  # fmt: skip
        db.session.remove()
        page = {"csrf_token": token, "version": version or 0, **answers, **sent}
        began = time.process_time()
        answer = browser.client.post(where, data=page, headers={"X-Autosave": "1"})
        taken.append(time.process_time() - began)
        assert answer.status_code == 200, answer.text

    taken: list[float] = []
    for _ in range(times):
        save()
    bare = bare_page(app)
    return {
        "30 questions opened": middle(lambda: browser.client.get(where), times),
        "30 answers saved": median(taken),
        "a bare page with one query": middle(lambda: bare.get("/bare"), times),
        "a bare page with one insert": middle(lambda: bare.post("/bare"), times),
    }


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
    questions = [a_question(at) for at in range(QUESTIONS)]
    publish_template(council, a_template(a_section("asked", *questions), code="thirty"))
    programme = rounds.add_programme(council, "Thirty", "thirty", None, NOON)
    opened = rounds.open_round(programme, NOON.date(), by=None, at=NOON)
    place, auditor = make_place(council, "Bench"), make_person(place=council)
    given = rounds.allocate(opened, "0012345", place, auditor, by=None, at=NOON)
    about = {"council_id": council.id}
    allocations = [
        {
            **about,
            "public_id": new_public_id(),
            "round_id": opened.id,
            "reference": f"B{number}",
            "place_id": place.id,
            "place_then": place.path,
            "auditor_id": auditor.id,
            "due_on": NOON.date(),
            "state": State.DONE,
            "done_at": NOON,
            "version": 1,
        }
        for number in range(STORED)
    ]
    made = db.session.scalars(insert(Allocation).returning(Allocation.id), allocations).all()
    audits = [
        {
            **about,
            "public_id": new_public_id(),
            "allocation_id": own,
            "template_version_id": opened.template_version_id,
            "read_by_id": auditor.id,
            "status": Status.SUBMITTED,
            "begun_at": NOON,
            "submitted_at": NOON,
            "place_then": place.path,
            "status_then": "",
            "on_plan_then": False,
            "category_then": "",
            "difference": "",
            "reasons": {},
            "version": 1,
        }
        for own in made
    ]
    of_audits = db.session.scalars(insert(Audit).returning(Audit.id), audits).all()
    readings = [
        {
            **about,
            "audit_id": own,
            "section": "asked",
            "concept": "VISIT",
            "grade": "good",
            "evidence": "Seen.",
            "difference": "",
            "reasons": {},
            "version": 1,
        }
        for own in of_audits
    ]
    read = db.session.scalars(insert(SectionReading).returning(SectionReading.id), readings).all()
    answer = {**about, "value": "yes", "evidence": "Seen on 3 November."}
    db.session.execute(
        insert(Answer),
        [
            {**answer, "section_reading_id": own, "question": f"q{at}"}
            for own in read
            for at in range(QUESTIONS)
        ],
    )
    from qa_app.audits import operations

    return operations.begin(given, viewer_of(auditor), NOON)


def bare_page(app: Flask) -> Any:
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
