import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audit_templates.operations import publish_from_library
from qa_app.children.operations import restricting
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, Appointment, Membership, Person
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import plan_round
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import HowMany, Source, Spread
from tests.makers import NOON, TODAY, make_person
from tests.rounds.councils import CHANCE, MONTH, make_peopled_council, make_plan, make_planned_round


@pytest.fixture
def council(database):
    return make_peopled_council(teams=3, each=4)


def person_of(viewer) -> Person:
    return db.session.get_one(Person, viewer.person_id)


@pytest.fixture
def lead(open_as, council):
    return open_as(person_of(council.lead))


@pytest.fixture
def officer(open_as, council):
    return open_as(person_of(council.officer))


PLANNED = {
    "name": "Supervision",
    "template": "management-oversight",
    "source": "OPEN_LIST",
    "often": "MONTHLY",
    "first_month-day": "1",
    "first_month-month": str(clock.today().month),
    "first_month-year": str(clock.today().year),
    "how_many": "EACH",
    "how_many_number": "1",
    "holds": ["TEAM_MANAGER"],
    "within": "COUNCIL",
    "not_audited_months": "6",
    "open_weeks": "0",
    "opens_on": "1",
    "due_day": "0",
    "moderation_share": "20",
    "signs_off": "QA_LEAD",
    "released": "AGREED",
    "remind_before": "7, 2",
}


def test_a_council_without_a_programme_is_told_what_to_do(lead):
    assert "No programme is planned yet" in lead.get("rounds.index").text


def test_a_programme_is_added_drawn_and_opened_page_by_page(lead, council):
    make_plan(council)
    db.session.commit()
    answer = lead.post("rounds.new_programme", {"kind": "MONTHLY"})
    assert answer.location.endswith("/rounds/programmes/new/monthly")
    lead.post("rounds.add_programme", PLANNED, kind="monthly")
    programme = db.session.query(Programme).filter_by(name="Supervision").one()
    assert programme.plan.limits.not_audited_months == 6
    today = clock.today()

    where = {"programme_id": programme.public_id, "month": f"{today:%Y-%m}"}
    lead.post("rounds.plan_round", **where)
    round_id = db.session.query(Round).one().public_id
    assert "May be drawn" in lead.get("rounds.draw", round_id=round_id).text
    lead.post("rounds.draw", round_id=round_id)
    assert "came out alike" in lead.get("rounds.draw", round_id=round_id).text
    assert "No rule is broken" in lead.get("rounds.allocate", round_id=round_id).text
    lead.post("rounds.allocate", {"open_it": "Open the round"}, round_id=round_id)

    page = lead.get("rounds.show", round_id=round_id)
    assert "0 of 3 audits are done" in page.text
    assert db.session.query(Allocation).count() == 3
    link = page.select_one("#audits-caption")
    assert "3 audits" in link.text
    assert "Chance chose it on" in lead.get("rounds.allocation", allocation_id=first()).text


def first() -> str:
    return db.session.query(Allocation).order_by(Allocation.id).first().public_id


@pytest.fixture
def opened(council):
    round_ = make_planned_round(council, spreads=(Spread.TEAM,))
    draw_round(round_, CHANCE, council.lead, NOON)
    given = open_as_proposed(round_, council.lead, NOON)
    db.session.commit()
    return given


def test_hours_are_asked_for_where_records_are_due_within_hours(lead, council):
    make_plan(council)
    db.session.commit()
    assert not lead.get("rounds.add_programme", kind="monthly").select_one("#due_hours")
    assert lead.get("rounds.add_programme", kind="requested").select_one("#due_hours")
    asked = PLANNED | {"source": "REFERENCES", "due_hours": "24", "name": "Tracked"}
    lead.post("rounds.add_programme", asked, kind="requested")
    programme = db.session.query(Programme).filter_by(name="Tracked").one()
    assert programme.plan.due_hours == 24


