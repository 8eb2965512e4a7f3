"""The page of grades: the same figures as its lists, for those who may, and nothing of one practitioner."""

import re
from urllib.parse import parse_qs, urlsplit

from qa_app.access.rules import Role
from qa_app.audits.rules import Status
from qa_app.organisation.rules import Kind
from qa_app.rounds import operations as rounds
from qa_app.rounds.rules.plans import Kind as Programmed
from tests.audits.other_kinds import make_programme_of
from tests.insight.counted_makers import GOOD, LESS, LOWEST, Counted, month
from tests.insight.test_pages import rows_of
from tests.makers import NOON, make_person, make_place

WHOLE = {"about": ""}


def links_in(page):
    return [link["href"] for link in page.select("main a[href^='/']")]


def test_every_figure_leads_to_as_many_audits_as_it_says(open_as):
    made = Counted()
    made.read(7)
    made.read(3, LESS, place=made.west, status_then="CHILD_IN_NEED", impact="worse")
    made.read(1, LOWEST, back=1, age_then=17)
    made.read(2, None)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("grades.show", **WHOLE)

    cards = [one.text.split() for one in page.select(".app-figures__number")]
    assert cards[0][:3] == ["7", "of", "11"]
    assert cards[1][:3] == ["1", "of", "11"]
    assert "2 more audits have no grade for the whole and are not counted" in page.text
    assert [row[:2] for row in rows_of(page, "statuses")] == [
        ["Child in care", "7 of 8 (88%), small number audits, Child in care"],
        ["Child in need", "0 of 3 audits, Child in need"],
    ]
    assert rows_of(page, "impact")[0][:3] == ["Things got worse", "0", "0"]
    assert [row[0] for row in rows_of(page, "places")] == ["Safeguarding"]
    # Whatever is counted, its list holds exactly that.
    for link in page.select("main a[href*='/grades/audits']"):
        shown = " ".join(link.find(string=True, recursive=False).split())
        listed = browser.get(link["href"]).h1.text.split()[0]
        n = re.match(r"(\d+) of (\d+)", shown)
        is_narrowed = "grade=" in link["href"]
        wanted = (n[1] if is_narrowed else n[2]) if n else re.match(r"\d+", shown)[0]
        assert listed == wanted, (shown, link["href"])


def test_a_head_of_service_goes_down_the_tree_and_sees_no_other_service(open_as):
    made = Counted()
    made.read(6)
    made.read(5, LESS, place=made.west)
    other = make_place(made.council, "Care", Kind.SERVICE)
    made.read(9, place=other)
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, made.service))
    page = browser.get("grades.show", **WHOLE)
    places = rows_of(page, "places")
    assert [row[0] for row in places] == ["East", "West"]
    assert places[0][1].startswith("6 of 6 (100%), small number")
    east = page.select_one("#places-caption ~ tbody a")["href"]
    below = browser.get(f"{east}&about=")
    assert "East" in below.h1.text
    assert below.select_one(".app-figures__number").text.split()[:3] == ["6", "of", "6"]
    assert [chip.text for chip in below.select(".app-chip")] == ["Remove the filter Place: East"]
    # A place out of reach asks for nothing, as one that is none.
    away = browser.get("grades.show", place=other.public_id, **WHOLE)
    assert away.select_one(".app-figures__number").text.split()[:3] == ["6", "of", "11"]


def test_whether_it_has_changed_is_said_from_settled_months(open_as):
    made = Counted()
    for back in range(1, 7):
        made.read(6, back=back)
    for back in range(7, 15):
        made.read(3, back=back)
        made.read(3, LESS, back=back)
    made.read(1, back=0, status=Status.SUBMITTED)
    browser = open_as(make_person(Role.PRINCIPAL_SOCIAL_WORKER, made.council))
    page = browser.get("grades.show", **WHOLE)
    assert page.select_one("#changed").text.startswith(
        "Grades have improved. Good or better in 36 of 36 (100%)"
    )
    assert "1 audit that still waits for a second opinion" in page.text
    assert (
        "Making Data Count"
        in browser.get("grades.show", view="xmr", **WHOLE).select_one("#months").text
    )
    picture = browser.download("grades.picture", chart="months", **WHOLE)
    assert picture.text.startswith("<?xml") and "Grades have improved" in picture.text
    table = browser.download("grades.download", chart="months", **WHOLE)
    assert "6 of 6 (100%)" in table.text
    browser.get("grades.download", chart="nothing", expect=404)


