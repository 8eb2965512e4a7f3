import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.operations import imports, restricting
from qa_app.children.rules.settings import ADDRESS
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.organisation.models import CouncilSetting, PractitionerAlias
from qa_app.trail.models import Event
from qa_app.uploads.models import Upload
from qa_app.uploads.spreadsheet import read
from tests.children.files import CODES, content_of, truth
from tests.children.makers import MESSY, import_rows, make_child, make_tree, preview_rows
from tests.makers import make_council, make_person, make_place, viewer_of
from tests.uploads import hostile

DAY = {"as_at-day": "5", "as_at-month": "10", "as_at-year": "2026"}


def uploaded(browser, content: bytes, name: str, expect: int = 302):
    sent = {"list_file": (io.BytesIO(content), name), **DAY}
    return browser.post("children.new_import", sent, expect=expect)


def fresh_preview(council):
    """One that has not run out by the clock of the page."""
    return preview_rows(council, [["12", "CIN", "North", "Ada Nobody", ""]], at=now())


@pytest.fixture
def council(database):
    return make_council()


@pytest.fixture
def officer(council):
    return make_person(Role.DATA_OFFICER, council)


def test_while_a_list_is_read_no_transaction_is_open(open_as, officer, monkeypatch):
    open_then = []

    def read_and_note(*file):
        open_then.append(db.session().in_transaction())
        return read(*file)

    monkeypatch.setattr(imports, "read", read_and_note)
    uploaded(open_as(officer), content_of(MESSY), MESSY)

    assert open_then == [False]
    assert db.session.scalar(select(Upload.kind)) == "children"


def test_the_messy_workbook_through_the_page_gives_the_counts_of_the_truth(open_as, database):
    council = make_tree()
    browser = open_as(make_person(Role.DATA_OFFICER, council))

    address = uploaded(browser, content_of(MESSY), MESSY).location
    page = browser.get(address)
    shown = {cell["data-status"]: int(cell.text) for cell in page.select("[data-status]")}
    browser.post(address)

    true = truth()
    assert shown == {
        **{CODES[code]: number for code, number in true["by_status"].items()},
        "plans": true["open_cp_plans"],
    }
    counted = browser.get("children.counts")
    assert f"{true['distinct_children_all_lists']} children" in counted.select_one(".govuk-body-l").text  # fmt: skip
    words = page.get_text(" ", strip=True)
    assert f"{true['open_children']} open, 50 care leavers and 25 closed" in words
    assert "List 8, cell M61" in words
    assert "31/02/2026 is not a real date" in words
    assert "whose reference is written in more than one way" in words
    assert "No team named: 6 children" in words


def test_the_same_file_again_offers_no_import_and_changes_nothing(open_as, council, officer):
    browser = open_as(officer)
    browser.post(uploaded(browser, content_of(MESSY), MESSY).location)
    again = uploaded(browser, content_of(MESSY), MESSY).location

    page = browser.get(again)
    assert "would change nothing" in page.text
    assert "Import 400" not in page.text
    browser.post(again)

    assert len(db.session.scalars(select(CaseList)).all()) == 1


@pytest.mark.parametrize("make", [hostile.bomb, hostile.with_entities, hostile.with_macros, hostile.with_a_far_cell])  # fmt: skip
def test_a_hostile_file_is_refused_on_the_page(open_as, officer, make):
    sent = uploaded(open_as(officer), make(), "list.xlsx", expect=200)

    assert "There is a problem" in sent.text
    assert db.session.scalars(select(CaseList)).all() == []


def test_without_a_file_or_a_day_the_form_says_what_to_do(open_as, officer):
    sent = open_as(officer).post("children.new_import", expect=200)

    assert "Choose a file" in sent.text
    assert "Enter the day the list describes" in sent.text


def test_a_preview_shows_no_reference_to_somebody_who_may_only_count(open_as, officer):
    content = b"Child ID,Case Status,Allocated Team\n0777123,CIN,North\n00777123,CIN,North\n"
    browser = open_as(officer)

    page = browser.get(uploaded(browser, content, "a.csv").location)

    assert "777123" not in page.text
    problems = page.find("a", string=re.compile("Download all"))["href"]
    assert "777123" not in browser.download(problems).text


