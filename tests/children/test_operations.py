from collections import Counter
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.operations import (
    imports,
    merging,
    naming,
    open_work,
    reading,
    restricting,
    undoing,
)
from qa_app.children.queries import children as queries
from qa_app.children.queries.lists import list_in_force
from qa_app.children.queries.previews import preview_of
from qa_app.children.rules.settings import CHARACTERISTICS
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import CouncilSetting, Membership, Person
from qa_app.organisation.queries.hand_over import open_work_of
from qa_app.trail.models import Event
from qa_app.uploads.models import Upload, UploadPreview
from qa_app.uploads.operations import contents_of, forget_expired, leave
from tests.children.files import CODES, content_of, true_children, truth
from tests.children.makers import (
    AS_AT,
    CLEAN,
    MESSY,
    import_file,
    import_rows,
    make_child,
    make_tree,
    preview_rows,
)
from tests.children.test_understanding import WITHOUT_A_TEAM
from tests.makers import NOON, make_council, make_person, make_place, viewer_of

pytestmark = pytest.mark.usefixtures("database")
LATER = AS_AT + timedelta(days=7)


def rows_of(case_list: CaseList) -> dict[str, ChildOnList]:
    found = select(ChildOnList).where(ChildOnList.case_list_id == case_list.id)
    return {row.child.reference: row for row in db.session.scalars(found)}


def everything_held() -> tuple[int, ...]:
    return tuple(
        db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in (CaseList, Child, ChildOnList)
    )


def test_the_messy_workbook_gives_every_child_the_team_and_practitioner_of_the_truth():
    rows = rows_of(import_file(make_tree(), MESSY))

    assert rows.keys() == true_children().keys()
    for reference, true in true_children().items():
        assert rows[reference].status == CODES[true["status"]]
        if reference not in WITHOUT_A_TEAM:
            assert rows[reference].place.name == true["team"]
            assert rows[reference].practitioner.name == true["worker"]


def test_a_second_import_of_the_same_file_changes_nothing():
    council = make_tree()
    first = import_file(council, MESSY)
    before = everything_held()

    assert import_file(council, MESSY) is first
    assert everything_held() == before


def test_the_tidy_file_after_the_messy_one_is_the_same_children():
    council = make_tree()
    import_file(council, MESSY)

    changes = import_file(council, CLEAN, as_at=LATER).counts["changes"]

    assert (changes["new"], changes["left"], changes["status_changed"]) == (0, 0, 0)
    assert changes["moved_team"] == len(WITHOUT_A_TEAM)


def test_nothing_is_stored_of_the_file_but_the_fields_of_the_record():
    upload = preview_rows(make_council(), [["12", "CIN", "North", "Ada Thornley", ""]])

    assert upload.preview.contents["records"] == [
        {
            "reference": "12", "status": "CHILD_IN_NEED", "is_open": True, "also_on_plan": False,
            "team": "North", "practitioner": "Ada Thornley", "restricted": False,
            "source_list": "Report", "source_row": 2,
        }
    ]  # fmt: skip


def test_characteristics_are_kept_only_when_the_council_wants_them():
    council = make_council()
    plain = import_file(council, MESSY)
    assert {(row.gender, row.ethnic_group, row.disability) for row in rows_of(plain).values()} == {("", "", None)}  # fmt: skip
    undoing.undo_list(plain, None, NOON)
    db.session.add(CouncilSetting(council_id=council.id, name=CHARACTERISTICS, chosen={"value": "yes"}))  # fmt: skip
    db.session.flush()

    full = Counter(row.gender for row in rows_of(import_file(council, MESSY)).values())

    assert {"Male", "Female"} <= full.keys()


def test_a_preview_is_kept_for_an_hour_and_goes_once_it_is_decided():
    council = make_council()
    upload = preview_rows(council, [["12", "CIN", "", "", ""]])
    with pytest.raises(DomainError):
        imports.confirm_list(upload, None, NOON + timedelta(minutes=61))
    forget_expired(NOON + timedelta(minutes=61))
    assert db.session.scalars(select(UploadPreview)).all() == []

    decided = preview_rows(council, [["13", "CIN", "", "", ""]])
    leave(decided, NOON)
    with pytest.raises(DomainError, match="decided before"):
        contents_of(decided, NOON)


def test_an_import_is_whole_or_not_at_all(monkeypatch):
    upload = preview_rows(make_council(), [["12", "CIN", "", "", ""]])
    before = everything_held()
    monkeypatch.setattr(imports, "_row_of", lambda *_: 1 / 0)

    with db.session.no_autoflush, pytest.raises(ZeroDivisionError), db.session.begin_nested():
        imports.confirm_list(upload, None, NOON)

    assert everything_held() == before


