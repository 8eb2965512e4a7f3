"""Side by side: each side as a recount has it, the range between them, and whether they are alike."""

import re
from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.insight.queries.compare import mix_of
from qa_app.insight.queries.grades import Asking, shares_by_concept
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.beside import Beside, stands_apart
from qa_app.insight.rules.compare import (
    Mix,
    Side,
    before,
    beside,
    by_chance_in_words,
    names_of,
    sentence_of,
    unlike,
    unlike_in_words,
)
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.grades import WHOLE
from qa_app.insight.rules.proportions import Proportion
from qa_app.organisation.rules import Kind
from tests.insight.counted_makers import GOOD, LESS, THIS_MONTH, Counted, month
from tests.insight.test_counted import make_many
from tests.insight.test_pages import rows_of
from tests.makers import make_person, make_place, viewer_of

YEAR = Period(month(11), THIS_MONTH)
NAMES = ("this year", "last year")


def of(month_):
    return f"{month_:%Y-%m}"


def asking(person, filters):
    viewer = viewer_of(person)
    return Asking(viewer, filters, WHOLE, list_versions(viewer))


def test_each_side_equals_a_plain_recount_over_the_rows(database):
    made = Counted()
    make_many(made)
    director = make_person(Role.DIRECTOR, made.council)
    sides = [Filters(YEAR), Filters(before(YEAR), below=made.west.path)]
    here, there = (asking(director, one) for one in sides)
    lines = {
        one.code: one
        for one in beside(*(shares_by_concept(one, with_whole=True) for one in (here, there)))
    }
    database.session.expire_all()
    counted = [
        one
        for one in database.session.scalars(select(Audit))
        if one.status in (Status.AGREED, Status.SIGNED_OFF)
        and one.shut_at is None
        and one.allocation.state.name != "WITHDRAWN"
        and one.allocation.practitioner_id is None
    ]
    now = [one for one in counted if one.allocation.round.month >= month(11)]
    then = [
        one
        for one in counted
        if month(23) <= one.allocation.round.month < month(11) and one.place_then == made.west.path
    ]
    for code in ("", "VOICE", "OVERSIGHT"):
        for said, rows in ((lines[code].now, now), (lines[code].then, then)):
            grades = [each for one in rows if (each := grade_of(one, code))]
            good = sum(one in ("outstanding", GOOD) for one in grades)
            assert said == Proportion(good, len(grades)), code
    assert sum(one.number for one in mix_of(here)) == len(now)
    statuses = defaultdict(int)
    for one in mix_of(there):
        statuses[one.status] += one.number
    assert statuses == {
        status: number
        for status in {one.status_then for one in then}
        if (number := sum(one.status_then == status for one in then))
    }


def grade_of(audit, concept):
    order = ["outstanding", GOOD, LESS, "inadequate"]
    if not concept:
        return audit.agreed_grade or audit.grade
    given = [one.grade for one in audit.readings if one.concept == concept and one.grade]
    return max(given, key=order.index) if given else None


def test_every_figure_leads_to_as_many_audits_as_it_says(open_as):
    made = Counted()
    make_many(made)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    for asked in ({}, {"with-place": made.east.public_id, "place": made.west.public_id}):
        page = browser.get("compare.show", **asked)
        links = page.select("#beside-caption ~ tbody a")
        assert len(links) == 6
        for link in links:
            said = " ".join(link.find(string=True, recursive=False).split())
            listed = browser.get(link["href"]).h1.text.split()[0]
            assert listed == re.match(r"\d+", said)[0], (said, link["href"])


def test_a_year_is_compared_with_the_one_before_unless_something_else_is_asked_for(open_as):
    made = Counted()
    made.read(30)
    made.read(30, LESS, back=14)
    made.read(12, LESS, place=made.west)
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, made.service))
    page = browser.get("compare.show")
    assert page.select_one("#told").text == (
        "Further apart than chance puts it. Whole audits: good or better in 30 of 42 (71%) "
        "against 0 of 30 (0%)."
    )
    places = {"place": made.east.public_id, "with-place": made.west.public_id}
    page = browser.get("compare.show", **places)
    assert page.select_one("#sides").text == "East, compared with West."
    assert rows_of(page, "beside")[0][1].startswith("30 of 30 (100%)")
    assert rows_of(page, "beside")[0][2].startswith("0 of 12 (0%)")
    months = {"from": of(month(14)), "to": of(month(14)), "with-from": of(month(1)), "with-to": of(month(0))}  # fmt: skip
    page = browser.get("compare.show", **months)
    assert [row[1].split(" audits")[0][:7] for row in rows_of(page, "beside")] == ["0 of 30"]
    table = browser.download("compare.download").text
    assert "Whole audits,30 of 42,0 of 30," in table
    assert "First: " in browser.download("compare.picture").text


