from datetime import date, timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Permission, Role
from qa_app.actions import operations, queries
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.queries.owners import latest_row_of
from qa_app.actions.rules import Act, ForWhom, Helped, SourceKind, State
from qa_app.children.operations.open_work import Move, offer_on
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.rules.places import Kind
from qa_app.trail.models import Event
from tests.actions.makers import (
    a_source,
    a_wish,
    make_action,
    make_child_action,
    make_proposal,
)
from tests.children.makers import AS_AT, make_child, make_list
from tests.makers import NOON, TODAY, make_council, make_person, make_place, viewer_of

pytestmark = pytest.mark.usefixtures("database")


def council_of(place):
    return db.session.get(Place, place.council_id)


def qa_lead(action):
    return viewer_of(make_person(Role.QA_LEAD, council_of(action.place)))


def owner_of(action):
    return viewer_of(action.owner)


def done(action, by=None):
    operations.mark_done(
        action, "Met on 3 November", Helped.PARTLY, "The aunt says so", by or owner_of(action), NOON
    )
    return action


def acts_of(action):
    return [one.act for one in reversed(queries.list_changes(action))]


def test_what_is_for_the_child_is_owed_by_the_line_manager_of_the_practitioner():
    place = make_place()
    practitioner, manager = make_person(Role.PRACTITIONER, place), make_person(place=place)
    make_person(Role.TEAM_MANAGER, place)
    member_of(practitioner.id, place.council_id).line_manager_id = manager.id
    child = make_child(place, practitioner).child
    proposal = make_proposal(place, child=child)

    operations.owe_for_child(proposal.source, by=qa_lead(proposal), at=NOON)

    assert proposal.state is State.OWED
    assert proposal.owner_id == manager.id


def test_without_a_line_manager_it_is_the_managers_of_the_team():
    place = make_place()
    manager = make_person(Role.TEAM_MANAGER, place)
    proposal = make_proposal(place, auditor=manager, child=make_child(place).child)
    operations.owe_for_child(proposal.source, by=viewer_of(manager), at=NOON)
    assert proposal.owner_id == manager.id


def test_what_is_for_a_restricted_child_goes_to_somebody_who_is_cleared():
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    place = make_place(service, "East")
    head = make_person(Role.HEAD_OF_SERVICE, service)
    proposal = make_proposal(place, child=make_child(place).child)
    proposal.child.restricted = True
    operations.owe_for_child(proposal.source, by=viewer_of(head), at=NOON)
    assert proposal.owner_id == head.id


def test_a_due_date_is_counted_in_working_days_from_when_it_is_owed():
    proposal = make_proposal(within=10)
    operations.open_others(proposal.source, by=qa_lead(proposal), at=NOON)
    assert proposal.due_on == date(2026, 12, 4)
    assert proposal.due_first_on == proposal.due_on


def test_at_submission_the_others_stay_proposed_until_sign_off():
    place, source = make_place(), a_source()
    for_team = make_proposal(place, source=source)
    for_child = make_proposal(place, source=source, child=make_child(place).child)
    by = qa_lead(for_team)
    operations.owe_for_child(source, by=by, at=NOON)
    assert (for_team.state, for_child.state) == (State.PROPOSED, State.OWED)
    operations.open_others(source, by=by, at=NOON)
    assert for_team.state is State.OWED


def test_an_owner_whom_the_auditor_named_owes_it():
    place = make_place()
    named = make_person(Role.PRACTITIONER, place)
    make_person(Role.TEAM_MANAGER, place)
    proposal = make_proposal(place, for_whom=ForWhom.PRACTITIONER, owner_id=named.id)
    operations.open_others(proposal.source, by=qa_lead(proposal), at=NOON)
    assert proposal.owner_id == named.id


def test_a_named_owner_who_cannot_see_actions_does_not_get_it():
    place = make_place()
    officer, manager = make_person(Role.QA_OFFICER, place), make_person(place=place)
    proposal = make_proposal(place, auditor=manager, owner_id=officer.id)
    operations.open_others(proposal.source, by=viewer_of(manager), at=NOON)
    assert proposal.owner_id == manager.id


def test_what_is_for_the_service_goes_to_its_head():
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    head, place = make_person(Role.HEAD_OF_SERVICE, service), make_place(service, "East")
    proposal = make_proposal(place, for_whom=ForWhom.SERVICE)
    operations.open_others(proposal.source, by=viewer_of(head), at=NOON)
    assert proposal.owner_id == head.id


def test_with_nobody_in_charge_an_action_is_owed_all_the_same():
    place = make_place()
    lead = make_person(Role.QA_LEAD, council_of(place))
    proposal = make_proposal(place, auditor=lead)
    operations.open_others(proposal.source, by=viewer_of(lead), at=NOON)
    assert proposal.state is State.OWED
    assert proposal.owner_id is None


def test_a_proposal_lacks_nothing():
    with pytest.raises(DomainError) as refused:
        make_proposal(what=" ", how_we_will_know="", within=0)
    assert len(refused.value.reasons) == 3


