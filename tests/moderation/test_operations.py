from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Permission
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom
from qa_app.actions.rules import State as ActionState
from qa_app.audits import operations as audits
from qa_app.audits.queries import find_audit
from qa_app.audits.queries.beside import source_of
from qa_app.audits.queries.sealing import is_sealed_from
from qa_app.audits.rules import Safe, Status
from qa_app.audits.rules.choosing import Chosen
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation import operations, queries
from qa_app.moderation.models import Moderation
from qa_app.moderation.operations import inadequates
from qa_app.moderation.queries.inadequates import list_inadequates
from qa_app.moderation.queries.signing_off import list_to_sign_off
from qa_app.moderation.rules import Settled, State
from qa_app.moderation.rules.inadequates import Closed, Siblings
from qa_app.outbox.models import Email
from qa_app.rounds.operations import changes
from qa_app.rounds.rules.plans import SignsOff
from tests.actions.makers import make_proposal
from tests.audits.makers import auditor, fill
from tests.makers import NOON, TODAY, make_audit, viewer_of
from tests.moderation.makers import ADDRESS, Council, all_of, fresh, say


def test_what_nobody_reads_again_is_agreed_and_signed_off_where_nobody_is_asked_to(database):
    agreed = Council(share=0).submitted()
    at_once = Council(share=0, signs_off=SignsOff.AT_ONCE).submitted()
    assert (agreed.status, agreed.sealed, agreed.chosen) == (Status.AGREED, False, [])
    assert at_once.status is Status.SIGNED_OFF and at_once.signed_off_at == NOON
    audits.withdraw(at_once, "A mistake.", auditor(at_once), NOON)
    assert at_once.is_withdrawn


def test_what_is_chosen_by_chance_is_sealed_from_its_draft_on(database):
    council = Council()
    draft = council.begun()
    assert draft.sealed
    for who in (council.moderator, council.lead):
        assert is_sealed_from(draft.public_id, viewer_of(who))
    audit = council.submitted("inadequate", draft)
    assert (audit.status, audit.sealed) == (Status.SUBMITTED, True)
    assert audit.chosen_because == (Chosen.BY_CHANCE,), "and no rule says how it was graded"
    for who in (council.auditor, council.manager, council.head, council.director):
        assert find_audit(audit.public_id, viewer_of(who), Permission.AUDIT_READ) is audit


@pytest.mark.parametrize(
    ("planned", "grade", "reason"),
    [
        ({"moderate_inadequate": True}, "inadequate", Chosen.INADEQUATE),
        ({"moderate_first": True}, "good", Chosen.NEW_AUDITOR),
    ],
)
def test_what_a_rule_chooses_is_read_openly(database, planned, grade, reason):
    council = Council(share=0, **planned)
    audit = council.submitted(grade)
    assert (audit.status, audit.sealed) == (Status.SUBMITTED, False)
    assert audit.chosen_because == (reason,)
    assert find_audit(audit.public_id, viewer_of(council.lead), Permission.AUDIT_READ)
    assert not council.taken(audit).blind


def test_an_auditor_and_a_manager_may_ask_for_a_second_opinion(database):
    council = Council(share=0)
    audit = council.submitted()
    operations.ask_for_another(audit, viewer_of(council.manager), NOON)
    assert audit.chosen_because == (Chosen.ASKED_BY_MANAGER,)
    with pytest.raises(DomainError, match="until an audit is signed off"):
        operations.ask_for_another(audit, viewer_of(council.manager), NOON)
    own = fill(Council(share=0).begun(), "good")
    audits.submit(own, Safe.YES, auditor(own), NOON, asked_for=True)
    assert (own.status, own.chosen_because) == (Status.SUBMITTED, (Chosen.ASKED_BY_AUDITOR,))


def test_another_audit_of_the_same_child_is_closed_until_the_second_reading_stands(database):
    council = Council()
    earlier = earlier_of(council, council.child.child.reference)
    lead = viewer_of(council.lead)
    assert find_audit(earlier.public_id, lead, Permission.AUDIT_READ)
    audit = council.submitted()
    assert is_sealed_from(earlier.public_id, lead)
    council.graded(audit=audit)
    assert not is_sealed_from(earlier.public_id, lead)
    assert not is_sealed_from(audit.public_id, lead)


