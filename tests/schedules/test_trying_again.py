"""What could not be made: tried again, waited for, given up, and told."""

from datetime import timedelta

from qa_app.reports.operations import asking
from qa_app.reports.operations.asking import put_in_queue
from qa_app.reports.rules.states import MOST_WAITING, TOO_LONG, UNFORESEEN, State
from qa_app.schedules.operations import keeping, recipients
from qa_app.schedules.operations.wanting import chosen_of, wanted_of
from qa_app.schedules.rules.standing import (
    CALLED_OFF,
    ENDED_SINCE,
    HANDS_FULL,
    Dropped,
    Sent,
)
from tests.makers import viewer_of
from tests.schedules.makers import (
    DUE,
    emails,
    failed,
    made_ready,
    make_manager,
    runs,
    sendings,
)

HOUR = timedelta(hours=1)


def by_person(schedule):
    return {one.person_id: one for one in sendings(schedule)}


def test_what_passes_is_tried_again_an_hour_later_and_then_ever_later(here):
    made = here.schedule()
    here.turn(DUE)
    [one] = sendings(made)
    at = DUE
    for wait in (1, 6, 18):
        failed(one, UNFORESEEN, at)
        here.turn(at)
        assert one.state is Sent.MAKING
        assert one.report.state is State.FAILED
        at += timedelta(hours=wait)
        here.turn(at)
        assert one.report.state is State.QUEUED
    failed(one, UNFORESEEN, at)
    here.turn(at)
    assert (one.state, one.trouble) == (Sent.NOT_SENT, UNFORESEEN)
    here.tell(at)
    [told] = emails(here.lead)
    assert "did not reach everybody" in told.subject


def test_what_a_rule_said_is_not_asked_again_and_its_owner_hears_of_it_once(here):
    made = here.schedule()
    here.turn(DUE)
    [one] = sendings(made)
    failed(one, TOO_LONG, DUE)
    for minutes in (0, 10):
        here.turn(DUE + timedelta(minutes=minutes))
        here.tell(DUE + timedelta(minutes=minutes))
    assert (one.state, one.trouble) == (Sent.NOT_SENT, TOO_LONG)
    assert len(emails(here.lead)) == 1
    assert runs(made)[0].settled_at == DUE


def test_whose_hands_are_full_is_waited_for(here):
    made, lead = here.schedule(), viewer_of(here.lead)
    by_hand = wanted_of(chosen_of(made), DUE.date())
    waiting = [put_in_queue(by_hand, lead, DUE) for _ in range(MOST_WAITING)]
    here.turn(DUE)
    [one] = sendings(made)
    assert (one.state, one.report) == (Sent.MAKING, None)
    asking.call_off(waiting[0], lead, DUE)
    here.turn(DUE + HOUR)
    assert one.report is not None


def test_who_may_no_longer_open_it_while_they_are_waited_for_gets_none(here):
    manager = make_manager(here)
    made, theirs = here.schedule(manager), viewer_of(manager)
    waiting = [put_in_queue(wanted_of(chosen_of(made), DUE.date()), theirs, DUE) for _ in range(MOST_WAITING)]  # fmt: skip
    here.turn(DUE)
    manager.appointments[0].place_id = here.east.id
    asking.call_off(waiting[0], theirs, DUE)
    here.turn(DUE + HOUR)
    one = by_person(made)[manager.id]
    assert (one.report, one.trouble) == (None, Dropped.MAY_NOT.value)


def test_whose_hands_stay_full_is_not_waited_for_without_end(here):
    made, lead = here.schedule(), viewer_of(here.lead)
    for _ in range(MOST_WAITING):
        put_in_queue(wanted_of(chosen_of(made), DUE.date()), lead, DUE)
    here.turn(DUE)
    here.turn(DUE + timedelta(days=4))
    [one] = sendings(made)
    assert (one.state, one.trouble) == (Sent.NOT_SENT, HANDS_FULL)


def test_what_somebody_called_off_or_no_longer_wants_is_not_sent_and_nobody_is_told(here):
    first, second = make_manager(here), make_manager(here)
    made = here.schedule(first, second)
    here.turn(DUE)
    asking.call_off(by_person(made)[first.id].report, viewer_of(first), DUE)
    recipients.leave(made, viewer_of(second), DUE)
    made_ready(made, DUE)
    assert here.tell(DUE) == 1
    assert by_person(made)[first.id].trouble == CALLED_OFF
    assert by_person(made)[second.id].trouble == Dropped.THEMSELVES.value
    assert emails(first) == emails(second) == []
    assert len(emails(here.lead)) == 1


def test_a_schedule_that_is_ended_sends_nothing_more(here):
    made = here.schedule()
    here.turn(DUE)
    keeping.end(made, viewer_of(here.lead), DUE)
    made_ready(made, DUE)
    assert here.tell(DUE) == 0
    assert sendings(made)[0].trouble == ENDED_SINCE
