"""What was decided about an audit stays to be read: who chose, against which rule, what it replaced, what was paused."""

from dataclasses import replace as changed
from datetime import date, timedelta

import pytest

from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import changes
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.giving import give, take_back
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import change_programme
from qa_app.rounds.operations.replacing import replace
from qa_app.rounds.queries.changes import list_changes
from qa_app.rounds.queries.drawing import latest_draw
from qa_app.rounds.queries.exchanges import exchange_of
from qa_app.rounds.queries.explaining import why_this
from qa_app.rounds.queries.proposals import proposal_for
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import Act, Decline
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.plans import Auditors, Kind, Source, Spread
from tests.makers import NOON, TODAY, viewer_of
from tests.rounds.councils import (
    CHANCE,
    make_peopled_council,
    make_planned_round,
    member_of,
)

DAY = timedelta(days=1)


@pytest.fixture
def council(database):
    return make_peopled_council(teams=3, each=4)


@pytest.fixture
def round_(council):
    made = make_planned_round(council, spreads=(Spread.TEAM,))
    draw_round(made, CHANCE, council.lead, NOON)
    return made


@pytest.fixture
def given(council, round_):
    return open_as_proposed(round_, council.lead, NOON)


def manager_of_own_team(council, audit):
    return council.managers[council.teams.index(audit.place)]


def another_manager(council, audit):
    own = manager_of_own_team(council, audit)
    return next(one for one in council.managers if one not in (own, audit.auditor))


def page_of(open_as, audit, viewer):
    audit_id, person_id = audit.public_id, viewer.person_id
    db.session.commit()
    browser = open_as(db.session.get_one(Person, person_id))
    return browser, browser.get("rounds.allocation", allocation_id=audit_id)


def text_of(page):
    return " ".join(page.select_one("main").text.split())


def test_why_a_rule_was_gone_against_outlives_who_was_given_it(open_as, council, given):
    audit, own = given[0], manager_of_own_team(council, given[0])
    other, name = another_manager(council, audit), own.name
    give(audit, own, council.lead, NOON, "On leave", against="Nobody else is here")
    give(audit, other, council.lead, NOON + DAY, "They are back")
    first = list_changes(audit)[-1]
    assert (first.against, first.against_why) == (Bar.OWN_TEAM, "Nobody else is here")
    assert first.auditor_after_id == own.id
    _, page = page_of(open_as, audit, council.lead)
    said = f"although {name} is responsible for the team. Why all the same: Nobody else is here."
    assert said in text_of(page)


def test_an_audit_given_by_hand_says_by_whom_when_and_why_and_nothing_else(council, given):
    audit, before = given[0], given[0].auditor_name
    other = another_manager(council, audit)
    give(audit, other, council.lead, NOON, "On leave")
    assert why_this(audit, council.lead).auditor == (
        f"{council.lead.name} gave it to {other.name} by hand on 20 November 2026. {before} had it "
        "before. Why: On leave."
    )


def test_what_was_taken_back_was_given_by_hand_as_well(council, given):
    audit, before = given[0], given[0].auditor
    give(audit, another_manager(council, audit), council.lead, NOON, "On leave")
    db.session.commit()
    take_back(before, council.lead, NOON)
    assert f"gave it to {before.name} by hand" in why_this(audit, council.lead).auditor


def test_whoever_declined_a_record_is_not_given_it_again_without_a_reason(council, given):
    audit, before = given[0], given[0].auditor
    changes.decline(audit, Decline.KNOWS_FAMILY, "", viewer_of(before), NOON)
    give(audit, another_manager(council, audit), council.lead, NOON, "Declined")
    with pytest.raises(DomainError, match="has said that they cannot read it"):
        give(audit, before, council.lead, NOON, "Back again")


def test_a_replacement_and_what_it_replaced_name_each_other(open_as, council, given):
    first = given[0]
    changes.put_off(first, first.due_on + 7 * DAY, "An inspection", council.lead, NOON)
    due = first.due_on - 7 * DAY
    new = replace(first, "The child moved away", council.lead, NOON)
    assert exchange_of(first, Act.REPLACED, council.lead).other == new
    taken = exchange_of(new, Act.TOOK_PLACE, council.lead)
    assert taken.other == first
    assert why_this(new, council.lead, taken).auditor == (
        f"{council.lead.name} let it take the place of record {first.reference}, which "
        f"{first.auditor.name} had, on 20 November 2026. Why: The child moved away. It took over the "
        f"due day as well, which was put off from {due.day} {due:%B %Y}."
    )
    first_id, new_id = first.public_id, new.public_id
    browser, page = page_of(open_as, first, council.lead)
    assert page.select_one(f'main a[href$="/allocations/{new_id}"]')
    assert "Why: The child moved away" in text_of(page)
    page = browser.get("rounds.allocation", allocation_id=new_id)
    assert page.select_one(f'main a[href$="/allocations/{first_id}"]')


