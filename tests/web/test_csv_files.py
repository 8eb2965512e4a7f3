"""Every CSV of the service is made in one place, with what its columns hold beside it."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.csv_cells import FORMULA_STARTS
from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.uploads.spreadsheet import read
from qa_app.web.csv_files import TellsOf, csv_file
from tests.children.makers import make_child
from tests.makers import make_council, make_person, make_place
from tests.reports.test_cells import PAYLOADS

ROWS = [("00123", date(2026, 11, 3)), ("Zoë,\n“x”", None)]


@pytest.fixture
def made(app: Flask):
    with app.test_request_context("/list?place=east"):
        yield csv_file("list", ("Record", "Due"), ROWS, TellsOf.NO_RECORD)


def test_a_file_says_its_letters_ends_its_lines_and_writes_days_as_every_program_reads_them(made):
    assert made.data.startswith(b"\xef\xbb\xbf")
    assert made.data.count(b"\r\n") == 3
    rows = [*csv.reader(made.data.decode("utf-8-sig").splitlines(keepends=True))]
    assert rows == [["Record", "Due"], ["00123", "2026-11-03"], ["Zoë,\n“x”", ""]]


def test_a_file_says_where_its_description_is(app, made):
    assert made.headers["Link"] == (
        '</list?place=east&described=csvw>; rel="describedby"; type="application/csvm+json"'
    )
    with app.test_request_context("/list?place=east&described=csvw"):
        beside = csv_file("list", ("Record", "Due"), ROWS, TellsOf.NO_RECORD)
    assert beside.headers["Content-Disposition"].endswith('"list.csv-metadata.json"')
    assert [one["datatype"] for one in beside.get_json(force=True)["tableSchema"]["columns"]] == [
        "string",
        "date",
    ]
    assert b"00123" not in beside.data


def test_a_description_is_no_download_in_the_log(open_as):
    team = make_place(make_council(), "East")
    make_child(team, reference="00123")
    browser = open_as(make_person(Role.TEAM_MANAGER, team))
    exported = select(Event).where(Event.name.endswith("exported"))
    beside = browser.client.get("/children/download?described=csvw")
    assert (beside.status_code, beside.mimetype) == (200, "application/csvm+json")
    assert "00123" not in beside.text
    assert db.session.scalars(exported).all() == []
    assert "00123" in browser.download("/children/download").text
    assert len(db.session.scalars(exported).all()) == 1


def test_references_that_look_like_formulas_come_back_when_the_file_is_read_again(open_as):
    team = make_place(make_council(), "East")
    odd = [*PAYLOADS, "00123", "MAR1", "'=1+1"]
    for reference in odd:
        make_child(team, reference=reference)
    answer = open_as(make_person(Role.TEAM_MANAGER, team)).download("/children/download")
    cells = [row[0] for row in csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))]
    assert not [one for one in cells if one.startswith(FORMULA_STARTS)]
    [sheet] = read(answer.data, "children.csv").sheets
    assert {*odd} <= {row[0] for row in sheet.rows}


def test_no_other_place_writes_csv():
    here = Path(__file__).parents[2] / "qa_app"
    writes = re.compile(r"csv\.(writer|DictWriter)\(|[\"']text/csv[\"']")
    found = {path.relative_to(here).as_posix() for path in here.rglob("*.py") if writes.search(path.read_text())}  # fmt: skip
    # The demonstration makes files as a council would send them.
    assert found - {"cli/demo/children.py", "cli/demo/past_audits.py"} == {"web/csv_files.py"}
