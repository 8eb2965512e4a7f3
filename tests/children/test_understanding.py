import json
from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from qa_app.children.rules.joining import Disagreement
from qa_app.children.rules.layouts import LAYOUTS, REPORT
from qa_app.children.rules.names import match_people, match_teams
from qa_app.children.rules.records import OpenRecord
from qa_app.children.rules.statuses import CARE, DEFAULTS, PROTECTION
from qa_app.children.rules.understanding import Understood, understand
from qa_app.uploads.rules.problems import Weight
from qa_app.uploads.rules.sheets import recognise
from qa_app.uploads.spreadsheet import Sheet, read
from tests.children.files import CODES, content_of, staff, true_children, truth

AS_AT = date(2026, 10, 5)
BOTH = ("synthetic_annex_a_clean.xlsx", "synthetic_annex_a_messy.xlsx")

# In the messy workbook these are in list 6 alone, without a team or a practitioner.
WITHOUT_A_TEAM = {"1515567", "1999745", "1837763", "1854849", "1693332", "1625127"}
# And these are in list 8 alone, where their dates of birth are a year out.
A_YEAR_OUT = {"1408839", "1956713", "1438964"}


def understood(name: str) -> Understood:
    return understand(read(content_of(name), name).sheets, DEFAULTS, AS_AT)


def teams_found(records):
    teams = {row["team"]: row["team"] for row in staff() if row["team"]}
    return match_teams({record.team for record in records}, teams).found


@pytest.mark.parametrize("name", BOTH)
def test_the_counts_are_those_of_the_truth(name):
    found, true = understood(name), truth()
    by_status = {CODES[code]: number for code, number in true["by_status"].items()}

    assert len(found.records) == true["distinct_children_all_lists"]
    assert Counter(record.status for record in found.records) == by_status
    plans = sum(one.status == PROTECTION or one.also_on_plan for one in found.records)
    assert plans == true["open_cp_plans"]
    assert sum(record.status == CARE for record in found.records) == true["children_in_care_now"]
    still_open = [record for record in found.records if record.is_open and record.status != "CARE_LEAVER"]  # fmt: skip
    assert len(still_open) == true["open_children"]


@pytest.mark.parametrize(
    ("name", "rows"), list(zip(BOTH, ("rows_clean", "rows_messy"), strict=True))
)
def test_every_row_is_read(name, rows):
    assert {sheet.code[-1]: sheet.rows_read for sheet in understood(name).sheets} == truth()[rows]


@pytest.mark.parametrize("name", BOTH)
def test_every_child_is_as_in_the_truth(name):
    records = {record.reference: record for record in understood(name).records}
    teams = teams_found(records.values())
    people = {row["staff_id"]: row["name"] for row in staff()}
    workers = match_people({record.practitioner for record in records.values()}, people, {}).found
    messy = name == BOTH[1]

    assert records.keys() == true_children().keys()
    for reference, true in true_children().items():
        record = records[reference]
        assert record.status == CODES[true["status"]]
        if not (messy and reference in A_YEAR_OUT):
            assert f"{record.birth_year}-{record.birth_month:02}" == true["dob"][:7]
        if not (messy and reference in WITHOUT_A_TEAM):
            assert teams[record.team] == true["team"]
            assert people[workers[record.practitioner]] == true["worker"]


@pytest.mark.parametrize("name", BOTH)
def test_teams_hold_as_many_as_in_the_truth_but_for_rows_that_name_none(name):
    found = understood(name)
    teams = teams_found(found.records)
    counts = Counter(
        teams[one.team] for one in found.records if one.status != "CLOSED" and one.team
    )
    unnamed = [one.reference for one in found.records if not one.team]
    true = true_children()

    assert set(unnamed) == (WITHOUT_A_TEAM if name == BOTH[1] else set())
    counts.update(true[one]["team"] for one in unnamed if true[one]["status"] != "closed")
    assert counts == truth()["by_team"]


def test_faults_of_the_messy_workbook_are_named_with_their_cells():
    problems = understood(BOTH[1]).problems
    emptied = {(one.where, one.sentence) for one in problems if one.weight is Weight.EMPTIED}

    assert ("List 8, cell M61", "31/02/2026 is not a real date") in emptied
    assert ("List 8, cell M37", "12/2026 is only part of a date") in emptied
    assert [one.where for one in problems if one.weight is Weight.REFUSED] == ["List 6, row 356"]


