import io
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import Workbook

from qa_app.children.operations import restricting
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation, DrawnRecord
from qa_app.rounds.operations import references as operations
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.showing import counts_of
from qa_app.rounds.queries.verifying import verify
from qa_app.rounds.rules.eligibility import Unchecked
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import HowMany, Source
from qa_app.rounds.rules.references import understand
from qa_app.uploads.models import Upload, UploadPreview
from qa_app.uploads.rules.states import State
from qa_app.uploads.spreadsheet import Sheet
from tests.makers import NOON, TODAY
from tests.rounds.councils import CHANCE, PLAN, make_peopled_council, make_planned_round

CONTACTS = (
    "Contacts of November\n\n"
    "Contact ID,Team,Worker,Family ID,Date of contact\n"
    "C-100,Team 0,,F1,3/11/2026\n"
    "C-101,Team 1,,F1,4/11/2026\n"
    "C-102,Elsewhere,Nobody Known,,soon\n"
    "c-100,Team 0,,,\n"
    "Robin Green,Team 0,,,\n"
)


def sheet(*rows):
    return [Sheet("Sheet1", [list(row) for row in rows])]


def test_one_reference_a_line_needs_no_headings():
    found = understand(sheet(["0012"], [""], ["0013"], ["Robin Green"]))
    assert [one.reference for one in found.records] == ["0012", "0013"]
    assert found.sheet is None
    assert [(one.row, one.sentence) for one in found.problems] == [
        (4, "The reference is not a reference")
    ]


def test_a_heading_above_one_column_is_none_of_the_references():
    found = understand(sheet(["Contact ID"], ["77"]))
    assert [one.reference for one in found.records] == ["77"]
    assert found.problems == ()


def test_a_column_beside_the_reference_that_is_not_known_is_passed_over():
    found = understand(sheet(["Notes", "Reference"], ["late", "77"]))
    assert [one.reference for one in found.records] == ["77"]
    assert found.sheet.not_read == ("Notes",)


def test_a_reference_that_is_written_with_other_noughts_is_given_twice():
    found = understand(sheet(["Ref"], ["0077"], ["77"]))
    assert (len(found.records), found.duplicates) == (1, 1)


def test_a_table_without_references_is_none():
    assert understand(sheet(["Colour", "Shape", "Size"], ["red", "round", "big"])) is None


@pytest.fixture
def council(database):
    return make_peopled_council(teams=3, each=2)


@pytest.fixture
def round_(council):
    return make_planned_round(council, **ASKED)


ASKED = {"source": Source.REFERENCES, "how_many": HowMany.TOTAL, "number": 2}


def upload_for(round_, council, text, name=operations.WHAT_WAS_PASTED):
    found = operations.read_references(name, text.encode(), council.place.id)
    return operations.keep_preview(found, round_, council.lead, NOON)


def drawn_from(round_, council, text):
    upload = upload_for(round_, council, text)
    return operations.draw_from(upload, round_, CHANCE, council.lead, NOON)


def test_contacts_are_drawn_and_given_out_although_no_child_is_known(council, round_):
    draw = drawn_from(round_, council, CONTACTS)
    assert counts_of(draw, council.lead) == {Outcome.PICKED: 2, Outcome.OUT: 1}
    assert {one.child_id for one in list_records(draw, Outcome.PICKED)} == {None}
    assert draw.unchecked == [Unchecked.PRACTITIONER.name]
    assert verify(draw).is_well
    given = open_as_proposed(round_, council.lead, NOON)
    assert {one.reference for one in given} <= {"C-100", "C-101", "C-102"}
    assert [one.subject for one in given] == [one.reference for one in given]


def test_a_pasted_draw_names_every_rule_that_it_could_not_check(council, round_):
    limits = replace(PLAN.limits, open_weeks=2, statuses=("CARE",), youngest=3)
    round_.programme.planned = {**round_.programme.planned, "limits": vars(limits)}
    draw = drawn_from(round_, council, "11\n12\n13")
    assert draw.unchecked == [one.name for one in Unchecked]