def test_a_data_officer_sees_counts_and_no_record(open_as, council, officer):
    row = make_child(make_place(council, "North"), reference="7654321")
    browser = open_as(officer)

    assert "7654321" not in browser.get("children.index").text
    browser.get("children.show", child_id=row.child.public_id, expect=403)
    browser.get("children.download", expect=403)


def test_an_administrator_sees_no_child_and_no_count(open_as, council):
    make_child(make_place(council, "North"))
    browser = open_as(make_person(Role.ADMINISTRATOR, council))

    for endpoint in ("children.index", "children.counts", "children.list_imports"):
        browser.get(endpoint, expect=403)


def test_an_import_is_undone_from_its_page(open_as, council, officer):
    browser = open_as(officer)
    browser.post(uploaded(browser, b"Child ID,Case Status\n12,CIN\n", "a.csv").location)
    imported = db.session.scalars(select(CaseList)).one()

    page = browser.get("children.undo", list_id=imported.public_id)
    assert "no list will be in force" in page.text
    browser.post("children.undo", list_id=imported.public_id)

    assert db.session.scalars(select(ChildOnList)).all() == []
    assert "Undone" in browser.get("children.list_imports").text


def test_a_list_that_shares_few_children_with_the_last_needs_a_tick(open_as, council, officer):
    import_rows(council, [[f"{number}", "CIN", "", "", ""] for number in range(1, 22)])
    browser = open_as(officer)
    content = b"Child ID,Case Status\n21,CIN\n" + b"".join(b"9%03d,CIN\n" % n for n in range(30))
    address = uploaded(browser, content, "other.csv").location
    page = browser.get(address)
    warning = " ".join(page.select_one("h1 ~ .govuk-warning-text").text.split())
    assert "Only 1 of the 21 children on the list of 5 October 2026 is on this one" in warning
    assert len(page.select(".govuk-warning-text")) == 1

    refused = browser.search(address, {})
    [error] = refused.select(".govuk-error-summary a")
    assert error.text.startswith("Tick “This is the right list”")
    assert len(db.session.scalars(select(CaseList)).all()) == 1

    browser.post(address, {"right": "yes"})
    assert len(db.session.scalars(select(CaseList)).all()) == 2


def test_an_ordinary_list_asks_for_no_tick(open_as, council, officer):
    import_rows(council, [[f"{number}", "CIN", "", "", ""] for number in range(1, 11)])
    browser = open_as(officer)
    page = browser.get(uploaded(browser, b"Child ID,Case Status\n1,CIN\n", "a.csv").location)

    assert not page.select("[name=right]")
    assert "9 children would leave" not in page.text


def test_spellings_of_one_practitioner_are_one_line_and_one_question(open_as, council, officer):
    ada = make_person(Role.PRACTITIONER, make_place(council, "North"), name="Ada Thornley")
    names = ("Ida Fenn", "FENN, Ida", "Ida Fenn (Agency)")
    rows = [[f"{at}", "CIN", "North", name, ""] for at, name in enumerate(names, 1)]
    upload = preview_rows(council, rows, at=now())
    browser = open_as(officer)
    here = {"upload_id": upload.public_id}
    page = browser.get("children.show_import", **here)
    assert "1 practitioner:" in page.text
    assert "Ida Fenn, also written Ida Fenn (Agency); FENN, Ida" in page.text

    browser.post("children.names", {"practitioner_0": ada.public_id}, **here)

    known = select(PractitionerAlias.written).where(PractitionerAlias.person_id == ada.id)
    assert set(db.session.scalars(known)) == set(names)


def test_leaving_a_preview_keeps_nothing(open_as, council, officer):
    upload = fresh_preview(council)
    browser = open_as(officer)

    browser.post("children.leave", upload_id=upload.public_id)

    assert "decided before" in browser.get("children.show_import", upload_id=upload.public_id).text


def test_what_is_wrong_with_a_file_leads_to_its_box(open_as, officer):
    browser = open_as(officer)
    good, other = (io.BytesIO(b"Child ID,Status\n1,CIN\n"), "a.csv"), (io.BytesIO(b"%PDF"), "b.pdf")
    sent = {"list_file": good, "second_file": other, **DAY}
    refused = browser.post("children.new_import", sent, expect=200)
    assert re.findall(r'<a href="(#[^"]*)">b.pdf', refused.text) == ["#second_file"]


