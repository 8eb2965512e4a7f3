"""The API says what the pages and the reports say, strictly asked, page by page."""

from datetime import date

import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.api.rules.asked import quarters_offered
from qa_app.api.rules.published import RESOURCES, By
from qa_app.api.rules.tokens import Reads
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.children.models import Child
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.months import written
from qa_app.reports.rules.levels import Level
from qa_app.trail.models import Event
from tests.api.makers import a_program
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, LESS, LOWEST, Counted, month
from tests.insight.theme_makers import find
from tests.makers import make_council, make_person
from tests.reports.makers import lead_of, made_for, row, sheets_of

MOST_QUERIES = 24
QUARTER = quarters_offered(month(0))[0]
# How many months ago the last month of the last whole quarter was.
BACK = next(back for back in range(1, 4) if month(back) == QUARTER.last)


@pytest.fixture
def made(database):
    """Of twelve audits of the last whole quarter three are less than good, two of these in the west."""
    there = Counted()
    there.read(9, back=BACK)
    there.read(1, LESS, back=BACK + 1)
    there.read(2, LOWEST, back=BACK, place=there.west, status_then="CHILD_IN_NEED")
    return there


def test_a_grade_is_that_of_the_page(app, made, open_as):
    director, program = (
        make_person(Role.DIRECTOR, made.council),
        a_program(app, made.council, Reads.IN_FULL),
    )
    page = open_as(director).get("grades.show", period="year")
    [whole] = [
        one for one in program.rows("grades", period="year") if one["what"] == "Whole audits"
    ]
    assert (whole["good"], whole["graded"], whole["share"]) == (9, 12, 0.75)
    assert "9 of 12 (75%" in page.text


def test_small_counts_are_those_of_a_report_that_leaves(app, made, folder):
    filters, program = Filters(QUARTER), a_program(app, made.council)
    sheets = sheets_of(made_for(lead_of(made), folder, Level.COUNCIL, filters=filters))
    shown = program.rows("grades")
    [whole] = [one for one in shown if one["what"] == "Whole audits"]
    told = row(sheets["Grades by section"], **{"What was graded": "Whole audits"})
    assert "good" in whole["hidden"] and whole["good"] is None
    assert [told["Good or better"], told["Graded"]] == ["c", whole["graded"]]