def test_undoing_an_import_leaves_what_was_there_before():
    council = make_tree()
    first = import_file(council)
    before = everything_held()
    second = import_rows(council, [["999", "CIN", "North", "", "Yes"]], LATER)

    undoing.undo_list(second, None, NOON)

    assert list_in_force(council.id) is first
    assert everything_held() == (before[0] + 1, *before[1:])


def test_a_list_that_was_used_cannot_be_undone():
    used = import_rows(make_council(), [["12", "CIN", "", "", ""]])
    undoing.mark_used(used, "the draw of November 2026", NOON)

    with pytest.raises(DomainError, match="the draw of November 2026 used it"):
        undoing.undo_list(used, None, NOON)


def test_an_older_list_does_not_replace_a_newer_one():
    council = make_council()
    import_rows(council, [["12", "CIN", "", "", ""]], LATER)

    with pytest.raises(DomainError, match="which is newer"):
        import_rows(council, [["13", "CIN", "", "", ""]], AS_AT)


def test_a_list_of_tomorrow_is_refused():
    with pytest.raises(DomainError, match="today or earlier"):
        preview_rows(make_council(), [["12", "CIN", "", "", ""]], NOON.date() + timedelta(days=1))


def test_a_file_without_a_list_is_refused_and_says_what_it_needs():
    with pytest.raises(DomainError, match="row of headings"):
        reading.preview_list([("a.csv", b"1,2\n3,4\n")], AS_AT, make_council(), None, NOON)


def test_open_work_is_offered_on_for_children_who_moved_closed_or_left(monkeypatch):
    council = make_council()
    for name in ("North", "South"):
        make_place(council, name)
    offered: list = []
    work = open_work.FollowingWork("audit", "audits", lambda ids: len(ids), lambda moves, *_: offered.extend(moves))  # fmt: skip
    monkeypatch.setattr(open_work, "KINDS", [work])
    import_rows(council, [["1", "CIN", "North", "", ""], ["2", "CIN", "North", "", ""], ["3", "CIN", "North", "", ""], ["4", "CIN", "North", "", ""]])  # fmt: skip

    import_rows(council, [["1", "CIN", "South", "", ""], ["2", "Closed", "North", "", ""], ["4", "CIN", "North", "", ""]], LATER)  # fmt: skip

    assert sorted(move.before.child.reference for move in offered) == ["1", "2", "3"]
    assert [move.after for move in offered if move.before.child.reference == "3"] == [None]


def test_a_reference_written_another_way_is_the_same_child_on_the_next_list():
    council = make_council()
    import_rows(council, [["0012345", "CIN", "", "", ""]])

    import_rows(council, [["12345", "CIN", "", "", ""]], LATER)

    assert db.session.scalars(select(Child.reference)).all() == ["0012345"]


def test_of_two_practitioners_of_one_name_the_one_in_the_team_is_meant():
    council = make_council()
    north, south = make_place(council, "North"), make_place(council, "South")
    for place in (north, south):
        make_person(Role.PRACTITIONER, place, name="Ada Thornley")

    row = rows_of(import_rows(council, [["12", "CIN", "South", "Thornley, Ada", ""]]))["12"]

    assert row.practitioner.appointments[0].place is south


def test_somebody_says_once_whom_and_which_team_a_file_means():
    council = make_council()
    manager = viewer_of(make_person(Role.DATA_OFFICER, council))
    team = make_place(council, "Locality 4")
    ada = make_person(Role.PRACTITIONER, team, name="Ada Thornley")
    rows = rows_of(import_rows(council, [["12", "CIN", "L4U1", "A. T.", ""]]))
    assert rows["12"].place is council

    naming.name_practitioners({"A. T.": ada.id}, by=manager, at=NOON)
    naming.name_teams({"L4U1": team}, by=manager, at=NOON)
    db.session.expire_all()

    assert (rows["12"].practitioner_id, rows["12"].place_id) == (ada.id, team.id)
    later = rows_of(import_rows(council, [["13", "CIN", "L4U1", "A. T.", ""]], LATER))["13"]
    assert (later.practitioner_id, later.place_id) == (ada.id, team.id)


def test_columns_that_were_chosen_are_remembered_and_a_name_cannot_be():
    council = make_council()
    officer = viewer_of(make_person(Role.DATA_OFFICER, council))
    with pytest.raises(DomainError, match="never read"):
        naming.choose_columns("report", {"team": "Child name"}, by=officer, at=NOON)

    naming.choose_columns("report", {"reference": "Kid", "status": "Kind", "team": "Where"}, by=officer, at=NOON)  # fmt: skip
    content = b"Kid,Kind,Where\n12,CIN,North\n"
    upload = reading.preview_list([("a.csv", content)], AS_AT, council, None, NOON)

    assert [one.team for one in preview_of(upload, contents_of(upload, NOON)).records] == ["North"]


