"""Upload a list, see what it would do, import it or leave it, undo it."""

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.forms import UploadForm, import_form
from qa_app.children.models import CaseList
from qa_app.children.operations import imports as operations
from qa_app.children.operations import reading, undoing
from qa_app.children.operations.open_work import open_for
from qa_app.children.queries import lists as queries
from qa_app.children.queries.imported import count_on
from qa_app.children.queries.previews import Preview, held_children, hidden_from, preview_of
from qa_app.children.routes.blueprint import children
from qa_app.children.rules.example import EXAMPLE
from qa_app.children.rules.joining import Disagreement
from qa_app.children.rules.layouts import LAYOUTS
from qa_app.children.rules.names import by_person
from qa_app.children.rules.undoing import why_not_undo
from qa_app.foundation.clock import long_date, now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.people import names_of
from qa_app.uploads import operations as uploads
from qa_app.uploads.import_pages import NOTHING_NEW, gone, left, previewed
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import count_imports, find_import, find_upload
from qa_app.uploads.queries import list_imports as imports_of
from qa_app.uploads.questions import UndoForm
from qa_app.uploads.rules.problems import first_of_each_kind, rows_of
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.fields import Form
from qa_app.web.sheets import sheet_of

SHOWN = 12


@children.get("/imports")
@requires(Permission.CHILD_IMPORT, council_wide=True)
def list_imports() -> ResponseReturnValue:
    sheet = sheet_of(count_imports(CaseList, viewer()))
    lists = imports_of(CaseList, viewer(), sheet.on_a_page, sheet.offset)
    newest = queries.list_in_force(viewer().council_id)
    counted = count_on([*lists, newest] if newest else lists, viewer())
    return render_template(
        "children/imports.html",
        sheet=sheet,
        lists=lists,
        in_force=newest,
        counted=counted,
        names=names_of({one.imported_by_id for one in lists}, viewer().council_id),
    )


@children.route("/imports/new", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def new_import() -> ResponseReturnValue:
    form, council_id = UploadForm(), viewer().council_id
    upload = previewed(
        form,
        lambda: reading.read_list(form.files, form.as_at.data, council_id, now()),
        lambda found: reading.keep_preview(found, council_id, by=viewer(), at=now()),
    )
    if upload:
        return redirect(url_for(".show_import", upload_id=upload.public_id))
    return render_template(
        "children/new_import.html",
        form=form,
        layouts=LAYOUTS,
        statuses=queries.status_names(viewer().council_id),
    )


@children.get("/imports/example")
@requires(Permission.CHILD_IMPORT, council_wide=True)
def example() -> ResponseReturnValue:
    return csv_file("example-list-of-children", EXAMPLE[0], EXAMPLE[1:], TellsOf.NO_RECORD)


@children.route("/imports/<public_id:upload_id>", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def show_import(upload_id: str) -> ResponseReturnValue:
    upload = found_upload(upload_id)
    try:
        preview = preview_of(upload, uploads.contents_of(upload, now()))
    except DomainError as why:
        lists = url_for(".list_imports")
        return gone(
            upload,
            why,
            "This upload has been decided or has run out",
            crumbs=[("Children", url_for(".index")), ("Lists", lists)],
            ways=[
                ("Upload a file", url_for(".new_import")),
                ("see the lists that were imported", lists),
            ],
        )
    form = import_form(preview)
    if form.validate_on_submit():
        is_right = "right" in form and form.right.data == ["yes"]
        imported = form.outcome_of(
            lambda: operations.confirm_list(upload, viewer(), now(), is_right=is_right)
        )
        if imported:
            is_new = imported.upload_id == upload.id
            flash(f"List of {long_date(imported.as_at)} imported" if is_new else NOTHING_NEW)
            return redirect(url_for(".list_imports"))
    return shown(upload, preview, form)


def shown(upload: Upload, preview: Preview, form: Form) -> ResponseReturnValue:
    hidden = hidden_from(viewer(), preview)
    return render_template(
        "children/show_import.html",
        upload=upload,
        form=form,
        preview=preview,
        faults=operations.why_not_import(preview),
        problems=first_of_each_kind(preview.problems)[:SHOWN],
        not_in_tree=by_person(preview.tree.people.not_found),
        of_several=by_person(preview.tree.people.several),
        disagreements=[
            (Disagreement[name].value, number)
            for name, number in preview.contents["disagreements"].items()
        ],
        titles={
            layout.code: {column.name: column.title for column in layout.columns}
            for layout in LAYOUTS
        },
        statuses=queries.status_names(upload.council_id),
        changes=preview.changes.counts(hidden),
        open_work=open_for(partial(held_children, preview, hidden)),
    )


@children.get("/imports/<public_id:upload_id>/problems")
@requires(Permission.CHILD_IMPORT, council_wide=True)
def problems(upload_id: str) -> ResponseReturnValue:
    upload = found_upload(upload_id)
    preview = preview_of(upload, uploads.contents_of(upload, now()))
    return csv_file(
        "problems-in-the-list",
        ("What happened", "List", "Row", "Cell", "Why"),
        rows_of(preview.problems),
        TellsOf.RECORDS,
    )


@children.post("/imports/<public_id:upload_id>/leave")
@requires(Permission.CHILD_IMPORT, council_wide=True)
def leave(upload_id: str) -> ResponseReturnValue:
    return left(found_upload(upload_id), then=url_for(".list_imports"))


@children.route("/lists/<public_id:list_id>/undo", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def undo(list_id: str) -> ResponseReturnValue:
    case_list, form = find_import(CaseList, list_id, viewer()), UndoForm()
    if form.validate_on_submit() and form.attempt(
        lambda: undoing.undo_list(case_list, by=viewer(), at=now())
    ):
        flash("Import undone")
        return redirect(url_for(".list_imports"))
    return render_template(
        "children/undo.html",
        case_list=case_list,
        form=form,
        before=queries.list_before(case_list),
        why_not=why_not_undo(
            undone=case_list.undone_at is not None,
            used_for=case_list.used_for,
            in_force=case_list == queries.list_in_force(case_list.council_id),
        ),
    )


def found_upload(upload_id: str) -> Upload:
    return find_upload(upload_id, reading.KIND, viewer())
