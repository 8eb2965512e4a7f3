from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.rules import Permission, Role
from qa_app.audits import operations as audits
from qa_app.audits.operations.people import TookPart, say_who_took_part
from qa_app.audits.queries import find_audit, written_in
from qa_app.audits.queries.beside import parts_of
from qa_app.audits.rules import Part, WhyNot
from qa_app.audits.rules.people import version_of
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.clock import LONDON, london_day, working_days_after
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Absence
from qa_app.organisation.operations import change_setting
from qa_app.outbox.models import Email
from qa_app.rounds.operations.taking_back import take_back_opening
from qa_app.voices.models import Reflection
from qa_app.voices.operations import conversing, inviting, preparing, replying
from qa_app.voices.operations.conversing import Talk
from qa_app.voices.operations.releasing import release, release_due
from qa_app.voices.queries.conversations import conversation_of
from qa_app.voices.queries.reflections import of_audit
from qa_app.voices.queries.said import graded_sections, said_to
from qa_app.voices.queries.taking_part import lines_since
from qa_app.voices.rules import Held, Outcome, ReplyKind
from qa_app.voices.rules.preparing import Prepared
from qa_app.voices.rules.releases import NO_CONVERSATION, SHUT
from qa_app.voices.rules.taking_part import NotAsked, counted
from tests.audits.makers import SAW, auditor
from tests.makers import NOON, make_allocation, make_person, viewer_of
from tests.voices.makers import ADDRESS, GOOD, LOW, TUESDAY, Team, send, whole

pytestmark = pytest.mark.usefixtures("database")

FRIDAY_AT_THREE = datetime(2026, 11, 20, 15, tzinfo=LONDON)
TALK = Talk(Held.MET, TUESDAY.date(), "What went well, and what got in the way.")


@pytest.fixture
def team():
    return Team()


def emails_to(person):
    wanted = select(Email).where(Email.to == person.email).order_by(Email.id)
    return list(db.session.scalars(wanted))


def subjects_to(person):
    return [one.subject for one in emails_to(person)]


def away(person, first, last):
    held = person.appointments[0]
    absence = Absence(council_id=held.council_id, person=person, first_day=first, last_day=last)
    db.session.add(absence)
    db.session.flush()


def test_the_practitioner_of_a_record_is_invited_once(team):
    reflection = team.allocated()
    assert reflection.practitioner_id == team.practitioner.id
    assert inviting.invite_due(team.council, TUESDAY, address=ADDRESS) == 0
    (email,) = emails_to(team.practitioner)
    assert f"{ADDRESS}/reflections/{reflection.public_id}" in email.text
    assert team.child.child.reference not in email.text
    assert email.once.startswith("by-day:")


@pytest.mark.parametrize("has_left", [False, True])
def test_an_invitation_that_has_not_left_is_kept_back_with_the_opening(team, has_left):
    reflection, lead = team.allocated(), viewer_of(make_person(Role.QA_LEAD, team.council))
    (invitation,) = emails_to(team.practitioner)
    if has_left:
        invitation.sent_at, invitation.attempts = NOON, 1
    round_ = reflection.allocation.round
    round_.opened_at = NOON
    assert take_back_opening(round_, "Too early", lead, TUESDAY, ADDRESS) == 1
    assert len(emails_to(team.practitioner)) == has_left


def test_nobody_is_invited_who_may_not_know_of_it_or_reads_it_themselves(team):
    team.child.child.restricted = True
    make_allocation(**team.given)
    own = Team()
    own.child.practitioner = own.auditor
    make_allocation(**own.given)
    unnamed = Team()
    unnamed.child.practitioner = None
    make_allocation(**unnamed.given)
    for one in (team, own, unnamed):
        assert inviting.invite_due(one.council, TUESDAY, address=ADDRESS) == 0
    assert not db.session.scalars(select(Reflection)).all()


def test_whoever_is_away_is_invited_when_they_are_back(team):
    away(team.practitioner, TUESDAY.date(), TUESDAY.date())
    assert team.allocated().invited_at is None
    assert not subjects_to(team.practitioner)
    assert inviting.invite_due(team.council, TUESDAY + timedelta(days=1), address=ADDRESS) == 1


def test_the_invitation_follows_the_record_until_something_is_said(team):
    reflection = team.allocated()
    other = make_person(Role.PRACTITIONER, team.place)
    team.child.practitioner = other
    inviting.invite_due(team.council, TUESDAY, address=ADDRESS)
    assert reflection.practitioner_id == other.id
    assert subjects_to(other) == ["You can take part in an audit"]
    preparing.decline(reflection, WhyNot.NO_TIME, "", viewer_of(other), TUESDAY)
    team.child.practitioner = team.practitioner
    inviting.invite_due(team.council, TUESDAY, address=ADDRESS)
    assert reflection.practitioner_id == other.id


