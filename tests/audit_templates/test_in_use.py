"""Which version rounds take, and what is said of each, on a day before, between and after."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from qa_app.audit_templates.queries import newest_version
from qa_app.audit_templates.rules.in_use import listed, state_of
from qa_app.foundation.clock import long_date, today
from qa_app.foundation.database import db
from tests.audit_templates.editor import PUBLISHED, written
from tests.audit_templates.makers import a_template, publish_template

MAY, JUNE, JULY = (date(2027, month, 1) for month in (5, 6, 7))


@dataclass(frozen=True)
class Version:
    number: int
    in_use_from: date
    retired_on: date | None = None


@pytest.mark.parametrize(
    ("version", "others", "state"),
    [
        (Version(1, MAY), [], "In use"),
        (Version(1, MAY, JULY), [], "In use until 1 July 2027"),
        (Version(1, MAY, JUNE), [], "Out of use since 1 June 2027"),
        (Version(1, JULY), [], "Not in use yet. In use from 1 July 2027"),
        (
            Version(1, JULY, date(2027, 8, 1)),
            [],
            "Not in use yet. In use from 1 July 2027 until 1 August 2027",
        ),
        (
            Version(1, JULY, JUNE),
            [],
            "Never in use: it was taken out of use before its first day",
        ),
        (Version(1, MAY), [Version(2, JUNE)], "Not in use: rounds take version 2"),
        (
            Version(1, MAY),
            [Version(2, JULY)],
            "In use until 1 July 2027. Rounds then take version 2",
        ),
        (
            Version(2, MAY, JULY),
            [Version(1, MAY)],
            "In use until 1 July 2027. Rounds then take version 1",
        ),
        (Version(2, JULY), [Version(3, JUNE)], "Not in use: rounds take version 3"),
    ],
)
def test_a_version_says_whether_rounds_take_it_in_june(version, others, state):
    assert state_of(version, [version, *others], JUNE) == state


def test_a_list_shows_the_version_in_use_and_names_a_newer_one():
    first, second = Version(1, MAY), Version(2, JULY)
    before, after = (listed([first, second], day) for day in (JUNE, JULY))
    assert (before.version, before.newer) == (first, second)
    assert (after.version, after.newer) == (second, None)


def test_a_list_shows_what_will_come_where_nothing_is_in_use_yet():
    first, second = Version(1, MAY, JUNE), Version(2, JULY)
    row = listed([first, second], JUNE)
    assert (row.version, row.newer) == (second, None)


@pytest.fixture
def two(council):
    """Version 2 is planned for a day ten days from now."""
    publish_template(council, a_template(minutes=10))
    second = publish_template(council, a_template(minutes=20, version=2))
    second.in_use_from = today() + timedelta(days=10)
    db.session.commit()
    return second.in_use_from


def test_the_list_says_which_version_rounds_take_and_which_comes_when(two, council, lead):
    link = lead.get("audit_templates.index").find("a", string="Visits to children")
    assert link["href"].endswith("/visits/1")
    said = link.find_parent("div").text
    assert f"In use until {long_date(two)}. Rounds then take version 2." in said
    assert newest_version(council.id, "visits", two).number == 2


def test_the_next_version_begins_with_the_newest_though_it_is_not_in_use_yet(two, lead):
    page = lead.get("audit_templates.show", **PUBLISHED)
    assert "Open version 2" in page.text
    lead.post("audit_templates.start_next", **PUBLISHED)
    assert (written()["version"], written()["minutes"]) == (3, 20)
