"""The first audit beside the second: for its auditor to say what became of things, for others to read."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.actions.rules import Helped
from qa_app.audits import queries as audits
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import list_findings
from qa_app.audits.routes.findings import names_of_themes
from qa_app.follow_up.forms.second_audits import EarlierActionForm, WhyMovedForm
from qa_app.follow_up.operations.second_audits import look_at_action, say_why_moved
from qa_app.follow_up.queries import second_audits as queries
from qa_app.follow_up.queries.compared import Compared, compared
from qa_app.follow_up.routes.blueprint import follow_up
from qa_app.follow_up.rules.second_audits import WHOLE, Moved, Outcome
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look

READ, WRITE = Permission.AUDIT_READ, Permission.AUDIT_WRITE
# The whole audit has no section, and an address needs a word.
OF_THE_WHOLE = "whole"


def find_compared(audit_id: str, permission: Permission) -> tuple[Audit, Compared | None]:
    """The second audit, and what it is compared with if it is one."""
    second = audits.find_audit(audit_id, viewer(), permission)
    pair = queries.pair_of(second)
    if pair is None or second.is_withdrawn:
        return second, None
    if not is_its_auditor(second) and not queries.may_read_first(pair, viewer()):
        return second, None
    return second, compared(pair, second)


def is_its_auditor(second: Audit) -> bool:
    return second.allocation.auditor_id == viewer().person_id


def look_at_both(there: Compared) -> None:
    look("audit:viewed", viewer(), there.first)
    look("audit:viewed", viewer(), there.second)


@follow_up.get("/audits/<public_id:audit_id>/compared")
@requires(READ)
def compare(audit_id: str) -> ResponseReturnValue:
    second, there = find_compared(audit_id, READ)
    if there is None:
        return redirect(url_for("audits.show", audit_id=audit_id))
    look_at_both(there)
    return render_template(
        "follow_up/compared.html",
        audit=second,
        compared=there,
        findings=list_findings(there.first),
        themes=names_of_themes(),
        mine=is_its_auditor(second),
        may_read_first=queries.may_read_first(there.pair, viewer()),
        of_the_whole=OF_THE_WHOLE,
    )


@follow_up.route(
    "/audits/<public_id:audit_id>/earlier-actions/<public_id:earlier_id>", methods=["GET", "POST"]
)
@requires(WRITE)
def earlier_action(audit_id: str, earlier_id: str) -> ResponseReturnValue:
    second, there = find_compared(audit_id, WRITE)
    if there is None or not is_its_auditor(second):
        return redirect(url_for("audits.show", audit_id=audit_id))
    action, found = next(
        (one for one in there.actions if one[0].public_id == earlier_id), (None, None)
    )
    if action is None:
        abort(404)
    known = (
        {"outcome": found.outcome.name, "helped": found.helped.name, "words": found.words}
        if found
        else {}
    )
    form = EarlierActionForm(data=known)
    if form.validate_on_submit() and form.attempt(
        lambda: look_at_action(
            there,
            action,
            Outcome[form.outcome.data],
            Helped[form.helped.data],
            form.words.data,
            viewer(),
            now(),
        )
    ):
        flash("Saved what became of it")
        return redirect(url_for(".compare", audit_id=audit_id, _anchor="actions"))
    look_at_both(there)
    return shown("follow_up/earlier_action.html", form, audit=second, action=action)


@follow_up.route("/audits/<public_id:audit_id>/moved/<section_id>", methods=["GET", "POST"])
@requires(WRITE)
def why_moved(audit_id: str, section_id: str) -> ResponseReturnValue:
    second, there = find_compared(audit_id, WRITE)
    section = WHOLE if section_id == OF_THE_WHOLE else section_id
    if there is None or not is_its_auditor(second):
        return redirect(url_for("audits.show", audit_id=audit_id))
    line = next(
        (one for one in there.grades if one.section == section and one.moved is not Moved.SAME),
        None,
    )
    if line is None:
        return redirect(url_for(".compare", audit_id=audit_id))
    form = WhyMovedForm(data={"why": there.why.get(section, "")})
    if form.validate_on_submit() and form.attempt(
        lambda: say_why_moved(there, section, form.why.data, viewer(), now())
    ):
        flash("Saved why it moved")
        return redirect(url_for(".compare", audit_id=audit_id, _anchor="grades"))
    look_at_both(there)
    return shown("follow_up/why_moved.html", form, audit=second, line=line)


def task_panel(audit: Audit) -> dict[str, Any] | None:
    """On the task list of a second audit: how much of the first is followed up."""
    pair = queries.pair_of(audit)
    return {"compared": compared(pair, audit)} if pair else None


def pair_panel(audit: Audit) -> dict[str, Any] | None:
    """On the page of either: that there are two, or that there could be."""
    pair = queries.pair_of(audit)
    may_plan = may_at(viewer(), queries.BY_NAME, audit.allocation.place.path)
    if pair is not None:
        readable = is_its_auditor(audit) or queries.may_read_first(pair, viewer())
        return {"is_second": True, "decided": None, "may_plan": False} if readable else None
    if not may_plan or audit.submitted_at is None or audit.is_withdrawn or audit.is_of_own_work:
        return None
    return {"is_second": False, "decided": queries.decided_of(audit), "may_plan": True}
