"""The lists that were imported: what each holds and changed, and which one can be undone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.models import Child
from qa_app.children.operations import restricting, undoing
from qa_app.children.queries.imported import count_on
from qa_app.children.queries.previews import held_children, preview_of
from qa_app.children.rules.undoing import why_not_undo
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.uploads.operations import contents_of
from tests.children.makers import AS_AT, import_rows, make_list, preview_rows
from tests.makers import NOON, make_council, make_person, make_place, viewer_of

LATER = AS_AT + timedelta(days=7)
FIRST = [[str(one), "CIN", "North", "", ""] for one in (1, 2, 3, 4)]
# One is new, one closed, one left and one moved.
SECOND = [["1", "CIN", "South", "", ""], ["2", "Closed", "North", "", ""], ["4", "CIN", "North", "", ""], ["5", "CIN", "North", "", ""]]  # fmt: skip


@pytest.fixture
def council(database):
    council = make_council()
    for name in ("North", "South"):
        make_place(council, name)
    return council


@pytest.fixture
def officer(council):
    return make_person(Role.DATA_OFFICER, council)


def restrict(council, reference):
    child = db.session.query(Child).filter_by(reference=reference).one()
    lead = make_person(Role.QA_LEAD, council)
    review = today() + timedelta(days=9)
    restricting.restrict(child, "Adoption", review, by=viewer_of(lead), at=now())
    db.session.flush()
    return lead


def rows_of(page):
    return [[" ".join(cell.text.split()) for cell in row.select("td")] for row in page.select("tbody tr")]  # fmt: skip


def test_the_lists_say_the_words_and_numbers_of_the_preview(open_as, council, officer):
    import_rows(council, FIRST)
    upload = preview_rows(council, SECOND, LATER, at=now())
    browser, here = open_as(officer), {"upload_id": upload.public_id}
    preview = browser.get("children.show_import", **here)
    terms = [term.text.strip() for term in preview.select("#changes dt")]
    before = dict(zip(terms, [one.text.strip() for one in preview.select("#changes dd")], strict=True))  # fmt: skip
    browser.post("children.show_import", **here)

    page = browser.get("children.list_imports")

    heads = [head.text.strip() for head in page.select("thead th")]
    after = dict(zip(heads[1:], rows_of(page)[0], strict=True))
    for words in ("New", "Closed", "No longer on the list", "Another team"):
        assert (words, before[words], after[words]) == (words, "1", "1")


def test_who_is_not_cleared_counts_no_restricted_child_on_any_list(open_as, council, officer):
    lists = [import_rows(council, FIRST), import_rows(council, SECOND, LATER)]
    lead = restrict(council, "1")
    first, second = (count_on(lists, viewer_of(officer))[one.id] for one in lists)
    cleared = count_on(lists, viewer_of(lead))[lists[1].id]

    assert (first.children, first.new, second.children) == (3, 3, 3)
    assert (second.new, second.closed, second.left, second.moved_team) == (1, 1, 1, 0)
    assert (cleared.children, cleared.moved_team) == (4, 1)
    browser = open_as(officer)
    assert "3 records are on the list" in " ".join(browser.get("home.show").text.split())
    assert "with 3 children" in browser.get("children.list_imports").text


def test_the_preview_tells_nobody_how_many_are_restricted(open_as, council, officer):
    import_rows(council, FIRST)
    restrict(council, "3")
    upload = preview_rows(council, SECOND, LATER, at=now())

    page = open_as(officer).get("children.show_import", upload_id=upload.public_id)

    said = dict(zip(*([one.text.strip() for one in page.select(f"#changes {tag}")] for tag in ("dt", "dd")), strict=True))  # fmt: skip
    assert said["No longer on the list"] == "0"


def test_a_team_that_is_not_in_the_tree_says_how_many_children_it_has(open_as, council, officer):
    rows = [["1", "CIN", "Moor End", "", ""], ["2", "CIN", "Moor End", "", ""], ["3", "CIN", "Dale", "", ""]]  # fmt: skip
    upload = preview_rows(council, rows, at=now())

    page = open_as(officer).get("children.show_import", upload_id=upload.public_id)

    listed = {item.text for item in page.select("main li")}
    assert {"Moor End: 2 children", "Dale: 1 child"} <= listed


def test_open_audits_are_counted_only_where_something_of_the_child_changes(council, officer):
    import_rows(council, [*FIRST, ["6", "CIN", "North", "Ida Fenn", ""], ["7", "CIN", "North", "", ""]])  # fmt: skip
    rows = [*SECOND, ["6", "CIN", "North", "Ben Fox", ""], ["7", "CLA", "North", "", ""]]
    upload = preview_rows(council, rows, LATER)
    preview = preview_of(upload, contents_of(upload, NOON))

    affected = held_children(preview)
    hidden = held_children(preview, hidden={"6"})

    named = select(Child.reference).where(Child.id.in_(affected)).order_by(Child.reference)
    assert db.session.scalars(named).all() == ["1", "2", "6", "7"]
    assert len(hidden) == 3


def test_undo_is_offered_for_the_list_in_force_alone(open_as, council, officer):
    import_rows(council, FIRST)
    newest = import_rows(council, SECOND, LATER)
    browser = open_as(officer)

    page = browser.get("children.list_imports")
    assert len(page.select("tbody a")) == 1
    states = [row[-1] for row in rows_of(page)]
    assert states[0].startswith("In force. Undo")
    assert states[1] == "Cannot be undone: a later list builds on it"
    undo = browser.get("children.undo", list_id=newest.public_id)
    assert "the list of 5 October 2026 will be in force again" in undo.text


def test_a_list_that_was_used_says_why_it_cannot_be_undone(open_as, council, officer):
    used = import_rows(council, FIRST)
    undoing.mark_used(used, "an audit", NOON)
    browser = open_as(officer)

    page = browser.get("children.list_imports")
    assert rows_of(page)[0][-1] == "In force. Cannot be undone: an audit used it"
    undo = browser.get("children.undo", list_id=used.public_id)
    assert "which then takes its place" in undo.text
    assert not undo.select("main form")


def test_an_older_list_is_not_told_to_undo_what_cannot_be_undone(open_as, council, officer):
    newer = import_rows(council, FIRST, LATER)
    browser = open_as(officer)
    here = {"upload_id": preview_rows(council, SECOND, AS_AT, at=now()).public_id}
    db.session.commit()
    assert "or undo the newer list first" in browser.get("children.show_import", **here).text

    undoing.mark_used(db.session.merge(newer), "an audit", NOON)
    db.session.commit()

    page = browser.get("children.show_import", **here).text
    assert "Upload a list of that day or later." in page


def test_lists_come_twenty_five_on_a_page(open_as, council, officer):
    for at in range(26):
        make_list(council.id, AS_AT + timedelta(days=at))
    browser = open_as(officer)

    assert len(browser.get("children.list_imports").select("tbody tr")) == 25
    assert len(browser.get("/children/imports?page=2").select("tbody tr")) == 1


def test_a_list_can_be_undone_only_while_it_is_in_force_and_unused():
    assert why_not_undo(undone=False, used_for=None, in_force=True) == ""
    assert "before" in why_not_undo(undone=True, used_for=None, in_force=False)
    assert "an audit used it" in why_not_undo(undone=False, used_for="an audit", in_force=True)
    assert "list in force" in why_not_undo(undone=False, used_for=None, in_force=False)