def test_where_no_template_grades_the_whole_the_page_begins_with_its_sections(open_as):
    made = Counted()
    made.read(5, None, sections=[("OVERSIGHT", GOOD), ("PLAN", None)])
    made.read(1, None, sections=[("OVERSIGHT", GOOD), ("OVERSIGHT", LESS)])
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    moved = browser.client.get("/insight/grades")
    assert (moved.status_code, moved.location) == (302, "/insight/grades?about=oversight")
    page = browser.get(moved.location)
    assert page.h1.text == "Grades: management oversight"
    assert page.select_one(".app-figures__number").text.split()[:3] == ["5", "of", "6"]
    assert rows_of(page, "sections-table")[0][0] == "Management oversight"
    less = browser.get("grades.audits", about="oversight", grade="requires-improvement")
    assert [row[4] for row in rows_of(less, "audits")] == ["Good; Requires improvement to be good"]
    assert "choose under “What was graded”" in browser.get("grades.show", **WHOLE).text


def test_nothing_counted_says_what_would_be_here_and_how_to_go_on(open_as):
    made = Counted()
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    assert "Grades appear here once audits are agreed." in browser.get("grades.show").text
    for view in ("", "xmr"):
        assert browser.download("grades.picture", view=view).text.startswith("<?xml")
        assert "No audits" in browser.download("grades.download").text
    filtered = browser.get("grades.show", status="care")
    assert "No agreed audit that you may open fits these filters" in filtered.text


def test_what_was_picked_otherwise_is_told_with_its_list(open_as):
    made = Counted()
    made.read(5)
    dips = make_programme_of(made.council, Programmed.DIP_SAMPLE, "management-oversight", "Dips")
    dip = rounds.open_round(dips, month(3), by=None, at=NOON)
    made.read(4, LESS, round_=dip)
    made.read(2, None, round_=dip)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("grades.show", **WHOLE)
    assert page.select_one(".app-figures__number").text.split()[:3] == ["5", "of", "5"]
    told, graded = page.select("#left-out ~ ul a")
    assert (told.text, graded.text) == ("6 audits: themed audits and dip samples", "4 of them")
    assert browser.get(graded["href"]).h1.text == "4 graded audits"
    # Drawn where nothing else was audited, and compared with nothing.
    row = next(row for row in rows_of(page, "months-table") if row[0] == f"{month(3):%B %Y}")
    assert row[3] == "Left out of every comparison"
    apart = browser.get("grades.show", picked="apart", **WHOLE)
    assert "nothing is said of change" in apart.select_one("#changed").text
    named = browser.get("grades.show", picked="by-name", **WHOLE)
    assert "never drawn from month to month" in named.text
    browser.get("grades.download", picked="by-name", expect=404)


def test_no_address_of_a_figure_names_a_person(open_as):
    made = Counted()
    made.read(6)
    page = open_as(make_person(Role.TEAM_MANAGER, made.east)).get("grades.show", **WHOLE)
    asked = {name for href in links_in(page) for name in parse_qs(urlsplit(href).query)}
    assert asked <= {"about", "period", "from", "to", "place", "template", "status", "age", "grade", "impact", "picked", "view", "chart", "of", "as", "table-as-file"}  # fmt: skip
    assert made.auditor.name not in page.select_one("main").text
    for field in page.select("main select"):
        assert field["name"] not in ("practitioner", "auditor")


def test_who_reads_no_audits_of_a_place_reads_no_figures_of_it(open_as):
    made = Counted()
    made.read(6)
    roles = (Role.PRACTITIONER, Role.DATA_OFFICER, Role.QA_OFFICER, Role.ADMINISTRATOR)
    people = [make_person(role, made.council) for role in roles]
    people.append(make_person(Role.TEAM_MANAGER, make_place(made.service, "North")))
    *browsers, elsewhere = [open_as(person) for person in people]
    for browser in browsers:
        browser.get("grades.show", expect=403)
        browser.get("grades.audits", expect=403)
        assert "/insight/grades" not in str(browser.get("home.show"))
    page = elsewhere.get("grades.show", **WHOLE)
    assert "Grades appear here" in page.text


def test_more_audits_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    few.read(3, sections=[("VOICE", GOOD)])
    for back in range(18):
        many.read(2, back=back, place=many.west, sections=[("VOICE", LESS), ("PLAN", GOOD)])
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    pages = [f"/insight/grades{about}" for about in ("?about=", "?about=voice", "", "/audits?about=voice")]  # fmt: skip
    ask_alike(*browsers, *pages)