@pytest.mark.parametrize("by", [*RESOURCES["grades"].ways, *RESOURCES["completion"].ways])
def test_a_token_of_counts_never_sees_a_small_count(app, made, by):
    name = "grades" if by in RESOURCES["grades"].ways else "completion"
    numbers = [
        value
        for one in a_program(app, made.council).rows(name, by=by.name.lower())
        for value in one.values()
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    assert all(value == 0 or value > 5 for value in numbers)


def test_a_token_of_counts_asks_one_whole_quarter_at_a_time(app, made):
    program, west = a_program(app, made.council), made.west.public_id
    first, last = written(QUARTER.first), written(QUARTER.last)
    assert program.ask("grades", **{"from": first, "to": last}).json["from"] == first
    for asked in (
        {"from": first},
        {"from": written(month(BACK + 1)), "to": last},
        {"from": first, "to": written(month(0))},
        {"period": "year"},
        {"status": "care"},
        {"place": west},
        {"template": "management-oversight"},
    ):
        answer = program.ask("grades", expect=400, **asked)
        assert {one["parameter"] for one in answer.json["errors"]} <= {*asked, "from", "to"}


def test_quarters_are_those_of_the_calendar_and_do_not_overlap():
    offered = quarters_offered(date(2026, 1, 1))
    assert offered[0] == Period(date(2025, 10, 1), date(2025, 12, 1))
    assert offered[1] == Period(date(2025, 7, 1), date(2025, 9, 1))
    assert len(offered) == 8
    assert quarters_offered(date(2026, 3, 1)) == offered


@pytest.mark.parametrize(
    "asked",
    [
        {"statsu": "care"},
        {"status": "cares"},
        {"from": "2026-7"},
        {"from": "1066-10"},
        {"from": "2026-13"},
        {"from": written(month(1)), "to": written(month(2))},
        {"from": written(month(1)), "period": "year"},
        {"place": "nowhere"},
        {"age": "7"},
        {"by": "practitioner"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "٣"},
        {"per_page": "1001"},
        {"template": "none"},
        {"page": ["1", "2"]},
    ],
    ids=str,
)
def test_what_is_not_understood_is_refused_and_never_left_out(app, made, asked):
    answer = a_program(app, made.council, Reads.IN_FULL).ask("grades", expect=400, **asked)
    assert answer.mimetype == "application/problem+json"
    assert {one["parameter"] for one in answer.json["errors"]} & {*asked}


def test_filters_are_those_of_the_pages(app, made):
    program, west = a_program(app, made.council, Reads.IN_FULL), made.west.public_id

    def graded(**asked):
        shown = program.rows("grades", **asked)
        return sum(one["graded"] for one in shown if one["what"] == "Whole audits")

    assert graded() == 12
    assert graded(status="child-in-need") == 2
    assert graded(place=west) == 2
    assert graded(age="from-5") == 12
    assert graded(age="under-1") == 0
    assert graded(picked="by-name") == 0
    assert graded(**{"from": written(month(BACK)), "to": written(month(0))}) == 11


def test_a_token_of_a_team_reads_its_team_alone(app, made):
    program, east = a_program(app, made.west, Reads.IN_FULL), made.east.public_id
    assert len(program.rows("audits")) == 2
    program.ask("audits", expect=400, place=east)


def test_nothing_of_another_council_is_read(app, made):
    other = a_program(app, make_council("Southshire"), Reads.REFERENCES)
    assert other.rows("audits") == []
    assert all(one["due"] == 0 for one in other.rows("completion"))


def test_rows_come_page_by_page_each_once(app, made):
    program = a_program(app, made.council, Reads.IN_FULL)
    whole = program.rows("audits")
    pieces = program.rows("audits", per_page="5")
    assert pieces == whole
    assert len({one["audit"] for one in pieces}) == 12
    beyond = program.ask("audits", page="99").json
    assert (beyond["rows"], beyond["total"], beyond["next"]) == ([], 12, None)


def test_what_changed_between_two_pages_is_told(app, made):
    program = a_program(app, made.council, Reads.IN_FULL)
    first = program.ask("audits", per_page="5").json
    take_one_away()
    assert program.ask(first["next"]).json["version"] != first["version"]


def test_an_answer_that_has_not_changed_is_not_sent_again(app, made):
    program = a_program(app, made.council, Reads.IN_FULL)
    seen = {"headers": {"If-None-Match": program.ask("grades").headers["ETag"]}}
    assert program.ask("grades", expect=304, **seen).data == b""
    take_one_away()
    program.ask("grades", **seen)


def test_records_stand_under_made_up_names_that_last_as_long_as_the_secret(app, made):
    first, second = (a_program(app, made.council, Reads.IN_FULL) for _ in range(2))
    names = {one["record"] for one in first.rows("audits")}
    assert names == {one["record"] for one in first.rows("audits")}
    assert not names & {one["record"] for one in second.rows("audits")}
    assert all(one.startswith("R-") for one in names)


def test_references_stand_where_they_were_lent(app, made):
    program = a_program(app, made.council, Reads.REFERENCES)
    assert all(one["record"].startswith("C0") for one in program.rows("audits"))


def test_findings_are_read_in_words_where_they_were_lent(app, made):
    (audit,) = made.read(1)
    find(audit, "VOI1", text="=1+1 was said\r\nand meant")
    program = a_program(app, made.council, Reads.TEXT)
    [found] = program.rows("findings")
    assert (found["words"], found["theme_code"]) == ("=1+1 was said\r\nand meant", "VOI1")
    assert found["audit"] in {one["audit"] for one in program.rows("audits")}
    assert "no-store" in program.ask("findings").headers["Cache-Control"]


def test_what_is_restricted_sealed_or_waits_is_in_no_answer(app, made):
    made.read(1, status=Status.SUBMITTED)
    made.read(1, sealed=True, status=Status.SUBMITTED, chosen=["BY_CHANCE"])
    child = make_child(made.east).child
    [audit] = made.read(1)
    audit.allocation.child_id = child.id
    restricted = a_program(app, made.council, Reads.REFERENCES)
    assert len(restricted.rows("audits")) == 13
    db.session.execute(update(Child).values(restricted=True))
    db.session.commit()
    assert len(restricted.rows("audits")) == 12
    [whole] = [one for one in restricted.rows("grades") if one["what"] == "Whole audits"]
    assert whole["graded"] == 12


def test_what_it_was_lent_for_stands_in_the_log_of_downloads(app, made):
    a_program(app, made.council, Reads.TEXT, lent_why="To look for voices").ask("findings")
    [event] = db.session.scalars(select(Event).where(Event.name == "api-token:exported"))
    assert event.facts["purpose"] == "To look for voices"


def test_a_row_of_an_audit_has_its_grades_and_answers_under_their_codes(app, made):
    made.read(1, sections=[("VOICE", GOOD)])
    shown = a_program(app, made.council, Reads.IN_FULL).rows("audits")
    assert {"grades", "answers"} <= shown[0].keys()
    assert all(isinstance(one["grades"], dict) for one in shown)


def test_months_and_places_of_completion(app, made):
    program = a_program(app, made.council, Reads.IN_FULL)
    months = program.rows("completion", period="year")
    assert [one["from"] for one in months] == sorted(one["from"] for one in months)
    assert len(months) == 12
    assert months[-1]["to"] == written(today().replace(day=1))
    assert {one["place"] for one in program.rows("completion", by="place")} == {"East", "West"}
    assert By.MONTH in RESOURCES["completion"].ways


def test_answers_ask_as_often_for_many_audits(app, made, count_queries):
    large = Counted("Southshire")
    large.read(40)
    few, many = (a_program(app, one.council, Reads.TEXT) for one in (made, large))
    for one in (few, many):
        one.ask("grades")  # what the test made is not at hand any more
    for name in RESOURCES:
        with count_queries() as first:
            few.ask(name)
        with count_queries() as second:
            many.ask(name)
        assert len(second) <= len(first) <= MOST_QUERIES, name


def take_one_away():
    one = select(Audit.id).order_by(Audit.id).limit(1).scalar_subquery()
    db.session.execute(update(Audit).where(Audit.id == one).values(status=Status.WITHDRAWN))
    db.session.commit()