def lead_and_place() -> tuple[Person, object]:
    council = make_council()
    return make_person(Role.QA_LEAD, council), make_place(council, "North")


def test_two_references_are_merged_with_their_history_and_parted_again():
    lead, north = lead_and_place()
    viewer = viewer_of(lead)
    kept, other = make_child(north), make_child(north)

    done = merging.merge(kept, other, "Seen in the case system", by=viewer, at=NOON)
    db.session.flush()
    listed = db.session.scalars(queries.visible_to(viewer)).all()
    assert listed == [kept]
    assert {row.child.reference for row in queries.history_of(kept)} == {kept.child.reference, other.child.reference}  # fmt: skip

    merging.part(done, by=viewer, at=NOON)
    db.session.flush()
    assert len(db.session.scalars(queries.visible_to(viewer)).all()) == 2


@pytest.mark.parametrize("is_restricted_first", [True, False])
def test_a_parted_reference_stays_restricted(is_restricted_first):
    lead, north = lead_and_place()
    viewer, manager = viewer_of(lead), viewer_of(make_person(Role.TEAM_MANAGER, north))
    kept, other = make_child(north), make_child(north)
    restrict = partial(restricting.restrict, kept.child, "Adoption", date(2027, 1, 1), viewer, NOON)
    if is_restricted_first:
        restrict()
    done = merging.merge(kept, other, "Seen in the case system", by=viewer, at=NOON)
    if not is_restricted_first:
        restrict()

    merging.part(done, by=viewer, at=NOON)
    db.session.flush()

    assert queries.count(queries.visible_to(manager)) == 0
    assert (other.child.restricted_reason, other.child.restricted_review_on) == ("Adoption", date(2027, 1, 1))  # fmt: skip


def test_what_was_merged_into_a_reference_before_is_parted_with_it():
    lead, north = lead_and_place()
    viewer = viewer_of(lead)
    first, second, third = (make_child(north) for _ in range(3))
    merging.merge(second, third, "One child", by=viewer, at=NOON)
    done = merging.merge(first, second, "One child", by=viewer, at=NOON)
    assert third.child.merged_into_id == first.child_id

    merging.part(done, by=viewer, at=NOON)

    assert third.child.merged_into_id == second.child_id


def test_a_parted_reference_is_free_when_neither_was_restricted():
    lead, north = lead_and_place()
    viewer, manager = viewer_of(lead), viewer_of(make_person(Role.TEAM_MANAGER, north))
    kept, other = make_child(north), make_child(north)
    done = merging.merge(kept, other, "Seen in the case system", by=viewer, at=NOON)
    restricting.restrict(kept.child, "Adoption", date(2027, 1, 1), by=viewer, at=NOON)
    restricting.lift(kept.child, "It is over", by=viewer, at=NOON)

    merging.part(done, by=viewer, at=NOON)
    db.session.flush()

    assert queries.count(queries.visible_to(manager)) == 2


def test_what_was_restricted_by_hand_outlives_the_list_that_restricted_the_other():
    lead, north = lead_and_place()
    council = db.session.get(type(north), north.council_id)
    import_rows(council, [["1", "CIN", "North", "", "No"], ["2", "CIN", "North", "", "No"]])
    marked = import_rows(council, [["1", "CIN", "North", "", "Yes"], ["2", "CIN", "North", "", ""]], LATER)  # fmt: skip
    rows = rows_of(marked)
    restricting.restrict(rows["2"].child, "Adoption", date(2027, 1, 1), by=viewer_of(lead), at=NOON)
    merging.merge(rows["1"], rows["2"], "One child", by=viewer_of(lead), at=NOON)
    db.session.flush()

    undoing.undo_list(marked, None, NOON)

    assert set(db.session.scalars(select(Child.restricted))) == {True}


def test_a_list_may_use_either_of_two_merged_references():
    lead, north = lead_and_place()
    council = db.session.get(type(north), north.council_id)
    rows = rows_of(import_rows(council, [["1", "CIN", "North", "", ""], ["2", "CIN", "North", "", ""]]))  # fmt: skip
    merging.merge(rows["1"], rows["2"], "One child", by=viewer_of(lead), at=NOON)
    db.session.flush()

    both = import_rows(council, [["2", "CLA", "North", "", ""], ["1", "CIN", "North", "", ""]], LATER)  # fmt: skip
    old = import_rows(council, [["2", "CLA", "North", "", ""]], LATER + timedelta(days=1))

    assert {reference: row.status for reference, row in rows_of(both).items()} == {"1": "CHILD_IN_NEED"}  # fmt: skip
    assert {reference: row.status for reference, row in rows_of(old).items()} == {"1": "CARE"}