def test_a_second_programme_of_a_name_is_refused_until_the_first_has_ended(lead, council):
    first = make_plan(council)
    db.session.commit()
    same = PLANNED | {"name": "monthly  audits"}
    page = lead.search("rounds.add_programme", same, expect=409, kind="monthly")
    assert "There is a programme called “Monthly audits” already" in page.text
    assert page.select_one('.govuk-error-summary a[href="#name"]')
    lead.post("rounds.end_programme", programme_id=first.public_id)
    lead.post("rounds.add_programme", same, kind="monthly")
    lead.post("rounds.take_up_again", expect=409, programme_id=first.public_id)


def test_before_a_programme_ends_a_page_says_what_becomes_of_its_rounds(lead, council, opened):
    programme, today = opened[0].round.programme, clock.today()
    prepared = plan_round(programme, months_on(today.replace(day=1), 2), by=None, at=NOON)
    db.session.commit()
    page = lead.get("rounds.end_programme", programme_id=programme.public_id)
    assert "November 2026: 3 audits to finish" in page.text
    assert f"{prepared.month:%B %Y}" in page.text
    assert programme.ended_at is None
    lead.post("rounds.end_programme", programme_id=programme.public_id)
    assert db.session.query(Programme).one().ended_at is not None


OF_CHILDREN = ("statuses", "youngest", "oldest", "open_weeks", "source", "once")


@pytest.mark.parametrize("kind", ["supervision", "observation"])
def test_of_the_work_of_practitioners_nothing_is_asked_that_only_children_have(lead, council, kind):
    db.session.commit()
    page = lead.get("rounds.add_programme", kind=kind)
    assert "No template for the work of practitioners is in use yet" in page.text
    assert "How many practitioners?" in page.text
    assert not any(page.select(f"[name={name}]") for name in OF_CHILDREN)
    assert [one["value"] for one in page.select("[name=spreads]")] == ["TEAM"]

    publish_from_library(council.place, "supervision-file", 1, by=None, at=NOON)
    db.session.commit()
    asked = {name: value for name, value in PLANNED.items() if name not in OF_CHILDREN}
    asked |= {"template": "supervision-file", "name": "Files", "spreads": ["TEAM"]}
    lead.post("rounds.add_programme", asked, kind=kind)
    plan = db.session.query(Programme).one().plan
    assert (plan.source, plan.how_many) == (Source.PRACTITIONERS, HowMany.EACH)
    assert not plan.limits.one_a_practitioner


def test_a_template_that_is_about_something_else_is_refused(lead, council):
    make_plan(council)
    publish_from_library(council.place, "foster-carer-household", 1, by=None, at=NOON)
    db.session.commit()
    asked = PLANNED | {"template": "foster-carer-household"}
    page = lead.search("rounds.add_programme", asked, expect=409, kind="monthly")
    assert "This template is about a carer household" in page.text
    lead.post("rounds.add_programme", asked | {"source": "HOUSEHOLDS"}, kind="thematic")


def test_a_programme_is_refused_with_what_to_do(lead):
    wrong = PLANNED | {"holds": [], "remind_before": "soon", "spreads": ["TEAM", "AGE", "STATUS"]}
    page = lead.search("rounds.add_programme", wrong, kind="monthly")
    assert "Enter days as numbers up to 60" in page.text


def test_two_people_who_change_a_programme_see_both_texts(lead, council):
    programme = make_plan(council)
    db.session.commit()
    stale = PLANNED | {"version": "0", "name": "Mine"}
    page = lead.search(
        "rounds.change_programme", stale, expect=409, programme_id=programme.public_id
    )
    assert "Somebody else changed this while your page was open" in page.text


def test_the_second_of_two_who_open_a_round_is_told(lead, opened):
    page = lead.search(
        "rounds.allocate", {"open_it": "Open"}, expect=409, round_id=opened[0].round.public_id
    )
    assert "This round is open already" in page.text
    assert db.session.query(Allocation).count() == 3


