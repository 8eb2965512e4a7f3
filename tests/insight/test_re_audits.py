"""Before and after: pairs counted as a plain recount does, and nothing of a pair that is half closed."""

import re
from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.rules.second_audits import Moved, Why
from qa_app.foundation.database import db
from qa_app.insight.queries.re_audits import Asking, count_pairs
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.grades import Scale
from qa_app.insight.rules.proportions import Proportion
from qa_app.insight.rules.re_audits import (
    WHOLE,
    Group,
    by_chance,
    headline_of,
    lines_by_about,
    lines_by_why,
    sentence_of,
)
from qa_app.organisation.rules import Kind
from tests.insight.counted_makers import GOOD, LESS, LOWEST, THIS_MONTH, Counted, month
from tests.insight.pair_makers import read_twice
from tests.insight.test_pages import rows_of
from tests.makers import NOON, make_person, make_place, viewer_of

YEAR = Filters(Period(month(11), THIS_MONTH))
GRADES = ["outstanding", GOOD, LESS, LOWEST]
SCALE = Scale((GOOD, LESS, LOWEST), ("Good", "Less", "Lowest"), (GOOD,))


def pairs(person, filters=YEAR):
    viewer = viewer_of(person)
    return count_pairs(Asking(viewer, filters, list_versions(viewer)))


def make_many(made, number=40):
    chance = Random(9)
    for _ in range(number):
        read_twice(
            made,
            chance.choice([*GRADES, None]),
            chance.choice([*GRADES, None]),
            why=chance.choice([*Why]),
            back=chance.randrange(0, 14),
            place=chance.choice([made.east, made.west]),
            status=chance.choice([Status.AGREED] * 4 + [Status.SUBMITTED]),
            shut_at=chance.choice([None] * 8 + [NOON]),
            sections=[
                [("VOICE", chance.choice(GRADES)), ("PLAN", chance.choice([GOOD, None]))],
                [("VOICE", chance.choice(GRADES)), ("PLAN", chance.choice([GOOD, LESS]))],
            ],
        )


def test_figures_equal_a_plain_recount_over_the_rows(database):
    made = Counted()
    make_many(made)
    found = Counter()
    for one in pairs(make_person(Role.DIRECTOR, made.council)):
        found[one.concept, one.why, one.grade_then, one.grade_now] += one.number
    database.session.expire_all()
    by_allocation = {one.allocation_id: one for one in database.session.scalars(select(Audit))}
    counted = Counter()
    for pair in database.session.scalars(select(SecondAudit)):
        first, given = pair.audit, pair.allocation
        if first is None or given is None:
            continue
        second = by_allocation.get(given.id)
        if (
            second is None
            or second.shut_at
            or second.status is not Status.AGREED
            or given.round.month < month(11)
        ):
            continue
        graded = [(WHOLE, first.grade, second.grade)]
        concepts = {one.concept: one.grade for one in first.readings}
        graded += [(one.concept, concepts[one.concept], one.grade) for one in second.readings]
        for concept, then, now in graded:
            if then and now:
                counted[concept, pair.why, then, now] += 1
    assert sum(counted.values()) > 30
    assert found == counted


def test_every_figure_leads_to_as_many_records_as_it_says(open_as):
    made = Counted()
    make_many(made)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("insight_re_audits.show")
    links = page.select("main a[href*='/re-audits/audits']")
    assert len(links) > 12
    for link in links:
        said = " ".join(link.find(string=True, recursive=False).split())
        listed = int(browser.get(link["href"]).h1.text.split()[0])
        n = re.match(r"\d+ of (\d+)", said) or re.search(r": (\d+)", said)
        assert listed == int(n[1]), (said, link["href"])


def test_the_sentence_holds_the_range_of_the_difference_and_what_it_does_not_say(open_as):
    made = Counted()
    for _ in range(12):
        read_twice(made, LOWEST, GOOD)
    read_twice(made, GOOD, GOOD, why=Why.SAMPLED)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("insight_re_audits.show")
    assert "1 record chosen by chance was graded in two audits" in page.select_one("#told").text
    told = page.select_one("#all-pairs").text
    assert "Good or better the first time: 1 of 13 (8%); the second time: 13 of 13 (100%)." in told
    assert "The second time is 92 points higher; likely between" in told
    assert "by chance alone" in page.select_one(".govuk-inset-text").text
    assert rows_of(page, "why")[1][3] == "Too few to say"
    assert "Whole audits,13,1 of 13,13 of 13" in browser.download("insight_re_audits.download").text
    picture = browser.download("insight_re_audits.picture").text
    assert picture.startswith("<?xml") and "Only records that came back by chance" in picture


