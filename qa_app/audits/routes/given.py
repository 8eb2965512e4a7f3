"""For a partner: the sections given to them, and nothing else of any audit."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import queries
from qa_app.audits.forms.given import HandInForm
from qa_app.audits.models import GivenSection
from qa_app.audits.operations import given as operations
from qa_app.audits.queries.given import find_given_to, list_given_to
from qa_app.audits.queries.reading import told
from qa_app.audits.routes.blueprint import given_sections
from qa_app.audits.routes.sections import SectionPage
from qa_app.audits.rules.missing import left_in
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.autosave import answer_autosave, is_autosave

ANSWER = Permission.SECTION_ANSWER


@given_sections.get("")
@requires(ANSWER)
def index() -> ResponseReturnValue:
    listed = list_given_to(viewer())
    ids = [one.child_public_id for one in listed if one.child_public_id]
    look("audits:listed", viewer(), ids=ids)
    to_do = [one for one in listed if one.is_awaited and one.audit.is_open]
    return render_template(
        "audits/given.html", to_do=to_do, done=[one for one in listed if one not in to_do]
    )


@given_sections.route("/<public_id:given_id>", methods=["GET", "POST"])
@requires(ANSWER)
def show(given_id: str) -> ResponseReturnValue:
    found = find_given_to(given_id, viewer())
    page = GivenPage(found)
    if request.method == "POST":
        return answer_autosave(page.save) if is_autosave() else page.press()
    look("given-section:viewed", viewer(), found)
    return page.show() if found.is_awaited and found.audit.is_open else page.show_as_read()


@given_sections.route("/<public_id:given_id>/hand-in", methods=["GET", "POST"])
@requires(ANSWER)
def hand_in(given_id: str) -> ResponseReturnValue:
    found, form = find_given_to(given_id, viewer()), HandInForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.hand_in_given(found, viewer(), now(), _address())
    ):
        flash("Section handed in")
        return redirect(url_for(".index"))
    if not form.was_refused and not (found.is_awaited and found.audit.is_open):
        return redirect(url_for(".show", given_id=given_id))
    look("given-section:viewed", viewer(), found)
    page = GivenPage(found)
    missing = left_in(page.picture, page.section)
    if form.was_refused and missing:
        form.reasons = []  # the page itself lists them, each with its link
    return shown("audits/hand_in_given.html", form, missing=missing, **page.as_read())


class GivenPage(SectionPage):
    """The section of a partner: the same page without the rest of the audit around it."""

    def __init__(self, found: GivenSection) -> None:
        self.given = found
        super().__init__(found.audit, found.section)

    def find_picture(self, section_id: str) -> Picture:
        return queries.sections_of(self.audit, own=section_id)

    def show(self) -> ResponseReturnValue:
        self.form.says = self.picture.said_of(self.id)
        return render_template(
            "audits/given_section.html",
            given=self.given,
            audit=self.audit,
            section=self.section,
            form=self.form,
            not_counted=self.not_counted,
            may_read_standards=False,
        )

    def as_read(self) -> dict[str, object]:
        return {
            "given": self.given,
            "audit": self.audit,
            "section": self.section,
            "told": told(self.audit, self.picture, self.section),
        }

    def show_as_read(self) -> ResponseReturnValue:
        return render_template("audits/given_as_read.html", **self.as_read())

    def keep(self, written: WrittenSection, version: int) -> int:
        return operations.save_given(
            self.given,
            self.section,
            written,
            version,
            viewer(),
            now(),
            while_typing=is_autosave(),
            note=self.note_to_keep(),
        )

    def list_of_mine(self) -> str:
        return url_for(".index")

    def what_comes_after(self) -> str:
        return url_for(".hand_in", given_id=self.given.public_id)

    def again(self, anchor: str) -> str:
        given_id = self.given.public_id
        return url_for(".show", given_id=given_id, _anchor=anchor)


def _address() -> str:
    return str(current_app.extensions["settings"].base_url)
