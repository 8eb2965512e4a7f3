"""Prepare for an audit of one’s own work: write, check, send; or say that one cannot."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.routes.noticing import staff_of
from qa_app.audits.rules import WhyNot
from qa_app.audits.rules.personal_details import notices_of
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.preparing import DeclineForm, GoOnForm, SendForm, prepare_form
from qa_app.voices.models import Reflection
from qa_app.voices.operations import preparing
from qa_app.voices.queries import reflections
from qa_app.voices.queries.said import graded_sections, prompts_of, said_to
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules.preparing import MINUTES, missing_before_sending
from qa_app.web.autosave import Saved, answer_autosave, is_autosave, save_in_order

OWN = Permission.REFLECTION_WRITE


@voices.route("/reflections/<public_id:reflection_id>/prepare", methods=["GET", "POST"])
@requires(OWN)
def prepare(reflection_id: str) -> ResponseReturnValue:
    reflection = reflections.find_own(reflection_id, viewer())
    page = PreparePage(reflection)
    if request.method == "POST":
        return answer_autosave(page.save) if is_autosave() else page.press()
    if reflection.standing.why_not_prepare:
        return redirect(url_for(".show", reflection_id=reflection_id))
    look("reflection:viewed", viewer(), reflection)
    return page.show()


class PreparePage:
    """The practitioner’s page while they have it open."""

    def __init__(self, reflection: Reflection) -> None:
        self.reflection = reflection
        self.sections = graded_sections(reflection)
        self.prompts = prompts_of(reflection.allocation)
        self.form = prepare_form(
            self.prompts,
            self.sections,
            reflection.template,
            reflection.prepared,
            reflection.saves,
        )

    def show(self, kept: list[tuple[str, str]] | None = None) -> str:
        return render_template(
            "voices/prepare.html",
            reflection=self.reflection,
            form=self.form,
            prompts=self.prompts,
            sections=self.sections,
            template=self.reflection.template,
            standing=self.reflection.standing,
            minutes=MINUTES,
            kept=kept or [],
        )

    def save(self, version: int) -> Saved:
        """Everything that can be taken; what cannot is named, and stays on the page."""
        self.form.validate()
        made = preparing.save(
            self.reflection,
            self.form.prepared,
            version,
            viewer(),
            now(),
            while_typing=is_autosave(),
        )
        self.form.version.data = str(made)
        self.form.version.raw_data = None
        staff = staff_of(viewer().council_id)
        notices = {name: notices_of(text, staff, on=today()) for name, text in self.form.texts}
        return Saved(made, notices, self.form.problems)

    def press(self) -> ResponseReturnValue:
        try:
            saved = save_in_order(self.save)
        except StaleDataError:
            return self.show_both()
        if saved.problems:
            return self.show()
        flash("Saved")
        onward = ".show" if self.form.later.data else ".send"
        return redirect(url_for(onward, reflection_id=self.reflection.public_id))

    def show_both(self) -> ResponseReturnValue:
        """What was typed stays in its boxes; what is kept in their place stands above them."""
        self.form.refuse(
            "This was saved in another place while your page was open. Compare what is kept now, then save"
        )
        self.form.version.data = str(self.reflection.saves)
        self.form.version.raw_data = None
        return self.show(self.form.differs_from(self.reflection.prepared)), 409


@voices.route("/reflections/<public_id:reflection_id>/send", methods=["GET", "POST"])
@requires(OWN)
def send(reflection_id: str) -> ResponseReturnValue:
    reflection, form = reflections.find_own(reflection_id, viewer()), SendForm()
    if form.validate_on_submit() and form.attempt(
        lambda: preparing.send(reflection, viewer(), now())
    ):
        flash("Sent to the auditor")
        return redirect(url_for(".show", reflection_id=reflection_id))
    if reflection.standing.why_not_prepare and not form.was_refused:
        return redirect(url_for(".show", reflection_id=reflection_id))
    look("reflection:viewed", viewer(), reflection)
    sections = graded_sections(reflection)
    missing = missing_before_sending(
        reflection.prepared.kept, sections, own_grade_first=reflection.standing.own_grade_first
    )
    if missing and form.was_refused:
        form.reasons = []  # the page itself lists them, each with its link
    return shown(
        "voices/send.html",
        form,
        reflection=reflection,
        sections=sections,
        said=said_to(reflection, viewer()),
        missing=missing,
    )


@voices.route("/reflections/<public_id:reflection_id>/decline", methods=["GET", "POST"])
@requires(OWN)
def decline(reflection_id: str) -> ResponseReturnValue:
    reflection, form = reflections.find_own(reflection_id, viewer()), DeclineForm()
    if form.validate_on_submit() and form.attempt(
        lambda: preparing.decline(
            reflection, WhyNot[form.why.data], form.saying.data or "", viewer(), now()
        )
    ):
        flash("The auditor will see that you cannot take part")
        return redirect(url_for(".show", reflection_id=reflection_id))
    if reflection.standing.why_not_prepare and not form.was_refused:
        return redirect(url_for(".show", reflection_id=reflection_id))
    look("reflection:viewed", viewer(), reflection)
    return shown("voices/decline.html", form, reflection=reflection)


@voices.route("/reflections/<public_id:reflection_id>/grade-first", methods=["GET", "POST"])
@requires(OWN)
def grade_first(reflection_id: str) -> ResponseReturnValue:
    """Before an audit opens to its practitioner: grade first, or read it without having graded."""
    reflection, form = reflections.find_own(reflection_id, viewer()), GoOnForm()
    if form.validate_on_submit() and form.attempt(
        lambda: preparing.go_on(reflection, viewer(), now())
    ):
        return redirect(url_for(".read", reflection_id=reflection_id))
    if not reflection.standing.grades_first and not form.was_refused:
        return redirect(url_for(".show", reflection_id=reflection_id))
    look("reflection:viewed", viewer(), reflection)
    return shown("voices/grade_first.html", form, reflection=reflection)
