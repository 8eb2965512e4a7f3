import io

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.past_audits.models import PastAudit, PastImport
from qa_app.trail.models import Event
from qa_app.uploads.models import Upload, UploadPreview
from tests.children.makers import make_child, make_tree
from tests.makers import make_council, make_person, make_place
from tests.past_audits.files import MESSY, content_of, truth
from tests.past_audits.makers import as_csv, import_past, make_past_audit, new_reference
from tests.uploads import hostile

ROW = ("October 2024", "0012345", "East", "Jude Merrydew", "G", "RI", "Good", "Visit father")


def uploaded(browser, content: bytes, name: str = "old.csv", expect: int = 302, **also):
    sent = {"workbook": (io.BytesIO(content), name), **also}
    return browser.post("past_audits.new_import", sent, expect=expect)


def words_of(page) -> str:
    return page.get_text(" ", strip=True)


def every(model):
    return list(db.session.scalars(select(model).order_by(model.id)))


@pytest.fixture
def council(database):
    return make_council()


@pytest.fixture
def lead(council):
    return make_person(Role.QA_LEAD, council)


def test_the_messy_workbook_goes_the_whole_way_without_a_script(open_as, database):
    browser = open_as(make_person(Role.QA_LEAD, make_tree()))

    address = uploaded(browser, content_of(), MESSY).location
    page = browser.get(address)
    taken = {cell["data-taken"]: int(cell.text) for cell in page.select("[data-taken]")}
    assert taken == {one["month"]: one["completed"] for one in truth()["monthly"]}
    assert "209 audits would be taken" in words_of(page)
    assert "Differs" not in words_of(page)
    browser.post(address)

    assert len(every(PastAudit)) == 209
    listed = words_of(browser.get("past_audits.list_imports"))
    assert "October 2024 to August 2026" in listed
    assert words_of(browser.get("past_audits.index")).count("Imported") > 25


def test_the_preview_shows_no_reference(open_as, lead):
    rows = [ROW, ("Oct 24", "Tommy 1", "", "", "G", "", "", ""), ROW]
    browser = open_as(lead)

    address = uploaded(browser, as_csv(rows)).location
    page = browser.get(address)
    rows = browser.download(f"{address}/rows").text

    assert "12345" not in page.text and "12345" not in rows
    assert "Tommy" not in page.text and "Tommy" not in rows
    assert "It is the same audit as row 2" in words_of(page)
    assert "The child's reference is not a reference" in rows.replace("’", "'")


def test_a_word_that_is_not_known_is_asked_for_on_a_page_and_then_taken(open_as, lead):
    browser = open_as(lead)
    address = uploaded(browser, as_csv([(*ROW[:4], "G/RI", "", "", "")])).location

    assert "Say what they mean" in words_of(browser.get(address))
    assert "Import 1 audit" not in browser.get(address).text
    browser.post(address, expect=200)
    asked = browser.get(f"{address}/grades")
    assert "“G/RI”" in words_of(asked)
    browser.post(f"{address}/grades", {"word_0": "GOOD"})
    browser.post(address)

    assert [one.grade.name for one in every(PastAudit)] == ["GOOD"]


def test_columns_are_guessed_and_can_be_said_otherwise(open_as, lead):
    browser = open_as(lead)
    content = as_csv([("Oct 24", "1234", "Good", "RI")], ("Month", "Ref", "Sparkle", "Overall"))
    address = uploaded(browser, content).location

    page = browser.get(f"{address}/columns")
    chosen = [one["value"] for one in page.select("option[selected]")]
    assert chosen == ["month", "reference", "section", "grade"]
    sent = {"column_0": "month", "column_1": "reference", "column_2": "section:VOICE", "column_3": "grade"}  # fmt: skip
    browser.post(f"{address}/columns", sent)
    browser.post(uploaded(browser, content).location)

    (audit,) = every(PastAudit)
    assert [one.concept for one in audit.sections] == ["VOICE"]
    assert "Voice of the child" in words_of(
        browser.get("past_audits.show", past_id=audit.public_id)
    )


def test_a_workbook_in_which_nothing_is_recognised_may_be_explained(open_as, lead):
    browser = open_as(lead)
    content = as_csv([("Oct 24", "12341234", "Good")], ("When", "Who", "How"))
    address = uploaded(browser, content).location

    assert "No table of audits was recognised" in words_of(browser.get(address))
    sent = {"column_0": "month", "column_1": "reference"}
    assert "holds grades" in browser.post(f"{address}/columns", sent, expect=200).text
    browser.post(f"{address}/columns", {**sent, "column_2": "grade"})

    assert "1 audit would be taken" in words_of(browser.get(uploaded(browser, content).location))


