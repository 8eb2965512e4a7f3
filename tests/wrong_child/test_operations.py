from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from qa_app.access.rules import Permission, Role
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.queries.actions import list_of_source
from qa_app.actions.rules import State as ActionState
from qa_app.audits import operations as auditing
from qa_app.audits.models import (
    Answer,
    Audit,
    EarlierSection,
    Finding,
    FindingTheme,
    Participation,
    SectionReading,
)
from qa_app.audits.queries import audit_of, find_audit, list_of_child, picture_of
from qa_app.audits.queries.belonging import COUNTED
from qa_app.audits.queries.beside import audit_before, list_findings, list_proposals, source_of
from qa_app.audits.rules import Part, Status
from qa_app.foundation.database import Model, db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.shutting import Shuttable, shut_ones_too
from qa_app.organisation.models import Person
from qa_app.outbox.models import Email
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import changes
from qa_app.rounds.rules import State
from qa_app.sign_in.models import KeptForm
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.operations.kept_forms import keep_form, keep_nothing_of
from qa_app.sign_in.rules.sessions import Factor
from qa_app.trail.operations import ACTS
from qa_app.voices.models import Conversation
from qa_app.voices.models.asking import SafetyCheck
from qa_app.wrong_child import operations, queries
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.queries.promises import promises_of
from qa_app.wrong_child.rules import Kind, Outcome, Proposal
from tests.actions.makers import make_proposal
from tests.audits.makers import SAW, auditor, fill_section
from tests.makers import NOON, appoint, make_audit, make_person, viewer_of
from tests.wrong_child.makers import (
    HERE,
    REFERENCE,
    RIGHT,
    WORRY,
    Council,
    make_booking,
    make_promise,
)

pytestmark = pytest.mark.usefixtures("database")
ASKED = Proposal(Outcome.OPENED, Kind.OTHER_CHILD, "", "It is hers after all.")


@pytest.fixture
def council():
    return Council()


def told(name):
    return [one for one in db.session().info.get(ACTS, []) if one["name"] == name]


def every(model):
    return db.session.scalar(select(func.count()).select_from(model))


def mailed(once=""):
    wanted = select(Email).where(Email.once.contains(once)).order_by(Email.id)
    return list(db.session.scalars(wanted))


def test_every_table_of_an_audit_can_be_shut():
    """A table that points to an audit, or to what belongs to one, is a `Shuttable`; this finds one that is not."""
    shuttable = {"audit", "action"}
    for _ in range(4):
        for table in Model.metadata.tables.values():
            if any(key.column.table.name in shuttable for key in table.foreign_keys):
                shuttable.add(table.name)
    classes = {one.class_.__tablename__: one.class_ for one in Model.registry.mappers}
    assert {"answer", "finding_theme", "action_change"} <= shuttable
    open_ones = [name for name in shuttable if not issubclass(classes[name], Shuttable)]
    assert not open_ones, "make it OfAnAudit, or say when its rows are not shut"


def test_nothing_of_a_shut_audit_is_found_by_anybody_by_any_query(council):
    audit = council.written()
    make_proposal(council.team, council.auditor, source=source_of(audit))
    child_id, source = audit.allocation.child_id, source_of(audit)
    everybody = [
        council.by(one) for one in (council.auditor, council.lead, council.head, council.first)
    ]
    council.shut(audit)
    db.session.flush()
    db.session.expunge_all()

    for model in (Audit, SectionReading, Answer, Finding, FindingTheme, Action, ActionChange):
        assert every(model) == 0, model
        assert not db.session.scalars(select(model)).all()
    joined = select(Person.id).join(Audit, Audit.read_by_id == Person.id)
    assert not db.session.scalars(joined).all()
    assert not db.session.scalars(
        select(Allocation.id).where(
            select(Audit.id).where(Audit.allocation_id == Allocation.id).exists()
        )
    ).all()
    for who in everybody:
        assert not list_of_child(child_id, who, limit=5)
        assert not list_of_source(source, who)
    assert audit_of(db.session.scalars(select(Allocation)).one()) is None


def test_only_those_who_decide_read_it_and_only_while_it_is_to_be_decided(council):
    shut = council.shut()
    found = queries.audit_in(shut)
    with shut_ones_too():
        assert picture_of(found).findings
        assert list_findings(found)
    assert not list_findings(found)


