"""A review of every record: what needs doing, what it sets off, and that thousands open and close."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from qa_app.children.models import Child, ChildOnList
from qa_app.foundation import clock
from qa_app.foundation.database import db, new_public_id
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import allocate, changes, mark_done, mark_started
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import close_round, open_again, plan_round
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.progress import pace_of, tally_of
from qa_app.rounds.queries.reviewing import auditors_of, review_of
from qa_app.rounds.rules import OPEN, State, may_close
from qa_app.rounds.rules.changes import Decline
from qa_app.rounds.rules.eligibility import MISSING, Out
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import HowMany, Kind
from qa_app.rounds.rules.pools import missing_in_words
from qa_app.rounds.rules.reviewing import Expected, Standing, demand_of, review
from tests.makers import NOON, TODAY, viewer_of
from tests.rounds.councils import (
    CHANCE,
    MONTH,
    PLAN,
    Council,
    make_peopled_council,
    make_plan,
    make_planned_round,
)

# A Tuesday; the week ends on Sunday the 15th.
TUESDAY = date(2026, 11, 10)
END = date(2026, 11, 20)
ALL_CHILDREN = 2_600
EVERY_RECORD = {
    "kind": Kind.WHOLE_COHORT,
    "how_many": HowMany.ALL,
    "limits": replace(PLAN.limits, siblings_once=False, one_a_practitioner=False),
    "has_conversation": False,
}


def test_what_is_left_is_told_by_auditor_and_what_is_late_comes_first():
    standings = [
        Standing(1, State.TO_DO, END, None),
        Standing(1, State.DONE, END, TUESDAY),
        Standing(2, State.STARTED, TUESDAY - timedelta(1), None),
        Standing(2, State.TO_DO, TUESDAY, None),
        Standing(2, State.TO_DO, date(2026, 11, 15), None),
        Standing(3, State.DONE, END, TUESDAY - timedelta(7)),
    ]
    found = review(standings, END, TUESDAY, declined=0, share=10, minutes=30)
    second, first = found.to_do
    assert (second.auditor, second.left, second.overdue) == (2, 3, 1)
    assert (second.today, second.this_week, second.a_day) == (1, 1, 1)
    assert (first.auditor, first.left, first.lately) == (1, 1, 1)
    assert found.whole.left == 4 and found.whole.lately == 1


def test_so_many_a_working_day_end_in_time_and_after_the_end_it_is_all():
    standings = [Standing(1, State.TO_DO, END, None)] * 19
    before = review(standings, END, TUESDAY, declined=0, share=0, minutes=30)
    assert before.whole.a_day == 3 and not before.has_ended  # nine working days, today included
    after = review(standings, END, END + timedelta(1), declined=0, share=0, minutes=30)
    assert after.whole.a_day == 19 and after.has_ended


def test_the_end_is_the_latest_day_to_which_something_was_put_off():
    later = Standing(1, State.TO_DO, END + timedelta(7), None)
    done = Standing(1, State.DONE, END + timedelta(30), END)
    found = review([later, done], END, TUESDAY, declined=0, share=0, minutes=30)
    assert found.ends_on == END + timedelta(7)


def test_what_it_sets_off_counts_what_is_known_and_nothing_of_what_was_withdrawn():
    standings = [
        Standing(1, State.DONE, END, END + timedelta(1)),
        *[Standing(1, State.DONE, END, END)] * 19,
        *[Standing(1, State.EXEMPT, END, None)] * 4,
        Standing(1, State.PAUSED, END, None),
        Standing(1, State.WITHDRAWN, END, None),
        *[Standing(1, State.TO_DO, END, None)] * 80,
    ]
    demand = demand_of(standings, share=10, minutes=30)
    assert (demand.read, demand.left, demand.hours) == (20, 80, 40)
    assert (demand.second_readings, demand.of_all) == (2, 10)
    assert demand.late == Expected(1, 20, 80)
    assert demand.left_out == Expected(4, 25, 80)
    assert demand.left_out.so_far == "4 of 25 (16%)"
    assert demand.left_out.of_the_rest == "About 13 of 80, likely between 5 and 28"


def test_of_fewer_than_ten_nothing_is_said_about_the_rest():
    assert Expected(3, 9, 80).so_far == "3 of 9"
    assert Expected(3, 9, 80).of_the_rest == "Too few to say: 9 so far"
    assert Expected(0, 0, 80).so_far == "None yet"
    assert Expected(0, 0, 80).of_the_rest == "Too few to say: 0 so far"
    assert Expected(3, 30, 0).of_the_rest == "None is left"


def test_a_round_may_be_closed_once_its_end_is_past_or_all_of_it_is_done():
    assert may_close(0, 5, END, END + timedelta(1))
    assert may_close(5, 0, END, TUESDAY)
    assert not may_close(5, 5, END, END)


def test_a_round_that_waits_for_its_first_record_is_not_offered_to_be_closed():
    assert not may_close(0, 0, END, TUESDAY)


def make_large_council() -> Council:
    """As many open records as a large council has, written at once, each with one of its practitioners."""
    council = make_peopled_council(teams=20, each=2)
    numbers = range(ALL_CHILDREN - len(council.children))
    rows = [a_child(council.place.id, f"9{number:06}") for number in numbers]
    db.session.execute(insert(Child), rows)
    wanted = select(Child.id).where(Child.reference.startswith("9")).order_by(Child.id)
    for number, child_id in enumerate(db.session.scalars(wanted).all()):
        like = council.children[number % len(council.children)]
        db.session.add(as_another(like, child_id))
    db.session.flush()
    return council


def a_child(council_id: int, reference: str) -> dict[str, object]:
    return {
        "council_id": council_id,
        "public_id": new_public_id(),
        "reference": reference,
        "reference_key": reference,
        "family_reference": "",
        "restricted": False,
        "restricted_reason": "",
        "version": 1,
    }


def as_another(like: ChildOnList, child_id: int) -> ChildOnList:
    """The line of another child of the same practitioner."""
    columns = [
        one.key for one in ChildOnList.__table__.columns if one.key not in ("id", "public_id")
    ]
    row = ChildOnList(**{one: getattr(like, one) for one in columns})
    row.child_id = child_id
    return row


def test_a_review_of_2_600_children_opens_shows_its_pace_and_closes(database):
    council = make_large_council()
    round_ = make_planned_round(council, **EVERY_RECORD)
    draw_round(round_, CHANCE, council.lead, NOON)
    given = open_as_proposed(round_, council.lead, NOON)
    loads = Counter(one.auditor_id for one in given)
    assert len(given) == ALL_CHILDREN
    assert max(loads.values()) - min(loads.values()) <= 1

    for one in given[:100]:
        mark_started(one, NOON)
        mark_done(one, NOON)
    changes.exempt(given[100], "Moved away", council.lead, NOON)
    db.session.flush()
    pace = pace_of(round_, tally_of(round_, council.lead), council.lead, TODAY)
    assert pace.left == ALL_CHILDREN - 101
    found = review_of(round_, council.lead, TODAY)
    assert (found.whole.left, found.demand.read) == (pace.left, 100)
    assert sum(one.left for one in found.to_do) == pace.left
    assert len(auditors_of(round_, council.lead)) == len(loads)

    close_round(round_, council.lead, NOON)
    assert round_.closed_at == NOON
    with pytest.raises(DomainError, match="closed already"):
        close_round(round_, council.lead, NOON)
    open_again(round_, council.lead, NOON)
    with pytest.raises(DomainError, match="is not closed"):
        open_again(round_, council.lead, NOON)


@pytest.fixture
def council(database):
    return make_peopled_council(teams=3, each=4)


@pytest.fixture
def lead(open_as, council):
    return open_as(db.session.get_one(Person, council.lead.person_id))


@pytest.fixture
def opened(council) -> list[Allocation]:
    round_ = make_planned_round(council, **EVERY_RECORD)
    round_.due_on = clock.today() + timedelta(days=20)
    draw_round(round_, CHANCE, council.lead, NOON)
    given = open_as_proposed(round_, council.lead, NOON)
    db.session.commit()
    return given


def text_of(part) -> str:
    return " ".join(part.text.split())


def test_the_page_of_a_review_says_what_needs_doing_and_by_whom(open_as, council, opened):
    round_id, one = opened[0].round.public_id, opened[0]
    changes.decline(one, Decline.CONFLICT, "", viewer_of(one.auditor), NOON)
    changes.pause(opened[1:2], "Ill", None, council.lead, NOON)
    auditor = one.auditor
    theirs = sum(each.auditor_id == auditor.id and each.state in OPEN for each in opened)
    name, public_id = auditor.name, auditor.public_id
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    page = lead.get("rounds.show", round_id=round_id)
    assert "waiting for somebody else: 1 record" in text_of(page.select_one("main"))
    rows = {text_of(row.th): row for row in page.select("#by-auditor-caption ~ tbody tr")}
    assert text_of(rows[name].td) == str(theirs)
    assert text_of(rows["Everybody"].td) == "11"
    asked = lead.get("rounds.show", round_id=round_id, auditor=public_id)
    shown = {text_of(row.select("td")[1]) for row in asked.select("#audits-caption ~ tbody tr")}
    assert shown == {name}


def test_the_page_says_what_is_an_estimate_and_what_is_not_counted(lead, opened):
    page = lead.get("rounds.show", round_id=opened[0].round.public_id)
    assert "Too few to say: 0 so far" in page.select_one("#demand-caption").parent.text
    assert "is an estimate" in page.text
    assert "a worry about safety, is not counted here yet" in page.select_one("#answers").text


def test_a_manager_is_told_of_their_own_records_alone(open_as, council, opened):
    round_id, manager = opened[0].round.public_id, council.managers[0]
    page = open_as(manager).get("rounds.show", round_id=round_id)
    (caption,) = page.select("#audits-caption")
    assert text_of(caption) == "4 audits"
    lefts = [
        int(text_of(row.td))
        for row in page.select("#by-auditor-caption ~ tbody tr")
        if text_of(row.th) != "Everybody"
    ]
    assert sum(lefts) == 4


def test_a_review_is_closed_before_its_end_and_opened_again(lead, opened):
    round_id = opened[0].round.public_id
    page = lead.get("rounds.show", round_id=round_id)
    assert "12 records are still to be read" in text_of(page.select_one("main"))
    lead.post("rounds.close", round_id=round_id)
    page = lead.get("rounds.show", round_id=round_id)
    assert "Open the round again" in page.text and "Close it" not in page.text
    lead.post("rounds.open_again", round_id=round_id)
    lead.post("rounds.open_again", round_id=round_id, expect=409)
    assert "Open the round again" not in lead.get("rounds.show", round_id=round_id).text


def test_other_rounds_have_no_review(lead, council):
    round_ = make_planned_round(council)
    draw_round(round_, CHANCE, council.lead, NOON)
    open_as_proposed(round_, council.lead, NOON)
    db.session.commit()
    page = lead.get("rounds.show", round_id=round_.public_id)
    assert page.select_one("#to-do") is None and page.select_one("#demand-caption") is None


def unfinished(council, row, weeks_late: int) -> Allocation:
    round_ = plan_round(make_plan(council), months_on(MONTH, -4), by=None, at=NOON)
    given = allocate(round_, row.child.reference, row.place, council.managers[0], None, NOON)
    given.due_on = TODAY - timedelta(weeks=weeks_late)
    db.session.flush()
    return given


def drawn_in(round_, council) -> set[int | None]:
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    return {one.child_id for one in list_records(draw, Outcome.PICKED)}


def test_a_review_reads_what_nobody_is_reminded_of_any_more_and_other_programmes_do_not(council):
    old, late, paused, done, *_ = council.children
    unfinished(council, old, weeks_late=9)
    unfinished(council, late, weeks_late=8)
    unfinished(council, paused, weeks_late=9).state = State.PAUSED
    audit = unfinished(council, done, weeks_late=1)
    mark_started(audit, NOON)
    mark_done(audit, NOON)
    review_ = drawn_in(make_planned_round(council, **EVERY_RECORD), council)
    others = EVERY_RECORD | {"kind": Kind.THEMATIC}
    assert {old.child_id, done.child_id} <= review_
    assert not {late.child_id, paused.child_id} & review_
    assert old.child_id not in drawn_in(make_planned_round(council, **others), council)


def test_the_page_of_the_draw_says_who_is_missing_from_every_open_child(open_as, council):
    closed, late, *_ = council.children
    closed.is_open = False
    unfinished(council, late, weeks_late=1)
    round_ = make_planned_round(council, **EVERY_RECORD)
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    said = "Of the open records of the list, 1 is not read: 1 being audited already."
    assert lead.get("rounds.draw", round_id=round_.public_id).select_one("#missing").text == said
    lead.post("rounds.draw", round_id=round_.public_id)
    assert lead.get("rounds.draw", round_id=round_.public_id).select_one("#missing").text == said


def test_where_nobody_is_missing_nothing_is_said():
    assert missing_in_words([(Out.CLOSED, 7)]) == ""
    told = missing_in_words([(Out.HELD, 1_200), (Out.CLOSED, 7), (Out.TOO_NEW, 1)])
    assert told.endswith(
        "1,201 are not read: 1,200 out of draws for now; 1 not open for long enough"
    )


def test_every_reason_has_words_for_many_records():
    assert {*MISSING} == {*Out} - {Out.CLOSED}
