"""The pages of an audit."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates.queries import beside
from qa_app.audit_templates.rules import Section, Template
from qa_app.audit_templates.rules.reading import parts_of
from qa_app.audit_templates.rules.rule_words import rules_in_words
from qa_app.audits import operations, queries
from qa_app.audits.forms import SectionForm, SubmitForm
from qa_app.audits.models import Audit
from qa_app.audits.rules import missing_before_submitting
from qa_app.children.models import ChildOnList
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.changes import LEFT_OUT
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

audits = Blueprint("audits", __name__, url_prefix="/audits")
OF_A_CHILD = 5


@audits.get("")
@requires(Permission.AUDIT_WRITE)
def mine() -> ResponseReturnValue:
    """What is still to do first; then what is done, the newest first."""
    wanted = rounds.mine(viewer())
    sheet = sheet_of(rounds.count(wanted))
    allocations = rounds.list_mine(viewer(), sheet.on_a_page, sheet.offset)
    look("audits:listed", viewer(), ids=rounds.children_in(allocations))
    parts = (
        ("To do", [one for one in allocations if one.state in OPEN]),
        ("Paused or left out", [one for one in allocations if one.state in LEFT_OUT]),
        ("Done", [one for one in allocations if one.state is State.DONE]),
    )
    return render_template(
        "audits/mine.html",
        sheet=sheet,
        parts=[(words, listed) for words, listed in parts if listed],
        left=rounds.count(wanted.where(Allocation.state.in_(OPEN))),
        begun=queries.ids_of_audits(allocations),
    )


@audits.post("/allocations/<public_id:allocation_id>/begin")
@requires(Permission.AUDIT_WRITE)
def begin(allocation_id: str) -> ResponseReturnValue:
    allocation = rounds.find_allocation(allocation_id, viewer(), Permission.AUDIT_WRITE)
    audit = operations.begin(allocation, by=viewer(), at=now())
    return redirect(url_for(".show", audit_id=audit.public_id))


@audits.route("/<public_id:audit_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_READ)
def show(audit_id: str) -> ResponseReturnValue:
    audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    template, form = template_of(audit), SubmitForm()
    if form.validate_on_submit():
        audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
        try:
            operations.submit(audit, template, by=viewer(), at=now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash("Audit submitted")
            return redirect(url_for(".show", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    sections = [(one.id, one.heading) for one in template.graded_sections]
    return render_template(
        "audits/show.html",
        audit=audit,
        template=template,
        form=form,
        missing=missing_before_submitting(audit.grades, sections),
        mine=audit.allocation.auditor_id == viewer().person_id,
        month=audit.allocation.round.month,
        may_list=may(viewer(), Permission.ROUND_READ),
    )


@audits.get("/<public_id:audit_id>/template")
@requires(Permission.AUDIT_READ)
def template(audit_id: str) -> ResponseReturnValue:
    """What is asked in this audit, for whoever reads it: not all of them may read every template."""
    audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    asked = template_of(audit)
    return render_template(
        "audits/template.html",
        audit=audit,
        template=asked,
        parts=parts_of(asked, beside(viewer().council_id)),
        rules=list(rules_in_words(asked)),
        may_read_templates=may(viewer(), Permission.TEMPLATE_READ),
    )


@audits.route("/<public_id:audit_id>/sections/<section_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def section(audit_id: str, section_id: str) -> ResponseReturnValue:
    audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
    template = template_of(audit)
    asked = section_of(template, section_id)
    form = SectionForm(obj=audit.reading(section_id))
    form.ask_about(asked, template)
    if form.validate_on_submit():
        operations.grade_section(
            audit, asked, form.grade.data or None, form.evidence.data, by=viewer(), at=now()
        )
        without = "" if form.grade.data else ", without a grade yet"
        flash(f"“{asked.heading}” saved{without}")
        return redirect(url_for(".show", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    return render_template("audits/section.html", audit=audit, section=asked, form=form)


def template_of(audit: Audit) -> Template:
    return audit.allocation.round.template_version.template


def section_of(template: Template, section_id: str) -> Section:
    found = template.section(section_id)
    return found if found and found.graded else abort(404)


def audits_panel(child: ChildOnList) -> dict[str, object] | None:
    """On a record's own page: the audits of the child that the viewer may read, if there are any."""
    found = queries.list_of_child(child.child_id, viewer(), limit=OF_A_CHILD)
    return {"audits": found} if found else None
