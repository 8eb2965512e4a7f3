"""Say what a file means: which column holds what, whom and which team it names."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.names_page import ask_for_names
from qa_app.children.operations import naming
from qa_app.children.queries.previews import preview_of
from qa_app.children.routes.blueprint import children
from qa_app.children.routes.imports import found_upload
from qa_app.children.rules.layouts import LAYOUTS
from qa_app.foundation.clock import now
from qa_app.uploads import operations as uploads
from qa_app.uploads.columns_page import ask_for_columns


@children.route("/imports/<public_id:upload_id>/columns/<code>", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def columns(upload_id: str, code: str) -> ResponseReturnValue:
    layout = next((one for one in LAYOUTS if one.code == code), None) or abort(404)
    return ask_for_columns(
        found_upload(upload_id),
        layout,
        lambda chosen: naming.choose_columns(code, chosen, by=viewer(), at=now()),
        crumbs=[
            ("Children", url_for(".index")),
            ("Check the list", url_for(".show_import", upload_id=upload_id)),
        ],
        then=url_for(".new_import"),
    )


@children.route("/imports/<public_id:upload_id>/names", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def names(upload_id: str) -> ResponseReturnValue:
    upload = found_upload(upload_id)
    preview = preview_of(upload, uploads.contents_of(upload, now()))
    back = url_for(".show_import", upload_id=upload_id)
    return ask_for_names(
        preview.tree,
        preview.as_at,
        crumbs=[("Children", url_for(".index")), ("Check the list", back)],
        then=back,
    )
