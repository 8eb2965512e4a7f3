from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Duty, Permission, Role
from qa_app.foundation.errors import DomainError
from qa_app.organisation import operations, queries
from qa_app.organisation.models import Person
from qa_app.organisation.operations.invitations import Wanted, invite_all
from qa_app.organisation.queries.colleagues import list_colleagues
from qa_app.organisation.queries.people import find_member_to_change
from qa_app.organisation.queries.people_lists import Sought, count_members, list_members, sought
from qa_app.organisation.rules.people import Details, State
from qa_app.trail.models import Event
from tests.makers import NOON, TODAY, appoint, make_person, viewer_of
from tests.organisation.makers import make_whole_council

SIAN = Details("Siân O'Neill-Ŵyn", "Sian@northshire.example", "Social worker", 0.6)


@pytest.fixture
def council(database, monkeypatch):
    # Sending needs the service's own address, which is there during a request.
    monkeypatch.setattr("qa_app.organisation.operations.invitations._senders", [])
    return make_whole_council()


def invite(council, details=SIAN, holds=Role.PRACTITIONER, **when):
    wanted = Wanted(holds, council.team, when.pop("starts_on", TODAY), **when)
    return operations.invite_person(details, wanted, council.admin, NOON)


def test_an_invitation_makes_a_person_with_an_appointment(council):
    member = invite(council)
    assert member.person.email == "sian@northshire.example"
    assert (member.name, member.job_title, member.hours) == (SIAN.name, "Social worker", 0.6)
    viewer = queries.viewer_of(member.person, council.root, TODAY)
    assert viewer.roles == (Role.PRACTITIONER,)


def test_an_invitation_is_sent_by_whoever_said_so(council):
    sent = []
    operations.send_invitations_by(lambda member, by, at: sent.append(member.name))
    invite(council)
    assert sent == [SIAN.name]


def test_an_address_of_another_domain_is_refused(council):
    operations.change_setting("email_domains", ["council.example"], council.admin, NOON)
    with pytest.raises(DomainError, match="@council.example"):
        invite(council)


def test_nobody_is_on_the_list_twice(council):
    invite(council)
    with pytest.raises(DomainError, match="already"):
        invite(council)


def test_inviting_somebody_whom_another_council_knows_tells_nothing(council, database):
    south = make_whole_council("Southshire")
    known = make_person(
        Role.DIRECTOR, south.root, name="Robert Known", email="sian@northshire.example"
    )
    operations.disable(south.member(known), south.admin, NOON)
    member = invite(council)
    assert member.person_id == known.id
    assert (member.name, member.disabled_at, member.job_title) == (SIAN.name, None, SIAN.job_title)
    assert member.appointments == [one for one in known.appointments if one.place == council.team]
    viewer = queries.viewer_of(known, council.root, TODAY)
    assert viewer.name == SIAN.name
    assert queries.councils_of(known, TODAY) == [council.root]
    operations.edit_member(member, Details("Siân", SIAN.email), council.admin, NOON)
    assert south.member(known).name == "Robert Known"


def test_a_wrong_address_is_put_right_before_the_first_sign_in_alone(council, database):
    member = invite(council)
    operations.correct_email(member, "sian.oneill@northshire.example", council.admin, NOON)
    assert member.person.email == "sian.oneill@northshire.example"
    operations.note_seen(member.person_id, council.root.id, NOON)
    database.session.expire_all()
    with pytest.raises(DomainError, match="themselves"):
        operations.correct_email(member, "other@northshire.example", council.admin, NOON)


def test_putting_an_address_right_never_takes_over_an_account_elsewhere(council, database):
    south = make_whole_council("Southshire")
    known = make_person(Role.DIRECTOR, south.root, email="known@southshire.example")
    member = invite(council)
    mine = member.person
    operations.correct_email(member, "known@southshire.example", council.admin, NOON)
    assert member.person_id == known.id
    assert [one.place for one in member.appointments] == [council.team]
    assert database.session.get(Person, mine.id).email == "sian@northshire.example"
    operations.correct_email(member, "new@northshire.example", council.admin, NOON)
    assert known.email == "known@southshire.example"
    assert queries.councils_of(known, TODAY) == [south.root]