def test_an_action_for_a_child_needs_one():
    with pytest.raises(DomainError, match="whom it is for"):
        make_proposal(for_whom=ForWhom.CHILD)


def test_a_proposal_is_changed_and_taken_back():
    proposal = make_proposal()
    by = qa_lead(proposal)
    operations.change_proposal(proposal, a_wish(what="Meet the father"), by, NOON)
    assert proposal.what == "Meet the father"
    operations.remove_proposal(proposal, by, NOON)
    db.session.flush()
    assert not db.session.scalars(select(Action)).all()
    assert not db.session.scalars(select(ActionChange)).all()


def test_what_is_owed_is_no_longer_taken_back_like_a_proposal():
    action = make_action()
    with pytest.raises(DomainError, match="owed already"):
        operations.remove_proposal(action, qa_lead(action), NOON)
    with pytest.raises(DomainError, match="owed already"):
        operations.change_proposal(action, a_wish(), qa_lead(action), NOON)


def test_what_was_done_keeps_what_shows_it_and_whether_it_helped():
    action = done(make_action())
    assert action.state is State.DONE
    assert (action.evidence, action.helped) == ("Met on 3 November", Helped.PARTLY)
    assert action.done_on == TODAY
    assert acts_of(action) == [Act.PROPOSED, Act.OWED, Act.DONE]


@pytest.mark.parametrize(("evidence", "words"), [(" ", "The aunt says so"), ("Met", "  ")])
def test_nothing_is_done_without_what_shows_it(evidence, words):
    action = make_action()
    with pytest.raises(DomainError):
        operations.mark_done(action, evidence, Helped.YES, words, owner_of(action), NOON)
    assert action.state is State.OWED


def test_nobody_confirms_what_they_owe_or_said_was_done():
    lead = make_person(Role.QA_LEAD, make_council())
    own = done(make_action(lead.appointments[0].place, owner=lead))
    with pytest.raises(DomainError, match="Somebody else confirms"):
        operations.confirm(own, "", viewer_of(lead), NOON)
    said = make_action()
    by = qa_lead(said)
    done(said, by=by)
    with pytest.raises(DomainError, match="Somebody else confirms"):
        operations.confirm(said, "", by, NOON)


def test_somebody_else_confirms_it():
    action = done(make_action())
    operations.confirm(action, "Read the minutes", qa_lead(action), NOON)
    assert action.state is State.CONFIRMED


def test_whether_it_helped_can_be_said_later():
    action = done(make_action())
    operations.confirm(action, "", qa_lead(action), NOON)
    operations.say_helped(action, Helped.YES, "She is back at school", owner_of(action), NOON)
    assert (action.state, action.helped) == (State.CONFIRMED, Helped.YES)
    assert queries.list_changes(action)[0].helped is Helped.YES


def test_what_is_reopened_is_owed_again_by_a_new_day():
    action, again = done(make_action()), TODAY + timedelta(days=9)
    operations.reopen(action, "Nobody asked the father", again, qa_lead(action), NOON)
    assert (action.state, action.due_on, action.done_on) == (State.REOPENED, again, None)
    assert action.evidence == ""
    assert "Met on 3 November" in queries.list_changes(action)[1].why


@pytest.mark.parametrize(
    "act",
    [
        lambda action, by: operations.set_aside(action, "  ", by, NOON),
        lambda action, by: operations.put_off(action, TODAY + timedelta(days=50), "", by, NOON),
        lambda action, by: operations.give(action, make_person().id, "", by, NOON),
    ],
)
def test_nothing_changes_without_a_reason(act):
    action = make_action()
    before = (action.state, action.due_on, action.owner_id)
    with pytest.raises(DomainError, match="Enter why"):
        act(action, qa_lead(action))
    assert (action.state, action.due_on, action.owner_id) == before


def test_nobody_puts_off_or_sets_aside_what_they_owe_themselves():
    action = make_action()
    with pytest.raises(DomainError, match="nobody puts off"):
        operations.put_off(action, TODAY + timedelta(days=50), "Leave", owner_of(action), NOON)
    with pytest.raises(DomainError, match="nobody sets aside"):
        operations.set_aside(action, "Not needed", owner_of(action), NOON)


def test_the_day_it_was_due_first_is_kept_when_it_is_put_off():
    action = make_action()
    first, later = action.due_on, action.due_on + timedelta(days=7)
    operations.put_off(action, later, "The aunt is away", qa_lead(action), NOON)
    assert (action.due_first_on, action.due_on) == (first, later)
    assert queries.list_changes(action)[0].due_before == first


def test_a_day_that_is_gone_is_no_due_date():
    action = make_action()
    with pytest.raises(DomainError, match="today or a later day"):
        operations.put_off(action, TODAY - timedelta(days=1), "Late", qa_lead(action), NOON)


def test_an_action_is_given_to_somebody_else():
    action = make_action()
    other = make_person(Role.PRACTITIONER, action.place)
    before = action.owner_id
    operations.give(action, other.id, "They hold the record now", qa_lead(action), NOON)
    assert action.owner_id == other.id
    assert queries.list_changes(action)[0].owner_before_id == before


