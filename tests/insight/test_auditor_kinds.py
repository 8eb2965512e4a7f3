"""Figures by what auditors are, never by who they are."""

from datetime import timedelta

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.insight.queries.auditors import kinds_by_month, people_by_kind
from qa_app.insight.queries.grades import Asking, gather
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.auditors import AuditorKind, may_be_told_apart
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.grades import WHOLE
from tests.insight.counted_makers import LESS, THIS_MONTH, Counted, month
from tests.makers import NOON, appoint, make_person, viewer_of

INSIDE, REVIEWING, OUTSIDE = (
    AuditorKind.INTERNAL,
    AuditorKind.REVIEWING_OFFICER,
    AuditorKind.EXTERNAL,
)
YEAR = Filters(Period(month(11), THIS_MONTH))
ADDRESS = {"about": "", "auditor-kind": "reviewing-officer"}


def some(made, role, number=3):
    return [make_person(role, made.council) for _ in range(number)]


def number_on(page):
    return page.select_one(".app-figures__number").text.split()[:3]


def test_a_kind_is_told_apart_where_neither_it_nor_the_rest_are_a_few_people():
    assert may_be_told_apart(REVIEWING, {REVIEWING: 3})
    assert may_be_told_apart(REVIEWING, {REVIEWING: 3, INSIDE: 3})
    assert not may_be_told_apart(REVIEWING, {REVIEWING: 2, INSIDE: 9})
    assert not may_be_told_apart(INSIDE, {INSIDE: 9, REVIEWING: 2})
    assert may_be_told_apart(INSIDE, {INSIDE: 9, REVIEWING: 2, OUTSIDE: 1})


def test_a_kind_is_what_an_auditor_held_when_the_audit_was_begun(database):
    made = Counted()
    (officer,) = some(made, Role.REVIEWING_OFFICER, 1)
    held = officer.appointments[0]
    day = NOON.date()
    held.starts_on, held.ends_on = day - timedelta(days=9), day
    appoint(officer, Role.TEAM_MANAGER, made.east)
    for audit in made.read(2, auditor=officer):
        audit.begun_at = NOON
    for audit in made.read(3, auditor=officer):
        audit.begun_at = NOON + timedelta(days=2)
    db.session.flush()
    lead = viewer_of(make_person(Role.QA_LEAD, made.council))
    assert kinds_by_month(lead, YEAR) == {
        (THIS_MONTH, "REVIEWING_OFFICER"): 2,
        (THIS_MONTH, "INTERNAL"): 3,
    }
    assert people_by_kind(lead, YEAR) == {REVIEWING: 1, INSIDE: 1}


def test_grades_are_filtered_by_kind_and_lead_to_as_many_audits(open_as):
    made = Counted()
    for officer in some(made, Role.REVIEWING_OFFICER):
        made.read(2, LESS, auditor=officer)
    for manager in some(made, Role.TEAM_MANAGER):
        made.read(3, auditor=manager)
    person = make_person(Role.QA_LEAD, made.council)
    lead, browser = viewer_of(person), open_as(person)
    page = browser.get("grades.show", **ADDRESS)
    assert number_on(page) == ["0", "of", "6"]
    assert "Who audited: Reviewing officers" in page.select_one(".app-chips").text
    assert browser.get("grades.audits", **ADDRESS).h1.text.split()[0] == "6"
    asking = Asking(lead, YEAR, WHOLE, list_versions(lead))
    assert gather(asking).by_auditor[THIS_MONTH, "REVIEWING_OFFICER"] == 6


def test_of_few_people_the_filter_is_left_out_and_says_why(open_as):
    made = Counted()
    for officer in some(made, Role.REVIEWING_OFFICER, 2):
        made.read(3, LESS, auditor=officer)
    made.read(5)
    page = open_as(make_person(Role.QA_LEAD, made.council)).get("grades.show", **ADDRESS)
    assert number_on(page) == ["5", "of", "11"]
    assert "would be about people" in page.select_one("#few-auditors").text
    assert not page.select_one(".app-chips")


def test_periods_audited_by_others_are_said_to_be_unlike_with_a_way_to_like(open_as):
    made = Counted()
    officers = some(made, Role.REVIEWING_OFFICER)
    for back in range(1, 14):
        for at in range(4):
            made.read(1, back=back, **({"auditor": officers[at % 3]} if back < 7 else {}))
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("grades.show", about="")
    told = [one for one in page.select(".govuk-inset-text") if "who audited" in one.text]
    assert len(told) == 1
    assert "auditor-kind=" in told[0].a["href"]
    compared = browser.get(
        "compare.show", **{"from": f"{month(6):%Y-%m}", "to": f"{month(1):%Y-%m}"}
    )
    assert "who audited" in compared.text and "Compare like with like" in compared.text