def test_it_is_not_due_and_not_done_while_it_is_shut_and_nobody_changes_that(council):
    audit = council.written()
    council.shut(audit)
    given = audit.allocation
    assert given.state is State.PAUSED
    lead = council.by(council.lead)
    for change in (
        lambda: changes.go_on([given], given.due_on + timedelta(days=40), lead, NOON),
        lambda: changes.withdraw(given, "Why", lead, NOON),
        lambda: changes.exempt(given, "Why", lead, NOON),
    ):
        with pytest.raises(DomainError, match="shut because of a wrong child"):
            change()
    with pytest.raises(DomainError):
        auditing.begin(given, auditor(audit), NOON)


def test_whoever_has_it_open_can_no_longer_save(council):
    audit = make_audit(auditor=council.auditor, place=council.team, reference=REFERENCE)
    section = audit.template.sections[0]
    council.shut(audit)
    with pytest.raises(DomainError, match="may be about another child"):
        fill_section(audit, section)
    with pytest.raises(DomainError, match="may be about another child"):
        operations.shut(audit, Kind.OTHER, "", auditor(audit), NOON, HERE)
    assert every(ShutAudit) == 1


def test_those_who_must_know_are_told_and_nothing_of_whom(council):
    elsewhere = make_person(Role.INFORMATION_GOVERNANCE)
    shut = council.shut()
    to = {one.to for one in mailed("shut-audit")}
    wanted = {council.auditor, council.lead, council.first, council.second}
    assert to == {one.email for one in wanted}
    assert elsewhere.email not in to
    words = " ".join(one.subject + one.text for one in mailed("shut-audit"))
    assert REFERENCE not in words
    assert f"{HERE}/wrong-child/{shut.public_id}" in words


def test_whoever_promised_a_family_something_is_told_and_the_certificate_keeps_that_there_was_a_promise(
    council,
):
    audit = council.written()
    make_promise(audit, council.auditor)
    shut = council.shut(audit)
    (stands,) = mailed(":promise:")
    assert (stands.to, stands.subject) == (
        council.auditor.email,
        "What you promised a child or a family",
    )
    assert "3 December 2026" in stands.text
    ((promise, name),) = promises_of(shut)
    assert (promise.words, name) == (
        "To tell the family what came of a worry",
        council.auditor.name,
    )
    asked = Proposal(Outcome.DESTROYED, Kind.OTHER_CHILD, "", "Nobody knows whose it is.")
    operations.propose(shut, asked, council.by(council.first), NOON, HERE)
    assert queries.what_is_in(shut)["promises to the child or family"] == 1
    operations.agree(shut, council.by(council.second), NOON, HERE)
    assert promises_of(shut) == [(promise, name)]
    assert shut.destroyed["promises to the child or family"] == 1
    assert "destroyed for good" in mailed(":promise-after:")[0].text
    assert WORRY not in str(shut.promises) + "".join(one.text for one in mailed("promise"))


def test_a_practitioner_hears_that_a_booked_conversation_is_off_and_nothing_of_why(council):
    audit = council.written()
    make_booking(audit, council.practitioner, NOON + timedelta(days=2))
    operations.propose(
        shut := council.shut(audit),
        Proposal(Outcome.DESTROYED, Kind.OTHER_CHILD, "", "Nobody knows whose it is."),
        council.by(council.first),
        NOON,
        HERE,
    )
    operations.agree(shut, council.by(council.second), NOON, HERE)
    (told_of_it,) = mailed("wrong-child:")
    assert told_of_it.to == council.practitioner.email
    assert told_of_it.subject == "A practice conversation is cancelled"
    assert REFERENCE not in told_of_it.text
    assert every(Conversation) == 0


def test_what_was_typed_and_kept_elsewhere_goes_and_nothing_more_is_kept(council):
    audit = council.written()
    path = f"/audits/{audit.public_id}/sections/one"
    session = sessions.begin(council.auditor, "token", NOON, factor=Factor.CODE)
    keep_nothing_of(queries.is_shut_address)
    keep_form(session, path, [("evidence", "Seen")], NOON)
    keep_form(session, "/audits", [("evidence", "Seen")], NOON)
    council.shut(audit)
    assert keep_form(session, path, [("evidence", "Seen again")], NOON) is None
    assert [one.path for one in db.session.scalars(select(KeptForm))] == ["/audits"]


