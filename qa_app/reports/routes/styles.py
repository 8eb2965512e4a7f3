"""The council's own Word style for papers."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.reports.document import MOST_BYTES
from qa_app.reports.forms.papers import EndStyleForm, StyleForm
from qa_app.reports.operations.keeping import add_style, end_style
from qa_app.reports.queries.styles import style_in_force
from qa_app.reports.routes.blueprint import reports

STYLE = Permission.REPORT_STYLE


@reports.route("/style", methods=["GET", "POST"])
@requires(STYLE, council_wide=True)
def style() -> ResponseReturnValue:
    form = StyleForm()
    if form.validate_on_submit():
        chosen = form.chosen.data
        content = chosen.stream.read(MOST_BYTES + 1)
        name = chosen.filename.replace("\\", "/").rpartition("/")[2][:80]
        if form.attempt(lambda: add_style(content, name, viewer(), now())):
            flash("Papers are written in this style from now on")
            return redirect(url_for(".style"))
    there = style_in_force(viewer().council_id)
    return render_template(
        "reports/style.html",
        form=form,
        style=there,
        ending=EndStyleForm(),
        may_ask=may_open("reports.index"),
    )


@reports.post("/style/end")
@requires(STYLE, council_wide=True)
def end_own_style() -> ResponseReturnValue:
    form = EndStyleForm()
    there = style_in_force(viewer().council_id)
    if form.attempt(lambda: end_style(there, viewer(), now())):
        flash("Papers are written in the service’s own style from now on")
    return redirect(url_for(".style"))
