"""A private record of one’s own growth. No other page, list or file shows any of the notes."""

from datetime import date

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.routes.findings import names_of_themes
from qa_app.foundation.clock import london_day, now, today
from qa_app.organisation.routes.answers import shown
from qa_app.supervision.forms.growth import NoteForm, RemoveForm
from qa_app.supervision.operations import growing
from qa_app.supervision.queries import growth as queries
from qa_app.supervision.queries.released import Released, list_own, own_audits
from qa_app.supervision.queries.thanks import list_for
from qa_app.supervision.routes.blueprint import supervision
from qa_app.supervision.rules.growing import (
    AuditTold,
    Found,
    NoteTold,
    as_text,
    themes_over_time,
)
from qa_app.supervision.rules.thanking import thanks_in_words
from qa_app.trail.operations import look

OWN = Permission.REFLECTION_WRITE


@supervision.get("/my-growth")
@requires(OWN)
def my_growth() -> ResponseReturnValue:
    own = own_audits(viewer())
    found, thanks = own.readable, list_for(viewer())
    ids = [one.audit.child_public_id for one in found if one.audit.child_public_id]
    look("growth:viewed", viewer(), ids=ids)
    return render_template(
        "supervision/growth.html",
        audits=found,
        to_come=own.to_come,
        notes=queries.list_notes(viewer()),
        thanks=thanks,
        thanked_so_far=thanks_in_words([london_day(one.thanked_at) for one in thanks], today()),
        over_time=themes_over_time(found_in(found), since()),
        since=since(),
        themes=names_of_themes(),
    )


def since() -> date:
    """The first day of this month a year ago."""
    return today().replace(year=today().year - 1, day=1)


def found_in(audits: list[Released]) -> list[Found]:
    return [
        Found(audit.released_on, finding.kind, theme)
        for audit in audits
        for finding in audit.findings
        for theme in finding.theme_codes
    ]


@supervision.route("/my-growth/notes/new", methods=["GET", "POST"])
@requires(OWN)
def write_note() -> ResponseReturnValue:
    form = NoteForm()
    if form.validate_on_submit() and form.attempt(
        lambda: growing.write_note(form.text.data, viewer(), now())
    ):
        flash("Note saved. Only you can read it")
        return redirect(url_for(".my_growth", _anchor="notes"))
    return shown("supervision/note.html", form, note=None)


@supervision.route("/my-growth/notes/<public_id:note_id>", methods=["GET", "POST"])
@requires(OWN)
def change_note(note_id: str) -> ResponseReturnValue:
    note = queries.find_note(note_id, viewer())
    form = NoteForm(data={"text": note.text, "version": note.version})
    if form.validate_on_submit():
        if form.version.data != str(note.version):
            form.version.data = str(note.version)
            form.refuse(
                "You changed this note in another place meanwhile. Compare the two, then save"
            )
        elif form.attempt(lambda: growing.change_note(note, form.text.data, viewer(), now())):
            flash("Note saved. Only you can read it")
            return redirect(url_for(".my_growth", _anchor="notes"))
    return shown("supervision/note.html", form, note=note)


@supervision.route("/my-growth/notes/<public_id:note_id>/remove", methods=["GET", "POST"])
@requires(OWN)
def remove_note(note_id: str) -> ResponseReturnValue:
    note, form = queries.find_note(note_id, viewer()), RemoveForm()
    if form.validate_on_submit():
        growing.remove_note(note, viewer(), now())
        flash("Note removed")
        return redirect(url_for(".my_growth", _anchor="notes"))
    return render_template("supervision/remove_note.html", form=form, note=note)


@supervision.get("/my-growth/download")
@requires(OWN)
def download_growth() -> ResponseReturnValue:
    """For themselves: plain text that opens anywhere."""
    audits = list_own(viewer())
    notes = queries.list_notes(viewer())
    look("growth:exported", viewer(), rows=len(notes) + len(audits))
    text = as_text(
        viewer().name,
        [NoteTold(london_day(one.written_at), one.text) for one in notes],
        [told(one) for one in audits],
        [(one.from_name, london_day(one.thanked_at)) for one in list_for(viewer())],
        today(),
    )
    return Response(
        text.encode("utf-8-sig"),
        mimetype="text/plain",
        headers={"Content-Disposition": f'attachment; filename="my-growth-{today()}.txt"'},
    )


def told(one: Released) -> AuditTold:
    return AuditTold(
        one.released_on,
        one.audit.template_version.name,
        [each.text for each in one.strengths],
        [each.text for each in one.development],
    )