def test_a_manager_sees_of_a_round_only_the_records_of_their_team(open_as, council, opened):
    mine = [one.reference for one in opened if one.place == council.teams[0]]
    round_id = opened[0].round.public_id
    page = open_as(council.managers[0]).get("rounds.show", round_id=round_id)
    rows = page.select("#audits-caption ~ tbody tr, table tbody tr")
    assert len(rows) == len(mine) == 1
    assert mine[0] in page.text


def test_an_officer_reads_of_a_draw_no_restricted_record(officer, council):
    round_ = make_planned_round(council)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    for row in council.children:
        restricting.restrict(row.child, "Staff", TODAY + timedelta(90), by=council.lead, at=NOON)
    db.session.commit()
    page = officer.get("rounds.draw", round_id=round_.public_id)
    assert "0 of 0 records were drawn" in page.text
    for row in council.children:
        assert row.child.reference not in page.text
    others = officer.get("rounds.allocate", round_id=round_.public_id).text
    assert "not cleared" not in others
    assert draw.seed in page.text


def test_a_round_is_paused_and_goes_on(lead, opened):
    round_id = opened[0].round.public_id
    lead.post("rounds.pause", {"why": "Inspection"}, round_id=round_id)
    page = lead.get("rounds.show", round_id=round_id)
    assert "3 paused, not counted as due" in page.text
    due = clock.today() + timedelta(days=20)
    answered = {"due_on-day": due.day, "due_on-month": due.month, "due_on-year": due.year}
    lead.post("rounds.go_on", answered, round_id=round_id)
    assert "0 of 3 audits are done" in lead.get("rounds.show", round_id=round_id).text


@pytest.mark.parametrize(
    ("act", "asked", "said"),
    [
        ("exempt", {"why": "The family asked us to wait"}, "The family asked us to wait"),
        ("withdraw", {"why": "Drawn twice"}, "Withdrawn"),
        ("pause", {"why": "Practitioner is ill"}, "Practitioner is ill"),
        ("replace", {"why": "Moved away"}, "Moved away"),
    ],
)
def test_what_is_done_with_an_audit_stands_in_its_history(lead, opened, act, asked, said):
    which = {"allocation_id": opened[0].public_id}
    asked |= {"version": opened[0].version}
    assert lead.post("rounds.change", asked, act=act, **which).status_code == 302
    page = lead.get("rounds.allocation", **which)
    assert said in page.select_one(".app-history").text


def test_an_audit_is_given_to_somebody_else_with_a_reason(lead, council, opened):
    own = council.managers[council.teams.index(opened[0].place)].id
    other = next(one for one in council.managers if one.id not in (opened[0].auditor_id, own))
    other_id, which = other.id, {"allocation_id": opened[0].public_id}
    asked = {"to": other.public_id, "why": "Leave", "version": opened[0].version}
    lead.post("rounds.change", asked, act="give", **which)
    assert (
        db.session.query(Allocation)
        .filter_by(**{"public_id": which["allocation_id"]})
        .one()
        .auditor_id
        == other_id
    )
    assert "Given to another auditor" in lead.get("rounds.allocation", **which).text


def test_an_auditor_says_that_they_cannot_read_a_record_and_the_lead_sees_why(
    open_as, lead, opened
):
    which = {"allocation_id": opened[0].public_id}
    auditor = open_as(opened[0].auditor)
    assert "Say that you cannot read it" in auditor.get("rounds.allocation", **which).text
    auditor.post(
        "rounds.decline", {"reason": "KNOWS_FAMILY", "version": opened[0].version}, **which
    )
    page = lead.get("rounds.show", round_id=opened[0].round.public_id)
    assert "I know the child or the family" in page.text


