"""Imported audits of past years beside those that were done here: apart, and only where somebody chose that."""

from datetime import date

import pytest

from qa_app.access.rules import Duty, Role
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters, Period, Picked
from qa_app.insight.rules.grades import WHOLE, About
from qa_app.insight.rules.past import can_be_narrowed
from tests.children.makers import make_child
from tests.insight.counted_makers import LESS, Counted, month
from tests.insight.test_pages import rows_of
from tests.makers import appoint, make_person
from tests.past_audits.makers import as_csv, import_past, new_reference

APART = {"about": "", "past": "apart"}


def bring(made: Counted, back: int, *grades: str, team: str = "East") -> None:
    """Audits of one month; their section about planning has the other grade."""
    rows = [
        (f"{month(back):%B %Y}", new_reference(), team, "", grade, "", "Good" if grade == "RI" else "RI", "")
        for grade in grades
    ]  # fmt: skip
    import_past(made.council, as_csv(rows))


def opened(open_as, made, place=None, **asked):
    reader = make_person(Role.HEAD_OF_SERVICE, place or made.council)
    return open_as(reader).get("grades.show", **asked)


def test_without_the_switch_nothing_of_the_page_counts_imported_audits(open_as):
    made = Counted()
    made.read(6, back=2)
    before = opened(open_as, made, about="")
    bring(made, 2, *["RI"] * 8)
    after = opened(open_as, made, about="")

    for one in ("changed", "months-table"):
        assert [x.get_text(" ", strip=True) for x in before.select(f"#{one}")] == [
            x.get_text(" ", strip=True) for x in after.select(f"#{one}")
        ]
    assert "Imported" not in after.select_one("main figure").text
    assert before.select("#filter-past") == []
    assert len(after.select("#filter-past option")) == 2


def test_chosen_they_are_drawn_apart_and_no_rate_or_rule_moves(open_as):
    made = Counted()
    for back in range(1, 20):
        made.read(4, back=back)
        made.read(4, LESS, back=back)
    without = opened(open_as, made, about="")
    for back in range(7, 20):
        bring(made, back, *["Good"] * 10)
    page = opened(open_as, made, **APART)

    assert page.select_one("#changed").text == without.select_one("#changed").text
    assert [x.text for x in page.select(".app-figures__number")] == [
        x.text for x in without.select(".app-figures__number")
    ]
    assert "130 of 130 (100%)" in page.select_one("#past").text
    assert "No comparison uses them" in page.select_one("#past").text
    assert "Audits of past years: Drawn apart" in page.get_text(" ", strip=True)


def test_the_table_and_the_file_say_them_in_a_column_of_their_own(open_as):
    made = Counted()
    made.read(6, back=1)
    bring(made, 3, "Good", "RI", "RI", "O", "Good")
    bring(made, 4, "Good")
    browser = open_as(make_person(Role.DIRECTOR, made.council))

    file = browser.download("grades.download", chart="months", **APART).text.splitlines()
    assert file[0].endswith("Imported")
    months = {line.split(",")[0]: line.split(",")[-1] for line in file[1:]}
    assert months[f"{month(3):%B %Y}"] == "3 of 5 (60%)"
    assert months[f"{month(4):%B %Y}"] == "1 of 1"
    assert months[f"{month(1):%B %Y}"] == "None"
    plain = browser.download("grades.download", chart="months", about="").text
    assert "Imported" not in plain
    assert "6 of 6" in plain


def test_sections_about_one_thing_count_by_what_the_file_said_of_them(open_as):
    made = Counted()
    made.read(6, back=1, sections=[("PLAN", "good")])
    bring(made, 3, *["RI"] * 6)
    assert "PLAN" in CONCEPTS
    page = opened(open_as, made, about="plan", past="apart")

    assert "6 of 6 (100%)" in page.select_one("#past").text


def test_filters_that_workbooks_know_nothing_of_leave_them_out_and_say_so(open_as):
    made = Counted()
    made.read(6, back=1)
    bring(made, 3, *["RI"] * 6)
    page = opened(open_as, made, **APART, status="care")

    assert "not drawn with these filters" in page.select_one("#past").text
    assert "leaves out" in opened(open_as, made, **APART, view="xmr").select_one("#past").text


@pytest.mark.parametrize(
    ("otherwise", "can"),
    [
        ({}, True),
        ({"below": "n/s/"}, True),
        ({"template": "x"}, False),
        ({"status": "CARE"}, False),
        ({"picked": Picked.APART}, False),
    ],
)
def test_workbooks_know_months_and_places_and_no_more(otherwise, can):
    filters = Filters(Period(date(2026, 1, 1), date(2026, 2, 1)), **otherwise)

    assert can_be_narrowed(filters, WHOLE) is can
    assert not can_be_narrowed(filters, About(section="s1", heading="One"))


def test_nobody_counts_an_imported_audit_that_they_may_not_open(open_as):
    made = Counted()
    made.read(6, back=1)
    bring(made, 3, *["RI"] * 6, team="West")
    restricted = make_child(made.east).child
    restricted.restricted = True
    row = (f"{month(3):%B %Y}", restricted.reference, "East", "", "Good", "", "", "")
    import_past(made.council, as_csv([row]))
    db.session.flush()
    east = open_as(make_person(Role.TEAM_MANAGER, made.east))

    assert east.get("grades.show", about="").select("#filter-past") == []
    page = east.get("grades.show", **APART)
    assert "No audit of past years that you may open" in page.select_one("#past").text
    head = opened(open_as, made, **APART)
    assert "1 of 7" in head.select_one("#past").text


def test_whoever_reads_audits_of_a_place_without_its_figures_counts_none_there(open_as):
    made = Counted()
    made.read(6, back=1)
    bring(made, 3, *["RI"] * 6, team="West")
    bring(made, 3, "Good")
    manager = make_person(Role.TEAM_MANAGER, made.east)
    appoint(manager, Duty.MODERATOR, made.west)

    page = open_as(manager).get("grades.show", **APART)
    assert "1 of 1" in page.select_one("#past").text


def test_the_page_asks_no_more_questions_for_more_imported_audits(open_as, questions_of):
    made = Counted()
    made.read(6, back=1)
    counts = []
    for number in (1, 40):
        bring(made, 3, *["RI"] * number)
        reader = open_as(make_person(Role.DIRECTOR, made.council))
        counts.append(questions_of(reader, ("grades.show", APART)))
    assert counts[0] == counts[1] <= 15, counts


def test_a_chart_is_drawn_where_only_imported_audits_are_there(open_as):
    made = Counted()
    bring(made, 3, *["RI"] * 6)
    page = opened(open_as, made, **APART)

    assert "0 of 6 (0%)" in page.select_one("#past").text
    assert rows_of(page, "months-table") or page.select("main figure")
