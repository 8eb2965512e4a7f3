"""The list of templates: in groups by what is audited, and filtered."""

from datetime import timedelta

import pytest

from qa_app.audit_templates import operations
from qa_app.audit_templates.queries import list_entries
from qa_app.audit_templates.rules.catalogue import Entry, Group, Sought, Use, in_groups
from qa_app.audit_templates.rules.words import Subject
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from tests.audit_templates.makers import a_template, publish_template
from tests.makers import viewer_of


def entry(name: str = "Visits", **changes) -> Entry:
    usual = {
        "code": name.lower(),
        "number": 1,
        "name": name,
        "minutes": 75,
        "questions": 9,
        "subject": Subject.CHILD,
        "statuses": frozenset(),
        "use": Use.NOW,
        "state": "In use",
    }
    return Entry(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "group"),
    [
        ({"code": "monthly-audit", "minutes": 10}, Group.MONTHLY),
        ({"minutes": 60}, Group.LONG),
        ({"minutes": 59}, Group.SHORT),
        *(({"subject": one}, Group[one.name]) for one in Subject if one is not Subject.CHILD),
    ],
)
def test_a_template_stands_with_those_about_the_same(changes, group):
    assert entry(**changes).group is group


def test_groups_stand_in_their_order_and_none_is_empty():
    entries = [entry("Short", minutes=5), entry("Home", subject=Subject.HOUSEHOLD), entry()]
    assert [*in_groups(entries)] == [Group.LONG, Group.SHORT, Group.HOUSEHOLD]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), True),
        (Sought(words="audit VISITS"), True),
        (Sought(words="visits home"), False),
        (Sought(group=Group.LONG), True),
        (Sought(group=Group.SHORT), False),
        (Sought(status="CARE"), True),
        (Sought(status="CLOSED"), False),
        (Sought(use=Use.ENDED), False),
    ],
)
def test_a_template_is_found_by_everything_that_is_asked(sought, found):
    assert sought.finds(entry("Visits audit", statuses=frozenset({"CARE"}))) is found


def test_a_template_for_all_statuses_suits_each_and_one_about_no_child_none():
    assert Sought(status="CLOSED").finds(entry())
    assert not Sought(status="CLOSED").finds(entry(subject=Subject.AUDIT))


@pytest.fixture
def three(council):
    suits = {"statuses": ["CARE"]}
    return [
        publish_template(council, a_template(code="one", name="First look", suits=suits)),
        publish_template(council, a_template(code="two", name="Second look", minutes=90)),
        publish_template(council, a_template(code="three", name="Homes", subject="household")),
    ]


def names(page) -> list[str]:
    return [one.text for one in page.select(".govuk-summary-list__key a")]


def test_the_list_is_in_groups(three, lead):
    page = lead.get("audit_templates.index")
    headings = [one.text for one in page.select("h3")]
    assert headings == [Group.LONG.value, Group.SHORT.value, Group.HOUSEHOLD.value]
    assert "3 templates." in page.text


def test_the_list_is_filtered_and_keeps_what_was_chosen(three, lead):
    page = lead.get("audit_templates.index", status="CARE")
    assert names(page) == ["Second look", "First look"]
    assert page.select_one("#filter-status option[selected]")["value"] == "CARE"
    assert "2 of 3 templates." in page.text
    closed = lead.get("audit_templates.index", status="CLOSED", group="SHORT")
    assert names(closed) == []
    assert "No template is like this" in closed.text


def test_a_name_is_looked_for_without_standing_in_the_address(three, lead):
    found = lead.search("audit_templates.index", {"words": "look", "group": "SHORT"})
    assert names(found) == ["First look"]
    assert found.select_one("#filter-words")["value"] == "look"


def test_what_makes_no_sense_filters_nothing(three, lead):
    assert len(names(lead.get("audit_templates.index", group="NONE", use="EVER"))) == 3


def test_a_template_out_of_use_is_found_by_its_use(three, lead):
    lead_viewer = viewer_of(lead.person)
    ended = db.session.merge(three[0])
    operations.retire(ended, today(), by=lead_viewer, at=now())
    later = db.session.merge(three[1])
    later.in_use_from = today() + timedelta(days=9)
    db.session.commit()
    assert names(lead.get("audit_templates.index", use="ENDED")) == ["First look"]
    assert names(lead.get("audit_templates.index", use="LATER")) == ["Second look"]
    uses = {one.code: one.use for one in list_entries(lead_viewer, today())}
    assert uses["three"] is Use.NOW
