from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from qa_app.access.rules import Duty, Permission, Role
from qa_app.children.models import ChildOnList
from qa_app.children.operations.undoing import undo_list
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.insight.queries.past import has_past
from qa_app.past_audits.models import PastAudit, PastImport, PastSection
from qa_app.past_audits.operations import choosing, imports, reading
from qa_app.past_audits.queries import audits as queries
from qa_app.past_audits.queries.imports import count_by_year
from qa_app.past_audits.queries.previews import preview_of
from qa_app.past_audits.rules.grades import Grade
from qa_app.past_audits.rules.removing import Why
from qa_app.past_audits.rules.settling import ALSO_BEFORE
from qa_app.retention.queries import events_about
from qa_app.trail.models import Event
from qa_app.trail.operations import look
from qa_app.uploads.operations import contents_of
from tests.children.makers import make_child, make_merge, make_tree
from tests.makers import NOON, make_council, make_person, make_place, viewer_of
from tests.past_audits.files import MESSY, content_of, truth
from tests.past_audits.makers import as_csv, import_past, make_past_audit, preview_past
from tests.uploads import hostile

ROW = ("October 2024", "0012345", "East", "Jude Merrydew", "G", "RI", "Good", "Visit father")


def every(model):
    return list(db.session.scalars(select(model).order_by(model.id)))


def previewed(upload, at=NOON):
    return preview_of(upload, contents_of(upload, at), at)


def seen_by(person) -> list[str]:
    return [
        one.reference for one in queries.list_past_audits(queries.visible_to(viewer_of(person)))
    ]


def test_the_messy_workbook_becomes_exactly_what_is_truly_in_it(database):
    council = make_tree()
    made = import_past(council, content_of(), MESSY)

    kept = [
        (one.month.isoformat(), int(one.reference), one.place.name, one.moderated, one.grade_that_counts)
        for one in every(PastAudit)
    ]  # fmt: skip
    graded = {one.value.removesuffix(" to be good"): one for one in Grade}
    assert kept == [
        (one["month"], one["child_id"], one["team"], one["moderated"], graded[one["final_grade"]])
        for one in truth()["audits"]
    ]
    assert (made.counts["audits"], made.counts["not_taken"], made.counts["without_a_place"]) == (209, 0, 0)  # fmt: skip
    assert {one.words for one in every(PastAudit)} == {""}


def test_auditors_are_people_where_that_is_certain_and_words_elsewhere(database):
    council = make_council()
    jude = make_person(Role.TEAM_MANAGER, council, name="Jude Merrydew")
    for number in range(2):
        make_person(Role.TEAM_MANAGER, council, name="Ada Thornley", email=f"a{number}@x.example")
    rows = [ROW, (*ROW[:1], "1236", "East", "Ada Thornley", *ROW[4:])]
    import_past(council, as_csv(rows))

    first, second = every(PastAudit)
    assert (first.auditor_id, first.auditor_written) == (jude.id, "")
    assert (second.auditor_id, second.auditor_written) == (None, "Ada Thornley")


def test_the_same_file_again_changes_nothing_and_other_files_bring_no_audit_twice(database):
    council = make_council()
    made = import_past(council, as_csv([ROW]))
    more = as_csv([ROW, (*ROW[:1], "1236", *ROW[2:])])

    assert import_past(council, as_csv([ROW])) == made
    import_past(council, more)

    assert [one.reference for one in every(PastAudit)] == ["0012345", "1236"]


def test_another_file_brings_other_sections_of_the_same_child_and_says_so(database):
    council = make_council("Northshire")
    first = [("March 2024", "5550001", "Good"), ("March 2024", "5550002", "Good")]
    import_past(council, as_csv(first, ("Month", "Child ID", "Voice of the child")), "voice.csv")
    rows = [("March 2024", "5550001", "Inadequate"), ("March 2024", "5550002", "RI")]
    upload = preview_past(council, as_csv(rows, ("Month", "Child ID", "Planning")), "plans.csv")
    preview = preview_of(upload, contents_of(upload, NOON), NOON)
    assert len(preview.taken) == 2
    assert [one.sentence for one in preview.problems] == [ALSO_BEFORE] * 2


def test_a_grade_that_was_corrected_since_is_said_to_count_twice(database):
    council = make_council("Northshire")
    heads = ("Month", "Child ID", "Auditor", "Overall grade")
    import_past(council, as_csv([("April 2024", "5550003", "Ann", "Good")], heads), "one.csv")
    again = as_csv([("April 2024", "5550003", "Ann", "Inadequate")], heads)
    upload = preview_past(council, again, "two.csv")
    preview = preview_of(upload, contents_of(upload, NOON), NOON)
    assert [one.sentence for one in preview.problems] == [ALSO_BEFORE]
    same = as_csv(
        [("April 2024", "5550003", "Ann", "Good"), ("May 2024", "5550004", "Ann", "Good")], heads
    )
    upload = preview_past(council, same, "three.csv")
    assert len(preview_of(upload, contents_of(upload, NOON), NOON).taken) == 1


