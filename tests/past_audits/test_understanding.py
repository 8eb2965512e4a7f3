from datetime import date

import pytest

from qa_app.foundation.errors import DomainError
from qa_app.past_audits.rules import understanding
from qa_app.past_audits.rules.columns import may_read
from qa_app.past_audits.rules.counting import by_month
from qa_app.past_audits.rules.grades import GOOD_OR_BETTER, Grade
from qa_app.past_audits.rules.settling import settle
from qa_app.uploads.spreadsheet import Sheet, read
from tests.past_audits.files import MESSY, content_of, truth
from tests.past_audits.makers import THIS_MONTH, settled, sheet_of, understood

HEADINGS = ["Month", "Child ID", "Team", "Auditor", "Overall grade"]
ROW = ["Oct 24", "0012345", "East", "Jude Merrydew", "Good"]


def the_messy_one():
    return understood(*read(content_of(), MESSY).sheets, name=MESSY)


def why_not(found) -> list[str]:
    return [one.sentence for one in found.problems]


def test_the_messy_workbook_holds_exactly_what_is_truly_in_it():
    found = settle(the_messy_one().audits, {}, THIS_MONTH)
    taken = [
        {
            "month": one.written.month.isoformat(),
            "child_id": int(one.written.reference),
            "auditor_grade": one.grade.value.removesuffix(" to be good"),
            "moderated": one.is_moderated,
            "final_grade": one.counts.value.removesuffix(" to be good"),
        }
        for one in found.taken
    ]
    names = ("month", "child_id", "auditor_grade", "moderated", "final_grade")

    assert taken == [{name: one[name] for name in names} for one in truth()["audits"]]
    assert found.unknown == []


def test_the_messy_workbook_counts_to_its_own_months():
    found = the_messy_one()
    taken = settle(found.audits, {}, THIS_MONTH).taken
    lines = by_month((one.month for one in found.audits), taken, found.own_counts)

    assert [(line.month.isoformat(), line.taken, line.good) for line in lines] == [
        (one["month"], one["completed"], one["good_or_better"]) for one in truth()["monthly"]
    ]
    assert not any(line.differs for line in lines)


def test_a_count_of_the_workbook_that_its_rows_do_not_bear_out_is_marked():
    summary = sheet_of([["Month", "Completed", "Good or better %"], ["Oct-24", 3, 1.0]], "Summary")
    found = understood(sheet_of([HEADINGS, ROW]), summary)
    (line,) = by_month(
        (one.month for one in found.audits),
        settle(found.audits, {}, THIS_MONTH).taken,
        found.own_counts,
    )

    assert (line.taken, line.own.completed, line.differs) == (1, 3, True)


def test_titles_merged_headings_and_headings_again_are_no_audits():
    rows = [
        ["Audit tracker", "", "", "", "", ""],
        ["", "", "", "First", "", "Second"],
        ["Month", "Ref no", "Team", "Grade", "Comments", "Grade"],
        ["Oct 24", "12345", "East", "G", "", "RI"],
        ["Month", "Ref no", "Team", "Grade", "Comments", "Grade"],
        ["Nov 24", "12346", "East", "G", "", "O"],
    ]
    found = understood(rows)

    ((table, reading),) = found.tables
    assert [one.words for one in table.headings if one.meaning == "text"] == ["Comments"]
    assert [one.words for one in table.headings][3] == "First Grade"
    assert [one.reference for one in reading.audits] == ["12345", "12346"]


def test_each_sheet_of_a_year_or_a_team_is_read():
    east = sheet_of([HEADINGS, ["April", "1234", "East", "J", "G"]], "2024-25")
    west = sheet_of([["Child ID", "Date of audit", "Grade"], ["1235", "3/2/24", "RI"]], "West")
    of_month = sheet_of([["Child ID", "Team", "Grade"], ["1236", "West", "G"]], "June 2023")
    found = settled(east, west, of_month).taken

    assert [(one.written.reference, one.written.month) for one in found] == [
        ("1234", date(2024, 4, 1)),
        ("1235", date(2024, 2, 1)),
        ("1236", date(2023, 6, 1)),
    ]
    assert found[1].written.team == "West"


def test_a_month_that_is_written_once_holds_for_the_rows_below_it():
    rows = [
        ["Month", "Child ID", "Date completed", "Overall grade"],
        ["Oct 24", "1001", "", "G"],
        ["", "1002", "1/11/24", "G"],
        ["", "1003", "", "G"],
        ["Nov 24", "1004", "", "G"],
        ["", "1005", "", "G"],
        ["", "1006", "", "G"],
    ]

    assert [one.written.month.month for one in settled(rows).taken] == [10, 10, 10, 11, 11, 11]


