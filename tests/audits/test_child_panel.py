"""A record's own page shows the audits of the child, as far as the viewer may read them."""

from datetime import date, timedelta

import pytest

from qa_app.access.rules import Role
from qa_app.children.operations import merging, restricting
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from tests.children.makers import make_child
from tests.makers import NOON, make_audit, make_council, make_person, make_place, viewer_of

HEADING = "Audits of this record"


@pytest.fixture
def north(database):
    return make_place(make_council(), "North")


@pytest.fixture
def row(north):
    return make_child(north, reference="7654321")


def audited_in(north, *months: int):
    return [
        make_audit(place=north, reference="7654321", day=date(2026, month, 2)) for month in months
    ]


def links_on(page) -> list[str]:
    return [link["href"] for link in page.select("a[href^='/audits/']")]


def test_the_audits_of_a_child_are_shown_the_newest_first_and_at_most_five(open_as, north, row):
    audits = audited_in(north, 3, 4, 5, 6, 7, 8)
    auditor = audits[-1].allocation.auditor_name
    browser = open_as(make_person(Role.TEAM_MANAGER, north))

    page = browser.get("children.show", child_id=row.child.public_id)

    assert links_on(page) == [f"/audits/{one.public_id}" for one in audits[:0:-1]]
    first = " ".join(page.select_one("a[href^='/audits/']").parent.text.split())
    assert "August 2026" in first
    assert auditor in first
    assert first.endswith("Draft")
    browser.get(links_on(page)[0])


def test_an_audit_of_another_child_or_of_none_is_not_there(open_as, north, row):
    make_child(north, reference="555")
    make_audit(place=north, reference="555")
    page = open_as(make_person(Role.TEAM_MANAGER, north)).get(
        "children.show", child_id=row.child.public_id
    )
    assert HEADING not in page.text


def test_who_may_read_no_audit_of_the_child_is_shown_nothing(open_as, north, row):
    ada = make_person(Role.PRACTITIONER, north)
    row.practitioner = ada
    audited_in(north, 8)
    officer = make_person(Role.QA_OFFICER, db.session.get(type(north), north.council_id))
    for person in (ada, officer):
        page = open_as(person).get("children.show", child_id=row.child.public_id)
        assert HEADING not in page.text


def test_audits_of_a_reference_that_was_merged_are_those_of_the_child(open_as, north, row):
    lead = make_person(Role.QA_LEAD, db.session.get(type(north), north.council_id))
    [audit] = audited_in(north, 8)
    kept = make_child(north, reference="111")
    merging.merge(kept, row, "One child", by=viewer_of(lead), at=NOON)

    page = open_as(lead).get("children.show", child_id=kept.child.public_id)

    assert links_on(page) == [f"/audits/{audit.public_id}"]


def test_whoever_is_cleared_sees_the_audits_of_a_restricted_record(open_as, north, row):
    lead = make_person(Role.QA_LEAD, db.session.get(type(north), north.council_id))
    audited_in(north, 8)
    review = today() + timedelta(days=9)
    restricting.restrict(row.child, "Adoption", review, by=viewer_of(lead), at=now())

    page = open_as(lead).get("children.show", child_id=row.child.public_id)

    assert HEADING in page.text
