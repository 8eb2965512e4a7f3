"""What is kept no longer is destroyed, year by year; by somebody who sees how many there are, and none of them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.past_audits.forms import destroy_form
from qa_app.past_audits.operations.imports import destroy_before
from qa_app.past_audits.queries.imports import count_by_year
from qa_app.past_audits.routes.blueprint import past_audits


@past_audits.route("/kept", methods=["GET", "POST"])
@requires(Permission.RETENTION_WRITE, council_wide=True)
def kept() -> ResponseReturnValue:
    years = count_by_year(viewer().council_id)
    form = destroy_form(years)
    if form.validate_on_submit():
        gone = destroy_before(int(form.before.data) + 1, by=viewer(), at=now())
        flash(f"{gone:,} imported {'audit' if gone == 1 else 'audits'} destroyed")
        return redirect(url_for(".kept"))
    return render_template("past_audits/kept.html", form=form, years=years)