def test_a_team_and_an_auditor_are_said_once(open_as, lead, council):
    east = make_place(council, "Safeguarding East")
    browser = open_as(lead)
    content = as_csv([(*ROW[:2], "SGE2", *ROW[3:])])
    address = uploaded(browser, content).location

    asked = browser.get(f"{address}/names")
    assert "Auditors" in words_of(asked)
    browser.post(f"{address}/names", {"team_0": east.public_id, "practitioner_0": lead.public_id})
    browser.post(address)

    (audit,) = every(PastAudit)
    assert (audit.place_id, audit.auditor_id) == (east.id, lead.id)


@pytest.mark.parametrize("make", [hostile.bomb, hostile.with_macros, hostile.with_links])
def test_a_hostile_file_is_refused_on_the_page(open_as, lead, make):
    sent = uploaded(open_as(lead), make(), "old.xlsx", expect=200)

    assert "There is a problem" in sent.text
    assert every(Upload) == []


def test_leaving_keeps_nothing_of_the_file(open_as, lead):
    browser = open_as(lead)
    address = uploaded(browser, as_csv([ROW])).location

    browser.post(f"{address}/leave")

    assert every(UploadPreview) == [] and every(PastAudit) == []
    assert "waiting any more" in words_of(browser.get(address))


def test_leaving_what_was_imported_in_another_tab_says_that_it_was(open_as, lead):
    browser = open_as(lead)
    address = uploaded(browser, as_csv([ROW])).location
    browser.post(address)
    page = browser.get(browser.post(f"{address}/leave").location)
    assert "decided before: imported" in words_of(page)
    assert len(every(PastAudit)) == 1


def test_an_import_is_undone_from_its_page(open_as, lead):
    browser = open_as(lead)
    browser.post(uploaded(browser, as_csv([ROW])).location)
    (made,) = every(PastImport)

    page = browser.get("past_audits.undo", past_import_id=made.public_id)
    assert "1 imported audit will be destroyed" in words_of(page)
    browser.post("past_audits.undo", past_import_id=made.public_id)

    assert every(PastAudit) == []
    assert "Undone on" in words_of(browser.get("past_audits.list_imports"))


def test_the_list_of_workbooks_says_what_is_still_held_of_each(
    open_as, lead, council, questions_of
):
    made = import_past(council, as_csv([ROW, ("October 2024", new_reference(), "", "", "Good")]))
    import_past(council, as_csv([("May 2024", new_reference(), "", "", "Good")]), "other.csv")
    browser = open_as(lead)
    few = questions_of(browser, "past_audits.list_imports")
    assert brought_and_held(browser) == [("other.csv", "1", "1"), ("old.csv", "2", "2")]

    (first, _, _) = every(PastAudit)
    browser.post("past_audits.remove", {"why": "ERASURE"}, past_id=first.public_id)
    assert brought_and_held(browser) == [("other.csv", "1", "1"), ("old.csv", "2", "1")]
    browser.post("past_audits.undo", past_import_id=made.public_id)
    assert brought_and_held(browser) == [("other.csv", "1", "1"), ("old.csv", "2", "0")]

    for at in range(8):
        import_past(council, as_csv([("May 2024", new_reference(), "", "", "Good")]), f"{at}.csv")
    assert questions_of(browser, "past_audits.list_imports") == few


def brought_and_held(browser):
    rows = browser.get("past_audits.list_imports").select("tbody tr")
    cells = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in rows]
    return [(one[0], one[3], one[4]) for one in cells]


def test_one_audit_is_taken_out_from_its_page(open_as, lead, council):
    audit = make_past_audit(council)
    browser = open_as(lead)

    browser.post("past_audits.remove", past_id=audit.public_id, expect=200)
    browser.post("past_audits.remove", {"why": "ERASURE"}, past_id=audit.public_id)

    assert every(PastAudit) == []


