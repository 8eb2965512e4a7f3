"""Reports made in the background: by one worker at a time, until they are ready, called off or over."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import GRANTS, Permission, Reach
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.insight.rules.filters import Filters
from qa_app.organisation.models import Appointment
from qa_app.reports.models import Report
from qa_app.reports.operations import making
from qa_app.reports.operations.asking import call_off, try_again
from qa_app.reports.operations.making import make_next, tidy
from qa_app.reports.operations.queue import claim
from qa_app.reports.rules import states
from qa_app.reports.rules.kept_filters import as_kept, to_keep
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import MOST_TRIES, MOST_WAITING, State
from qa_app.reports.workbook import TooLong
from qa_app.trail.models import Event
from tests.insight.counted_makers import Counted
from tests.makers import viewer_of
from tests.reports.makers import YEAR, ask, later, lead_of, make, sheets_of


@pytest.fixture
def made(database):
    there = Counted()
    there.read(7)
    return there


@pytest.fixture
def lead(made):
    return viewer_of(lead_of(made))


def events(report):
    db.session.commit()
    wanted = select(Event).where(Event.about_id == report.public_id).order_by(Event.number)
    return [*db.session.scalars(wanted)]


def test_whoever_sees_figures_of_a_place_may_take_them_away():
    for role, grants in GRANTS.items():
        assert grants.get(Permission.REPORT_READ) == grants.get(Permission.INSIGHT_READ), role
        fetches = grants.get(Permission.REPORT_FETCH)
        assert (fetches is Reach.OWN) == (Permission.REPORT_READ in grants), role


def test_filters_are_kept_as_they_were_asked():
    asked = Filters(YEAR.period, "a/b/", template="t", programme="p", status="CARE")
    assert as_kept(to_keep(asked)) == asked


def test_a_report_is_made_and_kept_for_a_week(lead, folder):
    report = ask(lead)
    path = make(report, folder)

    assert (report.state, report.trouble, report.worker) == (State.READY, "", "")
    assert report.expires_at - report.made_at == timedelta(days=7)
    assert path.stat().st_size == report.size
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert [*folder.path.iterdir()] == [path], "nothing is left behind"


def test_every_report_is_an_event_with_its_filters_and_counts(lead, folder):
    report = ask(lead)
    make(report, folder)
    asked, ready = events(report)
    assert (asked.name, ready.name) == ("report:asked-for", "report:made")
    assert asked.by_id == ready.by_id == lead.person_id
    assert asked.facts["filters"]["last"] == YEAR.period.last.isoformat()
    assert ready.facts["sheets"]["audits"] == 7
    assert ready.facts["rows"] == report.rows == sum(ready.facts["sheets"].values())


def test_one_that_is_called_off_is_not_made(lead, folder):
    report = ask(lead)
    call_off(report, lead, now())
    assert not make(report, folder).exists()
    assert report.state is State.CANCELLED
    with pytest.raises(DomainError):
        call_off(report, lead, now())


def test_one_that_is_called_off_while_it_is_made_leaves_nothing_behind(lead, folder, monkeypatch):
    report = ask(lead)
    real, number = making.write, report.id

    def called_off_meanwhile(*said):
        with db.apart() as session:
            session.get(Report, number).state = State.CANCELLED
        return real(*said)

    monkeypatch.setattr(making, "write", called_off_meanwhile)
    assert make_next(folder, now)
    db.session.refresh(report)
    assert report.state is State.CANCELLED
    assert [*folder.path.iterdir()] == []


def test_what_a_worker_died_over_is_taken_up_by_another(lead, folder):
    report = ask(lead)
    assert claim("dead", now()).id == report.id
    db.session.commit()

    assert not make_next(folder, later(minutes=1)), "it may still be at work"
    assert make_next(folder, later(minutes=3))
    db.session.refresh(report)
    assert (report.state, report.tries) == (State.READY, 2)


def test_one_over_which_workers_die_again_and_again_is_given_up(lead, folder):
    report = ask(lead)
    for turn in range(MOST_TRIES):
        assert claim("dead", later(minutes=3 * turn)())
        db.session.commit()
    assert not make_next(folder, later(minutes=30))
    assert (report.state, report.trouble) == (State.FAILED, states.BROKE_OFF)


def test_a_worker_that_was_given_up_finishes_nothing(lead, folder, monkeypatch):
    report = ask(lead)
    real, number = making.write, report.id

    def taken_over_meanwhile(*said):
        result = real(*said)
        db.session.rollback()
        with db.apart() as session:
            session.get(Report, number).worker = "another"
        return result

    monkeypatch.setattr(making, "write", taken_over_meanwhile)
    make_next(folder, now)
    db.session.refresh(report)
    assert (report.state, report.worker) == (State.MAKING, "another")
    assert [*folder.path.iterdir()] == []


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (TooLong(), states.TOO_LONG),
        (OSError(28, "No space left on device"), states.NO_ROOM),
        (ValueError("C000123 and other words"), states.UNFORESEEN),
    ],
)
def test_one_that_fails_says_why_in_plain_words_and_may_be_tried_again(
    lead, folder, monkeypatch, caplog, trouble, said
):
    report = ask(lead)

    def fail(*_):
        raise trouble

    with monkeypatch.context() as patched:
        patched.setattr(making, "write", fail)
        make(report, folder)
    db.session.refresh(report)
    assert (report.state, report.trouble) == (State.FAILED, said)
    assert events(report)[-1].name == "report:not-made"
    assert "C000123" not in caplog.text, "what was being written is in no log"

    try_again(report, lead, now())
    assert make(report, folder).exists()
    assert (report.state, report.trouble) == (State.READY, "")


def test_nobody_who_may_no_longer_open_reports_has_one_made(lead, folder):
    report = ask(lead)
    for post in db.session.scalars(
        select(Appointment).where(Appointment.person_id == lead.person_id)
    ):
        post.ends_on = now().date() - timedelta(days=2)
    db.session.flush()
    make(report, folder)
    assert (report.state, report.trouble) == (State.FAILED, states.NO_LONGER_PERMITTED)


def test_a_file_is_deleted_when_its_week_is_over(lead, folder):
    report = ask(lead)
    path = make(report, folder)
    assert tidy(folder, later(days=6)) == 0
    assert path.exists()

    assert tidy(folder, later(days=8)) == 1
    assert not path.exists()
    assert (report.state, report.children) == (State.EXPIRED, [])
    assert events(report)[-1].name == "report:deleted"


def test_what_nobody_knows_of_is_swept_away_once_it_is_old(lead, folder):
    """Before that it may be another installation’s, whose folder is the same by mistake."""
    path = make(ask(lead), folder)
    (folder.path / "making-dead").mkdir()
    (folder.path / "unknown.xlsx").touch()
    tidy(folder, later(minutes=50))
    assert len(folder.names()) == 3

    tidy(folder, later(minutes=70))
    assert folder.names() == sorted([path.name, "unknown.xlsx"])
    tidy(folder, later(days=8))
    assert folder.names() == []


def test_the_file_of_a_report_that_is_gone_goes_at_once(lead, folder):
    report = ask(lead)
    path = make(report, folder)
    report.state = State.CANCELLED
    db.session.commit()
    tidy(folder, now)
    assert not path.exists()


def test_nobody_fills_the_queue_for_everybody(lead):
    for _ in range(MOST_WAITING):
        ask(lead)
    with pytest.raises(DomainError, match="reports in hand"):
        ask(lead)


def test_what_leaves_is_made_by_whoever_sees_the_whole_council(made):
    manager = viewer_of(made.auditor)
    with pytest.raises(DomainError, match="the whole council"):
        ask(manager, Level.PUBLIC)


def test_references_take_a_reason(lead):
    with pytest.raises(DomainError, match="what you need"):
        ask(lead, with_references=True, why="  ")


def test_a_manager_has_a_report_of_their_own_teams_alone(made, folder):
    made.read(3, place=made.west)
    sheets = sheets_of(make(ask(viewer_of(made.auditor)), folder))
    assert {row["Place"] for row in sheets["Audits"]} == {"West"}
    assert len(sheets["Audits"]) == 3


def test_nobody_has_anything_of_another_council(made, folder):
    other = Counted("Southshire")
    sheets = sheets_of(make(ask(viewer_of(lead_of(other))), folder))
    assert sheets["Audits"] == []
    assert sheets["Summary"][0]["Number"] == 0