def test_a_line_that_names_the_month_holds_for_the_rows_below_it():
    rows = [
        ["Child ID", "Team", "Overall grade"],
        ["October 2024", "", ""],
        ["1001", "East", "G"],
        ["November 2024", "", ""],
        ["1002", "East", "G"],
    ]

    assert [one.written.month.month for one in settled(rows).taken] == [10, 11]


def test_a_missing_month_is_that_of_the_day_it_was_completed():
    rows = [["Month", "Child ID", "Date completed", "Grade"]]
    rows += [["Oct 24", f"100{n}", "", "G"] for n in range(4)] + [["", "1009", "3.12.24", "G"]]
    found = understood(rows)

    assert found.audits[-1].month == date(2024, 12, 1)
    assert "The month is not there" in found.problems[0].sentence


@pytest.mark.parametrize(
    "words", ["Total", "Grand total", "Average", "% good or better", "Totals:"]
)
def test_lines_of_totals_are_not_taken(words):
    found = settled([HEADINGS, ROW, [words, 12, "", "", "0.5"]])

    assert len(found.taken) == 1


def test_the_same_audit_twice_is_taken_once_however_it_is_written():
    again = [date(2024, 10, 1), "12345", "East Team", "", "2"]
    found = settled([HEADINGS, ROW, again])

    assert len(found.taken) == 1
    assert why_not(found) == ["It is the same audit as row 2"]


@pytest.mark.parametrize("other", [{4: "RI"}, {3: "Somebody Else"}])
def test_another_audit_of_the_same_child_and_month_is_taken_and_said(other):
    again = [other.get(at, cell) for at, cell in enumerate(ROW)]
    found = settled([HEADINGS, ROW, again])

    assert len(found.taken) == 2
    assert "both are taken" in found.problems[0].sentence


def test_a_reference_keeps_its_noughts_and_loses_what_stands_beside_it():
    rows = [[*ROW[:1], ref, *ROW[2:]] for ref in ("0012345 ", 12346.0, "12347 (see notes)", "TK")]
    found = understood([HEADINGS, *rows])

    assert [one.reference for one in found.audits] == ["0012345", "12346", "12347"]
    said = [(one.row, one.sentence) for one in found.problems]
    assert said == [
        (4, "Only the number in this cell was read"),
        (5, "The child's reference is not a reference"),
    ]


def test_rows_that_a_filter_has_hidden_are_read_and_said():
    hidden = Sheet("Audits", [HEADINGS, ROW], hidden_rows=(2,))
    found = understood(hidden)

    assert len(found.audits) == 1
    assert "hidden in the workbook" in found.problems[0].sentence


def test_tables_one_below_the_other_have_the_months_that_stand_above_them():
    heads = ["No", "Child ID", "Team", "Overall"]
    rows = [
        ["October 2024", "", "", ""],
        heads,
        [1, "1001", "East", "G"],
        ["No. audits", 1, "", ""],
    ]
    rows += [["November 2024", "", "", ""], heads, [1, "1002", "East", "G"]]

    assert [one.written.month.month for one in settled(rows).taken] == [10, 11]
    assert settled(rows).taken[0].sections == ()


def test_a_month_with_its_year_in_a_column_of_its_own():
    rows = [["Year", "Month", "Child ID", "Grade"], ["2024/25", "January", "1001", "G"]]
    rows += [["2024", "10", "1002", "G"]]

    assert [one.month for one in understood(rows).audits] == [date(2025, 1, 1), date(2024, 10, 1)]


def test_one_day_among_words_is_read_and_said():
    rows = [["Date of audit", "Child ID", "Grade"], ["w/c 10/10/24 (late)", "1001", "G"]]
    found = understood(rows)

    assert found.audits[0].completed == date(2024, 10, 10)
    assert found.problems[0].sentence == "Only the day in this cell was read"


def test_a_grade_after_moderation_has_many_headings_and_one_that_is_missed_is_named():
    rows = [["Month", "Ref", "Audit Grade (1-4)", "Grade agreed at moderation", "Graded by whom"]]
    rows += [["Sep-24", "1001", 2, 3, "Ada"]]
    found = understood(rows)
    ((table, _),) = found.tables

    assert settle(found.audits, {}, THIS_MONTH).taken[0].counts is Grade.REQUIRES_IMPROVEMENT
    assert [one.words for one in table.headings if one.may_be_a_grade] == ["Graded by whom"]


def test_a_long_remark_behind_a_grade_is_not_kept_and_the_grade_is():
    found = understood([HEADINGS, [*ROW[:4], "Good. " + "Tommy has a plan at last. " * 5]])

    assert found.audits[0].grade == "Good"
    assert "Tommy" not in str(found)


