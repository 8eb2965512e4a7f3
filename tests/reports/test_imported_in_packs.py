"""Imported audits in a pack: in a table of their own, marked, inside the service alone, and in no figure."""

import io
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters, Period
from qa_app.past_audits.models import PastAudit
from qa_app.past_audits.operations.imports import remove_audit
from qa_app.past_audits.rules.removing import Why
from qa_app.reports.queries.reports import is_still_open
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.packs import EVIDENCE, WORKBOOK
from qa_app.reports.rules.states import State
from tests.children.makers import make_child
from tests.insight.counted_makers import LESS, Counted, month
from tests.makers import NOON, make_person, viewer_of
from tests.past_audits.makers import as_csv, import_past, new_reference
from tests.reports.makers import YEAR, ask, lead_of, make

SHEET = "Imported audits"
MARK = "Imported, less certain"


@pytest.fixture
def made(database):
    there = Counted()
    there.read(9)
    there.read(3, grade=LESS)
    return there


def bring(made, *references, team="East", back=1, words=""):
    rows = [(f"{month(back):%B %Y}", one, team, "Jude Merrydew", "RI", "Good", "RI", words) for one in references]  # fmt: skip
    import_past(made.council, as_csv(rows), f"{'-'.join(references)}.csv", keeps_words=bool(words))


def make_pack(viewer, folder, level=Level.INTERNAL, **wanted):
    about = {"with_references": not level.leaves, "why": "For the inspection.", **wanted}
    report = ask(viewer, level, kind=ReportKind.PACK, **about)
    with ZipFile(make(report, folder)) as pack:
        files = {name: io.BytesIO(pack.read(name)) for name in pack.namelist()}
    assert (report.state, report.trouble) == (State.READY, "")
    return report, files


def book_in(files):
    return openpyxl.load_workbook(files[WORKBOOK])


def rows_in(files, sheet=SHEET):
    book = book_in(files)
    if sheet not in book.sheetnames:
        return []
    head, *rows = book[sheet].values
    return [dict(zip(head, row, strict=True)) for row in rows]


def in_words(files):
    paper = docx.Document(files[EVIDENCE])
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_they_stand_in_a_table_of_their_own_each_marked(made, folder):
    reference = new_reference()
    bring(made, reference)
    report, files = make_pack(viewer_of(lead_of(made)), folder)
    assert book_in(files).sheetnames[:4] == ["Contents", "Audits", SHEET, "Programme"]
    (row,) = rows_in(files)
    assert (row["How certain"], row["Record"], row["Place"]) == (MARK, reference, "East")
    assert (row["Grade of the whole"], row["Auditor’s grade"]) == (
        "Good",
        "Requires improvement to be good",
    )
    assert row["Grades of sections"] == "Planning: Requires improvement to be good"
    assert reference not in [one["Record"] for one in rows_in(files, "Audits")]
    assert "which are less certain, stand on a sheet of their own" in in_words(files)


def test_no_figure_of_the_pack_counts_them(made, folder):
    lead = viewer_of(lead_of(made))
    _, before = make_pack(lead, folder)
    bring(made, *(new_reference() for _ in range(30)))
    _, after = make_pack(lead, folder)
    for sheet in book_in(before).sheetnames:
        if sheet not in ("Contents", "Audits", "Charts"):
            assert rows_in(before, sheet) == rows_in(after, sheet), sheet
    assert len(rows_in(before, "Audits")) == len(rows_in(after, "Audits")) == 12
    assert len(rows_in(after)) == 30


def test_none_leaves_and_without_any_nothing_is_said_of_them(made, folder):
    lead = viewer_of(lead_of(made))
    _, files = make_pack(lead, folder)
    assert SHEET not in book_in(files).sheetnames
    assert "mported" not in in_words(files)
    bring(made, new_reference())
    report, files = make_pack(lead, folder, Level.COUNCIL)
    assert SHEET not in book_in(files).sheetnames
    assert "mported" not in in_words(files)
    assert report.audits == []


def test_those_of_other_months_or_with_filters_that_workbooks_do_not_know_are_not_there(
    made, folder
):
    lead = viewer_of(lead_of(made))
    bring(made, new_reference(), back=3)
    short = Filters(Period(month(1), month(0)))
    assert rows_in(make_pack(lead, folder, filters=short)[1]) == []
    narrowed = Filters(YEAR.period, status="CHILD_IN_NEED")
    assert rows_in(make_pack(lead, folder, filters=narrowed)[1]) == []
    assert len(rows_in(make_pack(lead, folder)[1])) == 1


def test_each_holds_those_alone_that_whoever_asks_may_open(made, folder):
    here, there, hidden = (new_reference() for _ in range(3))
    make_child(made.east, reference=hidden).child.restricted = True
    bring(made, here)
    bring(made, there, team="West")
    bring(made, hidden)
    manager = viewer_of(make_person(Role.TEAM_MANAGER, made.east))
    assert [one["Record"] for one in rows_in(make_pack(manager, folder)[1])] == [here]


def test_their_words_are_in_no_pack(made, folder):
    bring(made, new_reference(), words="Canary sang to her brother Kian")
    _, files = make_pack(viewer_of(lead_of(made)), folder)
    cells = [cell for sheet in book_in(files) for row in sheet.values for cell in row]
    assert not [cell for cell in cells if "Canary" in str(cell)]


def test_the_trail_tells_of_their_children_and_a_pack_is_shut_with_one_of_them(made, folder):
    lead = viewer_of(lead_of(made))
    child = make_child(made.east).child
    bring(made, child.reference)
    report, _ = make_pack(lead, folder)
    assert child.public_id in report.children
    (one,) = db.session.scalars(select(PastAudit))
    assert one.public_id in report.audits
    assert is_still_open(report, lead)
    remove_audit(one, Why.ERASURE, child.public_id, lead, NOON)
    assert not is_still_open(report, lead)


def test_a_child_has_one_made_up_name_for_audits_of_both_kinds(made, folder):
    """As it would be if references were left out, which no pack does today."""
    (audit,) = made.read()
    bring(made, audit.allocation.reference)
    lead = viewer_of(lead_of(made))
    report = ask(lead, kind=ReportKind.PACK, with_references=True, why="Why")
    report.with_references = False
    with ZipFile(make(report, folder)) as pack:
        files = {WORKBOOK: io.BytesIO(pack.read(WORKBOOK))}
    (row,) = rows_in(files)
    assert row["Record"].startswith("R-")
    assert row["Record"] in [one["Record"] for one in rows_in(files, "Audits")]
