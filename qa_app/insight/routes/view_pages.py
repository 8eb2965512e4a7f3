"""Filters under a name: saved from a page of figures, opened on it again, shared, deleted and put back."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import BuildError

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.insight.forms import DeleteForm, PutBackForm, ViewForm
from qa_app.insight.models import SavedView
from qa_app.insight.operations import views as operations
from qa_app.insight.queries import views as queries
from qa_app.insight.routes.blueprint import views
from qa_app.insight.rules.views import PAGES, page_at, to_keep
from qa_app.organisation.queries.people import names_of
from qa_app.web.searches import address_of

SAVE = Permission.VIEW_SAVE


@dataclass(frozen=True)
class Here:
    """The saved views of the page that is open, and the way to save what it shows now."""

    saved: list[SavedView] | None
    save: str


@views.app_template_global()
def saved_views_here() -> Here | None:
    page = page_at(request.endpoint)
    if not page or not may(viewer(), SAVE):
        return None
    typed = {**request.args.to_dict(), **(request.view_args or {})}
    save = address_of(url_for("insight_views.new"), {"of": page, **to_keep(page, typed)})
    return Here(queries.list_open(viewer(), [page]) if PAGES[page].has_list else None, save)


@views.get("")
@requires(SAVE)
def index() -> ResponseReturnValue:
    pages = [name for name, one in PAGES.items() if may_open(one.endpoint)]
    listed = queries.list_open(viewer(), pages)
    return render_template(
        "insight/views.html",
        own=[one for one in listed if one.owner_id == viewer().person_id],
        shared=[one for one in listed if one.owner_id != viewer().person_id],
        names=names_of({one.owner_id for one in listed}, viewer().council_id),
        deleted=queries.list_deleted(viewer(), now()),
        pages=PAGES,
        form=PutBackForm(),
    )


@views.route("/new", methods=["GET", "POST"])
@requires(SAVE)
def new() -> ResponseReturnValue:
    page, form = request.args.get("of", ""), _form()
    if not page:
        return redirect(url_for(".index"))  # saved is what a page shows
    if page not in PAGES or not may_open(PAGES[page].endpoint) or not _leads_there(page):
        abort(404)
    if form.validate_on_submit():
        try:
            view = operations.save_view(
                page, request.args, form.name.data, form.shared_with.data, viewer(), now()
            )
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash("View saved")
            return redirect(_address(view))
    return render_template("insight/view.html", form=form, view=None, page=PAGES[page])


@views.get("/<public_id:view_id>")
@requires(SAVE)
def show(view_id: str) -> ResponseReturnValue:
    """Its filters, applied to what whoever opens it may see."""
    return redirect(_address(queries.find_open(view_id, viewer()), opened="view"))


@views.route("/<public_id:view_id>/edit", methods=["GET", "POST"])
@requires(SAVE)
def edit(view_id: str) -> ResponseReturnValue:
    view = queries.find_own(view_id, viewer())
    shared = view.shared_with.public_id if view.shared_with else None
    form = _form(name=view.name, shared_with=shared)
    if form.validate_on_submit():
        try:
            operations.change_view(view, form.name.data, form.shared_with.data, viewer(), now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash("View changed")
            return redirect(url_for(".index"))
    return render_template("insight/view.html", form=form, view=view, page=PAGES[view.page])


@views.route("/<public_id:view_id>/delete", methods=["GET", "POST"])
@requires(SAVE)
def delete(view_id: str) -> ResponseReturnValue:
    view, form = queries.find_own(view_id, viewer()), DeleteForm()
    if form.validate_on_submit():
        operations.delete_view(view, viewer(), now())
        flash("View deleted. You can put it back for 30 days")
        return redirect(url_for(".index", _anchor="deleted"))
    return render_template("insight/view_delete.html", form=form, view=view)


@views.post("/<public_id:view_id>/put-back")
@requires(SAVE)
def put_back(view_id: str) -> ResponseReturnValue:
    view = queries.find_own(view_id, viewer())
    if PutBackForm().validate_on_submit():
        try:
            operations.put_back(view, viewer(), now())
        except DomainError as refused:
            flash(refused.reasons[0], "notice")
        else:
            flash("View put back")
    return redirect(url_for(".index"))


def _form(**known: str | None) -> ViewForm:
    form = ViewForm(data=known)
    places = queries.list_to_share_with(viewer())
    form.shared_with.options = [(one.public_id, f"The people of {one.name}") for one in places]
    return form


def _leads_there(page: str) -> bool:
    """A page about one thing is found by what it is about."""
    try:
        asked: dict[str, Any] = {**to_keep(page, request.args)}
        url_for(PAGES[page].endpoint, **asked)
    except BuildError:
        return False
    return True


def _address(view: SavedView, **also: str) -> str:
    asked: dict[str, Any] = {**view.asked, **also}
    return url_for(PAGES[view.page].endpoint, **asked)