def test_whoever_declined_is_told_who_sees_it_and_is_not_asked_again(open_as, lead, opened):
    which = {"allocation_id": opened[0].public_id}
    auditor, answer = open_as(opened[0].auditor), {"reason": "KNOWS_FAMILY"}
    auditor.post("rounds.decline", answer | {"version": opened[0].version}, **which)
    page = auditor.get("rounds.allocation", **which)
    told = page.select_one(".govuk-inset-text").text
    runs = db.session.query(Membership).filter(Membership.person_id == lead_of(opened))
    assert runs.one().name in told and "you are not reminded" in told
    assert "Say that you cannot read it" not in page.text
    again = answer | {
        "version": db.session.query(Allocation).order_by(Allocation.id).first().version
    }
    assert "You have said already" in auditor.search("rounds.decline", again, 409, **which).text
    assert "They are not reminded of it" in lead.get("rounds.allocation", **which).text


def test_where_nobody_runs_rounds_whoever_declined_is_sent_to_their_manager(open_as, opened):
    which = {"allocation_id": opened[0].public_id}
    auditor = open_as(opened[0].auditor)
    auditor.post("rounds.decline", {"reason": "CONFLICT", "version": opened[0].version}, **which)
    for one in db.session.query(Membership).filter(Membership.person_id.in_(runners())):
        one.leaves_on = TODAY - timedelta(days=1)
    db.session.commit()
    assert "Tell your line manager" in auditor.get("rounds.allocation", **which).text


def runners():
    runs = (Role.QA_LEAD, Role.QA_OFFICER)
    return select(Appointment.person_id).where(Appointment.role.in_(runs))


def lead_of(opened) -> int:
    held = select(Appointment.person_id).where(Appointment.role == Role.QA_LEAD)
    return db.session.scalars(held).one()


def test_after_a_record_is_replaced_the_page_is_that_of_the_new_audit(lead, opened):
    before = {one.public_id for one in opened}
    asked = {"why": "The child moved away", "version": opened[0].version}
    answer = lead.post("rounds.change", asked, act="replace", allocation_id=opened[0].public_id)
    new = db.session.query(Allocation).filter(Allocation.public_id.not_in(before)).one()
    assert answer.location.endswith(new.public_id)


def test_a_director_reads_and_changes_nothing(open_as, council, opened):
    director = open_as(make_person(Role.DIRECTOR, council.place))
    page = director.get("rounds.allocation", allocation_id=opened[0].public_id)
    assert "What you can do" not in page.text
    index = director.get("rounds.index")
    assert "Add a programme" not in index.text
    assert not re.search("Prepare", index.select_one("main").text)


def test_a_draw_is_downloaded_a_line_for_each_record(lead, council, opened):
    answer = lead.download(f"/rounds/{opened[0].round.public_id}/draw/download")
    lines = answer.text.splitlines()
    assert len(lines) == len(council.children) + 1
    assert sum(",Drawn," in line for line in lines) == 3


def test_the_first_page_of_a_lead_names_what_is_to_open_and_who_declined(open_as, lead, opened):
    which = {"allocation_id": opened[0].public_id}
    open_as(opened[0].auditor).post(
        "rounds.decline", {"reason": "CONFLICT", "version": opened[0].version}, **which
    )
    waiting = lead.get("home.show").select_one("section[aria-labelledby=rounds]")
    assert "I have a conflict of interest" in waiting.text


def test_closing_is_offered_once_nobody_is_reminded_of_what_is_left(lead, council, opened):
    round_, long_ago = opened[0].round, clock.today() - timedelta(weeks=9)
    round_.due_on = long_ago
    for one in opened[1:]:
        one.due_on = long_ago
    opened[0].due_on = long_ago + timedelta(weeks=1)
    db.session.commit()
    assert "Close them" not in lead.get("home.show").text
    db.session.get_one(Allocation, opened[0].id).due_on = long_ago
    db.session.commit()
    waiting = lead.get("home.show").select_one("section[aria-labelledby=rounds]")
    assert "November 2026: 3 audits unfinished" in waiting.text
    lead.post("rounds.close", round_id=db.session.query(Round).one().public_id)
    assert "Close them" not in lead.get("home.show").text