def test_somebody_who_may_import_for_a_part_of_the_council_may_not_replace_its_list(open_as, council):  # fmt: skip
    browser = open_as(make_person(Role.QA_OFFICER, make_place(council, "North")))

    browser.get("children.new_import", expect=403)


def test_names_that_are_not_in_the_tree_are_said_once(open_as, council, officer):
    ada = make_person(Role.PRACTITIONER, make_place(council, "North"), name="Ada Thornley")
    upload = fresh_preview(council)
    browser = open_as(officer)
    assert "Ada Nobody" in browser.get("children.show_import", upload_id=upload.public_id).text

    browser.post("children.names", {"practitioner_0": ada.public_id}, upload_id=upload.public_id)

    assert "Ada Nobody" not in browser.get("children.show_import", upload_id=upload.public_id).text


def test_columns_are_chosen_and_the_file_read_again_with_them(open_as, council, officer):
    content = b"Kid,Kind,Where,Forename\n12,CIN,North,Zebedee\n"
    browser = open_as(officer)
    address = uploaded(browser, content, "a.csv").location
    upload_id = address.rsplit("/", 1)[1]
    page = browser.get("children.columns", upload_id=upload_id, code="report")
    assert "Forename" not in page.text

    browser.post("children.columns", {"reference": "Kid", "status": "Kind", "team": "Where"}, upload_id=upload_id, code="report")  # fmt: skip

    again = browser.get(uploaded(browser, content, "a.csv").location)
    assert "Import 1 child" in again.text
    assert "Zebedee" not in again.text


def test_a_manager_sees_the_children_of_their_team_and_no_other(open_as, council):
    north, south = make_place(council, "North"), make_place(council, "South")
    own, other = make_child(north), make_child(south)
    elsewhere = make_child(make_place(make_council("Southshire"), "North"))
    browser = open_as(make_person(Role.TEAM_MANAGER, north))

    page = browser.get("children.index")

    assert "1 child or young person" in page.select_one("h1").text
    assert own.child.reference in page.text
    browser.get("children.show", child_id=own.child.public_id)
    for row in (other, elsewhere):
        browser.get("children.show", child_id=row.child.public_id, expect=404)
    browser.get("children.show", child_id="x" * 22, expect=404)


def test_a_practitioner_sees_the_children_they_work_with(open_as, council):
    north = make_place(council, "North")
    ada, ben = make_person(Role.PRACTITIONER, north), make_person(Role.PRACTITIONER, north)
    own, other = make_child(north, ada), make_child(north, ben)
    browser = open_as(ada)

    page = browser.get("children.index")

    assert own.child.reference in page.text
    assert other.child.reference not in page.text
    browser.get("children.show", child_id=other.child.public_id, expect=404)


def test_a_restricted_child_is_on_no_list_count_search_or_export_of_others(open_as, council):
    north = make_place(council, "North")
    row = make_child(north, reference="7654321")
    lead, manager = make_person(Role.QA_LEAD, council), make_person(Role.TEAM_MANAGER, north)
    restricting.restrict(row.child, "A colleague's", today() + timedelta(days=90), by=viewer_of(lead), at=now())  # fmt: skip
    browser, leads = open_as(manager), open_as(lead)

    asked = {"reference": "7654321"}
    for page in (browser.get("children.index"), browser.search("children.index", asked)):
        assert row.child.public_id not in page.text
        assert page.select_one("h1").text.strip().startswith("0 ")
    assert "0 children" in browser.get("children.counts").text
    assert "7654321" not in browser.download("children.download", asked).text
    browser.get("children.show", child_id=row.child.public_id, expect=404)
    assert "Restricted" in leads.get("children.index").text


def test_children_are_found_by_reference_status_team_practitioner_and_age(open_as, council):
    north, south = make_place(council, "North"), make_place(council, "South")
    ada = make_person(Role.PRACTITIONER, north)
    make_child(north, ada, reference="0012345", status="CARE", age=16)
    make_child(south, reference="0099999")
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, council))

    by_choice = (
        "status=CARE",
        f"team={north.public_id}",
        f"practitioner={ada.public_id}",
        "age=FROM_16",
    )
    pages = [browser.get(f"/children?{asked}") for asked in by_choice]
    for page in (browser.search("children.index", {"reference": "12345"}), *pages):
        links = [link.text for link in page.select("tbody th a")]
        assert links == ["0012345"]
        assert page.select(".app-chip")


