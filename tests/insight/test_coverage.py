"""What has not been looked at, for how long, and who may see it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.insight.rules.coverage import (
    Looked,
    OpenRecord,
    coverage_sentence,
    least_first,
    looked_at,
    year_before,
)
from qa_app.organisation.models import Place
from qa_app.rounds.rules import State
from tests.children.makers import make_child, make_merge
from tests.insight.test_pages import rows_of, two_teams
from tests.makers import make_allocation, make_council, make_person

LONG_AGO = datetime(2020, 2, 3, 12, tzinfo=UTC)


def audited(child, at=None):
    allocation = make_allocation(place=child.place, reference=child.child.reference)
    allocation.state, allocation.done_at = State.DONE, at or now() - timedelta(days=40)
    db.session.flush()
    return allocation


def lead_of(place):
    return make_person(Role.QA_LEAD, db.session.get_one(Place, place.council_id))


def test_a_year_before_the_last_of_february_is_the_last_of_february():
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert year_before(date(2026, 11, 21)) == date(2025, 11, 21)


def test_records_add_up_and_the_day_a_year_ago_still_counts():
    records = [
        OpenRecord("a", "n/a/", "A", "CARE", 1, at)
        for at in (
            None,
            LONG_AGO,
            datetime(2025, 11, 21, tzinfo=UTC),
            datetime(2025, 11, 20, tzinfo=UTC),
        )  # fmt: skip
    ]
    assert looked_at(records, date(2026, 11, 21)) == Looked(4, 1, 1, date(2025, 11, 21))


def test_the_sentence_has_no_share_of_fewer_than_five():
    assert coverage_sentence(Looked(14, 3, 9, None)) == (
        "3 of 14 open records were audited in the last 12 months (21%)"
    )
    assert coverage_sentence(Looked(1, 0, 1, None)) == (
        "0 of 1 open record was audited in the last 12 months"
    )


def test_the_smallest_part_audited_comes_first_whenever_the_last_of_them_was():
    looked = {
        "recent": Looked(10, 9, 0, date(2026, 4, 1)),
        "old": Looked(10, 0, 2, date(2024, 5, 1)),
        "never": Looked(10, 0, 9, date(2024, 6, 1)),
        "one yesterday": Looked(100, 1, 99, date(2026, 5, 1)),
    }
    order = sorted(looked, key=lambda name: least_first(looked[name], name))
    assert order == ["never", "old", "one yesterday", "recent"]


def test_teams_that_have_waited_longest_stand_first(open_as):
    _, east, west = two_teams()
    audited(make_child(east))
    make_child(east)
    audited(make_child(west), LONG_AGO)
    page = open_as(lead_of(east)).get("coverage.show")
    assert rows_of(page, "teams") == [
        ["West", "Safeguarding", "1", "0 of 1", "February 2020", "0"],
        ["East", "Safeguarding", "2", "1 of 2", f"{now() - timedelta(days=40):%B %Y}", "1"],
    ]
    assert "1 of 3 open records were audited in the last 12 months" in page.text


def test_statuses_have_their_names_and_closed_records_do_not_count(open_as):
    _, east, _ = two_teams()
    make_child(east, status="CARE")
    make_child(east, status="CLOSED", is_open=False)
    page = open_as(lead_of(east)).get("coverage.show")
    assert [row[:2] for row in rows_of(page, "statuses")] == [["Child in care", "1"]]


def test_practitioners_nobody_has_looked_at_stand_by_name_without_a_share(open_as):
    _, east, west = two_teams()
    seen, amara, zofia = (
        make_person(Role.PRACTITIONER, east, name=name) for name in ("Bo Seen", "Amara", "Zofia")
    )
    audited(make_child(east, seen))
    audited(make_child(east, zofia), LONG_AGO)
    make_child(east, amara)
    make_child(west, make_person(Role.PRACTITIONER, west, name="Elsewhere"))
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    page = browser.get("coverage.show")
    assert rows_of(page, "practitioners") == [
        ["Amara", "East", "1", "Never"],
        ["Zofia", "East", "1", "February 2020"],
    ]
    theirs = browser.get(page.find("a", string="Amara")["href"])
    assert theirs.h1.text.strip().startswith("1 ")


def test_a_data_officer_counts_teams_and_is_told_no_practitioner(open_as):
    _, east, _ = two_teams()
    make_child(east, make_person(Role.PRACTITIONER, east, name="Amara Dhillon"))
    council = db.session.get_one(Place, east.council_id)
    officer = open_as(make_person(Role.DATA_OFFICER, council))
    page = officer.get("coverage.show")
    assert rows_of(page, "teams")[0][0] == "East"
    assert "Amara Dhillon" not in page.text
    assert not page.select("main a[href*='/children']")
    file = officer.download("coverage.download", of="practitioner")
    assert "Amara Dhillon" not in file.data.decode()


def test_restricted_records_count_for_the_cleared_alone(open_as):
    _, east, _ = two_teams()
    make_child(east).child.restricted = True
    make_child(east)
    assert rows_of(open_as(lead_of(east)).get("coverage.show"), "teams")[0][2] == "2"
    manager = open_as(make_person(Role.TEAM_MANAGER, east))
    assert rows_of(manager.get("coverage.show"), "teams")[0][2] == "1"


def test_an_audit_of_a_merged_reference_is_of_the_child_it_became(open_as):
    _, east, _ = two_teams()
    kept, merged = make_child(east), make_child(east)
    audited(merged)
    make_merge(kept, merged)
    page = open_as(lead_of(east)).get("coverage.show")
    assert rows_of(page, "teams")[0][2:4] == ["1", "1 of 1"]


def test_withdrawn_audits_have_looked_at_nothing(open_as):
    _, east, _ = two_teams()
    audited(make_child(east)).state = State.WITHDRAWN
    page = open_as(lead_of(east)).get("coverage.show")
    assert rows_of(page, "teams")[0][3:] == ["0 of 1", "Never", "1"]


def test_a_service_is_looked_at_alone(open_as):
    service, east, _ = two_teams()
    make_child(east)
    make_child(db.session.get_one(Place, east.council_id))
    lead = open_as(lead_of(east))
    assert len(rows_of(lead.get("coverage.show"), "teams")) == 2
    page = lead.get("coverage.show", service=service.public_id)
    assert page.h1.text == "What has been looked at, Safeguarding"
    assert [row[0] for row in rows_of(page, "teams")] == ["East"]


def test_without_a_list_the_page_says_whom_to_ask(open_as):
    page = open_as(make_person(Role.QA_LEAD, make_council())).get("coverage.show")
    assert "Ask the data officer for a list." in page.text


def test_each_table_is_a_file(open_as):
    _, east, _ = two_teams()
    make_child(east, make_person(Role.PRACTITIONER, east, name="Amara Dhillon"))
    browser = open_as(lead_of(east))
    for of, name in (("team", "East"), ("status", "Child in need"), ("practitioner", "Amara Dhillon")):  # fmt: skip
        file = browser.download("coverage.download", of=of).data.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(file)))
        assert [row[of.capitalize()] for row in rows] == [name]


def test_more_records_ask_no_more_questions(open_as, questions_of):
    _, east, west = two_teams()
    make_child(east, make_person(Role.PRACTITIONER, east))
    browser = open_as(lead_of(east))
    before = questions_of(browser, "coverage.show")
    for place in (east, west, west):
        audited(make_child(place, make_person(Role.PRACTITIONER, place)), LONG_AGO)
    assert questions_of(browser, "coverage.show") == before