def test_one_reminder_goes_out_and_never_a_second(team):
    reflection = team.allocated()
    on_friday = TUESDAY + timedelta(days=3)
    assert inviting.remind_due(team.council, on_friday - timedelta(days=1), address=ADDRESS) == 0
    # Reminders go out by day alone.
    assert inviting.remind_due(team.council, on_friday.replace(hour=20), address=ADDRESS) == 0
    assert inviting.remind_due(team.council, on_friday, address=ADDRESS) == 1
    assert inviting.remind_due(team.council, on_friday + timedelta(days=7), address=ADDRESS) == 0
    assert subjects_to(team.practitioner)[1:] == ["You can still take part in an audit"]
    assert reflection.reminded_at == on_friday


def test_whoever_has_answered_is_not_reminded(team):
    send(team.allocated(), team.practitioner)
    later = TUESDAY + timedelta(days=7)
    assert inviting.remind_due(team.council, later, address=ADDRESS) == 0


def test_what_is_prepared_is_saved_in_turn_and_sent_once(team):
    reflection, by = team.allocated(), viewer_of(team.practitioner)
    prepared, seen = whole(reflection), reflection.saves
    made = preparing.save(reflection, prepared, seen, by, TUESDAY)
    assert preparing.save(reflection, prepared, seen, by, TUESDAY) == made
    assert reflection.prepared == prepared
    with pytest.raises(StaleDataError):
        preparing.save(reflection, Prepared({"know": "x"}), seen, by, TUESDAY)
    preparing.send(reflection, by, TUESDAY)
    with pytest.raises(DomainError, match="sent this"):
        preparing.save(reflection, Prepared(), reflection.saves, by, TUESDAY)
    with pytest.raises(DomainError, match="Only the practitioner"):
        preparing.send(reflection, viewer_of(team.auditor), TUESDAY)


def test_own_grades_come_first_where_the_template_says_so(team):
    reflection, by = team.allocated(), viewer_of(team.practitioner)
    assert reflection.standing.own_grade_first
    words = Prepared({"proud": "x"})
    preparing.save(reflection, words, reflection.saves, by, TUESDAY)
    with pytest.raises(DomainError, match="Grade your own work"):
        preparing.send(reflection, by, TUESDAY)


def test_the_auditor_sees_an_own_grade_only_after_grading_that_section(team):
    audit = team.begun()
    reflection = of_audit(audit)
    send(reflection, team.practitioner)
    db.session.refresh(reflection, ["audit"])
    reader = viewer_of(team.auditor)
    before = said_to(reflection, reader)
    assert before.words and not before.grades
    section = audit.template.graded_sections[0]
    written = WrittenSection(evidence=SAW, difference="x", grade=LOW)
    audits.save_section(audit, section, written, 0, reader, NOON)
    after = said_to(reflection, reader)
    assert [*after.grades] == [section.id]
    assert after.grades[section.id].grade == "Good"
    assert len(after.kept_back) == len(graded_sections(reflection)) - 1
    # Their manager reads it with the audit, once that is released.
    assert said_to(reflection, viewer_of(team.manager)).is_empty


def test_the_auditor_finds_it_said_whether_the_practitioner_took_part(team):
    reflection = team.allocated()
    preparing.decline(reflection, WhyNot.NO_TIME, "Court", viewer_of(team.practitioner), TUESDAY)
    audit = audits.begin(reflection.allocation, viewer_of(team.auditor), TUESDAY)
    inviting.invite_due(team.council, TUESDAY, address=ADDRESS)
    said = parts_of(audit)[Part.PRACTITIONER]
    assert (said.took_part, said.why_not, said.saying) == (False, WhyNot.NO_TIME, "Court")
    db.session.refresh(reflection, ["audit"])
    send(reflection, team.practitioner)
    assert parts_of(audit)[Part.PRACTITIONER].took_part
    assert reflection.declined_at is None


def test_what_the_auditor_says_of_taking_part_stays(team):
    audit = team.begun()
    told = {Part.PRACTITIONER: TookPart(True)}
    seen = version_of(parts_of(audit).values())
    say_who_took_part(audit, told, seen, auditor(audit), NOON)
    reflection = of_audit(audit)
    preparing.decline(reflection, WhyNot.NO_TIME, "", viewer_of(team.practitioner), TUESDAY)
    assert parts_of(audit)[Part.PRACTITIONER].took_part


def test_a_good_audit_is_released_on_the_next_day_that_is_open(team):
    audit = team.submitted(GOOD)
    reflection = of_audit(audit)
    with pytest.raises(DomainError, match="Nothing is released"):
        release(reflection, None, None, FRIDAY_AT_THREE, address=ADDRESS)
    assert release_due(team.council, FRIDAY_AT_THREE, address=ADDRESS) == 0
    monday = datetime(2026, 11, 23, 9, tzinfo=LONDON)
    assert release_due(team.council, monday, address=ADDRESS) == 1
    assert release_due(team.council, monday, address=ADDRESS) == 0
    assert reflection.released_at == monday
    assert "An audit is ready for you to read" in subjects_to(team.practitioner)


