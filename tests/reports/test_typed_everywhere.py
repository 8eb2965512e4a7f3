"""The demonstration with marks in all that can be typed: where each comes out, and that none of it is worked out or cut."""

import csv
import io
import logging
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app import create_app
from qa_app.access.rules import Role, Viewer
from qa_app.api.rules.published import RESOURCES
from qa_app.api.rules.tokens import Reads
from qa_app.children.models import Child
from qa_app.foundation.clock import now, today
from qa_app.foundation.csv_cells import FORMULA_STARTS, restored
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.insight.rules.filters import Filters, Period
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.rules import Kind
from qa_app.outbox.models import Email
from qa_app.reports.folder import Folder
from qa_app.reports.models import Report, RoundNarrative
from qa_app.reports.operations.asking import Wanted, put_in_queue
from qa_app.reports.operations.making import make_next
from qa_app.reports.queries.narratives import filters_of
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import State
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_on
from tests.api.makers import a_program
from tests.browser.demonstration import fill
from tests.conftest import KEY as OURS
from tests.conftest import settings_for_tests
from tests.page_client import Browser
from tests.real.service import KEY
from tests.reports.typed_everywhere import (
    HOSTILE,
    OPENS,
    columns_in,
    cut_in,
    type_into_everything,
    typed_columns,
)

# Whom and what a level may tell of, by the column that it was typed into.
LEAVES = {"place.name", "template_version.name", "approved_text.words", "approved_text.answer", "programme.name"}  # fmt: skip
PEOPLE = {"membership.name", "person.name", "report.why"}
WORDS = {"finding.text", "action.what", "action.how_we_will_know", "action.evidence"}
REFERENCES = {"allocation.reference", "child.reference"}
# What a pack inside the service tells of imported audits.
IMPORTED = {"past_audit.team_written", "past_audit.auditor_written", "past_section.heading", "upload.name", "past_audit.source_sheet"}  # fmt: skip


class Made:
    """The demonstration on a database of its own, and what was made from it."""

    def __init__(self, folder: Path) -> None:
        url = f"sqlite:///{folder}/demo.db"
        fill(url)
        db.disconnect()
        db.connect(url)
        self.settings = replace(
            settings_for_tests(url), secret_key=KEY, reports_folder=str(folder / "reports")
        )
        self.app, self.folder = create_app(self.settings), Folder(folder / "reports")
        self.references = {*db.session.scalars(select(Child.reference))}
        self.emails = [f"{one.subject}\n{one.text}" for one in db.session.scalars(select(Email))]
        self.filled, self.empty = type_into_everything()
        council = select(Place.id).where(Place.kind == Kind.COUNCIL).order_by(Place.id)
        self.council_id = db.session.scalars(council).first()
        post = select(Appointment.person_id).where(Appointment.role == Role.QA_LEAD)
        self.lead_id = db.session.scalars(post.order_by(Appointment.id)).first()

    @property
    def council(self) -> Place:
        return db.session.get_one(Place, self.council_id)

    @property
    def lead(self) -> Person:
        return db.session.get_one(Person, self.lead_id)

    def report(self, kind: ReportKind, level: Level, *, with_references: bool = False) -> Path:
        month = months_on(first_of_month(today()), -1)
        filters = Filters(Period(months_on(month, -11), month))
        if kind is ReportKind.ROUND:
            written = select(RoundNarrative).where(RoundNarrative.council_id == self.council_id)
            narrative = db.session.scalars(written.order_by(RoundNarrative.id)).first()
            assert narrative is not None
            filters = filters_of(narrative.round)
        wanted = Wanted(filters, [], level, with_references, "why " if with_references else "", kind)  # fmt: skip
        viewer = viewer_of(self.lead, self.council, today())
        assert isinstance(viewer, Viewer)
        report = put_in_queue(wanted, viewer, now())
        db.session.commit()
        while make_next(self.folder, now):
            pass
        made = db.session.get_one(Report, report.id, populate_existing=True)
        assert made.state is State.READY, made.trouble
        return self.folder.file(made.file_name)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    before = db.engine.url if db._engine else None
    yield Made(tmp_path_factory.mktemp("typed"))
    db.session.remove()
    db.disconnect()
    seal.use(OURS)
    if before is not None:
        db.connect(before.render_as_string(hide_password=False))


@pytest.fixture(autouse=True)
def log(caplog):
    """Nothing that was typed is in any log, whatever is made and asked for."""
    caplog.set_level(logging.DEBUG)
    yield
    said = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith("sqlalchemy"))  # fmt: skip
    assert not OPENS.search(said), OPENS.search(said)


