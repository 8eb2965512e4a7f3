"""Two reports that leave: neither is taken from the other to tell of a few."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.insight.rules.filters import Filters, Period, Picked, PlacesAs
from qa_app.organisation.rules import Kind
from qa_app.reports.models import Release
from qa_app.reports.operations.asking import NARROWED, Wanted, ask_for
from qa_app.reports.operations.making import make_next
from qa_app.reports.queries import asking
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.release_calendar import (
    NO_MONTH_OF_A_PART,
    NO_STEP,
    NOT_OVER,
    last_that_is_over,
    step_of,
    steps_offered,
    why_not_leave,
)
from qa_app.reports.rules.releases import PARTS_LEFT, TOO_NEAR, Beside, beside
from qa_app.reports.rules.states import State
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_between, months_on
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.makers import make_place, viewer_of
from tests.reports.makers import ask, lead_of, make, sheets_of
from tests.reports.paper_makers import ask_paper

WORKBOOK, PAPER = ReportKind.WORKBOOK, ReportKind.SCRUTINY

NOVEMBER = date(2026, 11, 1)
GROUPS = some.lists(
    some.frozensets(some.integers(0, 60).map(str), min_size=0, max_size=40), max_size=4
)


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01"))


@pytest.mark.parametrize(
    ("first", "last", "below", "why"),
    [
        ("2026-10", "2026-10", "", ""),
        ("2026-10", "2026-10", "1/2/", NO_MONTH_OF_A_PART),
        ("2026-07", "2026-09", "1/2/", ""),
        ("2025-04", "2026-03", "1/2/", ""),
        ("2026-08", "2026-10", "", NO_STEP),
        ("2025-11", "2026-10", "", NO_STEP),
        ("2026-09", "2026-10", "", NO_STEP),
        ("2026-11", "2026-11", "", NOT_OVER),
        ("2026-10", "2026-12", "", NOT_OVER),
    ],
)
def test_whole_months_quarters_and_years_leave_once_they_are_over(first, last, below, why):
    assert why_not_leave(period(first, last), below, NOVEMBER) == why


@given(some.integers(0, 400), some.sampled_from([1, 3, 12]))
def test_the_latest_of_each_step_may_leave(number, step):
    this_month = months_on(date(2020, 1, 1), number)
    found = last_that_is_over(step, this_month)
    assert step_of(found) == step
    assert found.last < this_month
    assert months_between(found.last, this_month) <= step


@given(some.integers(0, 400))
def test_steps_lie_inside_each_other(number):
    month = months_on(date(2020, 1, 1), number)
    steps = [{*last_that_is_over(step, months_on(month, step)).months} for step in (1, 3, 12)]
    for one, other in combinations(steps, 2):
        assert not one & other or one <= other or other <= one


@given(GROUPS)
def test_nothing_that_may_leave_splits_off_a_few(reports):
    """Each is let out or not as it comes; then everything that adding and taking away can make is counted."""
    out = []
    for one in reports:
        if beside(one, out) is not Beside.TOO_NEAR:
            out.append(one)
    groups = Counter(frozenset(i for i, one in enumerate(out) if audit in one) for audit in set().union(*out))  # fmt: skip
    for inside, number in groups.items():
        # Reports that count nothing else, or that no other overlaps, say no more than each by itself.
        beside_it = [one for one in groups if one & inside and one != inside]
        if beside_it:
            assert number > 5, (inside, number)


def test_the_same_again_is_let_out_and_one_more_is_not():
    first = {str(one) for one in range(20)}
    assert beside(first, []) is Beside.ALONE
    assert beside(first, [first]) is Beside.ALONE
    assert beside(first | {"new"}, [first]) is Beside.TOO_NEAR
    assert beside(first - {"3"}, [first]) is Beside.TOO_NEAR
    assert beside(first | {f"new {one}" for one in range(6)}, [first]) is Beside.OVERLAPS
    assert beside({"another"}, [first]) is Beside.ALONE


def test_two_months_taken_from_their_quarter_leave_the_third():
    months = [{f"{month} {one}" for one in range(size)} for month, size in enumerate((10, 10, 3))]
    quarter = set().union(*months)
    assert beside(quarter, months[:1]) is Beside.OVERLAPS
    assert beside(quarter, months[:2]) is Beside.TOO_NEAR


LAST_QUARTER = last_that_is_over(3, first_of_month(today()))


def back_to(month):
    return months_between(month, first_of_month(today()))


@pytest.fixture
def made(database):
    """A council too small to show anything in full, with a quarter in which one month has few."""
    there = Counted()
    for month, number in zip(LAST_QUARTER.months, (12, 12, 3), strict=True):
        there.read(number, GOOD, back=back_to(month))
        there.read(number, LESS, back=back_to(month), place=there.west)
    return there


def wanted(number=None):
    months = LAST_QUARTER.months
    of = LAST_QUARTER if number is None else Period(months[number], months[number])
    return Filters(of)


def test_what_does_not_leave_by_the_calendar_is_refused_in_words(made):
    lead = viewer_of(lead_of(made))
    with pytest.raises(DomainError, match="months that are over"):
        ask_for(Wanted(Filters(Period(first_of_month(today()), first_of_month(today()))), [], Level.COUNCIL), lead, now())  # fmt: skip
    with pytest.raises(DomainError, match="quarter from January"):
        months = LAST_QUARTER.months
        ask_for(Wanted(Filters(Period(months[0], months[1])), [], Level.PUBLIC), lead, now())
    assert ask_for(Wanted(wanted(), [], Level.COUNCIL), lead, now()).state is State.QUEUED


def test_a_quarter_after_its_month_would_give_the_other_months_away(made, folder):
    lead = viewer_of(lead_of(made))
    make(ask(lead, Level.COUNCIL, filters=wanted(2)), folder)
    with pytest.raises(DomainError, match="Both together would tell of a few"):
        ask_for(Wanted(wanted(), [], Level.COUNCIL), lead, now())
    assert ask_for(Wanted(wanted(), [], Level.PUBLIC), lead, now())
    assert ask_for(Wanted(wanted(0), [], Level.COUNCIL), lead, now())


def test_what_was_not_known_when_it_was_asked_for_is_found_when_it_is_made(made, folder):
    lead = viewer_of(lead_of(made))
    month, quarter = (ask(lead, Level.COUNCIL, filters=wanted(one)) for one in (0, None))
    make(month, folder)
    make(quarter, folder)
    assert (month.state, quarter.state) == (State.READY, State.FAILED)
    assert quarter.trouble == PARTS_LEFT
    assert not folder.file(quarter.file_name).exists()
    assert len([*db.session.scalars(select(Release))]) == 1


def test_a_report_that_counts_one_audit_more_is_refused(made, folder):
    lead = viewer_of(lead_of(made))
    make(ask(lead, Level.COUNCIL, filters=wanted()), folder)
    same = make(ask(lead, Level.COUNCIL, filters=wanted()), folder)
    assert same.exists()
    made.read(1, LESS, back=back_to(LAST_QUARTER.last))
    for level in (Level.COUNCIL, Level.PUBLIC):
        again = ask(lead, level, filters=wanted())
        make(again, folder)
        assert (again.state, again.trouble) == (State.FAILED, TOO_NEAR)
    inside = ask(lead, Level.INTERNAL, filters=wanted())
    assert make(inside, folder).exists()


def test_another_place_with_a_few_less_is_refused(made, folder):
    service = make_place(made.council, "Disabled children", Kind.SERVICE)
    made.read(2, GOOD, back=back_to(LAST_QUARTER.first), place=service)
    lead = viewer_of(lead_of(made))
    make(ask(lead, Level.COUNCIL, filters=wanted()), folder)
    part = ask(lead, Level.COUNCIL, filters=Filters(LAST_QUARTER, below=made.service.path))
    make(part, folder)
    assert part.trouble == TOO_NEAR


def test_a_large_council_is_told_figures_of_the_whole_alone(made, folder, monkeypatch):
    """Shown in full they may be taken from each other; what is broken down may not."""
    monkeypatch.setattr(asking, "is_shown_in_full", lambda children, people: True)
    lead = viewer_of(lead_of(made))
    first = sheets_of(make(ask(lead, Level.COUNCIL, filters=wanted(0)), folder))
    then = sheets_of(make(ask(lead, Level.COUNCIL, filters=wanted()), folder))
    assert first["Grades by place"]
    for sheet in ("Grades by place", "Coverage", "Answers by question", "Action counts"):
        assert then[sheet] == [], sheet
    assert not {"Agreement", "Voices"} & {*then}
    assert {one["By"] for one in then["Completion"]} == {"Months"}
    assert [one["Graded"] for one in then["Trends"] if one["What was graded"] == "Whole audits"] == [24, 24, 6]  # fmt: skip
    paper = ask_paper(lead, ReportKind.SCRUTINY, filters=wanted())
    assert make(paper, folder).exists()


def test_two_at_the_same_moment_know_of_each_other(made, folder):
    """The second is written before the first has left, and is held back when it would leave."""
    lead = viewer_of(lead_of(made))
    ask(lead, Level.COUNCIL, filters=wanted())
    second = ask(lead, Level.COUNCIL, filters=wanted(1))
    for _ in range(2):
        make_next(folder, now)
    assert second.trouble == PARTS_LEFT


@pytest.mark.parametrize(
    "more", [{"template": "monthly"}, {"status": "CIN"}, {"places": PlacesAs.NOW}, {"picked": Picked.APART}]
)  # fmt: skip
def test_what_leaves_is_narrowed_by_months_and_place_alone(made, more):
    """Figures that cannot be narrowed would leave with it, and be remembered as if they had not."""
    viewer, narrowed = viewer_of(lead_of(made)), replace(wanted(1), **more)
    for kind, level in ((WORKBOOK, Level.COUNCIL), (WORKBOOK, Level.PUBLIC), (PAPER, Level.COUNCIL)):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            ask_for(Wanted(narrowed, [], level, kind=kind), viewer, now())
        assert NARROWED in str(refused.value)
    assert ask_for(Wanted(narrowed, [], Level.INTERNAL, kind=WORKBOOK), viewer, now())


def test_the_page_leads_to_months_that_leave(made, open_as):
    browser = open_as(lead_of(made))
    page = browser.get("reports.new")
    ways = page.select("#leaving a")
    assert [one.text for one in ways] == [one.words for one in steps_offered(first_of_month(today()))]  # fmt: skip
    refused = browser.post("reports.new", {"level": "COUNCIL"}, expect=200)
    assert "What leaves the service is of months that are over" in refused.text
    browser.post(ways[1]["href"], {"level": "COUNCIL"})
    page = browser.get("/reports/papers/committee", expect=302)
