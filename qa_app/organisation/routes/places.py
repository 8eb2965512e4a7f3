"""The tree: see it, and change it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.foundation.clock import now, today
from qa_app.organisation import operations, queries
from qa_app.organisation.forms.places import (
    AddPlaceForm,
    ClosePlaceForm,
    ConfirmMoveForm,
    MovePlaceForm,
    RenamePlaceForm,
    options_of,
)
from qa_app.organisation.models import Place
from qa_app.organisation.queries.colleagues import list_appointed
from qa_app.organisation.queries.history import history_of
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.places import (
    count_people,
    list_above,
    list_below,
    list_changes,
    people_by_place,
    tree_of,
)
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.rules.places import Kind, parent_of
from qa_app.web.csv_files import TellsOf, csv_file

places = Blueprint("places", __name__, url_prefix="/places")

READ, WRITE = Permission.PLACE_READ, Permission.PLACE_WRITE


@places.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    with_closed = request.args.get("closed") == "yes"
    listed = queries.list_places(viewer(), READ, closed=with_closed)
    return render_template(
        "organisation/places.html",
        tree=tree_of(listed, people_by_place(viewer(), today())),
        count=len(listed),
        with_closed=with_closed,
        may_add=may(viewer(), WRITE),
    )


@places.get("/download")
@requires(READ)
def download() -> ResponseReturnValue:
    listed = queries.list_places(viewer(), READ)
    people = people_by_place(viewer(), today())
    names = {place.path: place.name for place in listed}
    rows = (
        (
            place.name,
            place.kind.value,
            names.get(parent_of(place.path), ""),
            people.get(place.id, 0),
            place.closed_on,
        )
        for place in listed
    )
    return csv_file(
        "places",
        ("Name", "Kind", "Part of", "People appointed", "Closed on"),
        rows,
        TellsOf.NO_RECORD,
    )


@places.route("/new", methods=["GET", "POST"])
@requires(WRITE)
def add() -> ResponseReturnValue:
    there = queries.list_places(viewer(), WRITE, closed=False)
    form = AddPlaceForm(parent=request.args.get("parent"))
    form.offer(there)
    if form.validate_on_submit():
        parent = queries.find_place(form.parent.data, viewer(), WRITE)
        made = form.outcome_of(
            lambda: operations.add_place(
                parent, Kind[form.kind.data], form.name.data, by=viewer(), at=now()
            )
        )
        if made:
            flash(f"{made.name} added to {parent.name}")
            return redirect(url_for(".show", place_id=made.public_id))
    return shown("organisation/add_place.html", form)


@places.get("/<public_id:place_id>")
@requires(READ)
def show(place_id: str) -> ResponseReturnValue:
    place = queries.find_place(place_id, viewer(), READ)
    sees_people = may_at(viewer(), Permission.PERSON_READ, place.path)
    appointments = list_appointed(place, today()) if sees_people else []
    visible = {one.id for one in queries.list_places(viewer(), READ)}
    below = list_below(place)
    return render_template(
        "organisation/place.html",
        place=place,
        above=[one for one in list_above(place) if one.id in visible],
        tree=tree_of(below, people_by_place(viewer(), today())),
        appointments=appointments,
        names=names_of([one.person_id for one in appointments], viewer().council_id),
        changes=list_changes(place),
        history=history_of("place", place.public_id, viewer().council_id),
        may_write=may_at(viewer(), WRITE, place.path),
    )


@places.route("/<public_id:place_id>/name", methods=["GET", "POST"])
@requires(WRITE)
def rename(place_id: str) -> ResponseReturnValue:
    place = queries.find_place(place_id, viewer(), WRITE)
    form = RenamePlaceForm(name=place.name, kind=place.kind, version=place.version)
    form.about(place)
    saved = {"name": place.name} | ({"kind": place.kind.value} if "kind" in form else {})
    if (
        form.validate_on_submit()
        and not form.is_overtaken(place.version, saved)
        and form.attempt(
            lambda: operations.rename_place(
                place, form.name.data, form.chosen_kind, by=viewer(), at=now()
            ),
        )
    ):
        flash("Saved")
        return redirect(url_for(".show", place_id=place_id))
    return shown("organisation/rename_place.html", form, place=place)


@places.route("/<public_id:place_id>/move", methods=["GET", "POST"])
@requires(WRITE)
def choose_move(place_id: str) -> ResponseReturnValue:
    place = queries.find_place(place_id, viewer(), WRITE)
    form = MovePlaceForm()
    form.to.options = options_of(places_to_move_to(place))
    if form.validate_on_submit():
        return redirect(url_for(".move", place_id=place_id, to_id=form.to.data))
    return shown("organisation/choose_move.html", form, place=place)


@places.route("/<public_id:place_id>/move/<public_id:to_id>", methods=["GET", "POST"])
@requires(WRITE)
def move(place_id: str, to_id: str) -> ResponseReturnValue:
    place = queries.find_place(place_id, viewer(), WRITE)
    to = queries.find_place(to_id, viewer(), WRITE)
    form = ConfirmMoveForm(version=place.version)
    if (
        form.validate_on_submit()
        and not form.is_overtaken(place.version, {})
        and form.attempt(lambda: operations.move_place(place, to, by=viewer(), at=now()))
    ):
        flash(f"{place.name} is now part of {to.name}")
        return redirect(url_for(".show", place_id=place_id))
    return shown(
        "organisation/move_place.html",
        form,
        place=place,
        to=to,
        above=list_above(place)[-1:],
        below=len(list_below(place)),
        people=count_people(place, today()),
    )


@places.route("/<public_id:place_id>/close", methods=["GET", "POST"])
@requires(WRITE)
def close(place_id: str) -> ResponseReturnValue:
    place = queries.find_place(place_id, viewer(), WRITE)
    staying = places_to_move_to(place, also_parent=True)
    form = ClosePlaceForm()
    form.move_people_to.options = options_of(staying)
    if form.validate_on_submit():
        to = next((one for one in staying if one.public_id == form.move_people_to.data), None)
        if form.attempt(
            lambda: operations.close_place(
                place, form.on.data, by=viewer(), at=now(), move_people_to=to
            ),
        ):
            flash(f"{place.name} is closed")
            return redirect(url_for(".show", place_id=place_id))
    return shown(
        "organisation/close_place.html",
        form,
        place=place,
        people=count_people(place, today(), below=False),
        open_below=[one for one in list_below(place) if not one.closed_on],
    )


@places.post("/<public_id:place_id>/reopen")
@requires(WRITE)
def reopen(place_id: str) -> ResponseReturnValue:
    place = queries.find_place(place_id, viewer(), WRITE)
    operations.reopen_place(place, by=viewer(), at=now())
    flash(f"{place.name} is open again")
    return redirect(url_for(".show", place_id=place_id))


def places_to_move_to(place: Place, *, also_parent: bool = False) -> list[Place]:
    """Open places that are not part of this one."""
    return [
        one
        for one in queries.list_places(viewer(), WRITE, closed=False)
        if not one.path.startswith(place.path)
        and (also_parent or one.path != parent_of(place.path))
    ]