def test_lists_that_disagree_and_children_written_twice_are_counted():
    found = understood(BOTH[1])

    assert found.disagreements == {Disagreement.STATUS: 4, Disagreement.MISSING: 5}
    assert (found.duplicates, found.spellings) == (6, 95)
    assert sum("age does not fit" in one.sentence for one in found.problems) == len(A_YEAR_OUT)


def test_no_problem_repeats_a_reference():
    references = true_children().keys()

    for problem in understood(BOTH[1]).problems:
        assert not any(reference in problem.sentence for reference in references)


def test_the_real_sample_is_read():
    found = understood("liiatools_pipeline_Annex_A_2024_Jan.xlsx")

    assert [sheet.code for sheet in found.sheets] == ["list-6", "list-7", "list-8", "list-9"]
    assert len(found.records) == 23
    assert not [one for one in found.problems if one.weight is Weight.REFUSED]
    assert found.passed_over == ("List 1", "List 2", "List 3", "List 4", "List 5", "List 10", "List 11")  # fmt: skip


def test_a_report_of_a_case_system_is_read():
    found = understood("open_cases_lcs_style.csv")
    true = {one: child for one, child in true_children().items() if child["status"] not in ("closed", "cl")}  # fmt: skip

    assert {one.reference: one.status for one in found.records} == {
        one: CODES[child["status"]] for one, child in true.items()
    }


def test_both_forms_of_annex_a_are_recognised():
    for one in json.loads(content_of("annex_a_columns.json"))["lists"]:
        new = [column["name"] for column in one["columns_liiatools_2024"] or []]
        for columns in filter(None, (one["columns_2019"], new)):
            found = recognise([("Sheet", [columns])], LAYOUTS[:4])
            expected = [f"list-{one['list']}"] if one["list"] in (6, 7, 8, 9) else []
            assert [sheet.layout.code for sheet in found] == expected, one["list"]


def test_one_csv_a_list_in_the_encodings_of_excel_is_one_upload():
    book = read(content_of(BOTH[0]), BOTH[0])
    ways = {"List_6": ("cp1252", ","), "List_7": ("utf-8-sig", ";"), "List_8": ("utf-16", "\t"), "List_9": ("utf-8", ",")}  # fmt: skip
    sheets = []
    for sheet in book.sheets:
        if sheet.name in ways:
            encoding, delimiter = ways[sheet.name]
            rows = [delimiter.join(f'"{cell}"' for cell in row) for row in sheet.rows]
            content = "\r\n".join(rows).encode(encoding, "replace")
            sheets += read(content, f"{sheet.name}.csv").sheets

    found = understand(sheets, DEFAULTS, AS_AT)

    assert Counter(one.status for one in found.records)[CARE] == truth()["children_in_care_now"]
    assert len(found.records) == 400


def test_a_name_of_a_child_is_never_read_whatever_is_chosen():
    for heading in ("Child Name", "Forename", "SURNAME", "Initials", "Child's first name", "NHS number"):  # fmt: skip
        assert not REPORT.may_read(heading)
    assert REPORT.may_read("Case Worker Name")
    rows = [
        ["Child ID", "Child Name", "Case Status", "Allocated Team", "Notes"],
        ["12", "Zebedee Quill", "CIN", "North", "Zebedee likes football"],
    ]

    found = understand([Sheet("Report", rows)], DEFAULTS, AS_AT)

    assert found.records[0].reference == "12"
    assert "Zebedee" not in repr(found.records)


def test_an_unborn_child_is_kept():
    rows = [["Child ID", "Case Status", "Age", "Date of Birth", "Team"], ["12", "CIN", -1, "", "N"]]

    assert understand([Sheet("R", rows)], DEFAULTS, AS_AT).records[0].age == -1


def test_the_day_of_birth_has_no_place_in_a_record():
    assert "birth" not in {field.name for field in fields(OpenRecord)}
    assert {"birth_year", "birth_month"} < {field.name for field in fields(OpenRecord)}