def test_nobody_moderates_their_own_audit_team_or_practitioner(database):
    council = Council()
    audit = council.submitted()
    refused = {council.auditor: "did this audit", council.manager: "team that you work in"}
    for person, why in refused.items():
        with pytest.raises(DomainError, match=why):
            operations.take(audit, viewer_of(person), NOON)
    council.programme.planned = {
        **council.programme.planned,
        "moderators": [council.lead.public_id],
    }
    with pytest.raises(DomainError, match="not among them"):
        operations.take(audit, viewer_of(council.moderator), NOON)
    taken = operations.take(audit, viewer_of(council.lead), NOON)
    with pytest.raises(DomainError, match="Quinn Lead gives"):
        council.programme.planned = {**council.programme.planned, "moderators": []}
        operations.take(audit, viewer_of(council.moderator), NOON)
    operations.give_back(taken, viewer_of(council.lead), NOON)
    assert operations.take(audit, viewer_of(council.moderator), NOON).blind


def test_two_who_come_to_the_same_grades_agree_at_once(database):
    council = Council()
    found = fresh(council.compared("good"))
    assert (found.state, found.settled) == (State.SETTLED, Settled.BOTH_AGREE)
    assert found.audit.status is Status.AGREED
    assert {one.agreed_grade for one in found.grades} == {"good"}
    assert set(found.audit.grades_that_count.values()) >= {"good"}
    operations.reply(found, None, "Thank you.", auditor(found.audit), NOON, address=ADDRESS)
    assert found.reply == "Thank you."


def test_an_auditor_who_agrees_settles_it_and_both_grades_are_kept(database):
    council = Council()
    found = council.compared("inadequate")
    assert found.state is State.WITH_AUDITOR
    operations.reply(found, True, "", auditor(found.audit), NOON, address=ADDRESS)
    audit = fresh(found).audit
    grade = found.grades[0]
    assert (grade.auditor_grade, grade.moderator_grade, grade.agreed_grade) == (
        "good",
        "inadequate",
        "inadequate",
    )
    assert audit.grades[grade.section] == "good"
    assert audit.grades_that_count[grade.section] == "inadequate"


def test_where_they_do_not_agree_somebody_else_settles_it(database):
    council = Council()
    found = council.compared("inadequate")
    with pytest.raises(DomainError, match="what on the record speaks"):
        operations.reply(found, False, "", auditor(found.audit), NOON, address=ADDRESS)
    lead = viewer_of(council.lead)
    agreed = {one.section: "requires-improvement" for one in found.grades}
    with pytest.raises(DomainError, match="five working days"):
        operations.settle(found, agreed, "Both.", lead, NOON, address=ADDRESS)
    operations.reply(found, False, "See the plan.", auditor(found.audit), NOON, address=ADDRESS)
    with pytest.raises(DomainError, match="You gave the second opinion"):
        operations.settle(
            found, agreed, "Mine.", viewer_of(council.moderator), NOON, address=ADDRESS
        )
    assert queries.list_to_settle(lead, TODAY) == [found]
    operations.settle(found, agreed, "The plan is late.", lead, NOON, address=ADDRESS)
    assert (found.settled, found.audit.status) == (Settled.QA_LEAD, Status.AGREED)
    counted = set(fresh(found).audit.grades_that_count.values())
    assert counted - {None} == {"requires-improvement"}


def test_sent_back_it_is_a_draft_again_and_the_first_grades_are_kept(database):
    council = Council()
    found = council.graded("inadequate")
    by = viewer_of(council.moderator)
    operations.send_back(found, "Say what the plan is.", by, NOON, address=ADDRESS)
    audit = found.audit
    assert (audit.status, found.state) == (Status.DRAFT, State.SENT_BACK)
    assert not audit.sealed
    fill(audit, "inadequate")
    audits.submit(audit, Safe.YES, auditor(audit), NOON)
    assert (audit.status, audit.sealed, found.state) == (Status.SUBMITTED, False, State.COMPARING)
    operations.compare(found, say(found, "inadequate"), by, NOON, address=ADDRESS)
    assert found.settled is Settled.BOTH_AGREE
    assert {one.auditor_grade for one in found.grades} == {"good"}


def test_grades_are_committed_once_by_whoever_took_it_and_all_of_them(database):
    council = Council()
    found = council.taken()
    with pytest.raises(DomainError, match="Select a grade for"):
        operations.commit_grades(found, {}, viewer_of(council.moderator), NOON)
    with pytest.raises(DomainError, match="Only whoever gives"):
        operations.commit_grades(found, {}, viewer_of(council.lead), NOON)
    assert all_of(found) and found.audit.sealed


