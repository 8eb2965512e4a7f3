from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qa_app.children.operations import restricting
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations.changes import put_off
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.giving import allocate
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import close_round, open_by_hand
from qa_app.rounds.operations.requesting import Wanted, ask_for
from qa_app.rounds.queries import Sought, count, in_month
from qa_app.rounds.queries.explaining import why_this
from qa_app.rounds.rules.plans import BEGINNINGS, Kind, Plan, Source
from qa_app.rounds.rules.requesting import deadline, moment_of, takes_by_name
from qa_app.trail.models import Event
from tests.makers import NOON, TODAY
from tests.rounds.councils import CHANCE, make_peopled_council, make_planned_round

ASKED = {
    name: getattr(BEGINNINGS[Kind.REQUESTED], name)
    for name in ("kind", "source", "due_hours", "limits")
}


@pytest.mark.parametrize(
    ("at", "hours", "local"),
    [
        (datetime(2026, 11, 20, 12, tzinfo=UTC), 48, "2026-11-22T12:00:00+00:00"),
        (datetime(2026, 11, 20, 12, 1, tzinfo=UTC), 48, "2026-11-22T13:00:00+00:00"),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), 24, "2026-10-25T12:00:00+00:00"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), 1, "2026-07-01T01:00:00+01:00"),
    ],
)
def test_a_deadline_is_so_many_hours_on_at_the_next_full_hour(at, hours, local):
    assert deadline(at, hours).isoformat() == local


def test_the_hour_of_a_day_is_that_of_london():
    assert moment_of(TODAY.replace(month=6), 9) == datetime(2026, 6, 20, 8, tzinfo=UTC)
    assert moment_of(TODAY, None) is None


def test_records_are_asked_for_in_programmes_for_that():
    assert takes_by_name(BEGINNINGS[Kind.REQUESTED])
    assert takes_by_name(BEGINNINGS[Kind.RE_AUDIT])
    assert not takes_by_name(Plan())


@pytest.fixture
def council(database):
    return make_peopled_council(teams=3, each=2)


@pytest.fixture
def round_(council):
    made = make_planned_round(council, **ASKED)
    open_by_hand(made, by=council.lead, at=NOON)
    return made


def ask(council, round_, reference, auditor, by=None, **others):
    wanted = Wanted(reference, auditor, TODAY + timedelta(days=2), **others)
    return ask_for(round_, wanted, by or council.lead, NOON)


def test_a_record_is_found_however_its_noughts_are_written(council, round_):
    row = council.children[0]
    given = ask(council, round_, row.child.reference.lstrip("0"), council.managers[1], due_hour=9)
    assert (given.child_id, given.place_id) == (row.child_id, row.place_id)
    assert given.reference == row.child.reference
    assert given.due_at == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert given.due_in_words == "22 November 2026 at 9am"
    assert why_this(given, council.lead).record.startswith("It was asked for by name")


def test_a_reference_that_no_list_knows_needs_a_team(council, round_):
    with pytest.raises(DomainError, match="No list knows this reference"):
        ask(council, round_, "C-100", council.managers[1])
    given = ask(council, round_, "C-100", council.managers[1], place=council.teams[0])
    assert (given.child_id, given.place, given.due_at) == (None, council.teams[0], None)


def test_whom_a_rule_bars_is_refused_with_the_rule_unless_a_reason_is_given(council, round_):
    reference, own = council.children[0].child.reference, council.managers[0]
    with pytest.raises(DomainError, match="is responsible for the team"):
        ask(council, round_, reference, own)
    given = ask(council, round_, reference, own, against="Inspectors asked for them")
    told = why_this(given, council.lead).auditor
    assert "is responsible for the team. Why all the same: Inspectors asked for them." in told
    db.session.commit()
    event = db.session.query(Event).filter_by(name="audit:rule-gone-against").one()
    assert event.facts == {"rule": "OWN_TEAM"}


def test_no_reason_lets_somebody_read_a_restricted_record_who_is_not_cleared(council, round_):
    row = council.children[0]
    restrict(council, row)
    with pytest.raises(DomainError, match="not cleared for this restricted record"):
        ask(council, round_, row.child.reference, council.managers[1], against="In a hurry")


def restrict(council, row):
    restricting.restrict(row.child, "Staff", TODAY + timedelta(90), by=council.lead, at=NOON)


