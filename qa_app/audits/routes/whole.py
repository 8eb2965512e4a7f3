"""The judgement of the whole audit, where its template asks for one."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules.words import Overall
from qa_app.audits import operations, queries
from qa_app.audits.forms.sections import WholeForm
from qa_app.audits.models import Audit
from qa_app.audits.operations import Overtaken
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.noticing import notices_of_form
from qa_app.audits.routes.saving import show_both, taken_of_theirs
from qa_app.audits.rules.differing import settled_whole
from qa_app.audits.rules.picture import is_refused, needs_reason
from qa_app.foundation.clock import now
from qa_app.trail.operations import look
from qa_app.web.autosave import Saved, answer_autosave, is_autosave, save_in_order

HEADING = "The whole audit"


@audits.route("/<public_id:audit_id>/whole", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def whole(audit_id: str) -> ResponseReturnValue:
    audit = steps.find_mine(audit_id)
    page = WholePage(audit)
    if request.method == "POST":
        return answer_autosave(page.save) if is_autosave() else page.press()
    if not audit.is_open:
        return redirect(steps.task_list(audit))
    look("audit:viewed", viewer(), audit)
    return page.show()


class WholePage:
    def __init__(self, audit: Audit) -> None:
        if audit.template.overall is Overall.NONE:
            abort(404)
        self.audit, self.picture = audit, queries.picture_of(audit)
        self.form = WholeForm(self.picture.whole, audit.template, audit.version)
        if audit.template.overall is not Overall.GRADED:
            del self.form.grade

    def show(self) -> ResponseReturnValue:
        self.form.says = self.picture.said_of(None)
        shown = [section for section, _ in self.picture.shown.values() if section.graded]
        grades = [
            (one.heading, self.audit.template.grade(self.picture.of(one.id).grade)) for one in shown
        ]
        return render_template(
            "audits/whole.html",
            audit=self.audit,
            form=self.form,
            grades=[
                (heading, grade.words if grade else "Not graded yet") for heading, grade in grades
            ],
        )

    def save(self, version: int) -> Saved:
        self.form.validate()
        self.form.take_reasons(request.form, self.audit.template)
        written = self.form.written
        if taken := taken_of_theirs():
            written = settled_whole(written, self.form.before, taken)
        after = replace(self.picture, whole=written)
        refused = [one for one in after.said_of(None) if is_refused(one)]
        if refused and written.grade and "grade" in self.form:
            self.form.grade.errors = [refused[0].words]
            written = replace(written, grade=None)
        made = operations.save_whole(
            self.audit, written, version, viewer(), now(), while_typing=is_autosave()
        )
        self.picture = replace(self.picture, whole=written)
        self.form.version.data = str(made)
        return Saved(made, notices_of_form(self.form), dict(self.form.problems))

    def press(self) -> ResponseReturnValue:
        try:
            saved = save_in_order(self.save)
        except Overtaken as overtaken:
            return show_both(self.audit, HEADING, self.form.written, overtaken)
        if saved.problems:
            return self.show()
        flash("Saved")
        if self.form.later.data:
            return redirect(steps.task_list(self.audit))
        if self.asks_for_reasons_anew():
            return redirect(url_for(".whole", audit_id=self.audit.public_id, _anchor="reasons"))
        return redirect(url_for(".findings", audit_id=self.audit.public_id))

    def asks_for_reasons_anew(self) -> bool:
        given = self.picture.whole.reasons
        return any(
            needs_reason(one, given) and f"reason-{one.key}" not in request.form
            for one in self.picture.said_of(None)
        )