def text_of(path: Path) -> str:
    """Of a pack that of each file in it."""
    with ZipFile(path) as file:
        if path.suffix == ".zip":
            file.extractall(path.with_suffix(""))
            return "\n".join(text_of(path.with_suffix("") / name) for name in file.namelist())
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        return "".join(f"{cell.value}\x1e" for cell in cells if cell.value is not None)
    with ZipFile(path) as file:
        return "\n".join(file.read(name).decode(errors="replace") for name in file.namelist())


# Audits whole are for those alone who read them; what their PDF holds is read in test_whole_audits.
WRITTEN = [kind for kind in ReportKind if kind is not ReportKind.AUDITS]
LEVELS = [(kind, level) for kind in WRITTEN for level in kind.about.levels]


@pytest.mark.parametrize(("kind", "level"), LEVELS, ids=lambda one: one.name)
def test_no_report_holds_what_is_above_its_level(made, kind, level):
    text = text_of(made.report(kind, level))
    imported = IMPORTED if kind is ReportKind.PACK else set()
    allowed = LEAVES if level.leaves else imported | LEAVES | PEOPLE | WORDS | {"team_month.went", "team_month.improvements", "round_narrative.found", "round_narrative.doing"}  # fmt: skip
    assert columns_in(text) <= allowed
    assert not cut_in(text)
    assert not made.references & {*re.findall(r"\w+", text)}


def test_with_references_it_holds_these_and_no_more(made):
    text = text_of(made.report(ReportKind.WORKBOOK, Level.INTERNAL, with_references=True))
    found = columns_in(text)
    assert REFERENCES & found
    assert {"finding.text", "action.what"} <= found
    assert found <= LEAVES | PEOPLE | WORDS | REFERENCES
    assert not cut_in(text)


@pytest.mark.parametrize("reads", list(Reads), ids=lambda one: one.name)
def test_no_answer_to_a_program_holds_what_is_above_its_level(made, reads):
    program = a_program(made.app, made.council, reads=reads)
    allowed = {
        Reads.COUNTS: LEAVES,
        Reads.IN_FULL: LEAVES,
        Reads.TEXT: LEAVES | {"finding.text"},
        Reads.REFERENCES: LEAVES | {"finding.text"} | REFERENCES,
    }[reads]
    for resource in RESOURCES.values():
        if not reads.reaches(resource.needs):
            continue
        for way in resource.ways or [None]:
            by = {"by": way.name.lower()} if way else {}
            address, asked = resource.name, {**by, "per_page": 1000}
            while address:
                answer = program.ask(address, **asked)
                text = "".join(every_text(answer.json["rows"]))
                assert columns_in(text) <= allowed, (resource.name, way)
                assert not cut_in(text)
                address, asked = answer.json["next"], {}


def every_text(value):
    """JSON is read by a program: text stands in it as it was typed."""
    if isinstance(value, dict):
        for one in value.values():
            yield from every_text(one)
    elif isinstance(value, list):
        for one in value:
            yield from every_text(one)
    elif isinstance(value, str):
        yield value


def test_no_email_tells_of_a_child(made):
    assert made.emails
    assert not [one for said in made.emails for one in re.findall(r"\w+", said) if one in made.references]  # fmt: skip


def test_every_file_comes_back_as_it_was_typed_and_none_is_had_by_accident(made):
    """Each address that needs nothing else, and each table of each such page, as somebody who sees the whole council."""
    browser = Browser(made.app, made.lead)
    seen, hostile, unasked = 0, set(), []
    for address in addresses(made.app, browser):
        answer = browser.client.get(address)
        if answer.mimetype == "text/csv" and columns_in(answer.text) & REFERENCES:
            unasked.append(address)
        answer = browser.give_reason(answer)
        if answer.mimetype != "text/csv":
            continue
        seen += 1
        text = answer.data.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [one for one in cells if one.startswith(FORMULA_STARTS) and not is_number(one)], address  # fmt: skip
        assert not cut_in(text), address
        there = [one for one in map(restored, cells) if OPENS.search(one)]
        hostile |= {one for one in HOSTILE for cell in there if cell.startswith(one)}
    assert unasked == []
    assert seen > 20
    assert len(hostile) > len(HOSTILE) / 2


def addresses(app, browser):
    for rule in app.url_map.iter_rules():
        skipped = ("/static", "/sign-", "/api", "/my-account/sign")
        if "GET" not in rule.methods or rule.arguments or rule.rule.startswith(skipped):
            continue
        answer = browser.client.get(rule.rule)
        yield rule.rule
        if answer.status_code == 200 and answer.mimetype == "text/html":
            page = BeautifulSoup(answer.text, "html5lib")
            yield from [one["href"] for one in page.select(".app-table-file a")]


def is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def test_every_column_that_can_be_typed_into_is(made):
    assert made.empty == set()
    assert made.filled == {f"{table.name}.{column.name}" for table, column in typed_columns()}
