"""Upload a workbook, see what it would bring, import it or leave it, undo it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.people import names_of
from qa_app.past_audits.forms import UploadForm
from qa_app.past_audits.models import PastImport
from qa_app.past_audits.operations import imports as operations
from qa_app.past_audits.operations import reading
from qa_app.past_audits.queries import imports as queries
from qa_app.past_audits.queries.previews import Preview, preview_of
from qa_app.past_audits.routes.blueprint import past_audits
from qa_app.past_audits.rules.columns import meanings
from qa_app.past_audits.rules.example import EXAMPLE
from qa_app.past_audits.rules.grades import Grade
from qa_app.uploads import operations as uploads
from qa_app.uploads.import_pages import NOTHING_NEW, gone, left, previewed
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import count_imports, find_import, find_upload
from qa_app.uploads.queries import list_imports as imports_of
from qa_app.uploads.questions import UndoForm, given, import_form
from qa_app.uploads.rules.problems import Weight, first_of_each_kind
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.fields import Form
from qa_app.web.sheets import sheet_of

IMPORT = Permission.AUDIT_IMPORT


@past_audits.get("/imports")
@requires(IMPORT, council_wide=True)
def list_imports() -> ResponseReturnValue:
    sheet = sheet_of(count_imports(PastImport, viewer()))
    found = imports_of(PastImport, viewer(), sheet.on_a_page, sheet.offset)
    return render_template(
        "past_audits/imports.html",
        sheet=sheet,
        imports=found,
        held=queries.count_held(found),
        names=names_of({one.imported_by_id for one in found}, viewer().council_id),
    )


@past_audits.route("/imports/new", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def new_import() -> ResponseReturnValue:
    form, council_id = UploadForm(), viewer().council_id
    upload = previewed(
        form,
        lambda: reading.read_workbook(
            *given(form.workbook.data), council_id, keeps_words=form.keeps_words
        ),
        lambda found: reading.keep_preview(found, council_id, by=viewer(), at=now()),
    )
    if upload:
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
        preview = preview_now(upload)
    except DomainError as why:
        return gone(
            upload,
            why,
            "This workbook is not waiting any more",
            crumbs=[
                ("Imported audits", url_for(".index")),
                ("Workbooks", url_for(".list_imports")),
            ],
            ways=[("Upload a workbook", url_for(".new_import"))],
        )
    form = import_form(len(preview.taken), "audit")
    if form.validate_on_submit():
        made = form.outcome_of(lambda: operations.confirm_import(upload, viewer(), now()))
        if made:
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
        noted=first_of_each_kind(
            one for one in preview.problems if one.weight is not Weight.REFUSED
        ),
        meanings=dict(meanings()),
        concepts=CONCEPTS,
        grades=list(Grade),
    )


@past_audits.get("/imports/<public_id:past_file_id>/rows")
@requires(IMPORT, council_wide=True)
def rows(past_file_id: str) -> ResponseReturnValue:
    """Each row of the file: taken or not, and why. References are in the file itself, by their rows."""
    preview = preview_now(found_upload(past_file_id))
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
    return left(found_upload(past_file_id), then=url_for(".list_imports"))


@past_audits.route("/files/<public_id:past_import_id>/undo", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def undo(past_import_id: str) -> ResponseReturnValue:
    made, form = find_import(PastImport, past_import_id, viewer()), UndoForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.undo_import(made, by=viewer(), at=now())
    ):
        flash("Import undone")
        return redirect(url_for(".list_imports"))
    audits = queries.count_held([made])[made.id]
    return render_template("past_audits/undo.html", made=made, form=form, audits=audits)


def found_upload(past_file_id: str) -> Upload:
    return find_upload(past_file_id, queries.KIND, viewer())


def preview_now(upload: Upload) -> Preview:
    at = now()
    return preview_of(upload, uploads.contents_of(upload, at), at)