def test_a_record_cannot_be_merged_with_itself():
    lead, north = lead_and_place()
    row = make_child(north)

    with pytest.raises(DomainError, match="the same one"):
        merging.merge(row, row, "?", by=viewer_of(lead), at=NOON)


def test_a_restricted_child_is_there_only_for_those_who_are_cleared():
    lead, north = lead_and_place()
    manager = viewer_of(make_person(Role.TEAM_MANAGER, north))
    row = make_child(north)

    restricting.restrict(row.child, "A colleague's child", date(2027, 1, 1), by=viewer_of(lead), at=NOON)  # fmt: skip
    db.session.flush()

    assert queries.count(queries.visible_to(manager)) == 0
    assert queries.count(queries.visible_to(viewer_of(lead))) == 1
    restricting.lift(row.child, "It is over", by=viewer_of(lead), at=NOON)
    db.session.flush()
    assert queries.count(queries.visible_to(manager)) == 1


def test_a_column_restricts_and_undoing_the_list_lifts_it():
    council = make_council()
    import_rows(council, [["1", "CIN", "", "", "No"]])
    marked = import_rows(council, [["1", "CIN", "", "", "Yes"]], LATER)
    assert db.session.scalars(select(Child.restricted)).all() == [True]

    undoing.undo_list(marked, None, NOON)

    assert db.session.scalars(select(Child.restricted)).all() == [False]


def named_for(person: Person, viewer: Person) -> dict[str, int]:
    """What the hand-over says of open records that name somebody who has left."""
    member = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
    return {kind.many: number for kind, number in open_work_of(member, viewer_of(viewer))}


def test_a_leaver_who_is_named_on_open_records_hands_them_over():
    council = make_council()
    north = make_place(council, "North")
    ida = make_person(Role.PRACTITIONER, north, name="Ida Fenn")
    make_child(north, ida)
    make_child(north, second_practitioner=ida)
    make_child(north, practitioner_written="FENN, Ida (Agency)")
    make_child(north, ida, is_open=False)
    make_child(north, practitioner_written="Ben Fox")
    manager = make_person(Role.TEAM_MANAGER, north)

    assert named_for(ida, manager) == {"open records still name them": 3}
    stranger = make_person(Role.TEAM_MANAGER, make_place(council, "South"))
    assert named_for(ida, stranger) == {}
    assert named_for(ida, make_person(Role.ADMINISTRATOR, council)) == {}


def test_a_name_in_words_that_two_people_have_is_nobodys_to_hand_over():
    north = make_place(make_council(), "North")
    ida, _ = (make_person(Role.PRACTITIONER, north, name="Ida Fenn") for _ in range(2))
    make_child(north, practitioner_written="Ida Fenn")

    assert named_for(ida, make_person(Role.TEAM_MANAGER, north)) == {}


def test_a_restricted_record_is_handed_over_only_by_those_who_are_cleared():
    lead, north = lead_and_place()
    ada = make_person(Role.PRACTITIONER, north)
    row = make_child(north, ada)
    restricting.restrict(row.child, "Adoption", date(2027, 1, 1), by=viewer_of(lead), at=NOON)
    db.session.flush()

    assert named_for(ada, make_person(Role.TEAM_MANAGER, north)) == {}
    assert named_for(ada, lead) == {"open records still name them": 1}


def test_the_trail_names_no_child_and_no_reason():
    lead, north = lead_and_place()
    row = make_child(north, reference="7654321")
    restricting.restrict(row.child, "A colleague's child", date(2027, 1, 1), by=viewer_of(lead), at=NOON)  # fmt: skip
    db.session.commit()

    event = db.session.scalars(select(Event).where(Event.name == "child:restricted")).one()

    assert event.child == row.child.public_id
    assert "7654321" not in str(event.facts)
    assert "colleague" not in str(event.facts)


def test_counts_of_the_list_are_those_of_the_truth():
    counts = import_file(make_tree(), MESSY).counts

    assert {f"list-{number}": rows for number, rows in truth()["rows_messy"].items()} == counts["rows"]  # fmt: skip
    assert counts["children"] == truth()["distinct_children_all_lists"]
    assert counts["open"] == truth()["open_children"]
    assert counts["by_status"] == {CODES[code]: n for code, n in truth()["by_status"].items()}


def test_an_upload_keeps_no_content():
    columns = {column.name for column in Upload.__table__.columns}

    assert not columns & {"content", "file", "bytes", "rows"}
    assert content_of(CLEAN)[:2] == b"PK"
