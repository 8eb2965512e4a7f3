"""An audit: the task list of whoever writes it, and the whole of it for whoever may read it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.audit_templates.queries import beside
from qa_app.audit_templates.rules.answers import is_needed
from qa_app.audit_templates.rules.reading import parts_of as parts_of_template
from qa_app.audit_templates.rules.rule_words import rules_in_words
from qa_app.audit_templates.rules.words import Overall
from qa_app.audits import operations, queries
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import audit_before
from qa_app.audits.queries.reading import corrections_of, head_of, what_it_says
from qa_app.audits.queries.sealing import is_sealed_from
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.findings import names_of_themes
from qa_app.audits.rules import FindingKind, SectionState, why_not_withdraw
from qa_app.audits.rules.missing import missing_before_submitting
from qa_app.audits.rules.people import heard_in
from qa_app.audits.rules.picture import Picture
from qa_app.rounds.queries.changes import latest_of
from qa_app.rounds.rules.changes import Act
from qa_app.trail.operations import look


@audits.get("/<public_id:audit_id>")
@requires(Permission.AUDIT_READ)
def show(audit_id: str) -> ResponseReturnValue:
    if is_sealed_from(audit_id, viewer()):
        return render_template("audits/sealed.html", audit_id=audit_id)
    audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    look("audit:viewed", viewer(), audit)
    picture = queries.picture_of(audit)
    if is_mine(audit) and audit.is_open:
        return task_list(audit, picture)
    return reading(audit, picture)


def is_mine(audit: Audit) -> bool:
    return audit.allocation.auditor_id == viewer().person_id


def task_list(audit: Audit, picture: Picture) -> ResponseReturnValue:
    before = audit_before(audit, viewer())
    if before:
        look("audit:viewed", viewer(), before)
    waiting = operations.not_received(audit, viewer())
    return render_template(
        "audits/tasks.html",
        audit=audit,
        template=audit.template,
        head=head_of(audit),
        people_said=steps.people_said(picture),
        heard=heard_in(audit.template),
        parts=picture.parts,
        sections=[(one, *progress_of(picture, one.id)) for one, _ in picture.shown.values()],
        given=picture.given,
        asks_whole=audit.template.overall is not Overall.NONE,
        whole=picture.whole,
        strengths=picture.findings.count(FindingKind.STRENGTH),
        development=picture.findings.count(FindingKind.DEVELOPMENT),
        waiting=waiting,
        missing=len(missing_before_submitting(picture)) + len(waiting),
        stopped=steps.where_stopped(audit, picture),
        first=steps.before_reading(audit, picture) or steps.first_section(audit, picture),
        before=before,
        before_grades=grades_of(before) if before and picture.all_graded else [],
        may_see_grades=picture.all_graded,
        themes=names_of_themes(),
    )


def grades_of(audit: Audit) -> list[tuple[str, str]]:
    given = (
        (one.heading, audit.template.grade(audit.grades.get(one.id)))
        for one in audit.template.graded_sections
    )
    return [(heading, grade.words) for heading, grade in given if grade]


def progress_of(picture: Picture, section_id: str) -> tuple[SectionState, str]:
    """Its state; and its grade, or how many of its questions are answered."""
    state, (_, questions) = picture.state_of(section_id), picture.shown[section_id]
    if state is SectionState.GRADED:
        grade = picture.template.grade(picture.of(section_id).grade)
        return state, grade.words if grade else ""
    needed = [one for one in questions if is_needed(one)]
    done = sum(picture.is_answered(one) for one in needed)
    return state, f"{done} of {len(needed)} answered" if done else ""


def reading(audit: Audit, picture: Picture) -> ResponseReturnValue:
    here = audit.allocation.place.path
    return render_template(
        "audits/show.html",
        mine=is_mine(audit),
        month=audit.allocation.round.month,
        may_list=may(viewer(), Permission.ROUND_READ),
        may_withdraw=may_at(viewer(), Permission.ROUND_WRITE, here)
        and not why_not_withdraw(audit.status_now, signed_by_somebody=audit.signed_by_somebody),
        may_download=may_at(viewer(), Permission.REPORT_READ, here)
        and audit.is_handed_in
        and not audit.is_of_own_work,
        may_correct=is_mine(audit) and audit.is_handed_in,
        withdrawn=latest_of([audit.allocation], [Act.WITHDRAWN]).get(audit.allocation_id)
        if audit.is_withdrawn
        else None,
        earlier=corrections_of(audit),
        with_reference=request.args.get("reference") == "yes",
        **what_it_says(audit, picture),
    )


@audits.get("/<public_id:audit_id>/template")
@requires(Permission.AUDIT_READ)
def template(audit_id: str) -> ResponseReturnValue:
    """What is asked in this audit, for whoever reads it: not all of them may read every template."""
    audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    asked = audit.template
    return render_template(
        "audits/template.html",
        audit=audit,
        template=asked,
        parts=parts_of_template(asked, beside(viewer().council_id)),
        rules=list(rules_in_words(asked)),
        may_read_templates=may(viewer(), Permission.TEMPLATE_READ),
    )