def test_nothing_below_good_is_released_before_the_conversation_is_noted(team):
    audit = team.submitted(LOW)
    reflection, by = of_audit(audit), viewer_of(team.auditor)
    with pytest.raises(DomainError) as refused:
        release(reflection, None, None, FRIDAY_AT_THREE, address=ADDRESS)
    assert refused.value.reasons == (NO_CONVERSATION, SHUT)
    assert release_due(team.council, TUESDAY, address=ADDRESS) == 0
    assert conversing.note(audit, TALK, by, TUESDAY, address=ADDRESS)
    assert reflection.released_at == TUESDAY
    with pytest.raises(DomainError, match="noted already"):
        conversing.note(audit, TALK, by, TUESDAY, address=ADDRESS)
    for email in emails_to(team.practitioner):
        assert not any(word in email.text.lower() for word in ("inadequate", "good", "grade it"))


def test_a_conversation_noted_on_friday_afternoon_releases_on_monday(team):
    audit = team.submitted(LOW)
    talk = Talk(Held.CALLED, FRIDAY_AT_THREE.date(), "We talked.")
    assert not conversing.note(
        audit, talk, viewer_of(team.auditor), FRIDAY_AT_THREE, address=ADDRESS
    )
    assert of_audit(audit).released_at is None
    assert release_due(team.council, TUESDAY, address=ADDRESS) == 1


def test_nothing_is_released_while_they_are_away_or_gone_or_it_is_withdrawn(team):
    audit = team.submitted(GOOD)
    away(team.practitioner, TUESDAY.date(), TUESDAY.date())
    assert release_due(team.council, TUESDAY, address=ADDRESS) == 0
    audits.withdraw(audit, "By mistake", viewer_of(team.manager), TUESDAY)
    assert release_due(team.council, TUESDAY + timedelta(days=2), address=ADDRESS) == 0
    gone = Team()
    gone.submitted(GOOD)
    gone.practitioner.appointments[0].ends_on = NOON.date()
    db.session.flush()
    assert release_due(gone.council, TUESDAY, address=ADDRESS) == 0


def test_a_conversation_is_booked_changed_and_cancelled_by_email(team):
    audit = team.begun()
    by, wanted = viewer_of(team.auditor), TUESDAY + timedelta(days=2)
    booked = conversing.book(audit, wanted, 45, by, TUESDAY, address=ADDRESS)
    conversing.book(audit, wanted, 45, by, TUESDAY, address=ADDRESS)
    conversing.book(audit, wanted + timedelta(hours=4), 60, by, TUESDAY, address=ADDRESS)
    assert booked.bookings == 2
    conversing.cancel(audit, by, TUESDAY, address=ADDRESS)
    assert conversation_of(audit).booked_for is None
    assert subjects_to(team.practitioner)[1:] == [
        "A practice conversation is booked",
        "A practice conversation is booked",
        "A practice conversation is cancelled",
    ]
    assert "26 November 2026 at 2pm" in emails_to(team.practitioner)[2].text
    with pytest.raises(DomainError, match="to come"):
        conversing.book(audit, NOON, 45, by, TUESDAY, address=ADDRESS)


def test_talking_is_taking_part(team):
    audit = team.begun()
    conversing.note(audit, TALK, viewer_of(team.auditor), TUESDAY, address=ADDRESS)
    assert parts_of(audit)[Part.PRACTITIONER].took_part


def released(team, grade=GOOD):
    audit = team.submitted(grade)
    assert release_due(team.council, TUESDAY, address=ADDRESS) == 1
    reflection = of_audit(audit)
    send(reflection, team.practitioner)
    return audit, reflection


def test_a_fact_is_disputed_and_corrected_and_both_texts_stay(team):
    audit, reflection = released(team)
    section = audit.template.sections[0]
    practitioner, by = viewer_of(team.practitioner), viewer_of(team.auditor)
    said = replying.reply(reflection, section.id, "It was 4 May.", practitioner, TUESDAY, address=ADDRESS)  # fmt: skip
    assert said.kind is ReplyKind.DISPUTE
    assert "An answer to an audit waits for you" in subjects_to(team.auditor)
    with pytest.raises(DomainError, match="Correct the fact"):
        replying.answer(said, audit, Outcome.CORRECTED, "Yes.", by, TUESDAY, address=ADDRESS)
    reading = audit.reading(section.id)
    later = TUESDAY + timedelta(hours=1)
    corrected = replace(written_in(reading), evidence="It was on 4 May, as the record says.")
    audits.correct_section(audit, section, corrected, reading.version, "The date", by, later)
    replying.answer(said, audit, Outcome.CORRECTED, "You are right.", by, later, address=ADDRESS)
    assert (said.text, said.answer) == ("It was 4 May.", "You are right.")
    assert "Your auditor has answered you" in subjects_to(team.practitioner)
    with pytest.raises(DomainError, match="answered already"):
        replying.answer(said, audit, Outcome.STANDS, "No.", by, later, address=ADDRESS)