def test_a_round_that_is_to_open_soon_waits_on_the_first_page(open_as, council):
    make_plan(council)
    waiting = (
        open_as(person_of(council.officer))
        .get("home.show")
        .select_one("section[aria-labelledby=rounds]")
    )
    assert "Monthly audits" in waiting.text


def test_the_second_of_two_who_change_an_audit_is_told(lead, opened):
    which = {"allocation_id": opened[0].public_id}
    stale = {"why": "Ill", "version": opened[0].version}
    lead.post("rounds.change", stale, act="pause", **which)
    lead.post("rounds.change", {"version": opened[0].version + 1, **day(20)}, act="go-on", **which)
    page = lead.search("rounds.change", stale, expect=409, act="exempt", **which)
    assert "Somebody else changed this audit while your page was open" in page.text


def day(later: int) -> dict[str, int]:
    due = clock.today() + timedelta(days=later)
    return {"due_on-day": due.day, "due_on-month": due.month, "due_on-year": due.year}


def test_an_officer_gives_no_reference_by_name(officer, opened):
    where = {"round_id": opened[0].round.public_id}
    officer.get("rounds.add_record", expect=403, **where)
    officer.get("rounds.add_references", expect=403, **where)


@pytest.mark.parametrize(
    ("ahead", "off", "said"),
    [
        (-1, 0, "is past"),
        (-80, 0, "is not on the planner"),
        (1500, 0, "is not on the planner"),
        (2, 2, "This programme is not held in"),
        (0, 0, None),
    ],
)
def test_a_round_is_prepared_in_months_of_the_planner_alone(lead, council, ahead, off, said):
    today = clock.today().replace(day=1)
    months_off = (months_on(today, off).month,) if off else ()
    programme = make_plan(council, months_off=months_off)
    db.session.commit()
    where = {"programme_id": programme.public_id, "month": f"{months_on(today, ahead):%Y-%m}"}
    answer = lead.post("rounds.plan_round", expect=409 if said else 302, **where)
    assert said is None or said in answer.text
    assert db.session.query(Round).count() == (0 if said else 1)


@pytest.mark.parametrize(
    ("month", "answer"), [("9999-12", 409), ("0001-01", 409), ("zz", 404), ("2026-13", 404)]
)
def test_no_month_in_an_address_breaks_the_planner(lead, council, month, answer):
    programme = make_plan(council)
    db.session.commit()
    lead.post("rounds.plan_round", expect=answer, programme_id=programme.public_id, month=month)


def test_a_round_is_closed_by_the_rule_that_offers_it(lead, opened):
    round_, where = opened[0].round, {"round_id": opened[0].round.public_id}
    round_.due_on = clock.today()
    db.session.commit()
    assert "Close the round" not in lead.get("rounds.show", **where).text
    assert "once every audit in it is done" in lead.post("rounds.close", expect=409, **where).text
    db.session.query(Round).one().due_on = clock.today() - timedelta(days=1)
    db.session.commit()
    assert "Close the round" in lead.get("rounds.show", **where).text
    lead.post("rounds.close", **where)


def test_auditors_here_are_those_who_get_a_share(lead, council):
    away = council.managers[0].id
    db.session.add(
        Absence(council_id=council.place.id, person_id=away, first_day=MONTH, last_day=None)
    )
    round_ = make_planned_round(council)
    db.session.commit()
    page = lead.get("rounds.draw", round_id=round_.public_id)
    assert "2, and 1 who is away for all of the round" in page.text
    lead.post("rounds.draw", round_id=round_.public_id)
    assert "for 2 auditors" in lead.get("rounds.allocate", round_id=round_.public_id).text
