"""The child and the family of one audit: whether they were asked, and what they said."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.audits import queries as audits
from qa_app.audits.models import Audit
from qa_app.audits.routes.noticing import staff_of
from qa_app.audits.routes.saving import taken_of_theirs, typed
from qa_app.audits.rules import HEARD, Part, WhyNot
from qa_app.audits.rules.people import heard_in, whom
from qa_app.audits.rules.personal_details import notices_of
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.asking import AskedForm, NotAskedForm
from qa_app.voices.forms.families import WordsForm, words_form
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.operations import families as operations
from qa_app.voices.operations.families import NEW, Overtaken
from qa_app.voices.queries.asked_before import asked_before
from qa_app.voices.queries.asking import check_of
from qa_app.voices.queries.complaints import matters_of
from qa_app.voices.queries.families import find_audit, voices_of, words_of
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules.asking import HOLDS_FOR, MUST_NOT, Outcome, holds, why_not_again
from qa_app.voices.rules.families import (
    BETTER_OF,
    Words,
    differences,
    questions_for,
    settled,
)
from qa_app.web.autosave import Saved, answer_autosave, is_autosave, save_in_order

READ, WRITE = Permission.FAMILY_READ, Permission.AUDIT_WRITE
PARTS = {part.name.lower(): part for part in HEARD}


@voices.get("/audits/<public_id:audit_id>/child-and-family")
@requires(READ)
def family(audit_id: str) -> ResponseReturnValue:
    audit = find_audit(audit_id, viewer())
    if not heard_in(audit.template):
        return redirect(url_for("audits.show", audit_id=audit_id))
    look("family:viewed", viewer(), audit)
    there, check = voices_of(audit), check_of(audit)
    is_mine = audit.allocation.auditor_id == viewer().person_id
    again = why_not_again(today(), asked_before(audit)) if is_mine and audit.is_open else []
    return render_template(
        "voices/family.html",
        audit=audit,
        parts=heard_in(audit.template),
        voices=there,
        words=words_of(there),
        questions={part: questions_for(part) for part in HEARD},
        better_of=BETTER_OF,
        must_not=MUST_NOT,
        check=check,
        holds=check is not None and holds(check.answered_on, today()),
        holds_until=check.answered_on + HOLDS_FOR if check and check.answered_on else None,
        again=again,
        matters=matters_of(audit),
        may_tell=may_at(viewer(), Permission.FAMILY_TELL, audit.allocation.place.path),
        is_mine=is_mine,
        may_write=is_mine and audit.is_open,
        me=viewer().person_id,
    )


@voices.route(
    "/audits/<public_id:audit_id>/child-and-family/<heard>/asked", methods=["GET", "POST"]
)
@requires(WRITE)
def asked(audit_id: str, heard: str) -> ResponseReturnValue:
    audit, part = find_to_write(audit_id, heard)
    if closed := where_it_is_closed(audit):
        return closed
    there = voices_of(audit).get(part)
    form = AskedForm(part, there, there.version if there else NEW)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.say_asked(
            audit, form.asking, form.is_answered, seen_in(form), viewer(), now()
        )
    ):
        if form.is_answered:
            return redirect(url_for(".words", audit_id=audit_id, heard=heard))
        flash("Saved that they did not want to answer")
        return redirect(url_for(".family", audit_id=audit_id, _anchor=heard))
    show_version_of(form, audit, part)
    check = check_of(audit)
    return shown(
        "voices/asked.html",
        form,
        audit=audit,
        heard=heard,
        of_whom=whom(part),
        check=check if check and holds(check.answered_on, today()) else None,
        has_words=there is not None and there.outcome in (Outcome.ASKED, Outcome.ANSWERED),
    )


@voices.route(
    "/audits/<public_id:audit_id>/child-and-family/<heard>/not-asked", methods=["GET", "POST"]
)
@requires(WRITE)
def not_asked(audit_id: str, heard: str) -> ResponseReturnValue:
    audit, part = find_to_write(audit_id, heard)
    if closed := where_it_is_closed(audit):
        return closed
    there, check = voices_of(audit).get(part), check_of(audit)
    again = why_not_again(today(), asked_before(audit))
    left_out = [WhyNot.NOT_CHECKED] if check and check.answered_at else []
    left_out += [] if again else [WhyNot.ASKED_LATELY]
    must_not = check.why_not.get(part) if check and check.answered_at else None
    form = NotAskedForm(part, there, there.version if there else NEW, left_out, must_not)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.say_not_asked(
            audit,
            part,
            WhyNot[form.why_not.data],
            form.saying.data or "",
            seen_in(form),
            viewer(),
            now(),
        )
    ):
        flash(f"Saved why {whom(part)} was not asked")
        return redirect(url_for(".family", audit_id=audit_id, _anchor=heard))
    show_version_of(form, audit, part)
    return shown(
        "voices/not_asked.html",
        form,
        audit=audit,
        of_whom=whom(part),
        again=again,
        has_words=there is not None and there.outcome in (Outcome.ASKED, Outcome.ANSWERED),
    )


@voices.route(
    "/audits/<public_id:audit_id>/child-and-family/<heard>/words", methods=["GET", "POST"]
)
@requires(WRITE)
def words(audit_id: str, heard: str) -> ResponseReturnValue:
    audit, part = find_to_write(audit_id, heard)
    if request.method == "GET" and (closed := where_it_is_closed(audit)):
        return closed
    there = voices_of(audit).get(part)
    if there is None or there.outcome not in (Outcome.ASKED, Outcome.ANSWERED):
        return redirect(url_for(".asked", audit_id=audit_id, heard=heard))
    page = WordsPage(audit, heard, part, there)
    if request.method == "POST":
        return answer_autosave(page.save) if is_autosave() else page.press()
    return page.show()


class WordsPage:
    """What one of them said, while somebody has it open."""

    def __init__(self, audit: Audit, heard: str, part: Part, voice: FamilyVoice) -> None:
        self.audit, self.heard, self.part, self.voice = audit, heard, part, voice
        there = words_of({part: voice})[part]
        self.form: WordsForm = words_form(part, there, voice.version)

    def show(self) -> ResponseReturnValue:
        return shown(
            "voices/words.html",
            self.form,
            audit=self.audit,
            heard=self.heard,
            of_whom=whom(self.part),
            voice=self.voice,
        )

    def save(self, version: int) -> Saved:
        """Everything that can be taken; what cannot is named, and stays on the page."""
        self.form.validate()
        mine: Words = self.form.words
        if taken := taken_of_theirs():
            mine = settled(mine, self.form.before, taken)
        made = operations.save_words(
            self.audit,
            self.part,
            mine,
            version,
            viewer(),
            now(),
            while_typing=is_autosave(),
            is_finished=bool(self.form.finish.data) and not self.form.problems,
        )
        self.form.version.data = str(made)
        return Saved(made, self.notices, self.form.problems)

    @property
    def notices(self) -> Mapping[str, Sequence[str]]:
        staff = staff_of(viewer().council_id)
        return {name: notices_of(text, staff, on=today()) for name, text in self.form.texts if text}

    def press(self) -> ResponseReturnValue:
        saved: list[Saved] = []
        try:
            done = self.form.attempt(lambda: saved.append(save_in_order(self.save)))
        except Overtaken as overtaken:
            return self.show_both(overtaken)
        if not done or saved[0].problems:
            return self.show()
        flash("Saved what they said")
        return redirect(url_for(".family", audit_id=self.audit.public_id, _anchor=self.heard))

    def show_both(self, overtaken: Overtaken) -> ResponseReturnValue:
        """Both texts, to choose from; all that was typed goes along, so that nothing is lost."""
        return render_template(
            "audits/both.html",
            audit=self.audit,
            section_heading=self.part.value,
            differences=differences(self.part, self.form.words, overtaken.theirs),
            carried=[*typed()],
            version=overtaken.version,
        ), 409


def find_to_write(audit_id: str, heard: str) -> tuple[Audit, Part]:
    """Whom an audit does not ask has no page."""
    audit = audits.find_audit(audit_id, viewer(), WRITE)
    part = PARTS.get(heard)
    if part is None or part not in heard_in(audit.template):
        abort(404)
    if request.method == "GET":
        look("family:viewed", viewer(), audit)
    return audit, part


def where_it_is_closed(audit: Audit) -> ResponseReturnValue | None:
    """Only an open audit is written in, by its auditor; others read what stands there."""
    is_mine = audit.allocation.auditor_id == viewer().person_id
    if request.method == "GET" and not (is_mine and audit.is_open):
        return redirect(url_for(".family", audit_id=audit.public_id))
    return None


def seen_in(form: AskedForm | NotAskedForm) -> int:
    typed_version = form.version.data or ""
    return int(typed_version) if typed_version.isdecimal() and len(typed_version) < 10 else NEW


def show_version_of(form: AskedForm | NotAskedForm, audit: Audit, part: Part) -> None:
    """After a refusal the page shows what is there now, and builds on that."""
    if form.was_refused:
        there = voices_of(audit).get(part)
        form.version.data = str(there.version if there else NEW)
        form.version.raw_data = None


def family_panel(audit: Audit) -> dict[str, Any] | None:
    """On the page of an audit, for those who may read what was said."""
    parts = heard_in(audit.template)
    is_mine = audit.allocation.auditor_id == viewer().person_id
    there = voices_of(audit) if parts and (is_mine or may(viewer(), READ)) else {}
    is_asked = bool(parts) and (bool(there) or is_mine)
    return {"parts": parts, "voices": there, "is_mine": is_mine} if is_asked else None