def test_two_people_decide_and_nobody_is_both(council):
    shut = council.proposed(Outcome.DESTROYED)
    with pytest.raises(DomainError, match="You proposed this"):
        operations.agree(shut, council.by(council.first), NOON, HERE)
    appoint(council.auditor, Role.INFORMATION_GOVERNANCE, council.council)
    with pytest.raises(DomainError, match="You are the auditor"):
        operations.agree(shut, council.by(council.auditor), NOON, HERE)
    assert shut.outcome is None
    operations.agree(shut, council.by(council.head), NOON, HERE)
    assert shut.outcome is Outcome.DESTROYED


def test_a_refusal_leaves_it_shut_and_lets_somebody_propose_anew(council):
    shut = council.proposed(Outcome.DESTROYED)
    operations.refuse(shut, "Ask the auditor first.", council.by(council.second), NOON, HERE)
    assert (shut.outcome, shut.proposal) == (None, None)
    assert mailed("refused")[0].to == council.first.email
    operations.propose(shut, ASKED, council.by(council.second), NOON, HERE)
    operations.agree(shut, council.by(council.first), NOON, HERE)
    assert shut.outcome is Outcome.OPENED


def test_the_second_of_two_answers_and_of_two_proposals_is_told(council):
    shut = council.proposed(Outcome.OPENED)
    with pytest.raises(DomainError, match="proposed already"):
        operations.propose(shut, ASKED, council.by(council.second), NOON, HERE)
    operations.agree(shut, council.by(council.second), NOON, HERE)
    with pytest.raises(DomainError, match="decided already"):
        operations.agree(shut, council.by(council.head), NOON, HERE)
    with pytest.raises(DomainError, match="decided already"):
        operations.refuse(shut, "No.", council.by(council.head), NOON, HERE)
    assert len(told("shut-audit:opened")) == 1


def test_what_another_answered_a_moment_ago_is_seen(council):
    shut = council.proposed(Outcome.OPENED)
    assert shut.proposal
    db.session.execute(
        update(ShutProposal).values(answered_at=NOON),
        execution_options={"synchronize_session": False},
    )
    with pytest.raises(DomainError, match="Nothing waits"):
        operations.agree(shut, council.by(council.second), NOON, HERE)


def test_opened_again_it_is_as_it_was(council):
    audit = council.written()
    make_proposal(council.team, council.auditor, source=source_of(audit))
    shut = council.shut(audit)
    operations.propose(shut, ASKED, council.by(council.first), NOON, HERE)
    operations.agree(shut, council.by(council.second), NOON, HERE)
    db.session.expire_all()
    found = find_audit(audit.public_id, auditor(audit), Permission.AUDIT_READ)
    assert (found.status, found.allocation.state) == (Status.AGREED, State.DONE)
    assert len(list_findings(found)) == 2
    assert len(list_proposals(found)) == 1


def test_destroyed_nothing_of_it_is_left_in_any_table_but_a_line_without_words(council):
    audit = council.written()
    section = audit.template.sections[0]
    there = audit.reading(section.id)
    db.session.add(
        EarlierSection(
            council_id=audit.council_id,
            section_reading_id=there.id,
            number=1,
            said={},
            why=SAW,
            replaced_at=NOON,
            replaced_by_id=council.auditor.id,
        )
    )
    make_proposal(council.team, council.auditor, source=source_of(audit))
    shut = council.shut(audit)
    asked = Proposal(Outcome.DESTROYED, Kind.OTHER_CHILD, "", "Nobody knows whose it is.")
    operations.propose(shut, asked, council.by(council.first), NOON, HERE)
    operations.agree(shut, council.by(council.second), NOON, HERE)
    for name in ("audit", "finding_theme", "participation", "action_change", *COUNTED):
        assert db.session.scalar(text(f"SELECT count(*) FROM {name}")) == 0, name
    assert shut.destroyed["findings"] == 2
    assert shut.destroyed["earlier versions"] == 1
    assert shut.destroyed["actions"] == 1
    kept = [str(value) for row in db.session.execute(select(ShutAudit.__table__)) for value in row]
    assert SAW not in " ".join(kept)
    assert told("shut-audit:destroyed")[0]["facts"]["proposed_by"] == council.first.id


def test_the_slot_is_filled_again_with_an_empty_audit(council):
    shut = council.decided(Outcome.DESTROYED)
    given = shut.allocation
    assert (given.state, given.reference, given.done_at) == (State.TO_DO, REFERENCE, None)
    anew = auditing.begin(given, council.by(council.auditor), NOON)
    assert not picture_of(anew).findings
    assert anew.public_id != shut.audit_id
    lead = council.by(council.lead)
    changes.put_off(given, given.due_on + timedelta(days=7), "Begun anew", lead, NOON)