def test_a_restricted_record_looks_like_one_of_no_list_to_whoever_is_not_cleared(council, round_):
    row = council.children[0]
    restrict(council, row)
    asked = (council, round_, row.child.reference, council.managers[1], council.officer)
    with pytest.raises(DomainError, match="No list knows this reference"):
        ask(*asked)
    with pytest.raises(DomainError, match="This person cannot be given this record"):
        ask(*asked, place=council.teams[2], against="In a hurry")


def test_the_second_of_two_who_ask_for_a_record_is_told(council, round_):
    reference = council.children[0].child.reference
    ask(council, round_, reference, council.managers[1])
    with pytest.raises(DomainError, match="in this round already"):
        ask(council, round_, reference.lstrip("0"), council.managers[2], by=council.officer)
    ask(council, round_, "C-1", council.managers[1], place=council.teams[0])
    with pytest.raises(DomainError, match="in this round already"):
        ask(council, round_, "c-1", council.managers[1], place=council.teams[0])


def test_a_deadline_that_is_past_is_refused(council, round_):
    reference = council.children[0].child.reference
    late = Wanted(reference, council.managers[1], TODAY, due_hour=9)
    with pytest.raises(DomainError, match="still to come"):
        ask_for(round_, late, council.lead, NOON)
    assert ask_for(round_, Wanted(reference, council.managers[1], TODAY), council.lead, NOON)


def test_nothing_is_added_to_a_round_that_is_drawn_or_closed(council, round_):
    reference = council.children[0].child.reference
    with pytest.raises(DomainError, match="This round is drawn"):
        ask(council, make_planned_round(council), reference, council.managers[1])
    round_.due_on = TODAY - timedelta(days=1)
    close_round(round_, council.lead, NOON)
    with pytest.raises(DomainError, match="This round is closed"):
        ask(council, round_, reference, council.managers[1])


def test_whoever_may_not_audit_is_not_given_a_record(council, round_):
    practitioner = council.children[5].practitioner
    with pytest.raises(DomainError, match="may not audit"):
        ask(council, round_, council.children[0].child.reference, practitioner)


def test_a_record_asked_for_by_an_hour_is_late_as_soon_as_the_hour_has_passed(council, round_):
    given = ask(council, round_, council.children[0].child.reference, council.managers[1], due_hour=14)  # fmt: skip
    two = datetime(2026, 11, 22, 14, tzinfo=UTC)
    for at, late in ((two, 0), (two + timedelta(minutes=1), 1)):
        assert given.is_late(at) is bool(late)
        assert count(in_month(council.lead, Sought(late_at=at))) == late


def test_what_is_drawn_in_a_programme_within_hours_is_due_so_many_after_it_opens(council):
    round_ = make_planned_round(council, **ASKED | {"source": Source.OPEN_LIST, "due_hours": 24})
    draw_round(round_, CHANCE, council.lead, NOON)
    given = open_as_proposed(round_, council.lead, NOON)
    assert {one.due_at for one in given} == {NOON + timedelta(hours=24)}
    assert {one.due_on for one in given} == {TODAY + timedelta(days=1)}


def test_what_is_put_off_to_a_day_loses_its_hour(council, round_):
    given = ask(council, round_, council.children[0].child.reference, council.managers[1], due_hour=9)  # fmt: skip
    put_off(given, TODAY + timedelta(days=9), "The inspector agreed", council.lead, NOON)
    assert given.due_at is None


