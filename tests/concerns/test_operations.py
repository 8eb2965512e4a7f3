from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.concerns import operations, queries
from qa_app.concerns.models import ConcernTold
from qa_app.concerns.rules import About, Reached, Rung, State
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Absence, Membership
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from tests.concerns.makers import ADDRESS, Council, make_concern
from tests.makers import NOON, TODAY, make_person, viewer_of

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def council():
    return Council()


def told(concern):
    return [(one.rung, one.person_id) for one in queries.list_told(concern)]


def chase(minutes):
    return operations.go_up_the_ladder(ADDRESS, NOON + timedelta(minutes=minutes))


def emails():
    return list(db.session.scalars(select(Email).order_by(Email.id)))


def test_a_concern_is_kept_and_the_childs_manager_is_told(council):
    concern = make_concern(council)

    assert concern.state is State.RAISED
    assert concern.place_then == council.east.path
    assert told(concern) == [(Rung.MANAGER, council.manager.id)]
    assert [one.to for one in emails()] == [council.manager.email]


def test_the_email_says_nothing_of_the_concern(council):
    concern = make_concern(council)

    text = emails()[0].subject + emails()[0].text
    assert f"{ADDRESS}/concerns/{concern.public_id}" in text
    for kept_out in (concern.reference, concern.seen, council.east.name, "father"):
        assert kept_out not in text


def test_the_next_manager_then_the_head_hear_while_nobody_has_it(council):
    concern = make_concern(council)

    assert [chase(minutes) for minutes in (10, 29, 30, 45, 60, 61, 600)] == [0, 0, 1, 0, 1, 0, 0]
    assert told(concern) == [
        (Rung.MANAGER, council.manager.id),
        (Rung.DEPUTY, council.above.id),
        (Rung.HEAD, council.head.id),
    ]
    assert len(emails()) == 3


def test_nobody_else_hears_once_somebody_has_it(council):
    concern = make_concern(council)
    operations.receive(concern, by=viewer_of(council.manager), at=NOON + timedelta(minutes=5))

    assert chase(60) == 0
    assert concern.state is State.RECEIVED


def test_somebody_who_stands_in_hears_instead_of_a_manager_who_is_away(council):
    deputy = make_person(Role.TEAM_MANAGER, council.west, name="Dee Deputy")
    away = Absence(
        council_id=council.place.id,
        person=council.manager,
        deputy=deputy,
        first_day=TODAY,
        last_day=TODAY,
    )
    db.session.add(away)
    db.session.flush()
    concern = make_concern(council)

    assert told(concern) == [(Rung.MANAGER, deputy.id)]
    operations.receive(concern, by=viewer_of(deputy), at=NOON)


def test_a_rung_with_nobody_on_it_is_passed_over(council):
    member = db.session.scalars(
        select(Membership).where(Membership.person_id == council.manager.id)
    ).one()
    member.disabled_at = NOON
    db.session.flush()
    concern = make_concern(council)

    assert told(concern) == [(Rung.MANAGER, council.above.id)]
    chase(30)
    assert told(concern)[1:] == [(Rung.HEAD, council.head.id)]


def test_a_manager_who_raises_it_is_not_told_of_it(council):
    concern = make_concern(council, by=council.manager)

    assert told(concern) == [(Rung.MANAGER, council.above.id)]
    with pytest.raises(DomainError, match="Somebody else has to say"):
        operations.receive(concern, by=viewer_of(council.manager), at=NOON)


def test_of_a_restricted_record_only_those_cleared_hear(council):
    council.row.child.restricted = True
    db.session.flush()
    concern = make_concern(council, by=council.head)
    lead = make_person(Role.QA_LEAD, council.place)

    assert told(concern) == []
    assert not _sees(council.manager, concern)
    assert _sees(lead, concern)