def test_what_overlaps_or_is_the_same_says_so(open_as):
    made = Counted()
    made.read(12)
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, made.service))
    within = browser.get("compare.show", **{"with-place": made.east.public_id})
    assert "The two overlap" in within.text
    same = {"from": of(month(2)), "to": of(month(0)), "with-from": of(month(2)), "with-to": of(month(0))}  # fmt: skip
    page = browser.get("compare.show", **same)
    assert "Both sides are the same." in page.text and "The two overlap" not in page.text
    assert "The two overlap" not in browser.get("compare.show").text


def test_sides_made_of_unlike_audits_say_so(open_as):
    made = Counted()
    made.read(10)
    made.read(10, back=13, status_then="CHILD_IN_NEED")
    page = open_as(make_person(Role.QA_LEAD, made.council)).get("compare.show")
    told, unsettled = (one.text for one in page.select(".govuk-inset-text"))
    assert f"Not settled yet: {THIS_MONTH:%B %Y}." in unsettled
    assert "“Child in need” is 0% of those of" in told and "and 100% of those of" in told
    assert "may come from that, and not from practice" in told


@pytest.mark.parametrize(("moved", "is_unlike"), [(20, False), (21, True)])
def test_more_than_twenty_points_make_sides_unlike(moved, is_unlike):
    first = [Mix("a", "", 50 + moved), Mix("b", "", 50 - moved)]
    found = unlike(first, [Mix("a", "", 50), Mix("b", "", 50)], "template")
    assert bool(found) is is_unlike
    if found:
        assert "A is 71% of those of this year, and 50% of those of last year" in unlike_in_words(
            found, found.code.upper(), NAMES
        )


def test_nothing_is_said_of_few_and_of_what_chance_may_make():
    few = [Beside("Whole audits", "", Proportion(0, 9), Proportion(9, 9))]
    assert "too few graded audits to compare" in sentence_of(few)
    assert (few[0].range, by_chance_in_words(few)) == ("", "")
    alike = [Beside("Whole audits", "", Proportion(6, 12), Proportion(8, 12))]
    assert sentence_of(alike) == (
        "Nothing lies further apart than chance may put it. Whole audits: good or better in "
        "8 of 12 (67%) against 6 of 12 (50%)."
    )
    assert "2 lines are compared" in by_chance_in_words([*alike, *alike])
    assert not stands_apart(Proportion(19, 19), Proportion(0, 19))
    assert stands_apart(Proportion(20, 20), Proportion(0, 20))


def test_sides_are_named_by_what_tells_them_apart():
    year, earlier = Period(date(2026, 1, 1), date(2026, 3, 1)), Period(date(2025, 10, 1), date(2025, 12, 1))  # fmt: skip
    assert before(year) == earlier
    east, west = Side(year, "East", "n/east/"), Side(year, "West", "n/west/")
    assert names_of(east, west) == ("East", "West")
    assert names_of(east, Side(earlier, "East", "n/east/")) == (year.words, earlier.words)
    assert names_of(east, Side(earlier, "West", "n/west/"))[1] == f"West, {earlier.words}"
    assert not east.overlaps(west) and east.overlaps(Side(year, "All"))
    assert not east.overlaps(Side(earlier, "East", "n/east/"))


def test_nobody_learns_by_comparing_what_is_closed_to_them(open_as):
    made = Counted()
    made.read(12)
    made.read(5, LESS, place=made.west)
    manager, lead = (
        make_person(Role.TEAM_MANAGER, made.east),
        make_person(Role.QA_LEAD, made.council),
    )
    made.read(4, LESS, sealed=True)
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(made.council, "Care", Kind.SERVICE))
    people = [make_person(role, made.council) for role in (Role.PRACTITIONER, Role.QA_OFFICER)]
    page = open_as(lead).get("compare.show")
    assert rows_of(page, "beside")[0][1].startswith("12 of 17")
    # A place out of reach is compared with nothing, as one that is none.
    page = open_as(manager).get("compare.show", **{"with-place": made.west.public_id})
    assert "West" not in page.text
    assert "Grades can be compared here" in open_as(elsewhere).get("compare.show").text
    for browser in [open_as(person) for person in people]:
        for endpoint in ("show", "picture", "download"):
            browser.get(f"compare.{endpoint}", expect=403)
        assert "/insight/compare" not in str(browser.get("home.show"))


def test_nothing_counted_breaks_no_page(open_as):
    browser = open_as(make_person(Role.QA_LEAD, Counted().council))
    assert "No graded audit" in browser.get("compare.show", status="care").text
    assert browser.download("compare.picture").text.startswith("<?xml")
    assert len(browser.download("compare.download").text.splitlines()) == 1


def test_more_audits_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    few.read(1, sections=[("VOICE", GOOD)])
    make_many(many)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    ask_alike(*browsers, "/insight/compare")