def test_a_record_is_added_by_name_on_the_page(open_as, council, round_):
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    where = {"round_id": round_.public_id}
    assert "Add a record" in lead.get("rounds.show", **where).text
    page = lead.get("rounds.add_record", **where)
    due = deadline(clock.now(), 48)
    assert page.select_one("#due_on-day")["value"] == str(due.day)
    assert page.select_one("#due_hour option[selected]")["value"] == str(due.hour)
    row, own = council.children[0], council.managers[0]
    asked = {"reference": row.child.reference, "to": own.public_id, "due_hour": "9"}
    day = clock.today() + timedelta(days=7)
    asked |= {"due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year}
    page = lead.search("rounds.add_record", asked, expect=409, **where)
    assert "is responsible for the team" in page.select_one(".govuk-error-summary").text
    lead.post("rounds.add_record", asked | {"against": "Asked for"}, **where)
    assert db.session.query(Allocation).count() == 1
    assert f"{clock.long_date(day)} at 9am" in lead.get("rounds.show", **where).text


def test_only_teams_are_offered_and_none_by_a_number_of_the_database(open_as, council, round_):
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    page = lead.get("rounds.add_record", round_id=round_.public_id)
    values = {one["value"] for one in page.select("#team option")}
    assert values == {"", *(team.public_id for team in council.teams)}
    day = clock.today() + timedelta(days=7)
    asked = {"reference": "C-7", "to": council.managers[0].public_id, "due_hour": "9"}
    asked |= {"due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year}
    where = {"round_id": round_.public_id}
    lead.post("rounds.add_record", asked | {"team": council.teams[1].public_id}, **where)
    assert db.session.query(Allocation).one().place_id == council.teams[1].id


def test_a_round_that_is_not_open_sends_back_to_where_it_is_opened(open_as, council):
    round_id = make_planned_round(council, **ASKED).public_id
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    address = lead.address("rounds.show", round_id=round_id)
    assert lead.client.get(f"{address}/add").location.endswith(address)


SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_day_before_its_auditor_can_hear_of_it_is_said_and_can_be_confirmed(council, round_):
    reference, auditor = council.children[0].child.reference, council.managers[1]
    wanted = Wanted(reference, auditor, SATURDAY.date(), due_hour=17)
    with pytest.raises(DomainError, match="on 23 November 2026 at 8am at the earliest"):
        ask_for(round_, wanted, council.lead, SATURDAY)
    monday = replace(wanted, due_on=SATURDAY.date() + timedelta(days=2), due_hour=8)
    with pytest.raises(DomainError, match="when it is due already"):
        ask_for(round_, monday, council.lead, SATURDAY)
    assert ask_for(round_, replace(wanted, confirmed=True), council.lead, SATURDAY)


def test_by_day_and_where_time_is_left_nothing_needs_to_be_confirmed(council, round_):
    first, second = (row.child.reference for row in council.children[:2])
    assert ask_for(round_, Wanted(first, council.managers[1], TODAY, 13), council.lead, NOON)
    monday = Wanted(second, council.managers[1], SATURDAY.date() + timedelta(days=2), 9)
    assert ask_for(round_, monday, council.lead, SATURDAY)


def test_a_record_that_is_being_audited_already_is_named_before_it_is_added(council, round_):
    row = council.children[0]
    drawn = make_planned_round(council)
    allocate(drawn, row.child.reference, row.place, council.managers[2], council.lead, NOON)
    with pytest.raises(DomainError) as refused:
        ask(council, round_, row.child.reference, council.managers[1])
    (said,) = refused.value.reasons
    assert said.startswith(
        f"This record is being audited already: {drawn.programme.name}, November"
    )
    assert council.managers[2].name in said
    assert ask(council, round_, row.child.reference, council.managers[1], confirmed=True)


def test_nothing_is_told_of_a_restricted_record_that_is_being_audited(council, round_):
    row = council.children[0]
    drawn = make_planned_round(council)
    allocate(drawn, row.child.reference, row.place, council.managers[2], council.lead, NOON)
    restrict(council, row)
    asked = (council, round_, row.child.reference, council.managers[2], council.officer)
    with pytest.raises(DomainError, match="cannot be given this record|in this round already"):
        ask(*asked, place=council.teams[0])


def test_the_page_asks_to_confirm_only_once_it_has_said_why(open_as, council, round_):
    row, where = council.children[0], {"round_id": round_.public_id}
    drawn = make_planned_round(council)
    allocate(drawn, row.child.reference, row.place, council.managers[2], council.lead, NOON)
    asked = {"reference": row.child.reference, "to": council.managers[1].public_id}
    day = clock.today() + timedelta(days=7)
    asked |= {"due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year}
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    page = lead.get("rounds.add_record", **where)
    assert page.select_one("[name=confirmed]") is None
    assert page.select_one("[name=against]") is None
    page = lead.search("rounds.add_record", asked, expect=409, **where)
    assert "is being audited already" in page.select_one(".govuk-error-summary").text
    assert page.select_one("[name=confirmed]") is not None
    lead.post("rounds.add_record", asked | {"confirmed": "yes"}, **where)
