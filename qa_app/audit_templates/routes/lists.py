"""What stands beside templates: practice standards, themes and time limits."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates import library, operations, queries
from qa_app.audit_templates.forms.versions import TimeLimitForm
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.rules.time_limits import Body, Checked, limits_by_body
from qa_app.foundation.clock import now, today


@audit_templates.get("/practice-standards")
@requires(Permission.TEMPLATE_READ)
def standards() -> ResponseReturnValue:
    return render_template(
        "audit_templates/standards.html",
        standards=library.standards(),
        tested_by=queries.questions_by_standard(viewer(), today()),
    )


@audit_templates.get("/themes")
@requires(Permission.TEMPLATE_READ)
def themes() -> ResponseReturnValue:
    return render_template("audit_templates/themes.html", themes=library.themes())


@audit_templates.get("/time-limits")
@requires(Permission.TEMPLATE_READ)
def time_limits() -> ResponseReturnValue:
    limits = queries.time_limits(viewer().council_id)
    body, checked = request.args.get("body", ""), request.args.get("checked", "")
    return render_template(
        "audit_templates/time_limits.html",
        groups=limits_by_body(
            limits,
            Body[body] if body in Body.__members__ else None,
            Checked[checked] if checked in Checked.__members__ else None,
        ),
        unchecked=sum(one.checked_on is None for one in limits),
        bodies=[(one.name, one.value) for one in Body],
        states=[(one.name, one.value) for one in Checked],
        body=body,
        checked=checked,
        writes=may(viewer(), Permission.TEMPLATE_WRITE),
    )


@audit_templates.route("/time-limits/<limit_code>/check", methods=["GET", "POST"])
@requires(Permission.TEMPLATE_WRITE)
def time_limit(limit_code: str) -> ResponseReturnValue:
    limits = queries.time_limits(viewer().council_id)
    limit = next((one for one in limits if one.code == limit_code), None) or abort(404)
    form = TimeLimitForm(obj=limit)
    form.counted_in(limit.unit)
    if form.validate_on_submit():
        operations.check_time_limit(
            limit_code,
            form.limit.data,
            form.most.data if form.most else None,
            by=viewer(),
            at=now(),
        )
        flash(f"“{limit.name}” saved")
        return redirect(url_for(".time_limits"))
    return render_template("audit_templates/time_limit.html", limit=limit, form=form)