def test_a_concern_about_a_colleague_goes_to_the_designated_officer_alone(council):
    officer = make_person(Role.QA_OFFICER, council.place, email="officer@northshire.example")
    council.choose(designated_officer_email="officer@northshire.example")
    concern = make_concern(council, About.COLLEAGUE)

    assert told(concern) == [(Rung.OFFICER, officer.id)]
    assert [one.to for one in emails()] == ["officer@northshire.example"]
    assert chase(120) == 0
    for hidden_from in (council.manager, council.above, council.head):
        assert not _sees(hidden_from, concern)
    assert not _sees(make_person(Role.QA_LEAD, council.place), concern)
    assert _sees(council.auditor, concern)
    operations.receive(concern, by=viewer_of(officer), at=NOON)


def test_a_mailbox_that_is_no_account_is_told_and_nobody_here_has_it(council):
    council.choose(designated_officer_email="lado@elsewhere.example")
    concern = make_concern(council, About.COLLEAGUE)

    assert told(concern) == [(Rung.OFFICER, None)]
    reached = Reached("Noor Blake", "Designated officer", NOON, "She rings the school.")
    operations.note_told(concern, reached, by=viewer_of(council.auditor), at=NOON)
    assert concern.state is State.RECEIVED


def test_a_concern_about_an_adult_takes_the_adult_route(council):
    council.choose(adult_safeguarding_email="adults@northshire.example")
    concern = make_concern(council, About.ADULT)

    assert [one.to for one in emails()] == ["adults@northshire.example"]
    assert chase(120) == 0
    assert _sees(council.head, concern)


def test_whom_somebody_told_by_telephone_is_the_receipt(council):
    reached = Reached("Noor Blake", "Duty manager", NOON, "A visit this afternoon.")
    concern = make_concern(council, reached=reached)

    assert concern.state is State.RECEIVED
    assert (concern.told_name, concern.told_role) == ("Noor Blake", "Duty manager")
    assert chase(60) == 0


def test_somebody_who_has_nothing_to_do_with_it_neither_has_nor_closes_it(council):
    concern = make_concern(council)
    lead = viewer_of(make_person(Role.QA_LEAD, council.place))
    with pytest.raises(DomainError):
        operations.receive(concern, by=lead, at=NOON)
    with pytest.raises(DomainError):
        operations.note_told(concern, Reached("A", "B", NOON), by=lead, at=NOON)
    operations.receive(concern, by=viewer_of(council.head), at=NOON)
    with pytest.raises(DomainError):
        operations.close(concern, TODAY, "Done.", by=lead, at=NOON)


def test_it_closes_with_the_day_since_when_it_is_on_the_record(council):
    concern = make_concern(council)
    manager = viewer_of(council.manager)
    operations.receive(concern, by=manager, at=NOON)
    operations.close(concern, TODAY, "A strategy discussion was held.", by=manager, at=NOON)

    assert concern.state is State.CLOSED
    assert concern.on_record_since == TODAY


def test_what_is_open_on_an_audit_can_be_asked(council):
    concern = make_concern(council)
    assert queries.open_of_allocation(1) == []
    assert queries.open_of_child(council.row.child_id, viewer_of(council.manager)) == [concern]


def test_the_banner_is_for_those_told_until_somebody_has_it(council):
    concern = make_concern(council)
    manager = viewer_of(council.manager)
    assert queries.waiting_for(manager) == [concern.public_id]
    assert queries.waiting_for(viewer_of(council.head)) == []

    operations.receive(concern, by=manager, at=NOON)
    db.session.flush()
    assert queries.waiting_for(manager) == []


def test_every_step_is_an_event_about_the_child(council):
    concern = make_concern(council)
    operations.receive(concern, by=viewer_of(council.manager), at=NOON)
    db.session.commit()

    found = db.session.scalars(select(Event).where(Event.about_id == concern.public_id)).all()
    assert [one.name for one in found] == ["concern:raised", "concern:told", "concern:received"]
    assert {one.child for one in found} == {council.row.child.public_id}
    assert concern.seen not in str([one.facts for one in found])


def test_another_council_sees_nothing(council):
    concern = make_concern(council)
    assert not _sees(Council().head, concern)
    assert db.session.scalars(select(ConcernTold.council_id)).all() == [council.place.id]


def _sees(person, concern):
    wanted = queries.visible_to(viewer_of(person))
    return concern in db.session.scalars(wanted).all()