def test_a_word_that_is_not_known_stops_the_import_until_it_is_said_and_is_remembered(database):
    council = make_council()
    lead = viewer_of(make_person(Role.QA_LEAD, council))
    upload = preview_past(council, as_csv([(*ROW[:4], "G/RI", "", "", "")]))

    with pytest.raises(DomainError, match="1 word for grades"):
        imports.confirm_import(upload, lead, NOON)
    choosing.choose_grades({"g/ri": "REQUIRES_IMPROVEMENT"}, by=lead, at=NOON)
    imports.confirm_import(upload, lead, NOON)
    import_past(council, as_csv([("Nov 24", "1236", "", "", "g / RI", "", "", "")]))

    assert [one.grade for one in every(PastAudit)] == [Grade.REQUIRES_IMPROVEMENT] * 2


def test_columns_and_names_that_were_said_are_remembered_and_touch_no_list_of_children(database):
    council = make_council()
    east = make_place(council, "East")
    lead = make_person(Role.QA_LEAD, council)
    child = make_child(
        council, reference="777", team_written="Old East", practitioner_written="J M"
    )
    said = {"When": "month", "Who": "reference", "Where": "team", "By": "auditor", "How": "grade"}
    choosing.choose_columns(said, by=viewer_of(lead), at=NOON)
    choosing.choose_names({"J M": lead}, {"Old East": east}, by=viewer_of(lead), at=NOON)
    rows = [("Oct 24", "1236", "Old East", "J M", "G")]
    import_past(council, as_csv(rows, tuple(said)))

    (audit,) = every(PastAudit)
    assert (audit.place, audit.place_then, audit.auditor_id) == (east, east.path, lead.id)
    (on_list,) = every(ChildOnList)
    assert (on_list.place_id, on_list.practitioner_id) == (child.place_id, None)


def test_columns_without_a_reference_or_a_grade_are_refused(database):
    lead = viewer_of(make_person(Role.QA_LEAD, make_council()))

    with pytest.raises(DomainError) as refused:
        choosing.choose_columns({"When": "month", "Day": "month"}, by=lead, at=NOON)

    assert len(refused.value.reasons) == 3


def test_undoing_takes_a_whole_import_and_nothing_else(database):
    council = make_council()
    first = import_past(council, as_csv([ROW]))
    import_past(council, as_csv([(*ROW[:1], "1236", *ROW[2:])]))

    imports.undo_import(first, None, NOON)

    assert [one.reference for one in every(PastAudit)] == ["1236"]
    assert len(every(PastSection)) == 1
    with pytest.raises(DomainError):
        imports.undo_import(first, None, NOON)
    import_past(council, as_csv([ROW]))
    assert len(every(PastAudit)) == 2


def test_one_audit_is_taken_out_and_the_trail_says_why_and_of_whom(database):
    council = make_council()
    child = make_child(council, reference="0012345")
    audit = make_past_audit(council)
    lead = viewer_of(make_person(Role.QA_LEAD, council))

    imports.remove_audit(audit, Why.ERASURE, child.child.public_id, by=lead, at=NOON)
    db.session.commit()

    assert every(PastAudit) == [] and every(PastSection) == []
    (event,) = db.session.scalars(select(Event).where(Event.name == "past-audit:removed"))
    assert (event.child, event.facts) == (child.child.public_id, {"why": "ERASURE"})


def test_what_is_kept_no_longer_is_destroyed_by_the_year_and_by_nobody_elses_council(database):
    council, other = make_council(), make_council("Southshire")
    for month in ("December 2023", "January 2024"):
        make_past_audit(council, month=month, reference=month[-4:])
        make_past_audit(other, month=month, reference=month[-4:])
    governance = viewer_of(make_person(Role.INFORMATION_GOVERNANCE, council))

    assert imports.destroy_before(2024, by=governance, at=NOON) == 1

    assert count_by_year(council.id) == {2024: 1}
    assert count_by_year(other.id) == {2023: 1, 2024: 1}
    assert len(every(PastSection)) == 3


def test_who_has_seen_a_child_is_told_of_imported_audits_too(database):
    council = make_council()
    child = make_child(council, reference="0012345").child
    audit = make_past_audit(council)
    reader = viewer_of(make_person(Role.INFORMATION_GOVERNANCE, council))
    look("past-audit:viewed", reader, audit, child=child.public_id)
    look("past-audits:listed", reader, ids=[child.public_id])
    db.session.commit()

    assert [one.name for one in events_about(child, reader)] == [
        "past-audits:listed",
        "past-audit:viewed",
    ]