def test_noughts_alone_find_the_references_that_begin_with_them(open_as, council):
    north = make_place(council, "North")
    for reference in ("0012345", "0912345", "112345"):
        make_child(north, reference=reference)
    page = open_as(make_person(Role.TEAM_MANAGER, north)).search("children.index", {"reference": "00"})  # fmt: skip

    assert [link.text for link in page.select("tbody th a")] == ["0012345"]


def test_a_list_has_twenty_five_on_a_page(open_as, council):
    north = make_place(council, "North")
    for _ in range(26):
        make_child(north)
    browser = open_as(make_person(Role.TEAM_MANAGER, north))

    assert len(browser.get("children.index").select("tbody tr")) == 25
    assert len(browser.get("/children?page=2&sort=-age").select("tbody tr")) == 1


def test_the_list_is_also_a_csv_in_which_nothing_is_a_formula(open_as, council):
    north = make_place(council, "=North")
    make_child(north, reference="12", practitioner_written="@SUM(1)", age=-1)

    sent = open_as(make_person(Role.TEAM_MANAGER, north)).download("children.download")

    row = list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"))))[0]
    assert (row["Team"], row["Practitioner"]) == ("'=North", "'@SUM(1)")
    assert (row["Reference"], row["Age"]) == ("12", "Not yet born")


def test_looking_at_a_record_is_an_event_with_the_child(open_as, council):
    north = make_place(council, "North")
    row, manager = make_child(north), make_person(Role.TEAM_MANAGER, north)
    browser = open_as(manager)

    browser.get("children.show", child_id=row.child.public_id)
    browser.get("children.index")

    looked = db.session.scalars(select(Event).where(Event.name == "child:viewed")).one()
    assert (looked.child, looked.by_id) == (row.child.public_id, manager.id)
    listed = db.session.scalars(select(Event).where(Event.name == "children:listed")).one()
    assert listed.facts["ids"] == [row.child.public_id]


def test_the_month_of_birth_is_for_those_who_may_know_it(open_as, council):
    row = make_child(make_place(council, "North"), birth_year=2019, birth_month=5)
    here = {"child_id": row.child.public_id}
    lead = open_as(make_person(Role.QA_LEAD, council))
    director = open_as(make_person(Role.DIRECTOR, council))

    assert "May 2019" in lead.get("children.show", **here).text
    assert "2019" not in director.get("children.show", **here).text


def test_a_setting_links_the_record_into_the_case_system(open_as, council):
    row = make_child(make_place(council, "North"), reference="12/3")
    chosen = {"value": "https://case.example/{reference}"}
    db.session.add(CouncilSetting(council_id=council.id, name=ADDRESS, chosen=chosen))

    page = open_as(make_person(Role.QA_LEAD, council)).get(
        "children.show", child_id=row.child.public_id
    )

    assert page.find("a", href="https://case.example/12%2F3")["rel"] == ["noreferrer", "noopener"]


def test_a_lead_merges_parts_restricts_and_lifts(open_as, council):
    north = make_place(council, "North")
    kept, other = make_child(north), make_child(north)
    browser = open_as(make_person(Role.QA_LEAD, council))
    here = {"child_id": kept.child.public_id}

    wrong = browser.post("children.merge", {"reference": "404", "reason": "?"}, expect=200, **here)
    assert "Enter the reference of a record" in wrong.text
    browser.post("children.merge", {"reference": other.child.reference, "reason": "One child"}, **here)  # fmt: skip
    browser.get("children.show", child_id=other.child.public_id, expect=404)
    button = browser.get("children.show", **here).select_one("form[action$=part]")
    browser.post(button["action"])
    browser.get("children.show", child_id=other.child.public_id)

    day = today() + timedelta(days=30)
    review = {"review_on-day": day.day, "review_on-month": day.month, "review_on-year": day.year}
    browser.post("children.restrict", {"reason": "Adoption", **review}, **here)
    assert "Adoption" in browser.get("children.show", **here).text
    browser.post("children.lift", {"reason": "The adoption is known to all"}, **here)
    assert not db.session.scalars(select(Child.restricted).where(Child.id == kept.child_id)).one()


def test_an_example_is_there_to_download_and_can_be_imported(open_as, officer):
    browser = open_as(officer)

    example = browser.download("children.example").data
    page = browser.get(uploaded(browser, example, "example.csv").location)

    assert "Import 3 children" in page.text
