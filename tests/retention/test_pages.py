import csv
import io
from datetime import timedelta

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.trail.operations import record
from tests.children.makers import make_child
from tests.makers import NOON, appoint, make_council, make_person, make_place, viewer_of

NOTICE = "Do not bring in real children’s records"
DAYS = {
    f"{name}-{part}": value
    for name in ("impact_assessment_on", "retention_rules_on")
    for part, value in (("day", "3"), ("month", "11"), ("year", "2025"))
}


def happened(name: str, by, **about) -> None:
    record(name, viewer_of(by), at=NOON, **about)
    db.session.commit()


def events_named(name: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.name == name)))


def text_of(element) -> str:
    return " ".join(element.text.split())


def test_the_notice_stands_on_every_page_until_both_days_are_recorded(open_as):
    council = make_council()
    manager = open_as(make_person(place=make_place(council)))
    governance = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    assert NOTICE in manager.get("home.show").text
    assert governance.get("home.show").select_one(".app-notice a")["href"] == "/readiness"

    governance.post("readiness.show", {**DAYS, "version": "0"})

    assert NOTICE not in manager.get("home.show").text
    assert "Both days are recorded" in governance.get("readiness.show").text


def test_a_day_to_come_is_sent_back_with_what_was_typed(open_as):
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council()))
    late = {**DAYS, "version": "0", "retention_rules_on-year": "2099"}
    answer = browser.post("readiness.show", late, expect=409)
    assert "The day of the retention rules must be today or in the past" in answer.text
    assert 'value="2099"' in answer.text


def test_the_second_of_two_who_record_is_shown_both(open_as):
    council = make_council()
    first, second = (open_as(make_person(Role.INFORMATION_GOVERNANCE, council)) for _ in range(2))
    first.post("readiness.show", {**DAYS, "version": "0"})
    other = {**DAYS, "version": "0", "retention_rules_on-day": "4"}
    answer = second.post("readiness.show", other, expect=409)
    assert "3 November 2025" in answer.text and "4 November 2025" in answer.text


def test_only_information_governance_records_it(open_as):
    open_as(make_person()).get("readiness.show", expect=403)


def test_who_has_seen_a_record_is_two_clicks_away(open_as):
    council = make_council()
    team = make_place(council)
    child = make_child(team, reference="0012345").child
    zoe = make_person(place=team, name="Zoë Marsh")
    happened("child:viewed", zoe, child=child.public_id)
    happened("children:listed", zoe, ids=["another", child.public_id])
    happened("child:viewed", zoe, child="another")
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    links = browser.get("trail.index").select("main a")
    assert "/trail/children" in {link["href"] for link in links}

    page = browser.search("record_readers.index", {"reference": "12345"})

    assert text_of(page.h1) == "Who has seen the record of 0012345"
    assert "1 person in 2 events" in page.text
    what = [row.select("td")[-1].text for row in page.select("#readers-caption ~ tbody tr")]
    assert what == ["Looked at a list of children", "Opened a child’s record"]
    assert [event.child for event in events_named("trail:readers-listed")] == [child.public_id]


def test_what_ran_by_itself_is_not_counted_as_a_person(open_as):
    council = make_council()
    child = make_child(make_place(council), reference="A77").child
    happened("child:viewed", make_person(place=make_place(council, "B")), child=child.public_id)
    record("children:listed", None, council_id=council.id, at=NOON, ids=[child.public_id])
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    page = browser.get("record_readers.of_child", child_id=child.public_id)
    assert "1 person and the service itself in 2 events" in page.text


def test_the_file_of_readers_has_the_same_rows_and_is_an_event(open_as):
    council = make_council()
    child = make_child(make_place(council), reference="A77").child
    happened(
        "child:viewed", make_person(place=make_place(council, "Team 2")), child=child.public_id
    )
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    file = browser.download("record_readers.download", {"reference": "A77"})
    _, row = csv.reader(io.StringIO(file.data.decode("utf-8-sig")))
    assert row[3:] == ["opened a child’s record", "A77"]
    assert len(events_named("trail:readers-exported")) == 1


