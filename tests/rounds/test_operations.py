from datetime import timedelta

import pytest

from qa_app.access.rules import Permission, Role
from qa_app.children.operations import restricting
from qa_app.children.operations.open_work import Move, offer_on
from qa_app.children.operations.undoing import undo_list
from qa_app.foundation.errors import DomainError
from qa_app.insight.queries import completion_in
from qa_app.rounds import queries
from qa_app.rounds.rules import first_of_month
from tests.children.makers import make_child, make_merge
from tests.makers import (
    NOON,
    TODAY,
    make_allocation,
    make_council,
    make_person,
    make_place,
    viewer_of,
)


def test_a_reference_finds_its_child_however_its_noughts_are_written(database):
    row = make_child(reference="0012345")
    allocation = make_allocation(place=row.place, reference="12345")
    assert allocation.child is row.child


def test_a_list_that_an_audit_was_allocated_from_can_no_longer_be_undone(database):
    row = make_child()
    make_allocation(place=row.place, reference=row.child.reference)
    with pytest.raises(DomainError, match="an audit used it"):
        undo_list(row.case_list, by=None, at=NOON)


def test_a_restricted_childs_audit_is_counted_and_listed_for_the_cleared_alone(database):
    row = make_child(make_place(make_council(), "East"))
    allocation = make_allocation(place=row.place, reference=row.child.reference)
    head = viewer_of(make_person(Role.HEAD_OF_SERVICE, row.place))
    manager = viewer_of(make_person(Role.TEAM_MANAGER, row.place))
    restricting.restrict(row.child, "A colleague's", TODAY + timedelta(90), by=head, at=NOON)

    month = first_of_month(allocation.due_on)
    assert queries.list_in_month(manager, queries.Sought(month)) == []
    assert completion_in(month, manager).due == 0
    assert queries.list_in_month(head, queries.Sought(month)) == [allocation]
    assert queries.list_mine(viewer_of(allocation.auditor)) == [allocation]


@pytest.mark.parametrize("restricted_first", [True, False])
def test_a_merged_reference_is_as_restricted_as_the_one_it_became(database, restricted_first):
    kept = make_child(make_place(make_council(), "East"))
    gone = make_child(kept.place)
    allocation = make_allocation(place=kept.place, reference=gone.child.reference)
    head = viewer_of(make_person(Role.HEAD_OF_SERVICE, kept.place))
    manager = viewer_of(make_person(Role.TEAM_MANAGER, kept.place))
    until = TODAY + timedelta(90)
    steps = [
        lambda: restricting.restrict(kept.child, "A colleague's", until, by=head, at=NOON),
        lambda: make_merge(kept, gone),
    ]
    for step in steps if restricted_first else reversed(steps):
        step()

    month = first_of_month(allocation.due_on)
    assert queries.list_in_month(manager, queries.Sought(month)) == []
    assert queries.count_open(manager, [allocation.auditor_id]) == {}
    assert queries.list_in_month(head, queries.Sought(month)) == [allocation]


def test_an_open_audit_moves_with_the_child_and_figures_stay(database):
    council = make_council()
    before = make_child(make_place(council, "East"))
    allocation = make_allocation(place=before.place, reference=before.child.reference)
    west = make_place(council, "West")
    before.place, old = west, before.place

    offer_on([Move(before, before)], by=None, at=NOON)

    assert allocation.place is west
    assert allocation.place_then == old.path
    manager = viewer_of(make_person(Role.TEAM_MANAGER, west))
    found = queries.find_allocation(allocation.public_id, manager, Permission.ROUND_READ)
    assert found is allocation
