"""Upload a staff list, see what it would do, import it or leave it, undo it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.forms.people import ConfirmForm
from qa_app.organisation.forms.staff_imports import (
    ConfirmImportForm,
    RolesForm,
    StaffFileForm,
    roles_form,
)
from qa_app.organisation.operations import staff_import, staff_undo
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.places import list_places
from qa_app.organisation.queries.staff_imports import (
    find_staff_import,
    list_staff_imports,
    roles_of,
)
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.routes.people.blueprint import people
from qa_app.organisation.rules.job_titles import title_key
from qa_app.organisation.rules.staff_list import EXAMPLE, LAYOUT, from_kept, titles_in
from qa_app.uploads import operations as uploads
from qa_app.uploads.columns_page import ask_for_columns
from qa_app.uploads.import_pages import gone, left, previewed
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import find_upload
from qa_app.uploads.questions import given
from qa_app.uploads.rules.problems import count_by_weight, rows_of
from qa_app.web.csv_files import TellsOf, csv_file

# A list may make places anywhere, so it is for those who may import for all of the council.
IMPORT = Permission.STAFF_IMPORT
SHOWN = 25


def found(staff_list_id: str) -> Upload:
    return find_upload(staff_list_id, staff_import.KIND, viewer())


@people.get("/imports")
@requires(IMPORT, council_wide=True)
def staff_imports() -> ResponseReturnValue:
    imports = list_staff_imports(viewer())
    return render_template(
        "organisation/staff_imports.html",
        imports=imports,
        latest=next((one for one in imports if not one.undone_at), None),
        names=names_of([one.by_id for one in imports], viewer().council_id),
    )


@people.route("/imports/new", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def new_staff_import() -> ResponseReturnValue:
    form, council_id = StaffFileForm(), viewer().council_id
    upload = previewed(
        form,
        lambda: staff_import.read_staff_list(
            *given(form.staff_file.data), council_id, whole=form.is_whole
        ),
        lambda found: staff_import.keep_preview(found, by=viewer(), at=now()),
    )
    if upload:
        return redirect(url_for(".staff_import", staff_list_id=upload.public_id))
    return shown("organisation/new_staff_import.html", form)


@people.get("/imports/example")
@requires(IMPORT, council_wide=True)
def staff_example() -> ResponseReturnValue:
    return csv_file("example-staff-list", EXAMPLE[0], EXAMPLE[1:], TellsOf.NO_RECORD)


@people.route(
    "/imports/<public_id:staff_list_id>", methods=["GET", "POST"], endpoint="staff_import"
)
@requires(IMPORT, council_wide=True)
def show_staff_import(staff_list_id: str) -> ResponseReturnValue:
    upload = found(staff_list_id)
    try:
        plan = staff_import.planned(upload, viewer(), now())
    except DomainError as why:
        return gone(
            upload,
            why,
            "There is nothing to decide",
            crumbs=[("People", url_for(".index")), ("Staff lists", url_for(".staff_imports"))],
            ways=[("Import a staff list", url_for(".new_staff_import"))],
        )
    digest = staff_import.digest_of_plan(plan)
    form = ConfirmImportForm(plan=digest)
    if form.validate_on_submit() and form.attempt(
        lambda: staff_import.confirm_staff(upload, form.plan.data, by=viewer(), at=now())
    ):
        flash("Staff list imported. Nobody has been invited yet")
        return redirect(url_for(".staff_imports"))
    form.plan.data = digest
    return shown(
        "organisation/staff_import.html",
        form,
        upload=upload,
        contents=uploads.contents_of(upload, now()),
        plan=plan,
        problems=[(one, 1) for one in plan.problems[:SHOWN]],
        weights=count_by_weight(plan.problems),
        names={one.path: one.name for one in list_places(viewer(), Permission.PLACE_READ)},
        shown=SHOWN,
        titles={column.name: column.title for column in LAYOUT.columns},
        may_choose=may(viewer(), Permission.PERSON_WRITE),
    )


@people.get("/imports/<public_id:staff_list_id>/problems")
@requires(IMPORT, council_wide=True)
def staff_problems(staff_list_id: str) -> ResponseReturnValue:
    plan = staff_import.planned(found(staff_list_id), viewer(), now())
    return csv_file(
        "problems-in-the-staff-list",
        ("What happened", "Sheet", "Row", "Cell", "Why"),
        rows_of(plan.problems),
        TellsOf.NO_RECORD,
    )


@people.route("/imports/<public_id:staff_list_id>/roles", methods=["GET", "POST"])
@requires(Permission.PERSON_WRITE)
def staff_roles(staff_list_id: str) -> ResponseReturnValue:
    upload = found(staff_list_id)
    form = form_of_roles(upload)
    if form.validate_on_submit() and form.attempt(
        lambda: staff_import.choose_roles(form.roles, by=viewer(), at=now())
    ):
        return redirect(url_for(".staff_import", staff_list_id=staff_list_id))
    return shown("organisation/staff_roles.html", form, upload=upload)


def form_of_roles(upload: Upload) -> RolesForm:
    rows = [from_kept(kept) for kept in uploads.contents_of(upload, now())["rows"]]
    roles = roles_of(upload.council_id, rows, guess=True)
    titles = titles_in(rows)
    known = {title: roles[title_key(title)] for title in titles if title_key(title) in roles}
    return roles_form(titles, known)


@people.route("/imports/<public_id:staff_list_id>/columns", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def staff_columns(staff_list_id: str) -> ResponseReturnValue:
    return ask_for_columns(
        found(staff_list_id),
        LAYOUT,
        lambda chosen: staff_import.choose_columns(chosen, by=viewer(), at=now()),
        crumbs=[
            ("People", url_for(".index")),
            ("Staff lists", url_for(".staff_imports")),
            ("Check the staff list", url_for(".staff_import", staff_list_id=staff_list_id)),
        ],
        then=url_for(".new_staff_import"),
    )


@people.post("/imports/<public_id:staff_list_id>/leave")
@requires(IMPORT, council_wide=True)
def leave_staff_import(staff_list_id: str) -> ResponseReturnValue:
    return left(found(staff_list_id), then=url_for(".staff_imports"))


@people.route("/imports/done/<public_id:staff_import_id>/undo", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def undo_staff_import(staff_import_id: str) -> ResponseReturnValue:
    taken_in, form = find_staff_import(staff_import_id, viewer()), ConfirmForm()
    if form.validate_on_submit() and form.attempt(
        lambda: staff_undo.undo_staff(taken_in, by=viewer(), at=now())
    ):
        flash("Import undone")
        return redirect(url_for(".staff_imports"))
    return shown("organisation/undo_staff_import.html", form, taken_in=taken_in)
