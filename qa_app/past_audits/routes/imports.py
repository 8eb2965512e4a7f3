"""Upload a workbook, see what it would bring, import it or leave it, undo it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.places import council_of
from qa_app.past_audits.forms import UndoForm, UploadForm, import_form
from qa_app.past_audits.operations import imports as operations
from qa_app.past_audits.operations import reading
from qa_app.past_audits.queries import imports as queries
from qa_app.past_audits.queries.previews import Preview, preview_of
from qa_app.past_audits.routes.blueprint import past_audits
from qa_app.past_audits.rules.columns import meanings
from qa_app.past_audits.rules.example import EXAMPLE
from qa_app.past_audits.rules.grades import Grade
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import find_upload
from qa_app.uploads.rules.problems import Weight
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.fields import Form
from qa_app.web.sheets import sheet_of
from qa_app.web.transactions import while_only_reading

IMPORT = Permission.AUDIT_IMPORT
NOTHING_NEW = "This file was imported before. Nothing was changed"


@past_audits.get("/imports")
@requires(IMPORT, council_wide=True)
def list_imports() -> ResponseReturnValue:
    sheet = sheet_of(queries.count_imports(viewer()))
    found = queries.list_imports(viewer(), sheet.on_a_page, sheet.offset)
    return render_template(
        "past_audits/imports.html",
        sheet=sheet,
        imports=found,
        names=names_of({one.imported_by_id for one in found}, viewer().council_id),
    )


@past_audits.route("/imports/new", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def new_import() -> ResponseReturnValue:
    council, form = council_of(viewer()), UploadForm()
    if form.validate_on_submit():
        try:
            name, content, council_id = form.name, form.workbook.data.stream.read(), council.id
            keeps, chosen = form.keeps_words, queries.chosen_columns(council_id)
            read = while_only_reading(
                lambda: reading.read_workbook(
                    name, content, council_id, keeps_words=keeps, chosen=chosen
                )
            )
            upload = reading.keep_preview(read, council_id, by=viewer(), at=now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            return redirect(url_for(".show_import", past_file_id=upload.public_id))
    return render_template("past_audits/new_import.html", form=form)


@past_audits.get("/imports/example")
@requires(IMPORT, council_wide=True)
def example() -> ResponseReturnValue:
    return csv_file("example-of-past-audits", EXAMPLE[0], EXAMPLE[1:], TellsOf.NO_RECORD)


@past_audits.route("/imports/<public_id:past_file_id>", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def show_import(past_file_id: str) -> ResponseReturnValue:
    upload = found_upload(past_file_id)
    try:
        preview = previewed(upload)
    except DomainError as gone:
        return render_template("past_audits/import_gone.html", upload=upload, reasons=gone.reasons)
    form = import_form(preview)
    if form.validate_on_submit():
        try:
            made = operations.confirm_import(upload, viewer(), now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash(_said(made.counts["audits"]) if made.upload_id == upload.id else NOTHING_NEW)
            return redirect(url_for(".list_imports"))
    return shown(upload, preview, form)


def _said(audits: int) -> str:
    return f"{audits:,} {'audit' if audits == 1 else 'audits'} imported"


def shown(upload: Upload, preview: Preview, form: Form) -> ResponseReturnValue:
    sheet = sheet_of(len(preview.not_taken))
    return render_template(
        "past_audits/show_import.html",
        upload=upload,
        form=form,
        preview=preview,
        faults=operations.why_not_import(preview),
        sheet=sheet,
        not_taken=preview.not_taken[sheet.offset : sheet.offset + sheet.on_a_page],
        noted=_kinds([one for one in preview.problems if one.weight is not Weight.REFUSED]),
        meanings=dict(meanings()),
        concepts=CONCEPTS,
        grades=list(Grade),
    )


def _kinds(problems: list) -> list[tuple]:
    """The first of each kind, and how many there are."""
    kinds: dict[tuple, list] = {}
    for one in problems:
        kinds.setdefault((one.weight, one.kind), []).append(one)
    return [(ones[0], len(ones)) for ones in kinds.values()]


@past_audits.get("/imports/<public_id:past_file_id>/rows")
@requires(IMPORT, council_wide=True)
def rows(past_file_id: str) -> ResponseReturnValue:
    """Each row of the file: taken or not, and why. References are in the file itself, by their rows."""
    preview = previewed(found_upload(past_file_id))
    taken = [
        ("Taken", one.written.sheet, one.written.row, "", one.written.month, one.counts or "", "")
        for one in preview.taken
    ]
    said = [(one.weight.value, one.sheet, one.row, one.cell, "", "", one.sentence) for one in preview.problems]  # fmt: skip
    return csv_file(
        "rows-of-past-audits",
        ("What happened", "Sheet", "Row", "Cell", "Month", "Grade", "Why"),
        sorted([*taken, *said], key=lambda row: (str(row[1]), row[2] or 0)),
        TellsOf.RECORDS,
    )


@past_audits.post("/imports/<public_id:past_file_id>/leave")
@requires(IMPORT, council_wide=True)
def leave(past_file_id: str) -> ResponseReturnValue:
    uploads.leave(found_upload(past_file_id), at=now())
    flash("Left without importing. Nothing of the file was kept")
    return redirect(url_for(".list_imports"))


@past_audits.route("/files/<public_id:past_import_id>/undo", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def undo(past_import_id: str) -> ResponseReturnValue:
    made, form = queries.find_import(past_import_id, viewer()), UndoForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.undo_import(made, by=viewer(), at=now())
    ):
        flash("Import undone")
        return redirect(url_for(".list_imports"))
    audits = queries.count_audits_of(made)
    return render_template("past_audits/undo.html", made=made, form=form, audits=audits)


def found_upload(past_file_id: str) -> Upload:
    return find_upload(past_file_id, queries.KIND, viewer())


def previewed(upload: Upload) -> Preview:
    at = now()
    return preview_of(upload, uploads.contents_of(upload, at), at)
