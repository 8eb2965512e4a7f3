"""One section of an audit, one page."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates.queries import beside
from qa_app.audit_templates.rules import Section
from qa_app.audit_templates.rules.limits import Said
from qa_app.audit_templates.rules.words import RuleKind
from qa_app.audits import operations, queries
from qa_app.audits.forms.sections import SectionForm
from qa_app.audits.models import Audit
from qa_app.audits.operations import Overtaken
from qa_app.audits.queries.beside import note_of
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.noticing import notices_of_form
from qa_app.audits.routes.saving import NOTE, show_both, taken_of_theirs
from qa_app.audits.rules.differing import settled_section
from qa_app.audits.rules.picture import Picture, is_refused, needs_reason
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.clock import now
from qa_app.trail.operations import look
from qa_app.web.autosave import Saved, answer_autosave, is_autosave, save_in_order
from qa_app.web.words import plural

# These are about the grade: it is not taken while they forbid it, and all else is.
ABOUT_THE_GRADE = (RuleKind.EVIDENCE_FIRST, RuleKind.LIMIT_SECTION)


@audits.route("/<public_id:audit_id>/sections/<section_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def section(audit_id: str, section_id: str) -> ResponseReturnValue:
    audit = steps.find_mine(audit_id)
    page = SectionPage(audit, section_id)
    if request.method == "POST":
        return answer_autosave(page.save) if is_autosave() else page.press()
    if not audit.is_open:
        return redirect(url_for(".show", audit_id=audit_id, _anchor=section_id))
    if page.picture.is_partners(section_id):
        return redirect(url_for(".partners", audit_id=audit_id, _anchor=section_id))
    look("audit:viewed", viewer(), audit)
    return page.show()


class SectionPage:
    """A section of one audit while somebody has it open."""

    def __init__(self, audit: Audit, section_id: str) -> None:
        self.audit = audit
        self.picture = self.find_picture(section_id)
        self.section: Section = steps.shown_section(self.picture, section_id)
        reading = audit.reading(section_id)
        self.form = SectionForm(
            self.section,
            self.picture,
            beside(viewer().council_id),
            self.note_before(),
            reading.version if reading else operations.NEW,
        )

    def find_picture(self, section_id: str) -> Picture:
        return queries.sections_of(self.audit)

    @property
    def id(self) -> str:
        return self.section.id

    def note_before(self) -> str:
        """Not asked for when the page brings its own, which is held against what is there as it is saved."""
        if NOTE in request.form:
            return ""
        note = note_of(self.audit, self.id, viewer())
        return note.text if note else ""

    def show(self) -> ResponseReturnValue:
        self.form.says = self.picture.said_of(self.id)
        order = [*self.picture.shown]
        return render_template(
            "audits/section.html",
            audit=self.audit,
            section=self.section,
            form=self.form,
            number=order.index(self.id) + 1,
            sections=len(order),
            not_counted=self.not_counted,
            may_read_standards=may(viewer(), Permission.TEMPLATE_READ),
        )

    @property
    def not_counted(self) -> list[str]:
        """Questions of this section that were answered and are no longer asked."""
        own = {one.id for one in self.section.questions}
        return [one.text for one in self.picture.not_counted if one.id in own]

    def save(self, version: int) -> Saved:
        """Everything that can be taken; what cannot is named, and stays on the page."""
        self.form.validate()
        self.form.take(request.form)
        written = self.without_a_grade_that_is_refused(self.settled(self.form.written))
        made = self.keep(written, version)
        self.picture = self.with_section(written)
        self.form.version.data = str(made)
        return Saved(made, notices_of_form(self.form), dict(self.form.problems))

    def keep(self, written: WrittenSection, version: int) -> int:
        return operations.save_section(
            self.audit,
            self.section,
            written,
            version,
            viewer(),
            now(),
            while_typing=is_autosave(),
            note=self.note_to_keep(),
        )

    def note_to_keep(self) -> str | None:
        """None where it stays as it is."""
        if self.form.note.errors or NOTE in taken_of_theirs():
            return None
        return self.form.note.data or ""

    def settled(self, mine: WrittenSection) -> WrittenSection:
        taken = taken_of_theirs()
        return settled_section(mine, self.form.before, taken) if taken else mine

    def with_section(self, written: WrittenSection) -> Picture:
        return replace(self.picture, sections={**self.picture.sections, self.id: written})

    def without_a_grade_that_is_refused(self, written: WrittenSection) -> WrittenSection:
        refused = [
            one
            for one in self.with_section(written).said_of(self.id)
            if is_refused(one) and one.kind in ABOUT_THE_GRADE
        ]
        if not refused or written.grade is None:
            return written
        self.form.grade.errors = [refused[0].words]
        return replace(written, grade=None)

    def press(self) -> ResponseReturnValue:
        """One of the buttons."""
        shown_before = {one.id for one in self.picture.shown[self.id][1]}
        try:
            saved = save_in_order(self.save)
        except Overtaken as overtaken:
            note = self.form.note.data or ""
            return show_both(self.audit, self.section.heading, self.form.written, overtaken, note)
        if saved.problems:
            return self.show()
        if self.form.later.data:
            flash(f"“{self.section.heading}” saved")
            return redirect(self.list_of_mine())
        return redirect(self.what_comes_next(shown_before))

    def what_comes_next(self, shown_before: set[str]) -> str:
        """The same page where it now asks for more; otherwise the next one."""
        shown = self.picture.shown[self.id][1]
        new = [one.id for one in shown if one.id not in shown_before]
        left = [one for one in new if not self.picture.kept.get(one)]
        if left:
            flash(f"Saved. Your answers bring {plural(len(left), 'more question')}", "notice")
            return self.again(f"a-{left[0]}")
        if asked := self.reasons_asked_for_anew():
            flash("Saved. A reason is asked for, beside the grade", "notice")
            return self.again(f"reason-{asked[0].key}")
        flash(f"“{self.section.heading}” saved")
        return self.what_comes_after()

    def list_of_mine(self) -> str:
        return steps.task_list(self.audit)

    def what_comes_after(self) -> str:
        return steps.after_section(self.audit, self.picture, self.id)

    def reasons_asked_for_anew(self) -> list[Said]:
        """Whoever has seen the box and left it empty may go on; it is asked for again before submission."""
        self.form.says = self.picture.said_of(self.id)
        boxes = {name for name, _ in self.form.asked_for}
        given = self.picture.of(self.id).reasons
        return [
            one
            for one in self.form.says
            if needs_reason(one, given)
            and f"reason-{one.key}" in boxes
            and f"reason-{one.key}" not in request.form
        ]

    def again(self, anchor: str) -> str:
        audit_id = self.audit.public_id
        return url_for("audits.section", audit_id=audit_id, section_id=self.id, _anchor=anchor)
