"""What becomes of a shut audit: moved to the right child, destroyed for good, or opened again."""

from datetime import datetime

from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.actions.operations import shutting as actions
from qa_app.audits.operations.shutting import destroy_audit, move_audit, open_audit_again
from qa_app.audits.queries.beside import source_of
from qa_app.children.models import ChildOnList
from qa_app.children.queries.children import row_on_the_list
from qa_app.concerns.queries.people import is_restricted
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Place
from qa_app.organisation.queries import viewer_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import mark_started
from qa_app.rounds.operations import shutting as rounds
from qa_app.sign_in.operations.kept_forms import forget_forms_of
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.operations.beginning_again import begin_again
from qa_app.wrong_child.queries import audit_in
from qa_app.wrong_child.queries.promises import as_kept
from qa_app.wrong_child.rules import is_replaced


def move(shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str) -> None:
    row, audit = right_record(shut, proposal.reference), audit_in(shut)
    begin_again(shut.allocation, audit, at, address)
    slot = rounds.beside(shut.allocation, row, by, at)
    mark_started(slot, at)
    move_audit(audit, slot, row, at)
    actions.propose_afresh(source_of(audit), audit.council_id, slot.child, slot.place)
    if is_replaced(proposal.outcome, proposal.kind, proposal.reference):
        rounds.give_place_to(shut.allocation, slot, by, at)
    else:
        rounds.refill(shut.allocation, by, at)
    shut.now_read = slot


def destroy(
    shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str
) -> None:
    slot = shut.allocation
    if is_replaced(proposal.outcome, proposal.kind, proposal.reference):
        slot = rounds.beside(slot, right_record(shut, proposal.reference), by, at)
        rounds.give_place_to(shut.allocation, slot, by, at)
    else:
        rounds.refill(slot, by, at)
    forget_forms_of(shut.audit_id)
    begin_again(shut.allocation, audit_in(shut), at, address)
    shut.promises = as_kept(shut)
    shut.destroyed, shut.now_read = destroy_audit(audit_in(shut)), slot
    shut.believed = ""


def open_again(
    shut: ShutAudit, proposal: ShutProposal, by: Viewer, at: datetime, address: str
) -> None:
    audit = audit_in(shut)
    open_audit_again(audit)
    actions.shut_of(source_of(audit), audit.council_id, None)
    rounds.open_again(shut.allocation, by, at)
    shut.now_read = shut.allocation


def right_record(shut: ShutAudit, reference: str) -> ChildOnList:
    """The right child, on the list in force, whom the same auditor may read."""
    row = row_on_the_list(reference, shut.council_id)
    if row is None:
        raise DomainError(
            Reason(
                "This reference is not on the list of children. Enter one that is, or propose that the "
                "words are destroyed",
                "reference",
            )
        )
    if row.child_id == shut.allocation.child_id:
        raise DomainError(
            Reason(
                "This is the record in which it was written. Enter that of the other child",
                "reference",
            )
        )
    refuse_who_may_not_read(shut.allocation, row, shut)
    return row


def refuse_who_may_not_read(allocation: Allocation, row: ChildOnList, shut: ShutAudit) -> None:
    council = db.session.get_one(Place, shut.council_id)
    auditor = viewer_of(allocation.auditor, council, london_day(shut.shut_at))
    own = allocation.auditor_id in (row.practitioner_id, row.second_practitioner_id)
    cleared = not is_restricted(row.child) or (
        auditor is not None and may_at(auditor, Permission.CHILD_RESTRICTED, row.place.path)
    )
    if auditor is None or own or not cleared or not may(auditor, Permission.AUDIT_WRITE):
        raise DomainError(
            Reason(
                "The auditor may not audit this child’s record, so nothing can be moved there. Propose "
                "that the words are destroyed, and have the record audited by somebody else",
                "reference",
            )
        )
