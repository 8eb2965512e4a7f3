"""What pages compare and leave out: settled months alone, the same ones on each, and what is set apart."""

from qa_app.access.rules import Duty, Role
from qa_app.audits.rules import Status
from qa_app.insight.routes.reasons import why_fewer
from qa_app.rounds import operations as rounds
from qa_app.rounds.rules.plans import Kind as Programmed
from tests.audits.other_kinds import make_programme_of
from tests.insight.counted_makers import GOOD, LESS, LOWEST, Counted, month
from tests.insight.test_pages import rows_of
from tests.makers import NOON, appoint, make_person, viewer_of

WHOLE = {"about": ""}


def test_a_last_year_shown_is_judged_over_the_months_before_it_too(open_as):
    made = Counted()
    for back in range(1, 20):
        made.read(4, GOOD if back < 7 else LESS, back=back)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    two_years, year = (browser.get("grades.show", period=one, **WHOLE) for one in ("", "year"))
    said = year.select_one("#changed").text
    assert said.startswith("Grades have improved. Good or better in 24 of 24 (100%) from")
    assert said == two_years.select_one("#changed").text
    assert rows_of(year, "months-table") == rows_of(two_years, "months-table")[-12:]
    assert "begins before the first month drawn" in year.select_one("#months").text


def test_this_month_and_those_in_which_audits_wait_are_not_settled(open_as):
    made = Counted()
    for back in range(20):
        made.read(4, GOOD, back=back)
    made.read(1, GOOD, back=1, place=made.west, status=Status.SUBMITTED)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("grades.show", **WHOLE)
    assert f"to {month(2):%B %Y}; before that" in page.select_one("#changed").text
    *_, before, this = rows_of(page, "months-table")
    assert before[3] == "Not settled: 1 audit waits for a second opinion"
    assert this[3] == "Not settled: it is not over"
    assert rows_of(page, "mix-table")[-1][0] == f"{month(2):%b %y}"
    # A team compares the same months as its service, whatever waits there.
    of_team = browser.get("grades.show", place=made.east.public_id, **WHOLE)
    assert f"to {month(2):%B %Y}; before that" in of_team.select_one("#changed").text
    assert rows_of(of_team, "months-table")[-2][3] == (
        "Not settled: 1 audit not counted here waits for a second opinion"
    )


def test_where_all_is_set_apart_that_is_said_with_the_way_to_it(open_as):
    made = Counted()
    dips = make_programme_of(made.council, Programmed.DIP_SAMPLE, "management-oversight", "Dips")
    made.read(4, LESS, round_=rounds.open_round(dips, month(3), by=None, at=NOON))
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("grades.show", **WHOLE)
    assert "Nothing can ever be said of change here" in page.select_one("#changed").text
    (way,) = page.select("#only-apart a")
    assert way.text == "4 audits: themed audits and dip samples"
    assert "4 of 4" not in page.text and "0 of 4" in browser.get(way["href"]).text
    for view in ("insight_themes.index", "insight_questions.index"):
        assert "All that fits these filters is set apart" in browser.get(view).text
    theme = browser.get("insight_themes.show", theme="sys1")
    assert "set apart: 4 audits" in theme.select_one("#only-apart").text


def test_what_is_graded_is_no_filter_to_be_cleared(open_as):
    made = Counted()
    made.read(6, None, sections=[("VOICE", GOOD)])
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    browser.get("grades.show", expect=302)
    page = browser.get("grades.show", about="voice")
    assert "voice of the child" in page.h1.text
    assert "Clear all filters" not in page.text
    narrowed = browser.get("grades.show", about="voice", age="from-5")
    (clear,) = narrowed.select(".app-chips__clear")
    assert clear["href"] == "/insight/grades?about=voice"


def test_the_lowest_grade_is_that_of_each_scale(open_as):
    made = Counted()
    made.read(5)
    made.read(2, LOWEST)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("grades.show", **WHOLE)
    link = page.select(".app-figures__number a")[1]
    assert link.text.startswith("2 of 7") and "grade=lowest" in link["href"]
    assert browser.get(link["href"]).h1.text == "2 graded audits"


def test_each_reader_is_told_the_reasons_that_hold_for_them_and_no_others():
    made = Counted()
    director = make_person(Role.DIRECTOR, made.council)
    manager = make_person(Role.TEAM_MANAGER, made.east)
    lead = make_person(Role.QA_LEAD, made.council)
    blind = "what is closed to you, because you may be asked to read it blind"
    assert blind not in why_fewer(viewer_of(director)) and blind in why_fewer(viewer_of(lead))
    assert "audits outside the places that you see" in why_fewer(viewer_of(manager))
    assert "audits outside the places that you see" not in why_fewer(viewer_of(lead))
    appoint(manager, Duty.MODERATOR, made.council)
    assert blind in why_fewer(viewer_of(manager))


def test_pages_say_the_same_numbers_of_what_they_leave_out(open_as):
    made = Counted()
    made.read(5)
    dips = make_programme_of(made.council, Programmed.DIP_SAMPLE, "management-oversight", "Dips")
    made.read(4, None, round_=rounds.open_round(dips, month(3), by=None, at=NOON))
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    words = "4 audits: themed audits and dip samples"
    for view in ("grades.show", "insight_themes.index", "insight_questions.index"):
        assert words in browser.get(view).text


def test_the_list_behind_a_grade_names_the_sections(open_as):
    made = Counted()
    (audit,) = made.read(1, None, sections=[("SUPERVISION", GOOD)])
    section = audit.template.sections[0]
    audit.readings[0].section = section.id
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    (row,) = rows_of(browser.get("grades.audits", about="supervision"), "audits")
    assert row[4] == f"{section.heading}: Good"
