"""One child's record: see it, merge it. Every look is an event."""

from calendar import month_name

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.children.forms import MergeForm
from qa_app.children.models import ChildOnList
from qa_app.children.operations import merging
from qa_app.children.queries import children as queries
from qa_app.children.queries.left import left_on
from qa_app.children.queries.lists import address_pattern, status_names
from qa_app.children.queries.restrictions import history_of_restriction
from qa_app.children.routes.blueprint import children
from qa_app.children.rules.addresses import record_address
from qa_app.children.rules.clearance import cleared_at
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.people import names_of
from qa_app.trail.operations import look


@children.get("/<public_id:child_id>")
@requires(Permission.CHILD_READ)
def show(child_id: str) -> ResponseReturnValue:
    row = found(child_id, Permission.CHILD_READ)
    history = queries.history_of(row)
    people = {one for old in history for one in (old.practitioner_id, old.second_practitioner_id)}
    path = row.place.path
    may_restrict = may_at(viewer(), Permission.CHILD_RESTRICT, path)
    return render_template(
        "children/show.html",
        row=row,
        off_list_since=left_on([row], viewer().council_id).get(row.id),
        history=history,
        merges=queries.list_merges(row),
        names=names_of({*people, row.child.restricted_by_id}, viewer().council_id),
        statuses=status_names(viewer().council_id),
        knows_identity=queries.may_know_identity(viewer(), row),
        identity=identity_of(row),
        address=record_address(address_pattern(viewer().council_id), row.child.reference),
        may_merge=may_at(viewer(), Permission.CHILD_MERGE, path),
        may_restrict=may_restrict,
        cleared=cleared_at(row.place.name),
        restrictions=history_of_restriction(row) if may_restrict else [],
    )


def identity_of(row: ChildOnList) -> list[tuple[str, str]]:
    """What is known of it: a council that does not sample across groups keeps only the month."""
    born = f"{month_name[row.birth_month]} {row.birth_year}" if row.birth_month else "Not given"
    disability = {True: "Yes", False: "No", None: ""}[row.disability]
    others = (
        ("Gender", row.gender),
        ("Ethnic group", row.ethnic_group),
        ("Disability", disability),
    )
    return [("Born", born), *((words, said) for words, said in others if said)]


@children.route("/<public_id:child_id>/merge", methods=["GET", "POST"])
@requires(Permission.CHILD_MERGE)
def merge(child_id: str) -> ResponseReturnValue:
    row = found(child_id, Permission.CHILD_MERGE)
    form = MergeForm()
    if form.validate_on_submit() and form.attempt(lambda: merged(row, form), about="reference"):
        flash("Records merged")
        return redirect(url_for(".show", child_id=child_id))
    return render_template("children/merge.html", row=row, form=form)


def merged(row: ChildOnList, form: MergeForm) -> None:
    other = queries.find_by_reference(form.reference.data, viewer(), Permission.CHILD_MERGE)
    if other is None:
        raise DomainError("Enter the reference of a record that was on a list")
    merging.merge(row, other, form.reason.data, by=viewer(), at=now())


@children.post("/<public_id:child_id>/merges/<public_id:merge_id>/part")
@requires(Permission.CHILD_MERGE)
def part(child_id: str, merge_id: str) -> ResponseReturnValue:
    row = found(child_id, Permission.CHILD_MERGE)
    done = queries.find_merge(merge_id, row)
    merging.part(done, by=viewer(), at=now())
    flash("Records parted. Both are restricted" if done.merged.restricted else "Records parted")
    return redirect(url_for(".show", child_id=child_id))


def found(child_id: str, permission: Permission) -> ChildOnList:
    """The record, and the event of having looked at it."""
    row = queries.find_child(child_id, viewer(), permission)
    look("child:viewed", viewer(), row.child, child=row.child.public_id)
    return row
