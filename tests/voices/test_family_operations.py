from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits import operations as audits
from qa_app.audits.operations.shutting import shut_audit
from qa_app.audits.queries.beside import parts_of
from qa_app.audits.rules import Part, WhyNot
from qa_app.children.models import ChildOnList
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.outbox.models import Email
from qa_app.rounds.queries.chasing import people_of
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_on
from qa_app.voices.models.families import FamilyAnswer
from qa_app.voices.operations import asking, complaints, families, family_reminders
from qa_app.voices.queries import complaints as promised
from qa_app.voices.queries import rates
from qa_app.voices.queries.asked_before import asked_before
from qa_app.voices.queries.asking import check_of, list_unanswered, waiting_for
from qa_app.voices.queries.families import voices_of, words_of
from qa_app.voices.rules.asking import How, Interpreter, Near, Outcome
from qa_app.voices.rules.complaints import NotTold, State, ToldHow
from qa_app.voices.rules.families import Better, Words
from tests.children.makers import make_child, make_merge
from tests.makers import NOON, TODAY, make_person, viewer_of
from tests.voices.family_makers import (
    ADDRESS,
    SAFE,
    SAID,
    Council,
    ask,
    asked_whether_safe,
    heard,
    promise,
    said_safe,
    write,
)

DAY = timedelta(days=1)
CAREFUL = replace(
    SAFE,
    near=Near.SOMEBODY,
    interpreter=Interpreter.NEEDED,
    language="Polish",
    for_the_caller="Ring before noon.",
)


@pytest.fixture
def council(database):
    made = Council()
    made.child()
    return made


def emails():
    return list(db.session.scalars(select(Email).where(Email.once.startswith("family:"))))


def not_asked(audit, part, why, saying="", seen=0):
    by = viewer_of(audit.allocation.auditor)
    return families.say_not_asked(audit, part, why, saying, seen, by, NOON)


def test_the_practitioner_of_today_is_asked_whether_it_is_safe(council):
    audit = council.audit()
    check = asked_whether_safe(audit)
    assert check.asked_of_id == council.practitioner.id
    assert asked_whether_safe(audit) is check, "asked twice is asked once"
    (email,) = emails()
    assert email.to == council.practitioner.email
    assert "0012345" not in email.text
    assert f"/voices/checks/{check.public_id}" in email.text


def test_without_a_practitioner_the_managers_of_the_team_are_asked(council):
    audit = council.audit(reference="9999999")
    assert asked_whether_safe(audit).asked_of_id is None
    assert [one.to for one in emails()] == [council.manager.email]


def test_nobody_is_recorded_as_asked_before_somebody_said_that_it_is_safe(council):
    audit = council.audit()
    with pytest.raises(DomainError, match="Nobody has said yet"):
        ask(audit)
    said_safe(council, audit)
    assert ask(audit).outcome is Outcome.ASKED
    assert Part.FAMILY not in parts_of(audit), "they count once their words are written down"


def test_the_auditor_does_not_say_themselves_that_it_is_safe(council):
    audit = council.audit(auditor=council.manager)
    check = asked_whether_safe(audit)
    with pytest.raises(DomainError, match="Somebody else than the auditor"):
        asking.answer_check(check, SAFE, check.version, viewer_of(council.manager), NOON)


def test_who_took_part_says_what_was_recorded(council):
    audit = council.audit()
    voice = heard(council, audit)
    assert voice.outcome is Outcome.ANSWERED
    assert parts_of(audit)[Part.FAMILY].took_part
    ask(audit, answered=False)
    assert parts_of(audit)[Part.FAMILY].why_not is WhyNot.DECLINED
    assert not db.session.scalars(select(FamilyAnswer)).all(), "their words are not kept"
    not_asked(audit, Part.FAMILY, WhyNot.NO_TIME, "Duty.", voices_of(audit)[Part.FAMILY].version)
    assert parts_of(audit)[Part.FAMILY].saying == "Duty."


def test_the_page_of_who_took_part_cannot_say_otherwise(council):
    audit = council.audit()
    told = {Part.CHILD: audits.TookPart(True)}
    with pytest.raises(DomainError, match="its own page"):
        audits.say_who_took_part(audit, told, "", viewer_of(council.auditor), NOON)


