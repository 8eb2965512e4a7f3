"""Every table of a page as CSV, made from the page itself."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.sign_in.models import SignInSession
from qa_app.trail.models import Event
from qa_app.web import page_tables
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.page_tables import WANTED, Table, as_written, table_file
from tests.access.test_walk import routes
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.insight.theme_makers import find
from tests.makers import make_person

PAGE = """
<table><caption id="other-caption">Other</caption><tr><td>No</td></tr></table>
<table><caption id="own-caption">Own <span>table</span></caption>
<thead><tr><th>Record</th><th class="x--numeric">Days</th><th></th></tr></thead>
<tbody><tr><th>00123</th><td class="x--numeric">1,204</td>
<td><form><button>Do</button></form></td></tr>
<tr><th><a href="/">=1+1<span class="govuk-visually-hidden"> of it</span></a></th>
<td class="x--numeric">7 of 9</td><td></td></tr>
<tr><td>One<br>two <span class="app-line">three</span><b>four</b></td><td>3 November 2026</td></tr></tbody></table>
"""


@pytest.fixture
def made(database):
    there = Counted()
    for audit in there.read(6, GOOD, sections=[("VOICE", GOOD)]):
        find(audit, "VOI1")
    there.read(7, LESS, back=1)
    return there


def cells(answer):
    return [*csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))]


def test_a_table_is_read_as_it_is_seen():
    table = Table("own")
    table.feed(PAGE)
    assert table.caption == "Own table"
    assert table.rows == [
        ["Record", "Days", ""],
        ["00123", 1204, ""],
        ["=1+1", "7 of 9", ""],
        ["One\ntwo\nthree four", date(2026, 11, 3)],
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("29 February 2028", date(2028, 2, 29)),
        ("29 February 2027", "29 February 2027"),
        ("November 2026", "2026-11"),
        ("3 November 2026 at 2:30pm", "2026-11-03T14:30"),
        ("3 November 2026 at 12am", "2026-11-03T00:00"),
        ("MAR1", "MAR1"),
        ("00123", "00123"),
        ("", ""),
    ],
)
def test_days_are_written_as_every_program_reads_them(words, written):
    assert as_written(words) == written


def test_every_table_of_every_page_of_figures_is_a_file(app, made, open_as):
    """Whatever the pages are: each that shows the way to a file has it there, with the rows it shows."""
    browser, taken = open_as(make_person(Role.QA_LEAD, made.council)), 0
    pages = {rule.rule for rule in routes(app) if not rule.arguments and "GET" in rule.methods}
    for address in sorted(one for one in pages if one.startswith(("/insight", "/rounds", "/api-"))):
        answer = browser.client.get(address)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        page = BeautifulSoup(answer.text, "html5lib")
        for link in page.select(".app-table-file a"):
            name = link["href"].split(f"{WANTED}=")[1]
            shown = page.find(id=f"{name}-caption").find_parent("table")
            file = browser.client.get(link["href"])
            assert file.mimetype == "text/csv", link["href"]
            assert len(cells(file)) >= len(shown.select("tr")), link["href"]
            taken += 1
    assert taken > 8


def test_a_figure_in_a_file_is_that_of_its_page(made, open_as):
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("insight_themes.index")
    link = page.select_one(".app-table-file a")["href"]
    head, *rows = cells(browser.download(link))
    assert rows[0][0].startswith("Wishes and feelings heard and acted on")
    figure = re.compile(r"\d+ of \d+")
    shown = page.find(id=link.split("=")[-1] + "-caption").find_parent("table").tbody.text
    assert figure.findall(" ".join(one for row in rows for one in row)) == figure.findall(shown)
    exported = db.session.scalars(select(Event).where(Event.name == "page:exported")).one()
    assert (exported.facts["rows"], len(rows[0])) == (len(rows), len(head))


def test_a_long_list_is_whole_in_its_file_or_refused(made, open_as, monkeypatch):
    made.read(40)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("grades.audits")
    assert len(page.select("tbody tr")) == 25
    link = page.select_one(".app-table-file a")["href"]
    assert len(cells(browser.download(link))) == 1 + 53
    monkeypatch.setattr(page_tables, "MOST_ROWS", 50)
    refused = browser.client.get(link)
    assert refused.status_code == 413 and "Choose fewer" in refused.text


def test_what_leads_to_children_is_taken_after_a_fresh_sign_in_and_noted(made, open_as):
    [audit] = made.read(1)
    child = make_child(made.east).child
    audit.allocation.child_id, public_id = child.id, child.public_id
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    link = browser.get("grades.audits").select_one(".app-table-file a")["href"]
    proved = update(SignInSession).values(proved_at=now() - timedelta(hours=3))
    db.session.execute(proved)
    db.session.commit()
    taken = select(Event).where(Event.name == "page:exported")
    assert browser.client.get(link).location == "/my-account/proof"
    assert db.session.scalars(taken).all() == []

    db.session.execute(proved.values(proved_at=now()))
    db.session.commit()
    browser.download(link)
    [event] = db.session.scalars(taken)
    assert event.facts["ids"] == [public_id]


def test_a_table_that_is_not_there_shows_no_whole_list(made, open_as):
    made.read(40)
    browser, auditor = open_as(make_person(Role.QA_LEAD, made.council)), made.auditor.name
    answer = browser.client.get(f"/insight/grades/audits?{WANTED}=nonsense")
    assert answer.status_code == 404
    assert auditor not in answer.text


def test_a_heading_is_words_as_well(app):
    with app.test_request_context("/list"):
        answer = csv_file("list", ["=1+1", "Days"], [[1, 2]], TellsOf.NO_RECORD)
    assert answer.get_data(as_text=True).lstrip("\ufeff").startswith("'=1+1,Days")


def test_no_way_to_a_file_stands_where_words_were_typed(app):
    with app.test_request_context("/list?place=east&page=3"):
        assert f"/list?place=east&amp;{WANTED}=teams" in table_file("teams")
    with app.test_request_context("/list", method="POST"):
        assert not table_file("teams")