def test_an_action_for_a_restricted_child_is_given_to_those_alone_who_are_cleared():
    action = make_child_action(restricted=True)
    lead = make_person(Role.QA_LEAD, council_of(action.place))
    with pytest.raises(DomainError, match="may not see"):
        operations.give(action, make_person(place=action.place).id, "Why", qa_lead(action), NOON)
    operations.give(action, lead.id, "Cleared for it", qa_lead(action), NOON)
    assert action.owner_id == lead.id


def test_many_change_together_or_not_at_all():
    place = make_place()
    lead = make_person(Role.QA_LEAD, council_of(place))
    actions = [make_action(place), make_action(place, owner=lead)]
    later = TODAY + timedelta(days=40)
    with pytest.raises(DomainError), db.session.begin_nested():
        operations.change_many(actions, "Inspection", viewer_of(lead), NOON, due_on=later)
    db.session.expire_all()
    assert all(one.due_on != later for one in actions)
    operations.change_many(actions[:1], "Inspection", viewer_of(lead), NOON, due_on=later)
    assert actions[0].due_on == later


def test_what_came_of_a_source_that_is_withdrawn_stays_and_the_rest_is_no_longer_right():
    place, source = make_place(), a_source()
    kept = done(make_action(place, source=source))
    owed, proposed = make_action(place, source=source), make_proposal(place, source=source)
    assert operations.withdraw_of(source, "The audit was withdrawn", qa_lead(kept), NOON) == 2
    assert [one.state for one in (kept, owed, proposed)] == [
        State.DONE,
        State.NO_LONGER_RIGHT,
        State.NO_LONGER_RIGHT,
    ]
    assert queries.list_changes(owed)[0].why == "The audit was withdrawn"


def moved(action, place, practitioner=None):
    """A newer list shows the child there."""
    before = latest_row_of(action.child_id)
    make_list(action.council_id, AS_AT + timedelta(days=30))
    after = make_child(place, practitioner)
    after.child_id = action.child_id
    offer_on([Move(before, after)], None, NOON)


def test_a_child_who_moves_has_its_open_actions_offered_to_the_new_manager():
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    east, west = make_place(service, "East"), make_place(service, "West")
    action = make_child_action(east)
    before, manager = action.owner_id, make_person(Role.TEAM_MANAGER, west)
    moved(action, west)
    assert (action.owner_id, action.offered_to_id) == (before, manager.id)
    assert action.place_id == west.id
    assert queries.find_action(action.public_id, viewer_of(manager)) is action
    operations.take_on(action, viewer_of(manager), NOON)
    assert (action.owner_id, action.offered_to_id) == (manager.id, None)
    assert acts_of(action)[-3:] == [Act.MOVED, Act.OFFERED, Act.TAKEN_ON]


def test_the_new_manager_may_leave_it_with_its_owner():
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    east, west = make_place(service, "East"), make_place(service, "West")
    action, manager = make_child_action(east), make_person(Role.TEAM_MANAGER, west)
    before = action.owner_id
    moved(action, west)
    operations.leave_with_owner(action, "Nearly done", viewer_of(manager), NOON)
    assert (action.owner_id, action.offered_to_id) == (before, None)


def test_only_whoever_it_is_offered_to_takes_it_on():
    action = make_action()
    with pytest.raises(DomainError, match="not offered to you"):
        operations.take_on(action, qa_lead(action), NOON)


def test_what_is_done_follows_no_child():
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    east, west = make_place(service, "East"), make_place(service, "West")
    action = done(make_child_action(east))
    make_person(Role.TEAM_MANAGER, west)
    moved(action, west)
    assert action.place_id == east.id
    assert action.offered_to_id is None


def test_the_trail_names_the_child_and_no_words():
    action = make_child_action()
    db.session.commit()
    told = db.session.scalars(select(Event).where(Event.about_id == action.public_id)).all()
    assert {one.name for one in told} == {"action:proposed", "action:owed"}
    assert {one.child for one in told} == {action.child.public_id}
    assert action.what not in str([one.facts for one in told])


def test_a_source_of_another_kind_has_actions_of_its_own():
    source = a_source(SourceKind.PLAN)
    action = make_action(source=source)
    lead = qa_lead(action)
    assert queries.list_of_source(source, lead) == [action]
    assert queries.list_of_source(a_source(), lead) == []


def test_a_proposal_is_seen_by_whoever_proposed_it_alone():
    place = make_place()
    auditor = make_person(place=place)
    proposal = make_proposal(place, auditor=auditor)
    assert queries.list_proposed(proposal.source, viewer_of(auditor)) == [proposal]
    lead = qa_lead(proposal)
    assert queries.list_proposed(proposal.source, lead) == []
    assert queries.list_of_source(proposal.source, lead) == []
    assert queries.count(queries.visible_to(lead, Permission.ACTION_READ)) == 0