def test_a_challenge_keeps_the_day_it_was_told_to_be_answered_by(team):
    _, reflection = released(team)
    section, practitioner = reflection.audit.template.sections[0], viewer_of(team.practitioner)
    by = viewer_of(make_person(Role.ADMINISTRATOR, team.council))
    change_setting("days_off", ["2026-11-26"], by, TUESDAY)
    said = replying.reply(reflection, section.id, "It was 4 May.", practitioner, TUESDAY, address=ADDRESS)  # fmt: skip
    told = said.answer_by
    assert told == working_days_after(london_day(TUESDAY), 5) + timedelta(days=1)
    change_setting("days_off", ["2026-11-26", "2026-11-27"], by, TUESDAY)
    db.session.expire(said)
    assert said.answer_by == told


def test_an_audit_is_answered_only_by_its_practitioner_once_they_can_read_it(team):
    audit = team.submitted(GOOD)
    reflection, by = of_audit(audit), viewer_of(team.practitioner)
    with pytest.raises(DomainError, match="released to you"):
        replying.reply(reflection, "", "Thank you.", by, TUESDAY, address=ADDRESS)
    release_due(team.council, TUESDAY, address=ADDRESS)
    # The template asks for their own grades first.
    with pytest.raises(DomainError, match="released to you"):
        replying.reply(reflection, "", "Thank you.", by, TUESDAY, address=ADDRESS)
    preparing.go_on(reflection, by, TUESDAY)
    replying.reply(reflection, "", "Thank you.", by, TUESDAY, address=ADDRESS)
    with pytest.raises(DomainError, match="Only the practitioner"):
        replying.reply(reflection, "", "x", viewer_of(team.manager), TUESDAY, address=ADDRESS)
    with pytest.raises(DomainError, match="released to you, so"):
        preparing.save(reflection, whole(reflection), reflection.saves, by, TUESDAY)


def test_who_took_part_is_counted_where_the_viewer_sees_completion(team):
    audit = team.submitted(GOOD)
    month = audit.allocation.round.month
    found = counted(lines_since(viewer_of(team.manager), month))
    # The auditor said so when they handed it in.
    assert (found.audits, found.invited, found.took_part) == (1, 0, 1)
    parts_of(audit)[Part.PRACTITIONER].took_part = False
    db.session.flush()
    found = counted(lines_since(viewer_of(team.manager), month))
    assert dict(found.why_not) == {NotAsked.NOBODY: 1}
    reflection = of_audit(audit)
    reflection.invited_at, reflection.sent_at = TUESDAY, TUESDAY
    db.session.flush()
    found = counted(lines_since(viewer_of(team.manager), month))
    assert (found.invited, found.took_part) == (1, 1)
    assert not lines_since(viewer_of(make_person(Role.TEAM_MANAGER, team.council)), month.replace(year=2027))  # fmt: skip
    elsewhere = make_person(Role.TEAM_MANAGER, team.auditor.appointments[0].place)
    assert not lines_since(viewer_of(elsewhere), month)


def test_a_conversation_about_a_draft_is_noted_by_its_auditor_alone_and_as_one_that_was_held(team):
    audit = team.begun()
    lead = make_person(Role.QA_LEAD, team.council)
    with pytest.raises(DomainError, match="has not been submitted"):
        conversing.note(audit, TALK, viewer_of(lead), TUESDAY, address=ADDRESS)
    unwanted = replace(TALK, held=Held.NOT_WANTED)
    with pytest.raises(DomainError, match="has not been submitted"):
        conversing.note(audit, unwanted, viewer_of(team.auditor), TUESDAY, address=ADDRESS)


def test_whose_practice_it_is_reads_no_audit_but_by_its_release_whatever_they_manage(team):
    audit = team.submitted()
    head = make_person(Role.HEAD_OF_SERVICE, team.council)
    for permission in (Permission.AUDIT_READ, Permission.AUDIT_SIGN_OFF):
        assert find_audit(audit.public_id, viewer_of(head), permission)
    audit.practitioner_then_id = head.id
    db.session.flush()
    for permission in (Permission.AUDIT_READ, Permission.AUDIT_SIGN_OFF):
        with pytest.raises(NoResultFound):
            find_audit(audit.public_id, viewer_of(head), permission)