def test_what_the_caller_had_to_know_is_forgotten_once_all_are_settled(council):
    audit = council.audit()
    check = said_safe(council, audit, CAREFUL)
    not_asked(audit, Part.CHILD, WhyNot.TOO_YOUNG)
    assert check.for_the_caller
    not_asked(audit, Part.FAMILY, WhyNot.AWAY)
    assert (check.for_the_caller, check.language) == ("", "")
    assert check.forgotten_at == NOON


def test_what_the_caller_had_to_know_is_forgotten_when_it_no_longer_holds(council):
    check = said_safe(council, council.audit(), CAREFUL)
    assert asking.forget_what_is_over(council.place.id, NOON + 14 * DAY) == 0
    assert asking.forget_what_is_over(council.place.id, NOON + 16 * DAY) == 1
    assert check.for_the_caller == ""


def test_a_brother_is_not_asked_within_six_months_of_his_sister(council):
    council.child("0000002", family="F1")
    council.child("0000003", family="F1")
    first, second = council.audit("0000002"), council.audit("0000003")
    heard(council, first)
    said_safe(council, second)
    with pytest.raises(DomainError, match="about a brother or sister"):
        ask(second)
    not_asked(second, Part.FAMILY, WhyNot.ASKED_LATELY)
    with pytest.raises(DomainError, match="Nobody of this family"):
        not_asked(first, Part.CHILD, WhyNot.ASKED_LATELY)


def test_a_family_stays_asked_while_the_audit_it_was_asked_for_is_shut(council):
    council.child("0000002", family="F1")
    council.child("0000003", family="F1")
    first, second = council.audit("0000002"), council.audit("0000003")
    heard(council, first)
    shut_audit(first, NOON)
    said_safe(council, second)
    assert [one.on for one in asked_before(second)] == [TODAY]
    with pytest.raises(DomainError, match="about a brother or sister"):
        ask(second)


def test_whoever_has_handed_the_child_over_says_nothing_more_of_the_family(council):
    check = asked_whether_safe(council.audit())
    before = viewer_of(council.practitioner)
    assert waiting_for(before) == [check]
    row = db.session.scalars(select(ChildOnList)).one()
    row.practitioner_id = make_person(Role.PRACTITIONER, council.east).id
    db.session.flush()
    assert not waiting_for(before)
    assert not list_unanswered(council.place.id)
    assert waiting_for(viewer_of(council.manager)) == [check]


def test_a_child_is_known_under_each_reference_and_without_a_family(council):
    kept, merged = make_child(council.east), make_child(council.east)
    audit = council.audit(merged.child.reference)
    heard(council, audit)
    make_merge(kept, merged)
    again = council.audit(
        kept.child.reference, day=months_on(first_of_month(TODAY), 1)
    )  # another programme or month counts as well
    assert [one.same_child for one in asked_before(again)] == [True]
    bare, same = council.audit("7777777"), council.audit("7777777", day=months_on(TODAY.replace(day=1), 1))  # fmt: skip
    heard(council, bare)
    assert asked_before(same)
    assert not asked_before(council.audit("6666666"))


def test_an_empty_family_reference_is_no_family(council):
    council.child("0000002")
    council.child("0000003")
    heard(council, council.audit("0000002"))
    assert not asked_before(council.audit("0000003"))


def test_words_are_saved_once_and_never_over_those_of_somebody_else(council):
    audit = council.audit()
    said_safe(council, audit)
    ask(audit)
    first = voices_of(audit)[Part.FAMILY].version
    made = write(audit)
    assert write(audit, seen=first) == made, "the same again changes nothing"
    with pytest.raises(families.Overtaken) as overtaken:
        write(audit, Words({"f-why": "Mine"}), seen=first)
    assert overtaken.value.theirs.answers == SAID
    changed = Words({"f-why": "Less"}, Better.WORSE, True)
    assert write(audit, changed) == made + 1
    assert words_of(voices_of(audit))[Part.FAMILY] == changed


def test_words_that_count_are_not_emptied(council):
    audit = council.audit()
    heard(council, audit)
    with pytest.raises(DomainError, match="Write down what they said"):
        write(audit, Words(), while_typing=True)