def test_a_record_of_another_council_looks_like_no_record(open_as):
    make_child(make_place(make_council("Southshire")), reference="B88")
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council("Northshire")))
    theirs = browser.search("record_readers.index", {"reference": "B88"})
    nobodys = browser.search("record_readers.index", {"reference": "B99"})
    assert text_of(theirs.main).replace("B88", "") == text_of(nobodys.main).replace("B99", "")


def test_a_merged_reference_shows_who_saw_either(open_as):
    council = make_council()
    team = make_place(council)
    old, new = make_child(team, reference="C1").child, make_child(team, reference="C2").child
    old.merged_into_id = new.id
    zoe = make_person(place=team)
    happened("child:viewed", zoe, child=old.public_id)
    happened("child:viewed", zoe, child=new.public_id)
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    page = browser.search("record_readers.index", {"reference": "C1"})
    assert text_of(page.h1) == "Who has seen the record of C2"
    assert "1 person in 2 events" in page.text


def test_what_an_account_saw_between_two_moments_names_the_records(open_as):
    council = make_council()
    team = make_place(council)
    one, two = make_child(team, reference="D1").child, make_child(team, reference="D2").child
    zoe = make_person(place=team, email="zoe@northshire.example")
    happened("child:viewed", zoe, child=one.public_id)
    happened("children:listed", zoe, ids=[one.public_id, two.public_id])
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    # Noon in London, as in Greenwich, on the makers' day in November.
    moments = {"from": "20/11/2026 11:59", "to": "20/11/2026 12:01pm"}
    asked = {"email": "Zoe@northshire.example", **moments}

    page = browser.search("record_readers.account", asked)

    assert "2 events; 2 children’s records were shown" in text_of(page.main)
    assert [row.select("td")[-1].text for row in page.select("tbody tr")] == ["D1, D2", "D1"]
    file = browser.download("record_readers.download_account", asked)
    assert len(list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))) == 3
    before = {**asked, "from": "20/11/2026 11:00", "to": "20/11/2026 11:59"}
    assert "did nothing" in browser.search("record_readers.account", before).text


def test_a_report_that_cannot_be_made_says_what_to_enter(open_as):
    make_person(place=make_place(make_council("Southshire")), email="eve@southshire.example")
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council("Northshire")))
    page = browser.search("record_readers.account", {"email": "eve@southshire.example"})
    assert "Enter the email address of somebody with an account here" in page.text


def test_an_administrator_learns_nothing_about_children(open_as):
    browser = open_as(make_person(Role.ADMINISTRATOR, make_council()))
    browser.get("record_readers.index", expect=403)
    browser.get("record_readers.account", expect=403)
    assert "/trail/children" not in str(browser.get("trail.index").main)


def test_a_line_for_each_person_says_who_they_are_and_how_often(open_as):
    council = make_council()
    team = make_place(council, "East")
    child = make_child(team, reference="E5").child
    zoe = make_person(place=team, name="Zoë Marsh")
    later = NOON + timedelta(hours=3)
    happened("child:viewed", zoe, child=child.public_id)
    record("child:viewed", viewer_of(zoe), at=later, child=child.public_id)
    happened("children:listed", zoe, ids=[child.public_id])
    both = make_person(Role.INFORMATION_GOVERNANCE, council)
    appoint(both, Role.QA_LEAD, council)
    browser = open_as(both)

    link = browser.get("children.show", child_id=child.public_id).find(
        "a", string="Who has seen this record"
    )
    page = browser.get(link["href"])

    rows = page.select("#people-caption ~ tbody tr")
    row = next(row for row in rows if "Zoë Marsh" in row.text)
    cells = [text_of(cell) for cell in row.select("td")]
    assert cells[:2] == ["Team manager, East", "3"]
    assert cells[2:4] == ["20 November 2026 at 12pm", "20 November 2026 at 3pm"]
    assert cells[4] == "Opened a child’s record (2 times); looked at a list of children"
    file = browser.download("record_readers.download_of_child", child_id=child.public_id)
    assert "Zoë Marsh" in file.data.decode("utf-8-sig")


def test_a_lead_is_not_led_to_who_has_seen_a_record(open_as):
    council = make_council()
    child = make_child(make_place(council)).child
    page = open_as(make_person(Role.QA_LEAD, council)).get(
        "children.show", child_id=child.public_id
    )
    assert "Who has seen this record" not in page.text
