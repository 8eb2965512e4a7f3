from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from qa_app.access.rules import Role
from qa_app.follow_up.models import RecordNote
from qa_app.follow_up.operations.record_notes import put_on_record
from qa_app.foundation.clock import london_day, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Absence
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.models import Email
from qa_app.supervision.models import SupervisionTalk, Thanks
from qa_app.supervision.operations.talking import note_talk, take_back
from qa_app.supervision.operations.thanking import thank
from qa_app.supervision.queries.figures import lines_since
from qa_app.supervision.queries.people import find_practitioner, list_practitioners
from qa_app.supervision.queries.released import list_own, list_talked, list_to_talk
from qa_app.supervision.queries.standing_in import stood_in_for
from qa_app.supervision.rules.talking import talked
from qa_app.voices.queries.reflections import of_audit
from qa_app.wrong_child.operations.beginning_again import begin_again
from tests.actions.makers import make_action
from tests.makers import NOON, TODAY, make_person, viewer_of
from tests.voices.makers import ADDRESS, Team, send

pytestmark = pytest.mark.usefixtures("database")
DAY = {"talked_on-day": "20", "talked_on-month": "11", "talked_on-year": "2026"}


@pytest.fixture
def team():
    return Team()


def released(team):
    """An audit that its practitioner may read, because they sent their own grades."""
    audit = team.submitted()
    send(of_audit(audit), team.practitioner, NOON)
    of_audit(audit).released_at = NOON
    db.session.flush()
    return audit


def main(page):
    return " ".join(page.select_one("main").text.split())


def test_a_manager_prepares_notes_what_was_talked_through_and_takes_it_back(open_as, team):
    audit = released(team)
    action = make_action(place=team.place, owner=team.practitioner, what="Visit each week.")
    here = {"person_id": team.practitioner.public_id}
    browser = open_as(team.manager)
    listed = main(browser.get("supervision.index"))
    assert "1 audit waits to be talked through" in listed
    lines = browser.download("supervision.download").text.splitlines()
    assert [one.split(",")[1] for one in lines if one.startswith("Pia Practitioner")] == ["1"]
    page = browser.get("supervision.sheet", **here)
    text = main(page)
    assert text.index("A strength.") < text.index("A area for development.")
    assert "Visit each week" in text
    assert not page.select("[class*=app-tag--grade]")

    form = browser.get("supervision.talked", **here)
    # Nothing is said to have been talked through that nobody ticked.
    assert len(form.select("[name=audits]")) == 1
    assert not form.select("[name=audits][checked]")
    browser.post("supervision.talked", DAY, expect=409, **here)
    both = {"audits": audit.public_id, "actions": action.public_id, "note": "Proud of the visits."}
    browser.post("supervision.talked", {**both, **DAY}, **here)
    text = main(browser.get("supervision.sheet", **here))
    assert "No audit has been released since last time" in text
    assert "None" not in main(browser.get("supervision.talked", **here))
    assert "Proud of the visits." in text
    assert "In supervision 20 November 2026" in text

    # The practitioner reads the same of themselves.
    own = main(open_as(team.practitioner).get("supervision.mine"))
    assert "to come" not in own
    assert "Proud of the visits." in own
    assert "Visit each week" in own
    open_as(team.manager).post("supervision.take_back_talk", audit_id=audit.public_id)
    assert db.session.scalars(select(SupervisionTalk)).all() == []


def test_nothing_of_what_is_not_released_stands_on_a_sheet(team):
    team.submitted()
    assert list_to_talk(team.practitioner.id, viewer_of(team.manager), TODAY) == []
    assert list_own(viewer_of(team.practitioner)) == []


def test_whoever_grades_their_own_work_first_reads_it_on_no_other_page_before(open_as, team):
    audit = team.submitted()
    of_audit(audit).released_at = NOON
    db.session.flush()
    assert of_audit(audit).standing.grades_first
    assert list_own(viewer_of(team.practitioner)) == []
    browser = open_as(team.practitioner)
    for page in ("supervision.mine", "supervision.my_growth"):
        assert "opens once you have given your own grades" in main(browser.get(page))


def test_a_practitioner_is_told_how_many_audits_are_still_to_come_and_when(open_as, team):
    team.submitted()
    browser = open_as(team.practitioner)
    for page in ("supervision.mine", "supervision.my_growth"):
        said = main(browser.get(page))
        assert "1 audit is handed in and not released to you yet" in said
        assert "You are told by email" in said


