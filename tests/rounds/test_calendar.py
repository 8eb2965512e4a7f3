from datetime import UTC, date, datetime

import pytest

from qa_app.access.rules import Role
from qa_app.rounds.icalendar import DueDay, calendar_of, folded
from qa_app.rounds.operations.changes import pause
from tests.makers import NOON, make_allocation, make_person
from tests.rounds.calendars import events_in
from tests.rounds.councils import MONTH

MADE_AT = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
DAY = DueDay(
    "u-20261130@b.example", date(2026, 11, 30), "2 audits due", "Sign in", "https://b.example"
)


def test_a_due_day_is_an_event_of_the_whole_day():
    (event,) = events_in(calendar_of([DAY], "Audits due", MADE_AT))
    assert event == {
        "UID": "u-20261130@b.example",
        "DTSTAMP": "20261120T123000Z",
        "DTSTART": "20261130",
        "DTEND": "20261201",
        "SUMMARY": "2 audits due",
        "DESCRIPTION": "Sign in",
        "URL": "https://b.example",
        "TRANSP": "TRANSPARENT",
    }


@pytest.mark.parametrize(
    "words", ["One, two; three", "a\\nb", "two\nlines", "é" * 100, "ab" * 200, "X:Y", ""]
)
def test_whatever_is_written_is_read_back(words):
    day = DueDay("u", DAY.day, words, words, DAY.address)
    (event,) = events_in(calendar_of([day], words, MADE_AT))
    assert event["SUMMARY"] == event["DESCRIPTION"] == words


@pytest.mark.parametrize("length", [74, 75, 76, 148, 149, 150, 300])
def test_a_line_is_folded_at_75_bytes_and_no_earlier_than_it_must(length):
    lines = folded("x" * length).split(b"\r\n")[:-1]
    assert all(len(line) == 75 for line in lines[:-1])
    assert b"".join([lines[0], *[line[1:] for line in lines[1:]]]) == b"x" * length


def test_an_empty_calendar_is_still_a_calendar():
    assert events_in(calendar_of([], "Audits due", MADE_AT)) == []


def test_an_auditor_downloads_the_days_on_which_their_audits_are_due(open_as):
    one = make_allocation(day=MONTH)
    make_allocation(one.auditor, one.place, "1001", day=MONTH)
    other = make_allocation(one.auditor, one.place, "1002", day=date(2026, 12, 1))
    make_allocation(make_person(place=one.place), one.place, "1003", day=date(2026, 10, 1))
    pause([make_allocation(one.auditor, one.place, "1004", day=MONTH)], "Ill", None, None, NOON)
    browser = open_as(one.auditor)

    link = browser.get("audits.mine").select_one('a[href$="my-audits.ics"]')
    answer = browser.download(link["href"])
    events = events_in(answer.data)

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert [(event["DTSTART"], event["SUMMARY"]) for event in events] == [
        ("20261130", "2 audits due"),
        (f"{other.due_on:%Y%m%d}", "1 audit due"),
    ]
    assert one.reference not in answer.text and one.place.name not in answer.text
    again = events_in(browser.download(link["href"]).data)
    assert [event["UID"] for event in again] == [event["UID"] for event in events]


def test_the_calendar_names_the_hour_of_what_is_due_by_one(open_as):
    one = make_allocation(day=MONTH)
    two = make_allocation(one.auditor, one.place, "1001", day=MONTH)
    two.due_at = datetime(2026, 11, 30, 14, tzinfo=UTC)
    browser = open_as(one.auditor)
    (event,) = events_in(browser.download("/rounds/my-audits.ics").data)
    assert event["SUMMARY"] == "2 audits due, 1 of them by 2pm"


def test_whoever_audits_nothing_has_no_calendar(open_as):
    browser = open_as(make_person(Role.DATA_OFFICER))
    browser.get("rounds.my_calendar", expect=403)
