"""Rounds named for an inspector or adviser: what they read then, and what they never read."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Permission, Role
from qa_app.audits.queries import visible_to
from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.rounds import operations
from qa_app.trail.models import Event
from tests.children.makers import make_child
from tests.makers import (
    NOON,
    TODAY,
    appoint,
    make_audit,
    make_council,
    make_person,
    make_place,
    make_reader,
    make_round,
    viewer_of,
)

EARLIER = date(2026, 9, 1)


def council_of(audit):
    return db.session.get(Place, audit.council_id)


def audits_of(person):
    return list(db.session.scalars(visible_to(viewer_of(person), Permission.AUDIT_READ)))


def test_an_inspector_reads_the_audits_of_a_named_round_and_no_others(database):
    audit = make_audit()
    make_audit(place=audit.allocation.place, day=EARLIER)
    inspector = make_person(Role.INSPECTOR, council_of(audit))
    assert audits_of(inspector) == []
    make_reader(audit.allocation.round, inspector)
    assert audits_of(inspector) == [audit]


def test_a_round_taken_back_is_closed_again(database):
    audit = make_audit()
    inspector = make_person(Role.INSPECTOR, council_of(audit))
    lead = viewer_of(make_person(Role.QA_LEAD, council_of(audit)))
    operations.take_round_back(make_reader(audit.allocation.round, inspector), by=lead, at=NOON)
    assert audits_of(inspector) == []


def test_what_was_named_for_one_visit_does_not_open_on_the_next(database):
    audit = make_audit()
    inspector = make_person(Role.INSPECTOR, council_of(audit))
    make_reader(audit.allocation.round, inspector)
    first = inspector.appointments[0]
    first.starts_on, first.ends_on = date(2019, 1, 1), date(2019, 2, 1)
    appoint(inspector, Role.INSPECTOR, council_of(audit))
    assert audits_of(inspector) == []


def test_an_inspector_never_reads_a_restricted_childs_audit(database):
    row = make_child(make_place(make_council(), "East"))
    audit = make_audit(place=row.place, reference=row.child.reference)
    inspector = make_person(Role.INSPECTOR, council_of(audit))
    make_reader(audit.allocation.round, inspector)
    head = viewer_of(make_person(Role.HEAD_OF_SERVICE, row.place))
    restricting.restrict(row.child, "A colleague's", TODAY + timedelta(90), by=head, at=NOON)
    assert audits_of(inspector) == []


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.EXTERNAL_AUDITOR])
def test_no_round_is_named_for_another_role(database, role):
    council = make_council()
    with pytest.raises(DomainError, match="inspector or adviser alone"):
        make_reader(make_round(council), make_person(role, council))


def test_no_round_is_named_for_somebody_whose_access_has_ended(database):
    council = make_council()
    inspector = make_person(Role.INSPECTOR, council)
    inspector.appointments[0].ends_on = TODAY - timedelta(days=1)
    with pytest.raises(DomainError, match="has ended"):
        make_reader(make_round(council), inspector)


def test_a_round_is_named_once_however_often_it_is_asked(database):
    council = make_council()
    inspector, round_ = make_person(Role.INSPECTOR, council), make_round(council)
    assert make_reader(round_, inspector) is make_reader(round_, inspector)


def test_a_lead_names_rounds_and_the_inspector_is_led_to_the_audit(open_as):
    audit = make_audit(reference="0012345")
    inspector = make_person(Role.INSPECTOR, council_of(audit), name="Ines Quayle")
    lead = open_as(make_person(Role.QA_LEAD, council_of(audit)))
    rounds = [audit.allocation.round.public_id]
    asked = {"who": inspector.appointments[0].public_id, "rounds": rounds}

    sent = lead.post("rounds.name_rounds", asked)

    said = lead.get(sent.location).select_one(".govuk-notification-banner").text
    month = audit.allocation.round.month
    assert f"Ines Quayle may now read 1 round: {month:%B %Y}" in said
    visit = open_as(inspector)
    named = visit.get("home.show").select_one("section[aria-labelledby=named-rounds] a")
    listed = visit.get(named["href"]).select_one("#records-caption ~ tbody a")
    assert "0012345" in visit.get(listed["href"]).h1.text


def test_a_round_taken_back_is_gone_from_the_next_page_on(open_as):
    audit = make_audit()
    inspector = make_person(Role.INSPECTOR, council_of(audit), name="Ines Quayle")
    reader = make_reader(audit.allocation.round, inspector)
    lead = open_as(make_person(Role.QA_LEAD, council_of(audit)))
    visit = open_as(inspector)
    visit.get("audits.show", audit_id=audit.public_id)

    sent = lead.post("rounds.take_round_back", reader_id=reader.public_id)

    assert "Ines Quayle may no longer read the round of" in lead.get(sent.location).text
    visit.get("audits.show", audit_id=audit.public_id, expect=404)
    assert "No round is named for you yet" in visit.get("home.show").text
    acts = select(Event.name).where(Event.name.startswith("round:")).order_by(Event.id)
    assert list(db.session.scalars(acts))[-2:] == ["round:named", "round:taken-back"]


def test_naming_asks_who_and_which(open_as):
    council = make_council()
    make_round(council)
    make_person(Role.INSPECTOR, council)
    lead = open_as(make_person(Role.QA_LEAD, council))
    sent = lead.post("rounds.name_rounds", {}, expect=200).text
    assert "Select who is to read the rounds" in sent
    assert "Select at least one round" in sent


def test_another_councils_readers_and_rounds_are_not_offered(open_as):
    theirs = make_council("Southshire")
    reader = make_reader(make_round(theirs), make_person(Role.INSPECTOR, theirs))
    lead = open_as(make_person(Role.QA_LEAD, make_council()))
    assert "No round is named for anybody" in lead.get("rounds.readers").text
    assert "Nobody is appointed" in lead.get("rounds.name_rounds").text
    lead.post("rounds.take_round_back", reader_id=reader.public_id, expect=404)


def test_a_qa_officer_who_sees_no_grades_names_no_rounds(open_as):
    open_as(make_person(Role.QA_OFFICER, make_council())).get("rounds.readers", expect=403)
