from io import BytesIO

from openpyxl import load_workbook

from qa_app.access.rules import Role
from tests.audits.makers import make_submitted
from tests.makers import make_council, make_person


def rows_of(answer):
    sheet = load_workbook(BytesIO(answer.data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def submitted(**what_matters):
    return make_submitted(grade="good", **what_matters)


def test_a_submitted_audit_is_a_row_of_the_workbook(open_as):
    audit = submitted(reference="0012345")
    lead = make_person(Role.QA_LEAD, audit.allocation.place)
    head, row = rows_of(open_as(lead).download("reports.audits"))

    assert head[0] == "Reference"
    assert row[0] == "0012345"
    assert row[head.index("Grip on drift and delay")] == "Good"


def test_a_reference_that_looks_like_a_formula_stays_text(open_as):
    audit = submitted(reference="=1+1")
    lead = make_person(Role.QA_LEAD, audit.allocation.place)
    answer = open_as(lead).download("reports.audits")

    cell = load_workbook(BytesIO(answer.data)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_another_councils_audits_are_not_in_the_workbook(open_as):
    submitted()
    stranger = make_person(Role.QA_LEAD, make_council("Southshire"))
    assert len(rows_of(open_as(stranger).download("reports.audits"))) == 1
