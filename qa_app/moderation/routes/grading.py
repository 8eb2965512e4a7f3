"""Grading a record a second time: saved while it is typed, and then committed for good."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.routes.noticing import staff_of
from qa_app.audits.rules.personal_details import notices_of
from qa_app.foundation.clock import now, today
from qa_app.moderation import operations
from qa_app.moderation.forms.grading import grades_form
from qa_app.moderation.models import Moderation
from qa_app.moderation.queries.sections import sections_to_grade
from qa_app.moderation.routes.blueprint import moderation
from qa_app.moderation.routes.moderating import gone_on, is_at, looked_at, told_of
from qa_app.moderation.rules import State
from qa_app.organisation.routes.answers import shown
from qa_app.web.autosave import Saved, answer_autosave, is_autosave, problems_of, save_in_order

OTHER_TAB = (
    "This was saved in another place while your page was open. Compare what is kept now, then save"
)


@moderation.route("/<public_id:moderation_id>/grades", methods=["GET", "POST"])
@requires(Permission.AUDIT_MODERATE)
def grade(moderation_id: str) -> ResponseReturnValue:
    """Read blind it shows what is asked and nothing that was answered; read openly the audit stands beside it."""
    found = looked_at(moderation_id)
    if not is_at(found, State.TAKEN):
        return gone_on(found)
    page = GradingPage(found)
    if request.method == "POST":
        return answer_autosave(page.save) if is_autosave() else page.press()
    return page.show()


class GradingPage:
    """The moderator’s page while they have it open."""

    def __init__(self, found: Moderation) -> None:
        self.found, self.asked = found, sections_to_grade(found.audit)
        self.form = grades_form(
            self.asked, found.audit.template, found.draft, found.saves, blind=found.blind
        )

    def show(self, kept: list[tuple[str, str]] | None = None) -> ResponseReturnValue:
        found = self.found
        return shown(
            "moderation/grade.html",
            self.form,
            found=found,
            audit=found.audit,
            template=found.audit.template,
            asked=self.asked,
            beside={} if found.blind else told_of(found, self.asked),
            kept=kept or [],
        )

    def save(self, version: int) -> Saved:
        """Everything that can be taken; what cannot is named, and stays on the page."""
        self.form.validate()
        made = operations.save_draft(
            self.found, self.form.draft, version, viewer(), now(), while_typing=is_autosave()
        )
        self.now_at(made)
        staff = staff_of(viewer().council_id)
        notices = {name: notices_of(text, staff, on=today()) for name, text in self.form.texts}
        return Saved(made, notices, problems_of(self.form))

    def press(self) -> ResponseReturnValue:
        """One of the buttons. What was written is kept, whether or not it can be committed yet."""
        try:
            saved = save_in_order(self.save)
        except StaleDataError:
            return self.show_both()
        here = self.found.public_id
        if self.form.later.data and not saved.problems:
            flash("Saved. Nobody else sees it before you commit it")
            return redirect(url_for(".show", moderation_id=here))
        if self.form.errors or not self.form.attempt(
            lambda: operations.commit_grades(self.found, self.form.given, viewer(), now())
        ):
            return self.show()
        flash("Your grades stand. Now see them beside the auditor’s")
        return redirect(url_for(".compare", moderation_id=here))

    def show_both(self) -> ResponseReturnValue:
        """What was typed stays in its boxes; what is kept in their place stands above them."""
        self.form.refuse(OTHER_TAB)
        self.now_at(self.found.saves)
        return self.show(self.form.differs_from(self.found.draft))

    def now_at(self, version: int) -> None:
        self.form.version.data, self.form.version.raw_data = str(version), None