def test_a_formula_without_its_answer_is_no_grade_and_says_so():
    sheet = Sheet("Audits", [HEADINGS, [*ROW[:4], ""]], without_value=("E2",))
    found = settled(sheet)

    assert found.taken == ()
    assert "formula" in understood(sheet).problems[0].sentence


def test_what_is_wrong_never_repeats_what_may_be_a_name():
    rows = [["Oct 24", "Tommy Kettlewell", "", "", "G"], ["Tommy month", "123", "", "", "G"]]
    found = understood([HEADINGS, *rows])

    assert len(found.problems) == 3
    assert "Tommy" not in " ".join(one.sentence for one in found.problems)


def test_an_audit_without_any_grade_or_still_to_come_is_not_taken():
    planned, later = [*ROW[:4], ""], ["Dec 26", *ROW[1:]]
    found = settled([HEADINGS, planned, later, ROW])

    assert len(found.taken) == 1
    assert why_not(found) == [
        "There is no grade: it was planned, perhaps, and not completed",
        "The month is still to come",
    ]


def test_a_word_that_is_not_known_is_asked_for_and_then_counts():
    rows = [HEADINGS, [*ROW[:4], "G/RI"]]

    assert [one.written for one in settled(rows).unknown] == ["G/RI"]
    answered = settled(rows, words={"g/ri": "REQUIRES_IMPROVEMENT"})
    assert answered.unknown == []
    assert answered.taken[0].counts is Grade.REQUIRES_IMPROVEMENT


def test_the_moderated_grade_counts_and_a_final_grade_alone_is_the_grade():
    moderated = settled(
        [[*HEADINGS, "Final grade"], [*ROW, "RI"], [*ROW[:1], "1236", *ROW[2:], ""]]
    )
    alone = settled([["Month", "Child ID", "Final grade"], ["Oct 24", "1234", "RI"]])

    assert [one.counts for one in moderated.taken] == [Grade.REQUIRES_IMPROVEMENT, Grade.GOOD]
    assert [one.is_moderated for one in moderated.taken] == [True, False]
    assert (alone.taken[0].grade, alone.taken[0].is_moderated) == (
        Grade.REQUIRES_IMPROVEMENT,
        False,
    )


def test_sections_are_known_by_their_headings_and_by_the_grades_below_them():
    heads = [*HEADINGS, "Child's voice", "Number of visits", "Plan type", "Sparkle", "Strengths"]
    found = understood([heads, [*ROW, "RI", "3", "CIN", "Good", "Good work by Ada"]])

    assert found.audits[0].sections == (("Child's voice", "VOICE", "RI"), ("Sparkle", "", "Good"))
    assert found.audits[0].text == ""


def test_words_are_kept_only_where_somebody_chose_that():
    rows = [[*HEADINGS, "Actions", "Name of child"], [*ROW, "Visit father", "Tommy"]]

    assert understood(rows).audits[0].text == ""
    kept = understood(rows, keeps=True).audits[0]
    assert kept.text == "Actions: Visit father"
    said = {"name of child": "text"}
    assert "Tommy" not in str(understood(rows, keeps=True, chosen=said))


@pytest.mark.parametrize("heading", ["Name of child", "YP name", "Child's full name", "Initials", "DOB", "Mother's name", "NHS no"])  # fmt: skip
def test_a_heading_of_a_name_is_never_offered(heading):
    assert not may_read(heading)
    assert all(
        may_read(one) for one in ("Auditor name", "Team name", "Child ID", "Name of auditor")
    )


def test_hidden_sheets_are_named_and_not_read():
    found = understood(
        sheet_of([HEADINGS, ROW], "Old copy", hidden=True), sheet_of([HEADINGS, ROW])
    )

    assert (len(found.audits), found.hidden) == (1, ("Old copy",))


def test_what_somebody_said_of_a_heading_comes_before_any_guess():
    rows = [["When", "Ref", "How it was", "Team"], ["Oct 24", "1234", "Good", "East"]]
    said = {"when": "month", "how it was": "grade"}

    assert understood(rows, chosen=said).audits[0].grade == "Good"
    assert understood(rows).audits == ()


def test_a_table_of_too_many_rows_is_refused_in_plain_words(monkeypatch):
    monkeypatch.setattr(understanding, "MOST_AUDITS", 3)

    with pytest.raises(DomainError, match="Send a year at a time"):
        understood([HEADINGS, *([ROW] * 4)])


def test_the_first_two_grades_are_good_or_better():
    assert tuple(Grade)[:2] == GOOD_OR_BETTER