@pytest.mark.parametrize(
    "role", [Role.QA_LEAD, Role.PRINCIPAL_SOCIAL_WORKER, Role.DIRECTOR, Role.PRACTITIONER]
)
def test_a_sheet_is_its_managers_alone(open_as, team, role):
    released(team)
    here = {"person_id": team.practitioner.public_id}
    other = make_person(role, team.council)
    open_as(other).get("supervision.sheet", expect=403, **here)
    open_as(team.elsewhere).get("supervision.sheet", expect=404, **here)


def test_a_line_manager_in_another_team_holds_supervision_and_a_former_manager_does_not(team):
    member = member_of(team.practitioner.id, team.council.id)
    with pytest.raises(NoResultFound):
        find_practitioner(team.practitioner.public_id, viewer_of(team.elsewhere), TODAY)
    member.line_manager_id = team.elsewhere.id
    db.session.flush()
    assert find_practitioner(team.practitioner.public_id, viewer_of(team.elsewhere), TODAY)
    team.practitioner.appointments[0].ends_on = TODAY - timedelta(days=1)
    db.session.flush()
    with pytest.raises(NoResultFound):
        find_practitioner(team.practitioner.public_id, viewer_of(team.manager), TODAY)


def test_nobody_notes_it_twice_too_early_or_of_themselves(team):
    audit = released(team)
    manager = viewer_of(team.manager)
    there = list_to_talk(team.practitioner.id, manager, TODAY)
    with pytest.raises(DomainError, match="at least one"):
        note_talk([], [], TODAY, "", manager, NOON)
    with pytest.raises(DomainError, match="or later"):
        note_talk(there, [], TODAY - timedelta(days=1), "", manager, NOON)
    with pytest.raises(DomainError, match="your own supervision"):
        note_talk(there, [], TODAY, "", viewer_of(team.practitioner), NOON)
    note_talk(there, [], TODAY, "", manager, NOON)
    with pytest.raises(DomainError, match="already"):
        note_talk(there, [], TODAY, "", manager, NOON)
    assert len(list_talked(team.practitioner.id, manager, 5)) == 1
    take_back(audit, manager, NOON)
    with pytest.raises(DomainError):
        take_back(audit, manager, NOON)


def test_the_figure_counts_released_audits_of_which_four_weeks_are_over(team):
    audit = released(team)
    lines = lines_since(viewer_of(team.manager), TODAY - timedelta(days=300))
    assert talked(lines, TODAY + timedelta(days=28)).of == 0
    later = TODAY + timedelta(days=29)
    assert talked(lines, later).in_figures == "0 of 1"
    note_talk(
        list_to_talk(team.practitioner.id, viewer_of(team.manager), TODAY),
        [],
        TODAY,
        "",
        viewer_of(team.manager),
        NOON,
    )
    lines = lines_since(viewer_of(team.manager), TODAY - timedelta(days=300))
    assert talked(lines, later).in_figures == "1 of 1"
    assert lines_since(viewer_of(team.elsewhere), TODAY - timedelta(days=300)) == []
    assert london_day(of_audit(audit).released_at) == lines[0].released_on


def test_the_work_of_a_practitioner_alone_is_in_no_figure(team):
    audit = released(team)
    given, since = audit.allocation, TODAY - timedelta(days=300)
    assert len(lines_since(viewer_of(team.manager), since)) == 1
    given.child_id, given.practitioner_id = None, team.practitioner.id
    db.session.flush()
    assert lines_since(viewer_of(team.manager), since) == []


def test_the_figures_name_teams_and_no_practitioner(open_as, team):
    audit = released(team)
    of_audit(audit).released_at = NOON - timedelta(days=60)
    db.session.flush()
    page = main(open_as(make_person(Role.QA_LEAD, team.council)).get("supervision.figures"))
    assert "East" in page
    assert "Pia Practitioner" not in page


def test_people_stand_by_name_with_what_waits(team):
    released(team)
    there = list_practitioners(viewer_of(team.manager), TODAY)
    assert [one.member.name for one in there] == sorted(
        [one.member.name for one in there], key=str.lower
    )
    waits = {one.member.name: one.waiting for one in there}
    assert waits["Pia Practitioner"] == 1


