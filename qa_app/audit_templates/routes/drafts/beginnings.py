"""Begin a draft: from a published version, under a new name, from nothing, or from a file."""

from pathlib import Path
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates import library, operations, queries
from qa_app.audit_templates.forms.beginnings import CopyForm, NewForm, ReplaceForm, UploadForm
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import (
    edit,
    find,
    is_as_seen,
    known,
    to_draft,
    warn_of_name,
)
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.checks import problems_of_template
from qa_app.audit_templates.rules.history import code_from, new_id
from qa_app.audit_templates.yaml_file import LARGEST, why_too_large
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.routes.answers import shown

WRITE = Permission.TEMPLATE_WRITE
MOST_FAULTS = 50


@audit_templates.post("/<template_code>/<int(max=9999):number>/draft")
@requires(WRITE)
def start_next(template_code: str, number: int) -> ResponseReturnValue:
    """It begins with the newest version, whichever its page was opened from."""
    queries.find_version(template_code, number, viewer())
    version = queries.newest_version(viewer().council_id, template_code)
    if there := queries.draft_of(template_code, viewer().council_id):
        flash("There was a draft of this template already. This is it.", "notice")
        return to_draft(there)
    return to_draft(operations.start_draft(version.written, by=viewer(), at=now()))


@audit_templates.route("/<template_code>/<int(max=9999):number>/copy", methods=["GET", "POST"])
@requires(WRITE)
def copy(template_code: str, number: int) -> ResponseReturnValue:
    version = queries.find_version(template_code, number, viewer())
    form = CopyForm()
    if form.validate_on_submit():
        code = new_code(form.name.data)
        written = {**version.written, "name": form.name.data, "code": code}
        draft = operations.start_draft(written, by=viewer(), at=now())
        warn_of_name(draft)
        return to_draft(draft)
    return render_template("audit_templates/draft_copy.html", form=form, version=version)


@audit_templates.route("/new", methods=["GET", "POST"])
@requires(WRITE)
def new() -> ResponseReturnValue:
    form = NewForm()
    if form.validate_on_submit():
        draft = operations.start_draft(first_content(form), by=viewer(), at=now())
        warn_of_name(draft)
        return to_draft(draft)
    return render_template("audit_templates/draft_new.html", form=form)


def first_content(form: NewForm) -> dict[str, Any]:
    code, heading = new_code(form.name.data), form.heading.data
    taken = queries.ids_taken(viewer().council_id)
    return {
        "code": code,
        "name": form.name.data,
        "version": 1,
        "purpose": form.purpose.data,
        "minutes": form.minutes.data,
        "sections": [
            {
                "id": new_id(code_from(f"{code} {heading}", "section"), taken),
                "heading": heading,
                "concept": form.concept.data,
                "questions": [],
            }
        ],
    }


def new_code(name: str) -> str:
    return new_id(code_from(name, "template"), queries.codes_taken(viewer().council_id))


@audit_templates.route("/upload", methods=["GET", "POST"])
@requires(WRITE)
def upload() -> ResponseReturnValue:
    """Begins a draft; an existing one has a page of its own for it."""
    form, draft = UploadForm(), None
    written, faults = read(form)
    if written:
        draft = queries.draft_of(written["code"], viewer().council_id)
    if written and draft is None:
        return to_draft(operations.start_draft(written, by=viewer(), at=now()))
    if draft:
        form.refuse(f"There is a draft of “{draft.name}” already. Upload the file there")
    return upload_page(form, faults, draft)


@audit_templates.route("/drafts/<public_id:draft_id>/upload", methods=["GET", "POST"])
@requires(WRITE)
def replace_draft(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    form = ReplaceForm(version=digest_of(draft.written))
    written, faults = read(form)
    if (
        written
        and is_as_seen(form, draft.written)
        and form.attempt(lambda: replace(draft, written))
    ):
        flash("The draft now says what the file says")
        return to_draft(draft)
    return upload_page(form, faults, draft)


def replace(draft: TemplateDraft, written: dict[str, Any]) -> None:
    if written["code"] != draft.code:
        raise DomainError(
            f"This is a file of the template {written['code']}, and the draft is of {draft.code}"
        )
    edit(draft, lambda content: written)


def read(form: UploadForm) -> tuple[dict[str, Any] | None, list[library.Fault]]:
    """What the file says, when it says a template and nothing is wrong with it."""
    if not form.validate_on_submit():
        return None, []
    chosen = form.chosen.data
    data = chosen.stream.read(LARGEST + 1)
    path = Path(Path(chosen.filename.replace("\\", "/")).name)
    found, faults = library.check_data(data, path, known(), problems_of_template)
    if faults:
        form.refuse("The file was not taken. Mend what is listed, then upload it again")
    if found and (refused := why_too_large(found.content)):
        form.refuse(refused)
        return None, []
    return (found.content if found else None), faults


def upload_page(
    form: UploadForm, faults: list[library.Fault], draft: TemplateDraft | None
) -> ResponseReturnValue:
    """With as many faults as somebody mends at one go."""
    first = faults[:MOST_FAULTS]
    more = len(faults) - len(first)
    return shown("audit_templates/draft_upload.html", form, faults=first, more=more, draft=draft)
