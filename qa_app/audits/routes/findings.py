"""Strengths and areas for development of an audit."""

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates import library
from qa_app.audits import operations
from qa_app.audits.forms.findings import FindingForm, Groups, RemoveForm
from qa_app.audits.models import Audit, Finding
from qa_app.audits.queries.beside import find_finding, list_findings, list_proposals
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.rules import FindingKind
from qa_app.audits.rules.findings import most_of, why_no_more
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look

KINDS = {"strength": FindingKind.STRENGTH, "development": FindingKind.DEVELOPMENT}
ADDED = {FindingKind.STRENGTH: "Strength", FindingKind.DEVELOPMENT: "Area for development"}


def groups_of_themes() -> Groups:
    """The themes in their groups, each by its code."""
    return [
        (group["name"], [(one["code"], one["name"]) for one in group["themes"]])
        for group in library.themes()["groups"]
    ]


def names_of_themes() -> dict[str, str]:
    return {code: name for _, themes in groups_of_themes() for code, name in themes}


@audits.get("/<public_id:audit_id>/findings")
@requires(Permission.AUDIT_WRITE)
def findings(audit_id: str) -> ResponseReturnValue:
    audit = steps.find_mine(audit_id)
    if not audit.is_open:
        return redirect(steps.task_list(audit))
    look("audit:viewed", viewer(), audit)
    there = list_findings(audit)
    parts = [
        (name, kind, [one for one in there if one.kind is kind], most_of(audit.template, kind))
        for name, kind in KINDS.items()
    ]
    return render_template(
        "audits/findings.html",
        audit=audit,
        parts=[part for part in parts if part[3] or part[2]],
        themes=names_of_themes(),
        proposals=list_proposals(audit),
    )


@audits.route("/<public_id:audit_id>/findings/new/<finding_kind>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def add_finding(audit_id: str, finding_kind: str) -> ResponseReturnValue:
    audit, kind = open_audit(audit_id), KINDS.get(finding_kind) or abort(404)
    there = [one.kind for one in list_findings(audit)]
    if request.method == "GET" and (full := why_no_more(audit.template, kind, there)):
        flash(full, "notice")
        return redirect(url_for(".findings", audit_id=audit_id))
    form = FindingForm(kind, groups_of_themes())
    if (
        not form.suggest.data
        and form.validate_on_submit()
        and form.attempt(
            lambda: operations.add_finding(
                audit, kind, form.text.data, form.themes, form.is_good_practice, viewer(), now()
            )
        )
    ):
        flash(f"{ADDED[kind]} added")
        return redirect(url_for(".findings", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    return shown("audits/finding.html", form, audit=audit, kind=kind, finding=None)


@audits.route("/<public_id:audit_id>/findings/<public_id:finding_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def change_finding(audit_id: str, finding_id: str) -> ResponseReturnValue:
    audit = open_audit(audit_id)
    finding = find_finding(audit, finding_id)
    codes = dict(zip(("theme_1", "theme_2", "theme_3"), finding.theme_codes, strict=False))
    ticked = ["yes"] if finding.good_practice else []
    form = FindingForm(
        finding.kind,
        groups_of_themes(),
        data={**codes, "text": finding.text, "good_practice": ticked, "version": finding.version},
    )
    if (
        not form.suggest.data
        and form.validate_on_submit()
        and not is_overtaken(form, finding)
        and form.attempt(
            lambda: operations.change_finding(
                audit, finding, form.text.data, form.themes, form.is_good_practice, viewer(), now()
            )
        )
    ):
        flash(f"{ADDED[finding.kind]} saved")
        return redirect(url_for(".findings", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    return shown("audits/finding.html", form, audit=audit, kind=finding.kind, finding=finding)


@audits.post("/<public_id:audit_id>/findings/suggestions")
@requires(Permission.AUDIT_WRITE)
def suggest_themes(audit_id: str) -> ResponseReturnValue:
    """A piece of the page while somebody types: they are sent, because addresses are kept in logs."""
    open_audit(audit_id)
    form = FindingForm(FindingKind.DEVELOPMENT, groups_of_themes())
    return jsonify(piece=render_template("audits/suggested.html", form=form))


@audits.route(
    "/<public_id:audit_id>/findings/<public_id:finding_id>/remove", methods=["GET", "POST"]
)
@requires(Permission.AUDIT_WRITE)
def remove_finding(audit_id: str, finding_id: str) -> ResponseReturnValue:
    audit = open_audit(audit_id)
    finding, form = find_finding(audit, finding_id), RemoveForm()
    if form.validate_on_submit():
        operations.remove_finding(audit, finding, viewer(), now())
        flash(f"{ADDED[finding.kind]} removed")
        return redirect(url_for(".findings", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    return render_template("audits/remove_finding.html", form=form, audit=audit, finding=finding)


def is_overtaken(form: FindingForm, finding: Finding) -> bool:
    """Whether it was changed meanwhile; then the page shows what it says now beside what was typed."""
    if form.version.data == str(finding.version):
        return False
    form.version.data = str(finding.version)
    form.refuse(
        "This was changed while your page was open. Compare the two texts, then save what is right"
    )
    return True


def open_audit(audit_id: str) -> Audit:
    audit = steps.find_mine(audit_id)
    operations.refuse_unless_open(audit, viewer())
    return audit