def test_a_changed_reference_is_found_when_the_draw_is_done_again(council, round_):
    draw = drawn_from(round_, council, CONTACTS)
    db.session.query(DrawnRecord).filter_by(draw_id=draw.id, outcome=Outcome.OUT).one().reference = "C-9"  # fmt: skip
    db.session.flush()
    assert not verify(draw).is_well


def test_of_a_child_on_the_list_the_list_says_who_works_with_it(council, round_):
    row = council.children[0]
    draw = drawn_from(round_, council, f"Reference,Team\n{row.child.reference.lstrip('0')},Team 2")
    (one,) = list_records(draw, Outcome.PICKED)
    assert (one.child_id, one.reference) == (row.child_id, row.child.reference)
    assert (one.place_id, one.practitioner_id) == (row.place_id, row.practitioner_id)


def test_a_carer_household_is_never_taken_for_the_child_of_the_same_number(council):
    households = make_planned_round(council, **ASKED | {"source": Source.HOUSEHOLDS})
    draw = drawn_from(households, council, council.children[0].child.reference)
    assert list_records(draw, Outcome.PICKED)[0].child_id is None


def test_a_reference_that_is_being_audited_is_not_drawn_again(council, round_):
    drawn_from(round_, council, "C-100\nC-101")
    open_as_proposed(round_, council.lead, NOON)
    other = make_planned_round(council, **ASKED)
    with pytest.raises(DomainError, match="No record may be drawn"):
        drawn_from(other, council, "c-100\nC-101")


def test_nothing_is_drawn_twice_from_one_upload(council, round_):
    upload = upload_for(round_, council, CONTACTS)
    operations.draw_from(upload, round_, CHANCE, council.lead, NOON)
    assert upload.preview is None
    with pytest.raises(DomainError, match="decided before"):
        operations.draw_from(upload, round_, CHANCE, council.lead, NOON, why_again="More")


def test_a_round_that_draws_from_the_list_takes_no_references(council):
    with pytest.raises(DomainError, match="Draw from that"):
        upload_for(make_planned_round(council), council, CONTACTS)


def browser(open_as, viewer):
    return open_as(db.session.get_one(Person, viewer.person_id))


@pytest.fixture
def lead(open_as, council):
    return browser(open_as, council.lead)


def test_who_and_which_team_references_name_is_said_from_their_preview(lead, council, round_):
    db.session.commit()
    where = {"round_id": round_.public_id}
    answer = lead.post("rounds.add_references", {"pasted": CONTACTS}, **where)
    link = lead.get(answer.location).select_one('a[href$="/names"]')["href"]
    person, team = council.children[0].practitioner, council.teams[1]
    values = {one["value"] for one in lead.get(link).select("option")}
    assert {person.public_id, team.public_id} <= values
    assert not values & {str(person.id), str(team.id)}
    lead.post(link, {"practitioner_0": person.public_id, "team_0": team.public_id})
    page = lead.get(answer.location)
    assert "Names saved" in page.text and "Not in the tree" not in page.text
    assert "Every team and practitioner of this file is in the tree" in lead.get(link).text


def test_what_is_too_long_to_paste_is_sent_to_the_file(lead, round_):
    db.session.commit()
    long = {"pasted": "C-1\n" * 6000}
    page = lead.search("rounds.add_references", long, round_id=round_.public_id)
    assert "save the references as a file and choose it below" in page.text