def test_signing_off_opens_the_other_actions_and_is_the_named_roles_alone(database):
    council = Council(share=0, signs_off=SignsOff.HEAD_OF_SERVICE)
    draft = council.begun()
    for whom in (ForWhom.CHILD, ForWhom.TEAM):
        about = {"source": source_of(draft), "for_whom": whom}
        make_proposal(council.team, council.auditor, child=council.child.child, **about)
    audit = council.submitted(audit=draft)
    states = select(Action.for_whom, Action.state)
    assert dict(db.session.execute(states).all())[ForWhom.TEAM] is ActionState.PROPOSED
    with pytest.raises(DomainError, match="the head of service signs"):
        operations.sign_off_many([audit], viewer_of(council.lead), NOON)
    assert list_to_sign_off(viewer_of(council.lead), 10) == []
    head = viewer_of(council.head)
    assert list_to_sign_off(head, 10) == [audit]
    operations.sign_off_many([audit], head, NOON)
    assert audit.status is Status.SIGNED_OFF
    assert set(dict(db.session.execute(states).all()).values()) == {ActionState.OWED}


def test_an_inadequate_reaches_the_head_of_service_and_no_moderator_while_it_is_sealed(database):
    council = Council()
    audit = council.submitted("inadequate")
    assert inadequates.find_new(council.council, NOON, address=ADDRESS) == 1
    assert inadequates.find_new(council.council, NOON, address=ADDRESS) == 0
    told = [one for one in db.session.scalars(select(Email)) if "put right" in one.subject]
    assert [one.to for one in told] == [council.head.email]
    assert "nadequate" not in told[0].text.split("http")[0]
    for who, seen in ((council.head, 1), (council.director, 1), (council.lead, 0)):
        assert len(list_inadequates(viewer_of(who), 10)) == seen
    council.graded("inadequate", audit)
    assert len(list_inadequates(viewer_of(council.lead), 10)) == 1


def test_an_inadequate_is_answered_and_closed_by_the_audit_that_follows(database):
    council = Council(share=0)
    council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    head = viewer_of(council.head)
    found = list_inadequates(head, 10)[0]
    with pytest.raises(DomainError, match="Say first"):
        inadequates.close(found, Closed.NO_LONGER_OPEN, "", "", head, NOON)
    said = inadequates.Answer("She was seen today.", Siblings.TO_LOOK, "", "Weekly supervision.")
    with pytest.raises(DomainError, match="brothers and sisters"):
        inadequates.answer(found, said, head, NOON)
    inadequates.answer(found, inadequates.Answer("Seen.", Siblings.NO, "", "Weekly."), head, NOON)
    with pytest.raises(DomainError, match="Select the audit that followed"):
        inadequates.close(found, Closed.RE_AUDITED, "", "", head, NOON)
    inadequates.close(found, Closed.RE_AUDITED, "another", "", head, NOON)
    assert found.closed_at == NOON
    assert db.session.scalar(select(Moderation.id)) is None


def earlier_of(council, reference, grade="good"):
    """An audit of last month that nobody was to read again."""
    council.programme.planned = {**council.programme.planned, "moderation_share": 0}
    last_month = TODAY.replace(day=1) - timedelta(days=1)
    made = make_audit(
        auditor=council.manager, place=council.team, reference=reference, day=last_month
    )
    audits.submit(fill(made, grade), Safe.YES, auditor(made), NOON)
    council.programme.planned = {**council.programme.planned, "moderation_share": 100}
    return made


@pytest.mark.parametrize("reference", ["0012345", "NOTONLIST7"])
def test_a_sealed_audit_seals_those_of_its_reference_until_it_is_withdrawn(database, reference):
    council = Council(moderate_inadequate=False)
    earlier = earlier_of(council, reference)
    draft = make_audit(auditor=council.auditor, place=council.team, reference=reference)
    lead = viewer_of(council.lead)
    assert draft.sealed and is_sealed_from(earlier.public_id, lead)
    changes.withdraw(draft.allocation, "By mistake.", None, NOON)
    assert not is_sealed_from(earlier.public_id, lead)


def test_an_open_second_opinion_waits_while_another_audit_of_the_child_is_read_blind(database):
    council = Council(moderate_inadequate=True)
    earlier = earlier_of(council, council.child.child.reference, "inadequate")
    council.submitted()
    moderator = viewer_of(council.moderator)
    [kept, _] = queries.list_waiting(moderator, TODAY)
    assert (kept.audit, kept.is_kept_back, kept.may_be_taken) == (earlier, True, False)
    with pytest.raises(DomainError, match="read blind first"):
        operations.take(earlier, moderator, NOON)