def test_nothing_is_recorded_in_an_audit_that_is_over(council):
    audit = council.audit()
    heard(council, audit)
    audit.status = type(audit.status).SUBMITTED
    db.session.flush()
    for act in (
        lambda: ask(audit, Part.CHILD),
        lambda: not_asked(audit, Part.CHILD, WhyNot.TOO_YOUNG),
        lambda: write(audit, Words({"f-why": "Later"})),
    ):
        with pytest.raises(DomainError, match="has been submitted"):
            act()


def test_only_a_visit_where_ringing_is_not_safe(council):
    audit = council.audit()
    said_safe(council, audit, replace(SAFE, number=SAFE.number.NOT_BY_PHONE))
    with pytest.raises(DomainError, match="Ask on a visit"):
        ask(audit)
    assert ask(audit, how=How.VISIT).how is How.VISIT


def test_what_came_of_a_worry_is_told_back_and_counted(council):
    audit = council.audit()
    matter = promise(council, audit)
    audits_by = viewer_of(council.auditor)
    say = (TODAY, ToldHow.PHONE, "Visits are on time again.")
    with pytest.raises(DomainError, match="Only whoever promised"):
        complaints.say_told(matter, *say, matter.version, viewer_of(council.practitioner), NOON)
    with pytest.raises(DomainError, match="Somebody else has changed"):
        complaints.say_told(matter, *say, 0, audits_by, NOON)
    complaints.say_not_told(matter, NotTold.NOT_WANTED, "", matter.version, audits_by, NOON)
    complaints.say_told(matter, *say, matter.version, audits_by, NOON)
    assert (matter.state, matter.not_told) == (State.TOLD, None)
    with pytest.raises(DomainError, match="noted, so they were asked"):
        not_asked(audit, Part.FAMILY, WhyNot.AWAY, seen=voices_of(audit)[Part.FAMILY].version)


def test_a_manager_of_the_team_takes_a_promise_on(council):
    matter = promise(council, council.audit())
    outsider = make_person(Role.TEAM_MANAGER, council.west)
    with pytest.raises(DomainError, match="Only whoever looks after"):
        complaints.take_on(matter, viewer_of(outsider), NOON)
    complaints.take_on(matter, viewer_of(council.manager), NOON)
    assert matter.promised_by_id == council.manager.id
    assert promised.count(viewer_of(council.manager), State.TO_TELL, mine=True) == 1
    assert promised.count(viewer_of(council.auditor), State.TO_TELL) == 0


def test_whoever_promised_is_reminded_once_a_day_and_without_a_word_of_the_family(council):
    promise(council, council.audit())
    key = family_reminders.key_for(council.place)
    people, addresses = people_of(council.place, key, NOON)
    found = family_reminders.reminders_of(council.place, ADDRESS, people, addresses, NOON)
    assert [one.to for one in found.reminders] == [council.auditor.email]
    assert "1 family by 20 November 2026" in found.reminders[0].text
    assert "0012345" not in found.reminders[0].text


def test_rates_are_counted_where_the_viewer_may_see_them(council):
    audit = council.audit()
    heard(council, audit)
    not_asked(audit, Part.CHILD, WhyNot.TOO_YOUNG)
    audit.status, audit.submitted_at = type(audit.status).SUBMITTED, NOON
    db.session.flush()
    months = [first_of_month(TODAY)]
    for viewer in (council.lead, council.manager):
        found = {one.part: one for one in rates.list_heard(viewer_of(viewer), months)}
        assert found[Part.FAMILY].took_part
        assert found[Part.CHILD].why_not is WhyNot.TOO_YOUNG
    assert rates.list_heard(viewer_of(council.auditor), months) == []
    assert rates.list_heard(viewer_of(council.lead), months, council.west.path) == []


def test_a_check_that_was_asked_again_waits_again(council):
    audit = council.audit()
    check = said_safe(council, audit)
    with pytest.raises(DomainError, match="still holds"):
        asked_whether_safe(audit, NOON + DAY)
    asked_whether_safe(audit, NOON + 15 * DAY)
    assert check_of(audit) is check
    assert check.answered_at is None
    assert len(emails()) == 2
