"""What the timer does: once for each slot and person, as each may see it themselves, whatever broke off in between."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.outbox.operations import claim
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import note_fetched
from qa_app.reports.rules.kinds import FileKind, ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import State
from qa_app.schedules.operations import keeping
from qa_app.schedules.queries.runs import last_runs, list_runs
from qa_app.schedules.rules.standing import (
    Dropped,
    Result,
    Sent,
)
from qa_app.trail.models import Event
from qa_app.trail.operations import write_looks
from tests.makers import viewer_of
from tests.schedules.makers import (
    ADDRESS,
    DUE,
    MADE,
    NEXT_DUE,
    emails,
    made_ready,
    make_here,
    make_manager,
    member,
    recipient,
    runs,
    sendings,
)

HOUR = timedelta(hours=1)


def by_person(schedule):
    return {one.person_id: one for one in sendings(schedule)}


def test_nothing_runs_before_six_in_the_morning_of_its_day(here):
    made = here.schedule()
    london = ZoneInfo("Europe/London")
    assert here.turn(datetime(2026, 12, 3, 5, 59, tzinfo=london)).ran == 0
    assert here.turn(datetime(2026, 12, 3, 6, 0, tzinfo=london)).ran == 1
    [ran] = runs(made)
    assert ran.period.words == "November 2026"


def test_each_gets_a_report_of_their_own_made_with_their_own_eyes(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    here.turn(DUE)
    asked = {one.report.asked_by_id: one.report for one in sendings(made)}
    assert {*asked} == {here.lead.id, manager.id}
    for one in asked.values():
        assert (one.kind, one.level, one.state) == (ReportKind.SERVICE, Level.INTERNAL, State.QUEUED)  # fmt: skip
        assert one.counted == "November 2026; Place: Safeguarding"
        assert one.same_as_id is None
        assert not one.with_references


def test_a_turn_that_comes_again_or_at_once_does_nothing_twice(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    for minutes in (0, 10, 20):
        here.turn(DUE + timedelta(minutes=minutes))
    assert len(runs(made)) == 1
    assert db.session.scalars(select(Report)).all() == [one.report for one in sendings(made)]
    made_ready(made, DUE)
    assert here.tell(DUE) == 2
    assert here.tell(DUE + HOUR) == 0
    assert len(emails(manager)) == 1


def test_days_on_which_the_server_was_off_are_made_up_for_once(here):
    made = here.schedule()
    assert here.turn(datetime(2027, 4, 20, 9, tzinfo=UTC)).ran == 1
    [ran] = runs(made)
    assert ran.due_on.isoformat() == "2027-04-05"
    assert ran.period.words == "March 2027", "of the day on which it was due"
    assert here.turn(datetime(2027, 4, 20, 10, tzinfo=UTC)).ran == 0


def test_the_email_leads_to_their_report_and_holds_nothing_of_a_child_or_of_figures(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    here.turn(DUE)
    made_ready(made, DUE)
    here.tell(DUE)
    [told] = emails(manager)
    report = by_person(made)[manager.id].report
    assert told.subject == "A report is ready for you: Monthly service management report"
    assert f"{ADDRESS}/reports/{report.public_id}" in told.text
    words = told.text.replace(report.public_id, "").replace(member(manager).name, "")
    words = words.replace("until 10 December 2026", "")
    assert not any(one.isdigit() for one in words)
    assert "Safeguarding" not in words
    assert "November" not in words
    assert claim(datetime(2026, 12, 3, 7, 30, tzinfo=UTC)) is None, "not before eight"
    assert claim(datetime(2026, 12, 3, 8, 30, tzinfo=UTC))


def test_somebody_who_has_left_gets_none_and_stands_there_as_gone(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    member(manager).leaves_on = MADE.date()
    db.session.flush()
    here.turn(DUE)
    assert recipient(made, manager).dropped is Dropped.GONE
    assert by_person(made)[manager.id].report is None
    assert by_person(made)[manager.id].trouble == Dropped.GONE.value
    made_ready(made, DUE)
    assert here.tell(DUE) == 1
    assert emails(manager) == []
    assert [one.subject for one in emails(here.lead)] == [
        "A report is ready for you: Monthly service management report",
        "A scheduled report did not reach everybody",
    ]
    here.turn(NEXT_DUE)
    assert manager.id not in {one.person_id for one in sendings(made)[2:]}


def test_somebody_who_may_no_longer_open_it_gets_none(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    manager.appointments[0].place_id = here.east.id
    db.session.flush()
    here.turn(DUE)
    assert recipient(made, manager).dropped is Dropped.MAY_NOT
    assert by_person(made)[manager.id].state is Sent.NOT_SENT


def test_what_they_lose_between_asking_and_making_is_in_no_report(here):
    """The permission is asked again when it is made, as of any report."""
    manager = make_manager(here)
    made = here.schedule(manager)
    here.turn(DUE)
    member(manager).disabled_at = DUE
    db.session.flush()
    made_ready(made, DUE)
    here.tell(DUE)
    assert emails(manager) == []
    assert by_person(made)[manager.id].trouble == Dropped.GONE.value


def test_another_councils_schedules_are_left_alone(here):
    there = make_here("Southshire")
    ours, theirs = here.schedule(), there.schedule()
    assert here.turn(DUE).ran == 1
    made_ready(ours, DUE)
    assert there.tell(DUE) == 0
    assert here.tell(DUE) == 1
    assert sendings(theirs) == []


def test_its_history_says_who_was_sent_a_link_and_who_fetched_it(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    here.turn(DUE)
    made_ready(made, DUE)
    here.tell(DUE)
    sent = by_person(made)
    note_fetched(sent[manager.id].report, viewer_of(manager), FileKind.DOCUMENT)
    write_looks()
    [ran] = list_runs(made, 10)
    assert ran.result is Result.ALL
    assert ran.was_fetched(sent[manager.id])
    assert not ran.was_fetched(sent[here.lead.id])
    assert last_runs([made])[made.id].run is ran.run


def test_every_step_stands_in_the_trail_and_nobody_is_said_to_have_asked(here):
    manager = make_manager(here)
    made = here.schedule(manager)
    here.turn(DUE)
    made_ready(made, DUE)
    here.tell(DUE)
    db.session.commit()
    wanted = select(Event.name).where(Event.chain == here.council.id).order_by(Event.number)
    names = [*db.session.scalars(wanted)]
    for one in ("made", "recipient-added", "ran", "link-sent"):
        assert f"report-schedule:{one}" in names
    assert names.count("report:came-due") == 2
    assert "report:asked-for" not in names


def test_one_made_now_is_asked_for_by_its_owner_alone(here):
    made = here.schedule(make_manager(here))
    report = keeping.make_now(made, viewer_of(here.lead), MADE)
    assert report.asked_by_id == here.lead.id
    assert report.counted == "October 2026; Place: Safeguarding"
    assert runs(made) == []