def test_nobody_appoints_ends_or_disables_themself(council):
    me, own = council.administrator, council.administrator.appointments[0]
    with pytest.raises(DomainError, match="own roles"):
        operations.appoint(me, Duty.AUDITOR, council.team, TODAY, council.admin, NOON)
    with pytest.raises(DomainError, match="own roles"):
        operations.end_appointment(own, TODAY, council.admin, NOON)
    with pytest.raises(DomainError, match="your own account"):
        operations.disable(council.member(me), council.admin, NOON)


def test_the_last_administrator_stays(council):
    other = make_person(Role.ADMINISTRATOR, council.root)
    by_other = viewer_of(other)
    operations.end_appointment(council.administrator.appointments[0], TODAY, by_other, NOON)
    own = other.appointments[0]
    governance = viewer_of(council.governance)
    with pytest.raises(DomainError, match="last administrator"):
        operations.end_appointment(own, TODAY, governance, NOON)
    with pytest.raises(DomainError, match="last administrator"):
        operations.set_leaving(council.member(other), TODAY, governance, NOON)


def test_a_disabled_administrator_does_not_count_as_another(council):
    other = make_person(Role.ADMINISTRATOR, council.root)
    by_other = viewer_of(other)
    operations.disable(council.member(other), council.admin, NOON)
    with pytest.raises(DomainError, match="last administrator"):
        operations.disable(council.member(council.administrator), by_other, NOON)


def test_whoever_sees_children_is_not_made_administrator(council):
    person = make_person(Role.QA_LEAD, council.root)
    with pytest.raises(DomainError, match="both"):
        operations.appoint(person, Role.ADMINISTRATOR, council.root, TODAY, council.admin, NOON)


def test_the_same_role_at_the_same_place_is_held_once(council):
    person = make_person(Role.TEAM_MANAGER, council.team)
    with pytest.raises(DomainError, match="already"):
        operations.appoint(person, Role.TEAM_MANAGER, council.team, TODAY, council.admin, NOON)
    operations.appoint(person, Duty.MODERATOR, council.team, TODAY, council.admin, NOON)


def test_a_disabled_person_is_nobody_until_enabled(council):
    person = make_person(Role.TEAM_MANAGER, council.team)
    operations.disable(council.member(person), council.admin, NOON)
    assert queries.viewer_of(person, council.root, TODAY) is None
    assert queries.councils_of(person, TODAY) == []
    operations.enable(council.member(person), council.admin, NOON)
    assert queries.viewer_of(person, council.root, TODAY)


def test_a_leaver_works_to_the_end_of_the_last_day(council):
    person = make_person(Role.TEAM_MANAGER, council.team)
    operations.set_leaving(council.member(person), TODAY, council.admin, NOON)
    assert queries.viewer_of(person, council.root, TODAY)
    assert not queries.viewer_of(person, council.root, TODAY + timedelta(days=1))


def test_a_line_manager_does_not_report_to_whom_they_manage(council):
    chief, worker = (make_person(Role.TEAM_MANAGER, council.team) for _ in range(2))
    reports = Details("Ada", worker.email, line_manager_id=chief.id)
    operations.edit_member(council.member(worker), reports, council.admin, NOON)
    turned = Details("Bea", chief.email, line_manager_id=worker.id)
    with pytest.raises(DomainError, match="report to them"):
        operations.edit_member(council.member(chief), turned, council.admin, NOON)