def test_a_restricted_record_that_was_replaced_is_not_named_to_the_uncleared(
    open_as, council, given
):
    first = given[0]
    new = replace(first, "It names somebody", council.lead, NOON)
    reference = first.reference
    restricting.restrict(first.child, "Staff", TODAY + 90 * DAY, by=council.lead, at=NOON)
    _, page = page_of(open_as, new, council.officer)
    assert "take the place of another record" in text_of(page)
    assert reference not in page.text
    assert "It names somebody" not in page.text


def test_a_replacement_of_what_was_put_off_has_no_second_week(council, given):
    head = viewer_of(db.session.get_one(Person, member_of(given[0].auditor).line_manager_id))
    changes.put_off(given[0], given[0].due_on + 7 * DAY, "On leave", head, NOON)
    new = replace(given[0], "Moved away", council.lead, NOON)
    with pytest.raises(DomainError, match="a week in all"):
        changes.put_off(new, new.due_on + DAY, "Again", head, NOON)


def test_going_on_brings_back_what_the_pause_of_the_round_paused_and_no_more(council, given):
    alone, later, plain = given
    changes.pause([alone], "The child is in hospital", None, council.lead, NOON)
    changes.put_off(later, later.due_on + 30 * DAY, "An inspection", council.lead, NOON)
    kept = later.due_on
    changes.pause_round(plain.round, "Inspection week", None, council.lead, NOON)
    changes.go_on_with_round(plain.round, plain.due_on + 7 * DAY, council.lead, NOON)
    assert [one.state for one in given] == [State.PAUSED, State.TO_DO, State.TO_DO]
    assert later.due_on == kept
    with pytest.raises(DomainError, match="Nothing is paused with the round"):
        changes.go_on_with_round(plain.round, TODAY + 30 * DAY, council.lead, NOON)


def test_the_page_of_going_on_counts_what_stays_paused_and_the_history_the_days_before(
    open_as, council, given
):
    alone, other, _ = given
    due = other.due_on
    changes.pause([alone], "The child is in hospital", None, council.lead, NOON)
    changes.pause_round(alone.round, "Inspection week", None, council.lead, NOON)
    changes.go_on([other], TODAY + 40 * DAY, council.lead, NOON)
    round_id = alone.round.public_id
    browser, page = page_of(open_as, other, council.lead)
    assert text_of(page).count(f"It was due on {due.day} {due:%B %Y}.") == 2
    said = text_of(browser.get("rounds.go_on", round_id=round_id))
    assert "1 paused audit is due again" in said
    assert "1 other audit was paused one by one and stays paused" in said
    plain = db.session.query(Allocation).filter_by(state=State.PAUSED).order_by(Allocation.id)
    changes.go_on([plain.all()[-1]], TODAY + 40 * DAY, council.lead, NOON)
    db.session.commit()
    page = browser.get("rounds.go_on", round_id=round_id)
    assert "Nothing is paused with the round" in text_of(page)
    assert page.select_one("#due_on-day") is None


@pytest.mark.parametrize("to", [date(2099, 1, 1), date(9999, 12, 31)])
def test_nothing_is_put_off_for_years(council, given, to):
    with pytest.raises(DomainError, match="13 weeks in all"):
        changes.put_off(given[0], to, "Later", council.lead, NOON)
    changes.pause([given[0]], "A week off", None, council.lead, NOON)
    with pytest.raises(DomainError, match="within 13 weeks"):
        changes.go_on([given[0]], to, council.lead, NOON)


def test_thirteen_weeks_are_counted_from_the_first_day(council, given):
    audit, first = given[0], given[0].due_on
    changes.put_off(audit, first + 90 * DAY, "An inspection", council.lead, NOON)
    with pytest.raises(DomainError, match="13 weeks in all"):
        changes.put_off(audit, first + 92 * DAY, "Again", council.lead, NOON)
    changes.put_off(audit, first + 91 * DAY, "One more day", council.lead, NOON)


def test_what_was_due_long_ago_is_not_put_off_any_more_and_it_is_said(council, given):
    given[0].due_on = TODAY - 120 * DAY
    with pytest.raises(DomainError, match="due more than 13 weeks ago"):
        changes.put_off(given[0], TODAY + DAY, "Later", council.lead, NOON)