def test_references_are_pasted_checked_and_drawn_page_by_page(lead, round_):
    db.session.commit()
    where = {"round_id": round_.public_id}
    assert "Paste or upload the references" in lead.get("rounds.show", **where).text
    answer = lead.post("rounds.add_references", {"pasted": CONTACTS}, **where)
    page = lead.get(answer.location)
    assert "3 references read from 5 rows" in page.text
    assert "1 team: Elsewhere" in page.text
    assert "1 practitioner: Nobody Known" in page.text
    assert "Whose record it is" in page.text
    assert "cell A8" in page.select_one("#problems-caption").parent.text
    assert "Robin" not in page.text
    lead.post(answer.location)
    drawn = lead.get("rounds.draw", **where)
    assert "2 of 3 records were drawn" in drawn.text
    assert "C-10" in drawn.select_one("#drawn-caption").parent.text
    assert "were used, left or have run out" in lead.get(answer.location).text
    assert "No rule is broken" in lead.get("rounds.allocate", **where).text
    lead.post("rounds.allocate", {"open_it": "Open"}, **where)
    assert db.session.query(Allocation).count() == 2


def test_a_workbook_is_read_like_a_paste(lead, round_):
    db.session.commit()
    book, kept = Workbook(), io.BytesIO()
    for row in (["Front door"], ["Referral ID", "Team"], ["00801", "Team 1"], ["00802", ""]):
        book.active.append(row)
    book.save(kept)
    kept.seek(0)
    sent = {"references_file": (kept, "contacts.xlsx")}
    answer = lead.post("rounds.add_references", sent, round_id=round_.public_id)
    assert "2 references read from 2 rows" in lead.get(answer.location).text


def test_what_is_missing_or_not_understood_is_said(lead, round_):
    db.session.commit()
    where = {"round_id": round_.public_id, "expect": 409}
    page = lead.search("rounds.add_references", {}, **where)
    assert "Paste the references or choose a file" in page.text
    page = lead.search("rounds.add_references", {"pasted": "red, green\nblue, grey"}, **where)
    assert "No references were found in What you pasted" in page.text
    assert "red, green" in page.select_one("textarea").text


def test_columns_that_were_not_recognised_are_said_and_remembered(lead, round_):
    db.session.commit()
    where = {"round_id": round_.public_id}
    odd = "Code,Where,When\n501,Team 1,3/11/2026\n"
    first = lead.post("rounds.add_references", {"pasted": odd}, **where)
    assert "No column of references was recognised" in lead.get(first.location).text
    lead.post(f"{first.location}/columns", {"reference": "Code", "team": "Where"})
    again = lead.post("rounds.add_references", {"pasted": odd}, **where)
    assert "1 reference read from 1 row" in lead.get(again.location).text


def test_a_restricted_record_is_given_away_by_no_page_of_its_draw(open_as, council, round_):
    """Whoever is not cleared names no references; and of a draw that another made sees none."""
    row = council.children[0]
    restricting.restrict(row.child, "Staff", TODAY + timedelta(90), by=council.lead, at=NOON)
    drawn_from(round_, council, row.child.reference)
    db.session.commit()
    officer, where = browser(open_as, council.officer), {"round_id": round_.public_id}
    officer.post("rounds.add_references", {"pasted": row.child.reference}, expect=403, **where)
    for view in ("rounds.draw", "rounds.allocate"):
        assert row.child.reference not in officer.get(view, **where).text


def test_nothing_can_be_drawn_where_every_reference_is_out(lead, council, round_):
    drawn_from(round_, council, "C-100")
    open_as_proposed(round_, council.lead, NOON)
    other = make_planned_round(council, **ASKED).public_id
    db.session.commit()
    answer = lead.post("rounds.add_references", {"pasted": "C-100"}, round_id=other)
    page = lead.get(answer.location)
    assert "Every reference is out" in page.text
    assert "Draw the records" not in page.text


def test_references_that_are_left_are_gone(lead, council, round_):
    upload = upload_for(round_, council, CONTACTS)
    upload.expires_at = upload.preview.expires_at = now() + timedelta(minutes=5)
    db.session.commit()
    lead.post("rounds.leave_references", references_id=upload.public_id)
    assert db.session.query(UploadPreview).count() == 0
    assert db.session.query(Upload).filter_by(kind="references").one().state is State.LEFT
