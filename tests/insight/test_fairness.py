"""Fairness: the same counts as the rows, no small group, and no way from a figure to a record."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.children.models import ChildOnList
from qa_app.children.rules.settings import CHARACTERISTICS
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.insight.queries.fairness import count_by_characteristics
from qa_app.insight.queries.grades import Asking
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.fairness import Characteristic, lines_by, year_to_quarter
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.grades import WHOLE
from qa_app.organisation.models import CouncilSetting
from qa_app.rounds.rules.months import months_between
from tests.children.makers import make_child, make_list, make_merge
from tests.insight.counted_makers import GOOD, LESS, LOWEST, THIS_MONTH, Counted
from tests.insight.test_pages import rows_of
from tests.makers import make_person, viewer_of

PERIOD = year_to_quarter(today().replace(day=1))
BACK = months_between(PERIOD.last, THIS_MONTH)
WHOLE_AUDITS = {"about": ""}


def keep(made):
    db.session.add(
        CouncilSetting(council_id=made.council.id, name=CHARACTERISTICS, chosen={"value": "yes"})
    )
    db.session.flush()


def read_of(made, grade=GOOD, *, back=BACK, place=None, sealed=False, **known):
    """An audit of a child of whom the list says so."""
    place = place or made.east
    (audit,) = made.read(1, grade, back=back, place=place, sealed=sealed)
    audit.allocation.child_id = make_child(place, **{"gender": "", **known}).child_id
    db.session.flush()
    return audit


def counted(person):
    viewer = viewer_of(person)
    asking = Asking(viewer, Filters(PERIOD), WHOLE, list_versions(viewer))
    groups = count_by_characteristics(asking)
    scales = {number: one.scale for number, one in asking.versions.items()}
    return groups, {one: lines_by(one, groups, scales) for one in Characteristic}


def make_many(made, number=120):
    chance = Random(5)
    for _ in range(number):
        read_of(
            made,
            chance.choice([GOOD, GOOD, LESS, LOWEST, None]),
            back=BACK + chance.randrange(-2, 14) if BACK > 1 else BACK + chance.randrange(14),
            place=chance.choice([made.east, made.west]),
            ethnic_group=chance.choice(["White"] * 5 + ["Black", "Asian", "", "Not known"]),
            gender=chance.choice(["Male", "Female", "Neither", ""]),
            disability=chance.choice([True, False, None]),
        )


def test_figures_equal_a_plain_recount_over_the_rows(database):
    made = Counted()
    make_many(made)
    made.read(4, back=BACK)  # of nobody on a list
    director = make_person(Role.DIRECTOR, made.council)
    groups, lines = counted(director)
    database.session.expire_all()
    listed = {one.child_id: one for one in database.session.scalars(select(ChildOnList))}
    rows = [
        (listed.get(one.allocation.child_id), one.grade)
        for one in database.session.scalars(select(Audit))
        if one.grade and PERIOD.first <= one.allocation.round.month <= PERIOD.last
    ]
    assert sum(one.number for one in groups) == len(rows) > 50
    found = Counter()
    for one in groups:
        found[one.ethnic_group, one.gender, one.disability, one.grade] += one.number
    assert found == Counter(
        (row.ethnic_group, row.gender, row.disability, grade) if row else ("", "", None, grade)
        for row, grade in rows
    )
    males = [grade for row, grade in rows if row and row.gender == "Male"]
    line = next(one for one in lines[Characteristic.GENDER] if one.name == "Male")
    assert (line.tally.good, line.tally.lowest, line.tally.of) == (
        males.count(GOOD),
        males.count(LOWEST),
        len(males),
    )
    for each in lines.values():
        assert sum(one.tally.of for one in each) == len(rows)


def test_the_newest_list_counts_also_of_a_reference_that_was_merged(database):
    made = Counted()
    audit = read_of(made, ethnic_group="White")
    kept = make_child(made.east, ethnic_group="Black")
    merged = database.session.scalar(
        select(ChildOnList).where(ChildOnList.child_id == audit.allocation.child_id)
    )
    make_merge(kept, merged)
    database.session.flush()
    groups, _ = counted(make_person(Role.DIRECTOR, made.council))
    assert [(one.ethnic_group, one.number) for one in groups] == [("Black", 1)]


def test_a_small_group_stands_with_others_and_no_figure_leads_to_a_record(open_as):
    made = Counted()
    keep(made)
    for _ in range(25):
        read_of(made, ethnic_group="White", gender="Male", disability=False)
    for _ in range(12):
        read_of(made, LESS, ethnic_group="Mixed", gender="Female", disability=False)
    read_of(made, LOWEST, ethnic_group="Black", gender="Female", disability=False)
    page = open_as(make_person(Role.QA_LEAD, made.council)).get("fairness.show", **WHOLE_AUDITS)
    rows = rows_of(page, "ethnicity-groups")
    assert [row[:2] for row in rows] == [
        ["White", "25 of 25 (100%)"],
        ["Mixed and Black, together", "0 of 13 (0%)"],
    ]
    assert rows[1][4] == "1 of 13 (8%)"
    assert "too few graded audits to tell groups apart" in page.select_one("#disability").text
    links = [one["href"] for one in page.select("main a[href^='/']")]
    ways = ("/insight/fairness", "/insight/views")
    assert links and all(one.startswith(ways) for one in links)


def test_files_leave_without_small_counts(open_as):
    made = Counted()
    keep(made)
    for gender, grades in (("Male", (20, 9, 8)), ("Female", (15, 14, 2))):
        for grade, number in zip((GOOD, LESS, LOWEST), grades, strict=True):
            for _ in range(number):
                read_of(made, grade, gender=gender)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("fairness.show", **WHOLE_AUDITS)
    assert "2 of 31" in page.text
    for link in page.select("main a[href*='download'], main a[href*='picture']"):
        browser.download(link["href"])
    table = browser.download("fairness.download", by="gender", **WHOLE_AUDITS).text
    assert "c" in table.splitlines()[2].split(",") and ",2," not in table
    # Beside figures of which some are hidden no group is drawn: its count would tell of them.
    assert "of 37" not in browser.download("fairness.picture", by="gender", **WHOLE_AUDITS).text
    for by in ("age", ""):
        browser.get("fairness.download", by=by, expect=404, **WHOLE_AUDITS)
        browser.get("fairness.picture", by=by, expect=404, **WHOLE_AUDITS)
    # Of too few to tell apart there is nothing in a file.
    nothing = browser.download("fairness.download", by="disability", **WHOLE_AUDITS).text
    assert nothing.strip().splitlines()[1:] == []
    assert "of 68" not in browser.download("fairness.picture", by="disability", **WHOLE_AUDITS).text


def test_nobody_learns_by_counting_what_is_closed_to_them(open_as):
    made = Counted()
    keep(made)
    for _ in range(12):
        read_of(made, gender="Male")
    lead, manager = (
        make_person(Role.QA_LEAD, made.council),
        make_person(Role.TEAM_MANAGER, made.east),
    )
    director = make_person(Role.DIRECTOR, made.council)
    before = [counted(one)[0] for one in (manager, lead)]
    read_of(made, gender="Female", sealed=True)
    assert counted(lead)[0] == before[1]
    read_of(made, gender="Female", place=made.west)
    manager_after = [one for one in counted(manager)[0] if one.gender == "Male"]
    assert manager_after == before[0]
    restricted = read_of(made, gender="Neither").allocation.child
    restricted.restricted = True
    db.session.flush()
    assert not [one for one in counted(manager)[0] if one.gender == "Neither"]
    # Who may not know what a child is, cannot take one place off another.
    page = open_as(director).get("fairness.show", place=made.east.public_id, **WHOLE_AUDITS)
    assert not page.select("select[name=place]") and "East" not in page.h1.text


@pytest.mark.parametrize(
    "role", [Role.PRACTITIONER, Role.QA_OFFICER, Role.DATA_OFFICER, Role.ADMINISTRATOR]
)
def test_who_reads_no_audits_of_a_place_reads_no_figures_of_it(open_as, role):
    browser = open_as(make_person(role, Counted().council))
    for endpoint in ("show", "picture", "download"):
        browser.get(f"fairness.{endpoint}", expect=403, by="gender")
    assert "/insight/fairness" not in str(browser.get("home.show"))


def test_nothing_counted_and_nothing_kept_say_so(open_as):
    made = Counted()
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    assert "keeps no ethnic group" in browser.get("fairness.show").text
    keep(made)
    db.session.commit()
    assert "No graded audit that you may open counts" in browser.get("fairness.show").text


def test_where_no_template_grades_the_whole_the_page_begins_with_its_sections(open_as):
    made = Counted()
    keep(made)
    made.read(3, None, back=BACK, sections=[("VOICE", GOOD)])
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    moved = browser.client.get("/insight/fairness")
    assert (moved.status_code, moved.location) == (302, "/insight/fairness?about=voice")
    assert "3 graded audits" in browser.get(moved.location).text


def test_more_audits_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    make_list(few.council.id)
    make_many(many, 40)
    for made in (few, many):
        keep(made)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    ask_alike(*browsers, "/insight/fairness?about=")