def test_who_audits_and_when_it_is_due_hold_for_what_is_drawn_and_the_draw_stays(council, round_):
    drawn = [one.reference for one in proposal_for(latest_draw(round_)).drawn]
    other = db.session.get_one(Person, member_of(council.managers[0]).line_manager_id)
    programme = round_.programme
    who = Auditors(holds=("TEAM_MANAGER",), people=(other.public_id,))
    plan = changed(programme.plan, auditors=who, due_day=25, number=2)
    change_programme(programme, programme.name, programme.template_code, plan, council.lead, NOON)
    proposed = proposal_for(latest_draw(round_))
    assert other.id in proposed.proposal.shares
    assert [one.reference for one in proposed.drawn] == drawn
    assert round_.due_on == date(2026, 11, 25)


def test_an_open_round_keeps_its_day_and_the_page_says_what_a_change_does(open_as, council, given):
    round_, due = given[0].round, given[0].round.due_on
    programme = round_.programme
    plan = changed(programme.plan, due_day=25)
    change_programme(programme, programme.name, programme.template_code, plan, council.lead, NOON)
    assert round_.due_on == due
    programme_id = programme.public_id
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    said = text_of(lead.get("rounds.change_programme", programme_id=programme_id))
    assert "hold for every round that is not open yet, also where its records are drawn" in said
    assert "What was drawn stays as it was drawn" in said


def test_beside_each_name_stands_what_is_against_them_and_no_box_before_a_rule_was_named(
    open_as, council, given
):
    audit, own = given[0], manager_of_own_team(council, given[0])
    own_id, where = own.public_id, {"allocation_id": audit.public_id, "act": "give"}
    free_id = another_manager(council, audit).public_id
    browser, _ = page_of(open_as, audit, council.lead)
    page = browser.get("rounds.change", **where)
    words = {one["value"]: one.text.strip() for one in page.select("#to option")}
    assert words[own_id].endswith("(is responsible for the team)")
    assert "(" not in words[free_id]
    assert list(words).index(free_id) < list(words).index(own_id)
    assert page.select_one("#against") is None
    asked = {"to": own_id, "why": "On leave"}
    asked["version"] = page.select_one("input[name=version]")["value"]
    page = browser.search("rounds.change", asked, expect=409, **where)
    assert page.select_one("#against") is not None
    browser.post("rounds.change", asked | {"against": "Nobody else is here"}, **where)
    assert "Nobody else is here" in browser.get("rounds.allocation", **{"allocation_id": where["allocation_id"]}).text  # fmt: skip


def test_whoever_may_never_read_a_restricted_record_is_not_offered_it(open_as, council, given):
    audit, other = given[0], another_manager(council, given[0]).public_id
    restricting.restrict(audit.child, "Staff", TODAY + 90 * DAY, by=council.lead, at=NOON)
    where = {"allocation_id": audit.public_id, "act": "give"}
    browser, _ = page_of(open_as, audit, council.lead)
    offered = {one["value"] for one in browser.get("rounds.change", **where).select("#to option")}
    assert other not in offered


def test_before_it_opens_a_round_says_its_day_and_who_leaves_before_it_is_due(open_as, council):
    round_ = make_planned_round(council, spreads=(Spread.TEAM,), opens_on=18)
    draw_round(round_, CHANCE, council.lead, NOON)
    for one in council.managers:
        member_of(one).leaves_on = date(2026, 11, 29)
    where, name = {"round_id": round_.public_id}, council.managers[0].name
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    assert "Its opening day is 25 November 2026" in text_of(lead.get("rounds.show", **where))
    said = text_of(lead.get("rounds.allocate", **where))
    assert f"{name}: the last day here is 29 November 2026" in said


def test_a_closed_review_asks_for_no_pace_and_offers_no_pause(open_as, council):
    from_all = {"kind": Kind.WHOLE_COHORT, "source": Source.OPEN_LIST}
    round_ = make_planned_round(council, **from_all)
    draw_round(round_, CHANCE, council.lead, NOON)
    open_as_proposed(round_, council.lead, NOON)
    round_id = round_.public_id
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    said = text_of(lead.get("rounds.show", round_id=round_id))
    assert "Pause what is open" in said
    lead.post("rounds.close", round_id=round_id)
    said = text_of(lead.get("rounds.show", round_id=round_id))
    assert "a day are needed" not in said and "each working day, today" not in said
    assert "Pause what is open" not in said
