import pytest

from qa_app.audits import operations
from qa_app.audits.rules import Status
from qa_app.foundation.errors import DomainError
from qa_app.rounds.rules import State
from tests.makers import NOON, make_allocation, make_audit, make_person, viewer_of


def template_of(audit):
    return audit.allocation.round.template_version.template


def grade_all(audit, grade="good"):
    for section in template_of(audit).sections:
        operations.grade_section(audit, section, grade, "Seen", viewer_of(auditor(audit)), NOON)


def auditor(audit):
    return audit.allocation.auditor


def test_beginning_twice_makes_one_audit(database):
    audit = make_audit()
    again = operations.begin(audit.allocation, by=viewer_of(auditor(audit)), at=NOON)
    assert again is audit
    assert audit.allocation.state is State.STARTED


def test_nobody_begins_an_audit_that_is_allocated_to_another(database):
    allocation = make_allocation()
    other = viewer_of(make_person(place=allocation.place))
    with pytest.raises(DomainError, match="allocated"):
        operations.begin(allocation, by=other, at=NOON)


def test_an_unfinished_audit_is_refused_with_reasons(database):
    audit = make_audit()
    with pytest.raises(DomainError) as refused:
        operations.submit(audit, template_of(audit), by=viewer_of(auditor(audit)), at=NOON)
    assert refused.value.reasons[0] == "Grade “Decisions at the points that matter”"
    assert audit.status is Status.DRAFT


def test_a_submitted_audit_is_done_and_can_no_longer_be_graded(database):
    audit = make_audit()
    grade_all(audit)
    operations.submit(audit, template_of(audit), by=viewer_of(auditor(audit)), at=NOON)

    assert audit.allocation.done_at == NOON
    with pytest.raises(DomainError, match="submitted"):
        grade_all(audit, "inadequate")
