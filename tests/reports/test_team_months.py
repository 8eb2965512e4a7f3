"""A manager's own month: their audits, what the team owes, and what they say of supervision, kept month by month."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.children.models import Child
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import Report, TeamMonth
from qa_app.reports.operations.making import make_next
from qa_app.reports.operations.team_months import save_month
from qa_app.reports.routes.blueprint import FOLDER
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.team_months import Told, why_not
from qa_app.rounds.rules import State
from qa_app.trail.models import Event
from tests.actions.makers import make_action
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, Counted, month
from tests.insight.theme_makers import find
from tests.makers import make_person, viewer_of
from tests.reports.paper_makers import everything_in, headings_of, table_of

WENT = "Talks were held, and most looked at plans"
TYPED = {"due": "8", "held": "7", "went": WENT, "improvements": "Plans say who does what"}
CANARY = "Canary sang to Kian on 3 May 2015"


@pytest.fixture
def made(database):
    there = Counted()
    there.read(6, place=there.west)
    return there


def address(team, of=None):
    return f"/reports/team-months/{team.public_id}/{of or month(0):%Y-%m}"


def saved():
    return [*db.session.scalars(select(TeamMonth).order_by(TeamMonth.month))]


@pytest.mark.parametrize(
    ("told", "of", "said"),
    [
        (Told(2, 3, WENT), month(0), "as many as were due"),
        (Told(3, 2), month(0), "how supervision went"),
        (Told(3, 2, WENT), month(-1), "has not begun"),
    ],
)
def test_what_cannot_be_so_is_refused(told, of, said):
    assert said in why_not(told, of, month(0))[0]


def test_what_is_said_is_kept_month_by_month(made, open_as):
    browser = open_as(made.auditor)
    browser.post(address(made.west, month(1)), {**TYPED, "version": "0"})
    browser.post(address(made.west), {**TYPED, "went": "Better still", "version": "0"})
    assert [(one.month, one.went) for one in saved()] == [(month(1), WENT), (month(0), "Better still")]  # fmt: skip
    page = browser.get(address(made.west))
    assert "Better still" in page.text
    assert WENT in page.select_one("details").text
    names = [*db.session.scalars(select(Event.name).where(Event.name.startswith("team-month")))]
    assert names == ["team-month:saved"] * 2


def test_two_who_save_at_once_see_both(made, open_as):
    browser = open_as(made.auditor)
    browser.post(address(made.west), {**TYPED, "version": "0"})
    answer = browser.post(address(made.west), {**TYPED, "went": "Otherwise", "version": "0"}, expect=409)  # fmt: skip
    assert "Somebody else changed this" in answer.text
    assert saved()[0].went == WENT


def test_the_page_says_what_the_manager_did_and_the_team_owes(made, open_as):
    made.read(1, state=State.TO_DO, status="DRAFT", submitted_at=None, place=made.east)
    make_action(made.west, made.auditor).due_on = today() - timedelta(days=1)
    db.session.commit()
    page = open_as(made.auditor).get(address(made.west))
    assert "You did 6 of 7" in page.select_one("#own").text
    assert "1 action is open: 1 overdue" in page.select_one("#owed").text


def test_teams_are_those_whose_supervision_somebody_holds(made, open_as):
    browser = open_as(made.auditor)
    listed = browser.get("team_months.index")
    assert [one.text for one in listed.select("main li a")] == [f"West, {month(1):%B %Y}"]
    browser.get(address(made.east), expect=404)
    browser.get(f"/reports/team-months/{made.west.public_id}/{month(-1):%Y-%m}", expect=404)
    browser.get(f"/reports/team-months/{made.west.public_id}/soon", expect=404)
    open_as(make_person(Role.QA_LEAD, made.council)).get("team_months.index", expect=403)


def test_it_is_a_document_too(made, open_as, app):
    (audit,) = made.read(1, place=made.west, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=CANARY)
    audit.difference = audit.readings[0].evidence = CANARY
    browser = open_as(made.auditor)
    browser.post(address(made.west), {**TYPED, "version": "0"})
    here = browser.post(f"{address(made.west)}/document", {}).location
    make_next(app.extensions[FOLDER], now)
    answer = browser.download(f"{here}/file")
    answer.close()
    report = db.session.scalars(select(Report)).one()
    assert (report.kind, report.trouble) == (ReportKind.TEAM, "")
    path = app.extensions[FOLDER].file(report.file_name)
    headings = headings_of(path)
    assert "You did 7 of 7 (100%) audits that were given to you" in headings
    assert "Practice was good or better in 7 of 7 audits (100%)" in headings
    told = table_of(path, "Supervision")
    assert ["How supervision went", WENT] in told
    assert ["Talks", "7 of 8 (88%) supervision talks that were due were held."] in told
    everything = everything_in(path)
    for canary in ("Canary", "Kian", "2015", audit.allocation.reference, made.auditor.name):
        assert canary not in everything, canary


def test_it_is_given_to_nobody_once_an_audit_of_its_year_is_restricted(made, open_as, app):
    colleague = make_person(Role.TEAM_MANAGER, made.east)
    (audit,) = made.read(1, place=made.west, back=3, auditor=colleague)
    audit.allocation.child = make_child(made.west).child
    browser = open_as(made.auditor)
    browser.post(address(made.west), {**TYPED, "version": "0"})
    here = browser.post(f"{address(made.west)}/document", {}).location
    make_next(app.extensions[FOLDER], now)
    browser.download(f"{here}/file").close()
    db.session.execute(update(Child).values(restricted=True))
    db.session.commit()
    browser.get(f"{here}/file", expect=302)


def test_nobody_says_anything_of_another_team(made):
    viewer = viewer_of(made.auditor)
    with pytest.raises(DomainError, match="has not begun"):
        save_month(made.west, month(-2), Told(1, 1, WENT), viewer, now())
