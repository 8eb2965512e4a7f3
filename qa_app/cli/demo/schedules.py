"""Two schedules of the QA lead’s, with what has come by them: each run is done as the timer would have done it that day."""

from datetime import datetime, timedelta

from qa_app.access.rules import Viewer
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.outbox.operations import keep_back
from qa_app.outbox.rules import BY_DAY
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import call_off
from qa_app.reports.operations.queue import File, end
from qa_app.reports.rules.front import Front
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import State
from qa_app.schedules.models import Schedule, Sending
from qa_app.schedules.operations.keeping import make_schedule, pause
from qa_app.schedules.operations.making import ask_for_due, list_making
from qa_app.schedules.operations.recipients import add
from qa_app.schedules.operations.running import run_due
from qa_app.schedules.operations.telling import tell_ready
from qa_app.schedules.operations.wanting import Chosen
from qa_app.schedules.queries.recipients import list_who_could
from qa_app.schedules.queries.schedules import viewer_now
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.letters import KEY
from qa_app.schedules.rules.rhythm import Every, Rhythm
from qa_app.trail.operations import record

ADDRESS = "https://audit.northshire.example"
SET_UP = timedelta(days=135)
# A file is long gone by now.
GONE_AFTER = timedelta(days=8)
SECTIONS, ROWS = {"sections": 9}, {"rows": 2_640}
SIZE = {ReportKind.SERVICE: 78_000, ReportKind.WORKBOOK: 412_000}
READERS = ("head", "psw", "director")
SERVICE = "Safeguarding"
# Of four readers one does not fetch theirs; the first workbook was more than somebody wanted.
FORGETS, CALLS_OFF = 3, 1


def set_up(world: World) -> None:
    """The monthly report of a service, and every six weeks a workbook, which rests for now."""
    if not {"qa lead", *READERS} <= {*world.people} or SERVICE not in world.places:
        return  # a small council has none
    lead, began = world.viewer(world.people["qa lead"]), world.at - SET_UP
    service, council = world.places[SERVICE], world.council
    monthly = Chosen(
        ReportKind.SERVICE, Level.INTERNAL, service, Covers.MONTH, Rhythm(Every.MONTH, 3), {}, (), Front("Safeguarding managers’ meeting")
    )  # fmt: skip
    first = london_day(began + timedelta(days=4))
    six_weeks = Rhythm(Every.WEEKS, weeks=6, first_on=first)
    workbook = Chosen(ReportKind.WORKBOOK, Level.INTERNAL, council, Covers.SIX, six_weeks, {})
    made = [make_schedule(one, lead, began) for one in (monthly, workbook)]
    for one in made:
        _add_readers(world, one, lead, began)
    day = began
    while day < world.at - GONE_AFTER:
        _take_turn(world, council, day + timedelta(hours=7, minutes=5))
        day += timedelta(days=1)
    pause(made[1], lead, world.at - GONE_AFTER)
    # They were all sent long ago, and nobody of the demonstration has a mailbox.
    keep_back(f"{BY_DAY}{KEY}")


def _add_readers(world: World, schedule: Schedule, lead: Viewer, at: datetime) -> None:
    could = {one.person.public_id for one in list_who_could(schedule, london_day(at))}
    for key in READERS:
        if (person := world.people[key].person).public_id in could:
            add(schedule, person.public_id, lead, at + timedelta(minutes=4))


def _take_turn(world: World, council: Place, at: datetime) -> None:
    """What is asked for is made at once, without its file."""
    if not run_due(council, at, ADDRESS).ran:
        return
    db.session.flush()
    ask_for_due(council, at)
    there = [one for one in list_making(council) if one.report]
    for number, one in enumerate(there):
        _make(one, number, world.at - SET_UP, at + timedelta(minutes=number + 1))
    db.session.flush()
    tell_ready(council, at + timedelta(minutes=10), ADDRESS)
    for number, one in enumerate(there):
        _look_at(world, one, number, at)


def _make(one: Sending, number: int, began: datetime, at: datetime) -> None:
    report = one.report
    assert report is not None  # noqa: S101 – it was asked for a moment ago
    reader = viewer_now(one.person, one.council_id, at)
    is_first = at < began + timedelta(days=14)
    if reader and is_first and report.kind is ReportKind.WORKBOOK and number == CALLS_OFF:
        call_off(report, reader, at)
    else:
        sheets = ROWS if report.kind is ReportKind.WORKBOOK else SECTIONS
        end(report, State.READY, at, made=File(sheets=sheets, size=SIZE[report.kind]))


def _look_at(world: World, one: Sending, number: int, at: datetime) -> None:
    """Most fetch it the same day; then its week is over."""
    report, later = one.report, at + timedelta(hours=2 + number)
    if report is None or report.state is not State.READY:
        return
    reader = viewer_now(one.person, one.council_id, at)
    if reader and number != FORGETS and later < world.at:
        record("report:exported", reader, report, at=later, rows=report.rows, report=report.kind.code)  # fmt: skip
    _expire(report, at + GONE_AFTER)


def _expire(report: Report, at: datetime) -> None:
    report.state = State.EXPIRED
    record("report:deleted", None, report, council_id=report.council_id, by_id=report.asked_by_id, at=at)  # fmt: skip


STEPS = (set_up,)