def test_a_practitioner_is_thanked_in_one_press_by_an_email_about_no_child(open_as, team):
    audit = released(team)
    here = {"audit_id": audit.public_id}
    browser = open_as(team.auditor)
    assert "Thank the practitioner" in main(browser.get("audits.show", **here))
    browser.post("supervision.thank", **here)
    browser.post("supervision.thank", **here)
    assert "You thanked Pia Practitioner" in main(browser.get("audits.show", **here))
    (email,) = db.session.scalars(select(Email).where(Email.subject.endswith("thanks you")))
    assert email.to == team.practitioner.email
    assert audit.allocation.reference not in email.text
    assert "Ada Auditor thanks you" in email.text

    reader = open_as(team.practitioner)
    part = of_audit(audit).public_id
    assert "Ada Auditor" in main(reader.get("voices.read", reflection_id=part))
    # Both pages say for what, lead there, and count in the same words.
    where = reader.address("voices.read", reflection_id=part)
    for name in ("supervision.my_growth", "home.show"):
        page = reader.get(name)
        assert f"Ada Auditor thanked you for {audit.template_version.name}" in main(page)
        assert page.select_one(f'li a[href="{where}"]')
        assert "You have been thanked once, on" in main(page)
    reader.post("supervision.thank", expect=403, **here)
    open_as(team.auditor).post("supervision.take_back_thanks", **here)
    assert db.session.scalars(select(Thanks)).all() == []


def test_what_was_said_of_a_wrong_childs_audit_goes_with_it(team):
    audit = released(team)
    manager = viewer_of(team.manager)
    note_talk(list_to_talk(team.practitioner.id, manager, TODAY), [], TODAY, "", manager, NOON)
    thank(audit, manager, NOON, address=ADDRESS)
    put_on_record(audit, TODAY, manager, NOON)
    begin_again(audit.allocation, audit, NOON, ADDRESS)
    for table in (SupervisionTalk, Thanks, RecordNote):
        assert db.session.scalars(select(table)).all() == []


def test_nobody_is_thanked_before_they_may_read_why(team):
    audit = team.submitted()
    with pytest.raises(DomainError, match="once the audit is released"):
        thank(audit, viewer_of(team.manager), NOON, address=ADDRESS)


def away(manager, deputy, first, last):
    held = manager.appointments[0]
    absence = Absence(
        council_id=held.council_id, person=manager, deputy=deputy, first_day=first, last_day=last
    )
    db.session.add(absence)
    db.session.flush()


def test_a_deputy_holds_supervision_while_its_manager_is_away_and_reads_no_whole_audit(
    open_as, team
):
    audit = released(team)
    here = {"person_id": team.practitioner.public_id}
    part = of_audit(audit).public_id
    away(team.manager, team.elsewhere, today(), today() + timedelta(days=3))
    browser = open_as(team.elsewhere)
    assert "You stand in for" in main(browser.get("supervision.index"))
    page = browser.get("supervision.sheet", **here)
    assert "A strength." in main(page)
    assert "Read the whole audit" not in main(page)
    browser.get("voices.read", expect=404, reflection_id=part)
    browser.get("audits.show", expect=404, audit_id=audit.public_id)
    # What the manager owes themselves is between them and whoever manages them.
    browser.get("supervision.sheet", expect=404, person_id=team.manager.public_id)
    browser.get("supervision.talked", expect=404, person_id=team.manager.public_id)
    noted = {"audits": audit.public_id, **day_of(today())}
    browser.post("supervision.talked", noted, **here)
    browser.post("supervision.take_back_talk", audit_id=audit.public_id)


def day_of(day):
    return {f"talked_on-{part}": getattr(day, part) for part in ("day", "month", "year")}


def test_a_deputy_without_supervision_of_their_own_or_of_a_senior_manager_holds_none(team):
    def stood_in(deputy, day=TODAY):
        return [one.manager.person_id for one in stood_in_for(viewer_of(deputy), day)]

    colleague = make_person(Role.PRACTITIONER, team.place)
    away(team.manager, colleague, TODAY, TODAY)
    assert stood_in(colleague) == []
    head = make_person(Role.HEAD_OF_SERVICE, team.council)
    away(head, team.elsewhere, TODAY, TODAY)
    assert stood_in(team.elsewhere) == []
    other = make_person(Role.TEAM_MANAGER, team.place)
    away(other, team.elsewhere, TODAY, TODAY + timedelta(days=1))
    assert stood_in(team.elsewhere) == [other.id]
    assert stood_in(team.elsewhere, TODAY + timedelta(days=2)) == []