def test_moved_it_is_a_draft_of_the_same_auditor_on_the_right_childs_record(council):
    audit = council.written()
    make_proposal(council.team, council.auditor, source=source_of(audit))
    shut = council.shut(audit)
    asked = Proposal(Outcome.MOVED, Kind.OTHER_CHILD, "99001", "The visits are hers.")
    operations.propose(shut, asked, council.by(council.first), NOON, HERE)
    operations.agree(shut, council.by(council.second), NOON, HERE)
    db.session.expire_all()
    found = find_audit(audit.public_id, council.by(council.auditor), Permission.AUDIT_WRITE)
    assert found.is_open
    assert found.moved_at == NOON
    assert (found.allocation.reference, found.allocation.state) == (RIGHT, State.STARTED)
    assert (found.age_then, found.practitioner_then_id) == (4, council.practitioner.id)
    assert len(list_findings(found)) == 2
    (proposal,) = list_proposals(found)
    assert (proposal.state, proposal.child_id) == (ActionState.PROPOSED, council.right.child_id)
    assert shut.allocation.state is State.TO_DO
    assert not list_of_child(council.wrong.child_id, council.by(council.lead), limit=5)
    anew = auditing.begin(shut.allocation, council.by(council.auditor), NOON)
    assert audit_before(anew, council.by(council.auditor)) is None


def test_what_one_family_said_of_its_safety_is_not_said_of_the_one_it_moves_to(council):
    audit = council.written()
    check = SafetyCheck(
        council_id=audit.council_id,
        audit_id=audit.id,
        asked_at=NOON,
        asked_by_id=council.auditor.id,
        asked_of_id=council.practitioner.id,
    )
    db.session.add(check)
    shut = council.shut(audit)
    asked = Proposal(Outcome.MOVED, Kind.OTHER_CHILD, RIGHT, "The visits are hers.")
    operations.propose(shut, asked, council.by(council.first), NOON, HERE)
    operations.agree(shut, council.by(council.second), NOON, HERE)
    assert every(SafetyCheck) == 0
    parts = db.session.scalars(select(Participation.part)).all()
    assert Part.PRACTITIONER not in parts


def test_where_the_reference_was_wrong_the_right_record_stands_in_its_place(council):
    shut = council.decided(Outcome.MOVED, Kind.OTHER_REFERENCE, RIGHT)
    states = dict(db.session.execute(select(Allocation.reference, Allocation.state)).all())
    assert states == {REFERENCE: State.WITHDRAWN, RIGHT: State.STARTED}
    assert shut.now_read.due_on == shut.allocation.due_on


def test_where_the_words_go_but_the_reference_was_wrong_the_right_record_is_read_afresh(council):
    council.decided(Outcome.DESTROYED, Kind.OTHER_REFERENCE, RIGHT)
    states = dict(db.session.execute(select(Allocation.reference, Allocation.state)).all())
    assert states == {REFERENCE: State.WITHDRAWN, RIGHT: State.TO_DO}


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("", "Enter the reference"),
        ("7777777", "not on the list"),
        (REFERENCE, "in which it was written"),
    ],
)
def test_words_move_only_to_another_record_of_the_list(council, reference, says):
    shut = council.shut()
    asked = Proposal(Outcome.MOVED, Kind.OTHER_CHILD, reference, "Why")
    with pytest.raises(DomainError, match=says):
        operations.propose(shut, asked, council.by(council.first), NOON, HERE)


def test_words_do_not_move_where_their_auditor_may_not_read(council):
    council.right.child.restricted = True
    shut = council.shut()
    asked = Proposal(Outcome.MOVED, Kind.OTHER_CHILD, RIGHT, "Why")
    with pytest.raises(DomainError, match="may not audit this child"):
        operations.propose(shut, asked, council.by(council.first), NOON, HERE)


def test_nobody_sees_those_of_another_place_or_council(council):
    shut = council.shut()
    assert queries.count(council.by(council.first)) == 1
    assert queries.count(viewer_of(make_person(Role.INFORMATION_GOVERNANCE))) == 0
    assert queries.find_shut(shut.public_id, council.by(council.head)) is shut