def group(then, now, number, why=Why.LOW, concept=WHOLE, versions=(1, 1)):
    return Group(concept, why, versions[0], then, versions[1], now, number)


def test_what_is_graded_on_another_scale_is_not_compared():
    other = Scale(("met", "not-met"), ("Met", "Not met"), ("met",))
    groups = [group(LOWEST, GOOD, 3), group(LOWEST, "met", 5, versions=(1, 2))]
    (line,) = lines_by_about(groups, {1: SCALE, 2: other})
    assert (line.of, line.moved) == (3, {Moved.HIGHER: 3})


def test_each_reason_is_told_by_itself_and_the_whole_comes_first():
    groups = [
        group(LOWEST, GOOD, 10), group(LESS, LESS, 4, Why.SAMPLED),
        group(GOOD, LOWEST, 40, concept="VOICE"),
    ]  # fmt: skip
    lines = lines_by_about(groups, {1: SCALE})
    assert [(one.code, one.of) for one in lines] == [(WHOLE, 14), ("VOICE", 40)]
    assert headline_of(lines) is lines[0]
    assert headline_of(lines[1:]).code == "VOICE"
    assert headline_of([]) is None
    low, sampled = lines_by_why(groups, {1: SCALE}, WHOLE)
    assert (low.then, low.now) == (Proportion(0, 10), Proportion(10, 10))
    assert (sampled.of, sampled.range, sampled.may_be_chance) == (4, "", True)


@pytest.mark.parametrize(
    ("groups", "may_be_chance", "ends"),
    [
        ([group(LOWEST, GOOD, 20)], False, "higher."),
        ([group(GOOD, LOWEST, 20)], False, "lower."),
        ([group(GOOD, LESS, 6), group(LESS, GOOD, 6)], True, "This may be chance."),
        ([group(GOOD, LESS, 3)], True, "These are too few to say more."),
    ],
)
def test_a_difference_is_told_with_how_sure_it_is(groups, may_be_chance, ends):
    (line,) = lines_by_about(groups, {1: SCALE})
    assert line.may_be_chance is may_be_chance
    assert sentence_of(line, "this year").endswith(ends)


def test_pairs_that_came_back_by_chance_are_told_by_themselves():
    groups = [group(LOWEST, GOOD, 10), group(LESS, LESS, 4, Why.SAMPLED)]
    (line,) = lines_by_about(groups, {1: SCALE})
    chance = by_chance(groups, {1: SCALE}, line)
    assert (chance.of, line.of) == (4, 14)
    assert "4 records chosen by chance were graded" in sentence_of(
        chance, "this year", chosen=" chosen by chance"
    )
    none = by_chance(groups[:1], {1: SCALE}, line)
    assert "nothing can be said of practice as a whole" in sentence_of(none, "this year")


def test_nobody_learns_by_counting_what_is_closed_to_them(open_as):
    made = Counted()
    before, _, after = read_twice(made, LOWEST, GOOD)
    lead, manager = (
        make_person(Role.QA_LEAD, made.council),
        make_person(Role.TEAM_MANAGER, made.east),
    )
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(made.council, "Care", Kind.SERVICE))
    assert pairs(lead) == pairs(manager) != []
    assert pairs(make_person(Role.TEAM_MANAGER, made.west)) == []
    for audit in (before, after):
        audit.sealed = True
        db.session.flush()
        assert pairs(lead) == []
        audit.sealed = False
    read_twice(made, LOWEST, GOOD, place=made.west)
    assert sum(one.number for one in pairs(manager)) == 1
    roles = (Role.PRACTITIONER, Role.QA_OFFICER, Role.DATA_OFFICER, Role.ADMINISTRATOR)
    people = [make_person(role, made.council) for role in roles]
    page = open_as(elsewhere).get("insight_re_audits.show")
    assert "When a record is audited a second time" in page.text
    for browser in [open_as(person) for person in people]:
        for endpoint in ("show", "audits", "picture", "download"):
            browser.get(f"insight_re_audits.{endpoint}", expect=403)
        assert "/insight/re-audits" not in str(browser.get("home.show"))


def test_nothing_counted_breaks_no_page(open_as):
    browser = open_as(make_person(Role.QA_LEAD, Counted().council))
    assert "No pair of audits" in browser.get("insight_re_audits.show", status="care").text
    assert "No pair of audits" in browser.get("insight_re_audits.audits").text
    assert browser.download("insight_re_audits.picture").text.startswith("<?xml")
    assert len(browser.download("insight_re_audits.download").text.splitlines()) == 1


def test_more_pairs_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    read_twice(few, LOWEST, GOOD, sections=([("VOICE", GOOD)], [("VOICE", GOOD)]))
    make_many(many)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    ask_alike(*browsers, "/insight/re-audits", "/insight/re-audits/audits?about=voice")
