"""What somebody has to read, and the audits of one child."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import operations, queries
from qa_app.audits.routes.blueprint import audits
from qa_app.children.models import ChildOnList
from qa_app.concerns.models import Concern
from qa_app.foundation.clock import now
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries.samples import is_of_a_sample, list_samples
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.changes import LEFT_OUT
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

OF_A_CHILD = 5


@audits.get("")
@requires(Permission.AUDIT_WRITE)
def mine() -> ResponseReturnValue:
    """What is still to do first; then what is done, the newest first. A dip sample is one line."""
    wanted = rounds.mine(viewer()).where(~is_of_a_sample())
    sheet = sheet_of(rounds.count(wanted))
    allocations = rounds.list_mine(viewer(), sheet.on_a_page, sheet.offset, wanted)
    samples = list_samples(viewer())
    look("audits:listed", viewer(), ids=rounds.children_in(allocations))
    parts = (
        ("To do", [one for one in allocations if one.state in OPEN]),
        ("Paused or left out", [one for one in allocations if one.state in LEFT_OUT]),
        ("Done", [one for one in allocations if one.state is State.DONE]),
        ("Withdrawn", [one for one in allocations if one.state is State.WITHDRAWN]),
    )
    return render_template(
        "audits/mine.html",
        sheet=sheet,
        parts=[(words, listed) for words, listed in parts if listed],
        samples=samples,
        left=rounds.count(wanted.where(Allocation.state.in_(OPEN)))
        + sum(sample.left for _, sample in samples),
        begun=queries.ids_of_audits(allocations),
    )


@audits.post("/allocations/<public_id:allocation_id>/begin")
@requires(Permission.AUDIT_WRITE)
def begin(allocation_id: str) -> ResponseReturnValue:
    allocation = rounds.find_allocation(allocation_id, viewer(), Permission.AUDIT_WRITE)
    audit = operations.begin(allocation, by=viewer(), at=now())
    return redirect(url_for(".show", audit_id=audit.public_id))


def concern_panel(concern: Concern) -> dict[str, object] | None:
    """On a concern: the way back to the audit in which it was raised, for whoever may open that."""
    found = queries.readable_of(concern.allocation_id, viewer())
    if found is None:
        return None
    is_mine = found.allocation.auditor_id == viewer().person_id and found.is_open
    return {"audit_id": found.public_id, "is_mine": is_mine}


def audits_panel(child: ChildOnList) -> dict[str, object] | None:
    """On a record's own page: the audits of the child that the viewer may read, if there are any."""
    found = queries.list_of_child(child.child_id, viewer(), limit=OF_A_CHILD)
    return {"audits": found} if found else None
