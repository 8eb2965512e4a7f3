import resource
import time
from datetime import date
from pathlib import Path

import pytest

from qa_app.foundation.errors import DomainError
from qa_app.uploads.rules.dates import read_date
from qa_app.uploads.safety import MOST_BYTES, Kind, check
from qa_app.uploads.spreadsheet import read
from tests.uploads import hostile

FILES = Path(__file__).parents[1] / "children" / "files"

REFUSED = {
    "a bomb": (hostile.bomb, "unpack to more"),
    "a bomb that lies about its size": (hostile.lying_bomb, "damaged"),
    "too many parts": (hostile.many_parts, "2,000 parts"),
    "entities": (hostile.with_entities, "entities"),
    "entities in UTF-16": (hostile.with_entities_in_utf_16, "entities"),
    "entities where chunks meet": (hostile.with_entities_on_a_seam, "entities"),
    "macros": (hostile.with_macros, "macros"),
    "links to other files": (hostile.with_links, "links to other files"),
    "a part fetched from elsewhere": (hostile.with_a_remote_part, "links to other files"),
    "a cell at the far end": (hostile.with_a_far_cell, "far away"),
    "a million repeated rows": (hostile.with_repeated_cells, "far away"),
    "a password": (hostile.encrypted_zip, "password"),
    "a password (OLE)": (lambda: hostile.compound_file("EncryptedPackage"), "password"),
    "macros (OLE)": (lambda: hostile.compound_file("_VBA_PROJECT_CUR"), "macros"),
    "a circle of sectors": (hostile.circular_compound_file, "damaged"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "PDF"),
    "a web page": (lambda: b"<html><table>", "web page"),
    "XML": (lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>', "XML file"),
    "nothing": (lambda: b"  \n", "is empty"),
    "half a zip": (lambda: hostile.workbook()[:200], "damaged"),
    "another kind of zip": (lambda: hostile.zipped({"a.txt": b"a"}), "not a spreadsheet"),
    "too much": (lambda: b"a," * MOST_BYTES, "larger than"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_harmful_file_is_refused_quickly_and_in_plain_words(what):
    make, words = REFUSED[what]
    content = make()
    before, began = peak(), time.monotonic()

    with pytest.raises(DomainError) as refused:
        check(content, "list.xlsx")

    assert words in refused.value.reasons[0]
    assert time.monotonic() - began < 2
    assert peak() - before < 100_000, "less than 100 MB more than before"


# The largest that come so far, each with what is wrong with it at its very end.
LARGEST = {
    "plain cells": (lambda: hostile.all_but_too_many(hostile.PLAIN, 4), "far away"),
    "cells of another form": (lambda: hostile.all_but_too_many(hostile.SPACED, 4), "far away"),
    "formulas": (lambda: hostile.all_but_too_many(hostile.FORMULA, 6), "far away"),
    "elements": (lambda: hostile.one_sheet(b"<a/>" * 790_000, b"<"), "damaged"),
    "more elements": (lambda: hostile.one_sheet(b"<a/>" * 4_000_000), "more than a list"),
    "elements inside others": (lambda: hostile.one_sheet(hostile.DEEP), "more than a list"),
    "attributes": (hostile.with_many_attributes, "damaged"),
    "a long text": (hostile.with_a_long_text, "32,767 characters"),
    "a long text in pieces": (hostile.with_a_long_text_in_pieces, "32,767 characters"),
    "a text shown everywhere": (hostile.with_a_text_shown_everywhere, "more text"),
    "a text shown everywhere, written otherwise": (
        lambda: hostile.with_a_text_shown_everywhere(hostile.PLAIN.replace("<c ", "<c  ")),
        "more text",
    ),
    "a text repeated": (hostile.with_a_text_repeated, "more text"),
    "sheets": (
        lambda: hostile.one_sheet(
            **{
                f"xl__s{n}.xml": hostile.SHEET % b"".join(hostile.rows_of(hostile.SPACED, 60))
                for n in range(61)
            }
        ),
        "more than 60 sheets",
    ),
    "one line": (lambda: b"1," * 8_000_000, "more than 500 cells"),
    "records of an old workbook": (
        lambda: hostile.old_workbook(*[(1, b"")] * 590_000, (0x1AE, b"\0" * 8)),
        "links to other files",
    ),
}


@pytest.mark.parametrize("what", LARGEST)
def test_the_largest_are_refused_in_two_seconds_and_little_memory(what):
    make, words = LARGEST[what]
    content = make()
    before, began = peak(), time.process_time()

    with pytest.raises(DomainError) as refused:
        read(content, "list.xlsx")

    assert words in refused.value.reasons[0]
    assert time.process_time() - began < 2
    assert peak() - before < 100_000, "less than 100 MB more than before"


def test_cells_that_one_record_of_an_old_workbook_holds_are_counted():
    far = hostile.old_workbook(hostile.old_number(65_000, 0), hostile.old_numbers_beside(1, 400))

    with pytest.raises(DomainError) as refused:
        check(far, "list.xls")

    assert "far away" in refused.value.reasons[0]


def test_what_all_sheets_of_an_old_workbook_span_is_counted_together():
    sheet = (hostile.old_number(60_000, 4), (0x809, b"\0" * 16))

    assert check(hostile.old_workbook(*sheet), "list.xls").kind is Kind.OLD_WORKBOOK
    with pytest.raises(DomainError) as refused:
        check(hostile.old_workbook(*sheet * 3), "list.xls")

    assert "far away" in refused.value.reasons[0]


@pytest.mark.parametrize("written", [b"<c r=", b"<c  r="])
def test_a_list_of_thousands_of_children_is_read_however_it_is_written(written):
    content = hostile.real_list(3000, written)

    sheet = read(content, "list.xlsx").sheets[0]

    assert sheet.rows == [["ab", 1.0] * 15] * 3000


@pytest.mark.parametrize("how", hostile.FAR_CELLS)
def test_a_far_cell_is_found_however_and_wherever_it_is_written(how):
    with pytest.raises(DomainError) as refused:
        check(hostile.FAR_CELLS[how], "list.xlsx")

    assert "far away" in refused.value.reasons[0]


@pytest.mark.parametrize(
    "make", [hostile.with_a_sheet_that_is_no_xml, hostile.with_one_part_for_two_sheets]
)
def test_what_only_the_reader_would_find_is_damage(make):
    with pytest.raises(DomainError) as refused:
        read(make(), "list.xlsx")

    assert "damaged" in refused.value.reasons[0]


@pytest.mark.parametrize("number", [b"-1e999", b"-1e300"])
def test_a_day_that_no_calendar_holds_leaves_its_own_cell_empty_and_no_other(number):
    sheets = read(hostile.with_a_day_before_all_days(number), "list.xlsx").sheets

    days = [read_date(row[0]) for row in sheets[0].rows]
    assert [one.day for one in days] == [date(2025, 12, 9), None, date(2025, 12, 9)]
    assert days[1].trouble.endswith("is not a date")


def test_days_of_another_calendar_are_not_taken_for_others():
    calendar = b'<workbookPr date1904="1"'
    with pytest.raises(DomainError):
        read(hostile.with_a_day_before_all_days(calendar=calendar), "list.xlsx")


def test_a_workbook_with_nothing_changed_is_read():
    sheets = read(hostile.real_workbook(len), "list.xlsx").sheets

    assert [sheet.rows for sheet in sheets] == [[[date(2025, 12, 9)]], [[1.0]]]


def test_the_empty_rest_of_an_open_document_is_no_far_cell():
    sheets = read(hostile.open_document_with_empty_rows_after(), "list.ods").sheets

    assert sheets[0].rows == [["a"]]


def test_a_cell_after_repeated_rows_is_far_away_in_an_open_document():
    with pytest.raises(DomainError) as refused:
        check(hostile.open_document_with_a_far_cell(), "list.ods")

    assert "far away" in refused.value.reasons[0]


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_honest_files_are_known_by_their_content_whatever_their_name():
    workbook = (FILES / "synthetic_annex_a_messy.xlsx").read_bytes()

    assert check(workbook, "list.csv").kind is Kind.WORKBOOK
    assert check(b"Child ID,Age\n1,2\n", "list.xlsx").kind is Kind.TEXT


def test_a_hyperlink_in_a_cell_is_no_link_to_another_file():
    relation = b'<Relationships><Relationship Id="1" Type="http://x/hyperlink" Target="http://a.example" TargetMode="External"/></Relationships>'

    assert check(hostile.workbook(**{"xl__worksheets___rels__sheet1.xml.rels": relation}), "a.xlsx")


def test_a_harmful_file_is_refused_by_the_reader_too():
    with pytest.raises(DomainError):
        read(hostile.bomb(), "list.xlsx")