def test_a_manager_reads_the_audits_of_their_team_and_imports_none(open_as, council):
    east, west = make_place(council, "East"), make_place(council, "West")
    here, there = make_past_audit(east), make_past_audit(west, "0099999", words="Visit father")
    browser = open_as(make_person(Role.TEAM_MANAGER, east))

    page = words_of(browser.get("past_audits.index"))
    assert "0012345" in page and "0099999" not in page
    assert "with less certainty" in page
    shown = words_of(browser.get("past_audits.show", past_id=here.public_id))
    assert "with less certainty" in shown and "Take this audit out" not in shown
    browser.get("past_audits.show", past_id=there.public_id, expect=404)
    for endpoint in ("past_audits.list_imports", "past_audits.new_import"):
        browser.get(endpoint, expect=403)
    browser.get("past_audits.remove", past_id=here.public_id, expect=403)


def test_words_stand_on_the_page_of_the_audit_and_in_no_list_or_file(open_as, lead, council):
    audit = make_past_audit(council, words="Visit father")
    browser = open_as(lead)

    assert "Visit father" in words_of(browser.get("past_audits.show", past_id=audit.public_id))
    assert "Visit father" not in browser.get("past_audits.index").text
    file = browser.download("past_audits.download").text
    assert "Visit father" not in file and "less certainty" in file


def test_a_table_of_children_that_no_list_knows_is_taken_with_a_reason_too(open_as, lead, council):
    make_past_audit(council)
    browser = open_as(lead)
    browser.get("past_audits.index")
    first = browser.client.get("/past-audits?table-as-file=past-audits")
    assert first.mimetype == "text/html" and 'id="why-taken"' in first.text
    assert "0012345" in browser.give_reason(first).text


def test_everything_that_is_held_of_an_audit_can_be_taken_away(open_as, lead, council):
    audit = make_past_audit(council, words="Visit father")

    file = open_as(lead).download("past_audits.file", past_id=audit.public_id).text
    assert "Visit father" in file and "0012345" in file and "October 2024" not in file


def test_governance_destroys_what_is_kept_no_longer_and_reads_none_of_it(open_as, council):
    make_past_audit(council, month="December 2023")
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))

    page = words_of(browser.get("past_audits.kept"))
    assert "2023 and before: 1" in page and "0012345" not in page
    browser.get("past_audits.index", expect=403)
    browser.post("past_audits.kept", expect=200)
    browser.post("past_audits.kept", {"before": "2023"})

    assert every(PastAudit) == []
    assert "once some are imported" in words_of(browser.get("past_audits.kept"))


def test_a_long_list_is_paged_and_filtered_without_more_questions(open_as, lead, council, app):
    rows = [(f"Oct {20 + at % 5}", f"{1000 + at}", "", "", "G" if at % 2 else "RI", "", "", "") for at in range(60)]  # fmt: skip
    import_past(council, as_csv(rows))
    browser = open_as(lead)

    assert len(browser.get("past_audits.index").select("tbody tr")) == 25
    assert len(browser.get("past_audits.index", page=3).select("tbody tr")) == 10
    assert "30 imported audits" in words_of(browser.get("past_audits.index", grade="GOOD"))
    assert "12 imported audits" in words_of(browser.get("past_audits.index", month="October 2020"))
    found = browser.search("past_audits.index", {"reference": "1059"})
    assert "1 imported audit" in words_of(found)


def test_the_page_of_a_child_shows_what_was_imported_and_the_trail_tells_of_it(open_as, council, lead):  # fmt: skip
    child = make_child(make_place(council, "East"), reference="12345").child
    audit = make_past_audit(council)
    browser = open_as(lead)

    page = words_of(browser.get("children.show", child_id=child.public_id))
    assert "Imported audits of past years" in page
    browser.get("past_audits.show", past_id=audit.public_id)
    browser.get("past_audits.index")

    told = db.session.scalars(
        select(Event).where(Event.name.like("past-audit%")).order_by(Event.id)
    )
    assert [(one.name, one.child, one.facts.get("ids")) for one in told][-2:] == [
        ("past-audit:viewed", child.public_id, None),
        ("past-audits:listed", None, [child.public_id]),
    ]


def test_nothing_here_says_what_would_be_here_and_what_to_do(open_as, lead, council):
    assert "Import past audits" in words_of(open_as(lead).get("past_audits.index"))
    manager = open_as(make_person(Role.TEAM_MANAGER, council))
    assert "Your QA lead can import them" in words_of(manager.get("past_audits.index"))
    assert "Workbooks appear here" in words_of(open_as(lead).get("past_audits.list_imports"))


def test_the_example_to_download_can_be_imported(open_as, lead):
    browser = open_as(lead)
    file = browser.download("past_audits.example").data

    assert "2 audits would be taken" in words_of(browser.get(uploaded(browser, file).location))