def test_an_hour_later_the_preview_is_gone(database):
    upload = preview_past(make_council(), as_csv([ROW]))

    with pytest.raises(DomainError, match="kept for an hour"):
        imports.confirm_import(upload, None, NOON + timedelta(hours=2))


def test_words_are_kept_only_where_somebody_chose_that(database):
    council = make_council()
    import_past(council, as_csv([ROW]))
    import_past(council, as_csv([("Nov 24", *ROW[1:])]), keeps_words=True)

    assert [one.words for one in every(PastAudit)] == ["", "Comments: Visit father"]


def test_an_audit_is_seen_where_the_child_is_today_and_not_where_the_file_says(database):
    council = make_council()
    east, west = make_place(council, "East"), make_place(council, "West")
    manager_east, manager_west = (make_person(Role.TEAM_MANAGER, one) for one in (east, west))
    make_child(west, reference="12345")
    make_past_audit(east, "0012345")
    make_past_audit(east, "0099999")

    assert seen_by(manager_east) == ["0099999"]
    assert seen_by(manager_west) == ["0012345"]


def test_an_audit_of_no_known_team_is_seen_by_those_who_work_for_the_whole_council(database):
    council = make_council()
    import_past(council, as_csv([(*ROW[:2], "Nowhere", *ROW[3:])]))

    assert seen_by(make_person(Role.TEAM_MANAGER, make_place(council, "East"))) == []
    assert seen_by(make_person(Role.QA_LEAD, council)) == ["0012345"]


def test_a_restricted_child_stays_shut_under_every_reference(database):
    council = make_council()
    east = make_place(council, "East")
    manager, head = make_person(Role.TEAM_MANAGER, east), make_person(Role.HEAD_OF_SERVICE, east)
    kept, merged = make_child(east, reference="111"), make_child(east, reference="222")
    make_merge(kept, merged)
    kept.child.restricted = True
    for reference in ("0111", "222"):
        make_past_audit(east, reference)
    db.session.flush()

    assert seen_by(manager) == []
    assert sorted(seen_by(head)) == ["0111", "222"]


@pytest.mark.parametrize("holds", [Role.PRACTITIONER, Role.QA_OFFICER, Role.DATA_OFFICER, Role.INSPECTOR, Role.EXTERNAL_AUDITOR, Role.ADMINISTRATOR, Duty.AUDITOR])  # fmt: skip
def test_nobody_else_sees_imported_audits(database, holds):
    council = make_council()
    make_past_audit(make_place(council, "East"))

    assert seen_by(make_person(holds, council)) == []


def test_another_council_sees_none_and_a_reference_there_opens_nothing(database):
    here, there = make_council(), make_council("Southshire")
    make_child(there, reference="0012345")
    audit = make_past_audit(here)
    lead = make_person(Role.QA_LEAD, there)

    assert seen_by(lead) == []
    with pytest.raises(NoResultFound):
        queries.find_past_audit(audit.public_id, viewer_of(lead))


def test_a_list_of_children_can_be_undone_under_an_imported_audit(database):
    council = make_council()
    row = make_child(make_place(council, "East"), reference="0012345")
    make_past_audit(council)

    undo_list(list_in_force(council.id), None, NOON)

    assert seen_by(make_person(Role.QA_LEAD, council)) == ["0012345"]
    assert row.id is not None


def test_reading_is_for_those_who_read_audits_and_figures_for_those_who_read_figures(database):
    viewer = viewer_of(make_person(Role.QA_OFFICER, make_council()))

    assert queries.count(queries.visible_to(viewer, Permission.INSIGHT_READ)) == 0
    assert not has_past(viewer)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (hostile.bomb, "unpack"),
        (hostile.with_macros, "macro"),
        (hostile.with_links, "other files"),
        (hostile.with_entities, ""),
        (hostile.with_a_far_cell, "far away"),
        (hostile.encrypted_zip, ""),
        (lambda: b"%PDF-1.7", "PDF"),
        (lambda: b"\x89PNG....", "not a spreadsheet"),
        (lambda: b"", "empty"),
        (lambda: as_csv([ROW] * 100_000), "cells"),
        (lambda: as_csv([ROW] * 30_000), "20,000 rows"),
    ],
)
def test_a_hostile_file_is_refused_in_plain_words(database, make, says):
    with pytest.raises(DomainError) as refused:
        reading.read_workbook("old.xlsx", make(), make_council().id)

    assert says in " ".join(refused.value.reasons)
    assert refused.value.reasons[0].about == "workbook"


def test_a_cell_that_is_a_formula_in_text_is_a_word_like_any_other(database):
    council = make_council()
    import_past(council, as_csv([(*ROW[:2], "=HYPERLINK(1)", "@SUM(A1)", *ROW[4:])]))

    (audit,) = every(PastAudit)
    assert (audit.team_written, audit.month) == ("=HYPERLINK(1)", date(2024, 10, 1))
    assert every(PastImport)[0].counts["without_a_place"] == 1
