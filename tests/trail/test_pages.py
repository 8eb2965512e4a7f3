import csv
import io

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.trail.operations import record
from tests.makers import NOON, make_council, make_person, make_place, viewer_of


def events_named(name: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.name == name)))


def happened(name: str, by, times: int = 1, **about) -> None:
    for _ in range(times):
        record(name, viewer_of(by), at=NOON, **about)
    db.session.commit()


def test_information_governance_reads_who_did_what(open_as):
    council = make_council()
    manager = make_person(place=make_place(council), name="Zoë Marsh")
    happened("children:exported", manager, times=30, ids=["a", "b"])

    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    page = browser.search("trail.index", {"person": "Zoë", "kind": "EXPORTS"})

    assert page.h1.text == "Who did what: 30 events"
    assert len(page.select("tbody tr")) == 25
    row = " ".join(page.select_one("tbody tr").text.split())
    assert row == "20 November 2026 at 12pm Zoë Marsh Downloaded a list of children (2 records)"
    assert [chip.text for chip in page.select(".app-chip")] == [
        "Remove the filter Person: Zoë",
        "Remove the filter Downloads",
    ]


def test_the_file_has_no_formulas_and_taking_it_is_an_event(open_as):
    council = make_council()
    manager = make_person(place=make_place(council), name="=1+1")
    happened("child:viewed", manager, child="abc")
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))

    file = browser.download("trail.download", {"person": "=1+1"})

    _, row = csv.reader(io.StringIO(file.data.decode("utf-8-sig")))
    assert row[:2] == ["2026-11-20 12:00:00", "'=1+1"]
    assert row[3:6] == ["opened a child’s record", "child:viewed", "abc"]
    assert [event.facts for event in events_named("trail:exported")] == [{"rows": 1}]


def test_what_happened_to_a_template_says_which(open_as):
    council = make_council()
    lead = make_person(Role.QA_LEAD, council)
    happened("template:published", lead, code="monthly-audit", number=2)
    browser = open_as(lead)
    said = "Published an audit template (monthly-audit, version 2)"
    assert said in browser.get("trail.mine").select_one("tbody").text
    file = browser.download("trail.download_mine")
    rows = csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")))
    which = {row["Event"]: row["Which"] for row in rows}
    assert which["template:published"] == "monthly-audit, version 2"


def test_governance_alone_is_given_the_records_of_restricted_children(open_as):
    """They answer who has seen such a record; anybody else's file is about themselves or accounts."""
    council = make_council()
    lead = make_person(Role.QA_LEAD, council)
    happened("child:viewed", lead, child="restricted-child")
    governance = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    others = {role: open_as(make_person(role, council)) for role in Role}
    assert "restricted children as well" in governance.get("trail.index").text
    assert "restricted-child" in governance.download("trail.download").text
    for role, browser in others.items():
        if role is not Role.INFORMATION_GOVERNANCE:
            assert "restricted-child" not in browser.client.get("/trail/download").text, role


def test_an_administrator_is_told_that_they_see_account_events(open_as):
    administrator = make_person(Role.ADMINISTRATOR, make_council())
    page = open_as(administrator).get("trail.index")
    assert "Account events of the council, and your own" in page.text


def test_a_manager_cannot_open_it_and_sees_their_own(open_as):
    manager = make_person()
    happened("child:viewed", manager, child="abc")
    browser = open_as(manager)
    browser.get("trail.index", expect=403)
    page = browser.get("trail.mine")
    assert "Opened a child’s record" in page.text
    assert "Zoë" not in page.text


def test_a_filter_that_makes_no_sense_is_left_out(open_as):
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council()))
    nonsense = {"kind": "NONSENSE", "from": "31/02/2026", "page": "99999999999"}
    page = browser.search("trail.index", nonsense)
    assert page.h1.text.startswith("Who did what")
    assert not page.select(".app-chip")
    assert "Enter a day like 3/11/2026" in page.select_one("#filter-from-error").text
    assert page.select_one("#filter-from")["value"] == "31/02/2026"


def test_nothing_that_fits_says_what_to_do(open_as):
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council()))
    page = browser.search("trail.index", {"person": "nobody of this name"})
    assert "Nothing fits these filters." in page.text


def test_every_download_is_listed_with_who_how_many_and_what_for(open_as):
    council = make_council()
    lead = make_person(Role.QA_LEAD, council, name="Zoë Marsh")
    happened("report:exported", lead, rows=1200, report="audits")
    happened("children:exported", lead, ids=["a", "b"])
    happened("trail:readers-exported", lead, rows=3, purpose="a complaint")
    happened("child:viewed", lead, child="abc")
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    links = {link["href"] for link in browser.get("trail.index").select("main a")}
    assert "/trail/exports" in links

    page = browser.get("trail.exports")

    assert page.h1.text == "3 downloads"
    rows = [[cell.text for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [
        ["Zoë Marsh", "Downloaded who has seen a child’s record", "3", "A complaint"],
        ["Zoë Marsh", "Downloaded a list of children", "2", "Not asked"],
        ["Zoë Marsh", "Downloaded a report", "1,200", "Audits"],
    ]


def test_the_list_of_downloads_is_a_file_and_taking_it_stands_in_it(open_as):
    council = make_council()
    happened("report:exported", make_person(Role.QA_LEAD, council), times=30, rows=2)
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    file = browser.download("trail.download_exports")
    assert len(list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))) == 31
    second = browser.get("trail.exports", page=2)
    assert second.h1.text == "31 downloads"
    assert len(second.select("tbody tr")) == 6


def test_without_a_download_the_page_says_what_would_be_there(open_as):
    happened("report:exported", make_person(Role.QA_LEAD, make_council("Southshire")), rows=2)
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council()))
    page = browser.get("trail.exports")
    assert page.h1.text == "0 downloads"
    assert "Nobody has taken a file out" in page.text


def test_the_log_of_downloads_is_for_information_governance_alone(open_as):
    for role in (Role.QA_LEAD, Role.ADMINISTRATOR, Role.DIRECTOR):
        open_as(make_person(role, make_council())).get("trail.exports", expect=403)