def test_a_deputy_gets_what_would_have_come_to_somebody_away(council):
    away, deputy = (make_person(Role.TEAM_MANAGER, council.team) for _ in range(2))
    operations.record_absence(council.member(away), TODAY, TODAY, deputy, council.admin, NOON)
    there = {away.id: deputy.id, deputy.id: deputy.id}
    assert queries.standing_in_for([away.id, deputy.id], council.root.id, TODAY) == there
    tomorrow = TODAY + timedelta(days=1)
    assert queries.standing_in_for([away.id], council.root.id, tomorrow)[away.id] == away.id
    operations.disable(council.member(deputy), council.admin, NOON)
    assert queries.standing_in_for([away.id], council.root.id, TODAY)[away.id] == away.id


def test_lists_show_what_was_sought(council, database):
    worker = make_person(Role.PRACTITIONER, council.team, name="Ŵyn ap Rhys")
    gone = make_person(Role.PRACTITIONER, council.west, name="Zed O'Dell")
    operations.end_appointment(gone.appointments[0], TODAY - timedelta(days=1), council.admin, NOON)
    everyone = queries.members_visible_to(council.admin, Permission.PERSON_READ)

    def names(**asked):
        found = sought(everyone, Sought(**asked), TODAY, NOON)
        listed = [member.name for member in list_members(found)]
        assert count_members(found) == len(listed)
        return listed

    assert names(words="ŵyn") == ["Ŵyn ap Rhys"]
    assert names(words="o'd") == ["Zed O'Dell"]
    assert names(words="%") == []
    assert names(place=council.east) == ["Ŵyn ap Rhys"]
    assert names(holds=Role.ADMINISTRATOR) == ["Gwen Admin"]
    assert names(state=State.ENDED) == ["Zed O'Dell"]
    assert "Zed O'Dell" not in names(state=State.NOT_SEEN)
    council.member(worker).added_at = NOON - timedelta(days=40)
    database.session.flush()
    assert names(unused_days=30) == ["Ŵyn ap Rhys"]
    assert names(unused_days=90) == []


def test_a_team_manager_sees_their_team_and_an_auditor_from_outside_nobody(council):
    manager = make_person(Role.TEAM_MANAGER, council.team, name="Ada")
    make_person(Role.TEAM_MANAGER, council.other_team, name="Bea")
    auditor = make_person(Role.EXTERNAL_AUDITOR, council.team, name="Cy")
    for person, seen in ((manager, ["Ada", "Cy"]), (auditor, [])):
        found = queries.members_visible_to(viewer_of(person), Permission.PERSON_READ)
        assert [member.name for member in list_members(found)] == seen


def test_an_administrator_of_one_service_changes_nobody_with_a_role_elsewhere(council):
    local = viewer_of(make_person(Role.ADMINISTRATOR, council.east))
    worker = make_person(Role.TEAM_MANAGER, council.team)
    assert find_member_to_change(worker.public_id, local, TODAY).person_id == worker.id
    appoint(worker, Duty.AUDITOR, council.west)
    with pytest.raises(Exception, match="No row"):
        find_member_to_change(worker.public_id, local, TODAY)


def test_colleagues_are_those_of_the_service_and_of_the_whole_council(council):
    worker = make_person(Role.PRACTITIONER, council.team, name="Ada")
    make_person(Role.PRACTITIONER, council.other_team, name="Bea")
    make_person(Role.PRACTITIONER, council.west, name="Cy")
    names = [one.name for one in list_colleagues(council.member(worker), TODAY)]
    assert names == ["Bea", "Gwen Admin", "Ifan Governance"]


def test_invitations_go_once_to_those_who_wait(council):
    waiting = make_person(Role.PRACTITIONER, council.team)
    members = [council.member(waiting)]
    assert invite_all(members, council.admin, NOON) == 1
    assert invite_all(members, council.admin, NOON) == 0


def test_the_trail_of_a_person_holds_codes_and_no_names(council, database):
    member = invite(council)
    database.session.commit()
    events = database.session.scalars(
        select(Event).where(Event.about_id == member.person.public_id).order_by(Event.number)
    ).all()
    assert [event.name for event in events] == [
        "person:added",
        "person:appointed",
        "person:invited",
    ]
    assert "Siân" not in str([event.facts for event in events])
