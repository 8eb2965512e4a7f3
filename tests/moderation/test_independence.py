"""Who is not independent of an audit, besides its auditor."""

from datetime import timedelta

import pytest

from qa_app.access.rules import Duty, Role
from qa_app.actions import operations as actions
from qa_app.audits import operations as audits
from qa_app.audits.rules import Safe
from qa_app.foundation.errors import DomainError
from qa_app.moderation import operations
from qa_app.moderation.queries import of_audit
from qa_app.moderation.queries.independence import why_not
from qa_app.moderation.rules.independence import (
    HAD_IT,
    OWN_WORK,
    READ_IT_BEFORE,
    Moderator,
    Subject,
    why_not_moderate,
)
from qa_app.rounds.operations.giving import give
from tests.audits.makers import fill
from tests.makers import NOON, TODAY, appoint, make_audit, make_person, viewer_of
from tests.moderation.makers import ADDRESS, Council, fresh, say
from tests.moderation.test_sealing import Sealed


def test_whoever_had_it_before_or_works_with_the_child_too_is_not_independent():
    besides = {"works_too": frozenset({4}), "read_it": frozenset({5})}
    what = Subject(1, "a/", practitioner=2, had_it=frozenset({3}), **besides)
    refused = {number: why_not_moderate(Moderator(number, "x"), what) for number in range(2, 7)}
    assert refused == {2: OWN_WORK, 3: HAD_IT, 4: OWN_WORK, 5: READ_IT_BEFORE, 6: ""}


def test_earlier_auditors_and_second_practitioners_give_no_second_opinion(database):
    council = Council()
    second = make_person(Role.PRACTITIONER, council.team)
    appoint(second, Duty.MODERATOR, council.council)
    council.child.second_practitioner_id = second.id
    reference = council.child.child.reference
    audit = make_audit(auditor=council.moderator, place=council.team, reference=reference)
    fill(audit, "good")
    give(audit.allocation, council.auditor, viewer_of(council.lead), NOON)
    audit = fresh(audit)
    audits.submit(audit, Safe.YES, viewer_of(council.auditor), NOON)
    assert why_not(audit, viewer_of(council.moderator)) == HAD_IT
    assert why_not(audit, viewer_of(second)) == OWN_WORK
    assert why_not(audit, viewer_of(council.lead)) == ""


def test_whoever_moderated_it_and_is_its_auditor_now_gives_the_second_opinion_back(database):
    council = Council()
    found = council.graded("inadequate")
    audit, by = found.audit, viewer_of(council.moderator)
    operations.send_back(found, "More.", by, NOON, address=ADDRESS)
    give(audit.allocation, council.moderator, viewer_of(council.lead), NOON)
    audit = fill(fresh(audit), "outstanding")
    audits.submit(audit, Safe.YES, by, NOON)
    found = of_audit(audit)
    with pytest.raises(DomainError, match="somebody else gives the second opinion"):
        operations.compare(found, say(found, "outstanding"), by, NOON, address=ADDRESS)
    operations.give_back(found, by, NOON)
    assert of_audit(audit) is None
    with pytest.raises(DomainError, match="You did this audit"):
        operations.take(audit, by, NOON)
    assert operations.take(audit, viewer_of(council.lead), NOON).moderator_id == council.lead.id


def test_whoever_audited_the_child_before_reads_it_openly_and_never_blind(open_as):
    council = Council()
    last_month = TODAY.replace(day=1) - timedelta(days=1)
    reference = council.child.child.reference
    about = {"auditor": council.moderator, "place": council.team, "reference": reference}
    make_audit(**about, day=last_month)
    audit = council.submitted()
    assert why_not(audit, viewer_of(council.moderator)) == READ_IT_BEFORE
    assert why_not(audit, viewer_of(council.lead)) == ""
    moderator = open_as(council.moderator)
    queue = " ".join(moderator.get("moderation.index").text.split())
    assert READ_IT_BEFORE in queue and "Take the audit" not in queue
    refused = moderator.post("moderation.take", expect=409, audit_id=audit.public_id).text
    assert READ_IT_BEFORE in refused
    openly = fresh(audit)
    openly.sealed = False
    assert why_not(openly, viewer_of(council.moderator)) == ""


def test_whoever_owes_an_action_of_it_knows_its_words_and_reads_nothing_blind(database):
    """They may give one to themselves, for children's work is nobody's secret; then they give no opinion."""
    sealed = Sealed()
    council, audit = sealed.council, sealed.audit
    lead = viewer_of(council.lead)
    assert why_not(fresh(audit), lead) == ""
    actions.give(sealed.action, council.lead.id, "Mine.", lead, NOON)
    assert why_not(fresh(audit), lead) == READ_IT_BEFORE
    actions.give(sealed.action, council.manager.id, "Yours.", lead, NOON)
    assert why_not(fresh(audit), lead) == READ_IT_BEFORE
