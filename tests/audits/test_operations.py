from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.audits import operations
from qa_app.audits.models import EarlierSection, FindingTheme, SectionNote
from qa_app.audits.operations import Overtaken, bringing_in
from qa_app.audits.operations.bringing_in import WrittenAudit, WrittenFinding
from qa_app.audits.queries import picture_of, written_in
from qa_app.audits.queries.beside import audit_before, list_findings, note_of
from qa_app.audits.rules import FindingKind, Safe, Status
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.operations import changes
from qa_app.rounds.rules import State
from qa_app.trail.operations import ACTS
from tests.audit_templates.makers import a_template, publish_template
from tests.audits.makers import auditor, fill, first_answer, make_submitted, save
from tests.children.makers import make_child
from tests.makers import (
    NOON,
    make_allocation,
    make_audit,
    make_council,
    make_person,
    make_place,
    viewer_of,
)

TYPED = WrittenSection(evidence="Seen alone on 3 November.")


def first_section(audit):
    return audit.template.sections[0]


def told(name):
    return [one for one in db.session().info.get(ACTS, []) if one["name"] == name]


def test_beginning_twice_makes_one_audit(database):
    audit = make_audit()
    again = operations.begin(audit.allocation, by=auditor(audit), at=NOON)
    assert again is audit
    assert audit.allocation.state is State.STARTED


def test_nobody_begins_an_audit_that_is_allocated_to_another(database):
    allocation = make_allocation()
    other = viewer_of(make_person(place=allocation.place))
    with pytest.raises(DomainError, match="allocated"):
        operations.begin(allocation, by=other, at=NOON)


def test_an_audit_keeps_the_version_it_was_begun_on(database):
    audit = make_audit()
    before = audit.template
    newer = publish_template(make_council("Elsewhere"), a_template())
    audit.allocation.round.template_version = newer
    db.session.flush()
    db.session.expire(audit)
    assert audit.template == before
    assert audit.template.code != newer.code


def test_an_audit_keeps_what_the_list_said_on_the_day_it_was_begun(database):
    north = make_place(make_council(), "North")
    row = make_child(north, reference="7654321", status="CARE", also_on_plan=True, age=9)
    audit = make_audit(place=north, reference="7654321")
    row.status, row.age = "CLOSED", 12
    db.session.flush()
    assert (audit.then.status, audit.then.on_plan, audit.then.age) == ("CARE", True, 9)
    assert audit.place_then == north.path


def test_a_section_is_saved_and_read_again_with_its_answers(database):
    audit = make_audit()
    question = first_section(audit).questions[0]
    written = replace(TYPED, answers={question.id: first_answer(audit, question)})
    save(audit, first_section(audit), written)
    assert written_in(audit.reading(first_section(audit).id)) == written


def test_two_people_save_two_sections_without_knowing_of_each_other(database):
    audit = make_audit()
    one, other = audit.template.sections[:2]
    assert save(audit, one, TYPED, seen=0) == save(audit, other, TYPED, seen=0) == 1


def test_the_second_to_save_a_section_is_shown_what_the_first_wrote(database):
    audit = make_audit()
    save(audit, first_section(audit), TYPED)
    with pytest.raises(Overtaken) as overtaken:
        save(audit, first_section(audit), WrittenSection(evidence="Another."), seen=0)
    assert overtaken.value.theirs == TYPED
    assert overtaken.value.version == 1


def test_the_same_text_sent_again_changes_nothing(database):
    """As when the answer to the first was lost on its way."""
    audit = make_audit()
    first = save(audit, first_section(audit), TYPED)
    heard = len(told("audit:section-saved"))
    assert save(audit, first_section(audit), TYPED, seen=0) == first
    assert len(told("audit:section-saved")) == heard


def test_a_changed_answer_alone_makes_a_new_version(database):
    audit = make_audit()
    question = first_section(audit).questions[0]
    save(audit, first_section(audit), TYPED)
    answers = {question.id: WrittenAnswer("no")}
    assert save(audit, first_section(audit), replace(TYPED, answers=answers)) == 2


def test_while_somebody_types_the_trail_hears_of_it_twice_an_hour(database):
    audit = make_audit()
    for minutes in (0, 10, 29, 30, 40):
        written = WrittenSection(evidence=f"{minutes} minutes.")
        at = NOON + timedelta(minutes=minutes)
        save(audit, first_section(audit), written, at=at, while_typing=True)
    assert len(told("audit:section-saved")) == 2


def test_nobody_else_writes_in_an_audit(database):
    audit = make_audit()
    other = viewer_of(make_person(place=audit.allocation.place))
    with pytest.raises(DomainError, match="allocated to"):
        save(audit, first_section(audit), TYPED, by=other)


def test_private_notes_are_their_writers_and_gone_at_submission(database):
    audit = fill(make_audit())
    [decisions, *_] = audit.template.sections
    there = picture_of(audit).of(decisions.id)
    save(audit, decisions, there, note="Ask about May.")
    other = viewer_of(make_person(place=audit.allocation.place))
    assert note_of(audit, decisions.id, auditor(audit)).text == "Ask about May."
    assert note_of(audit, decisions.id, other) is None
    operations.submit(audit, Safe.YES, auditor(audit), NOON)
    assert db.session.scalar(select(func.count()).select_from(SectionNote)) == 0


def test_an_unfinished_audit_is_refused_with_reasons(database):
    audit = make_audit()
    with pytest.raises(DomainError) as refused:
        operations.submit(audit, Safe.YES, auditor(audit), NOON)
    assert refused.value.reasons[0] == "Answer the question about safety"
    assert audit.status is Status.DRAFT


def test_a_submitted_audit_is_done_and_can_no_longer_be_written_in(database):
    audit = make_submitted()
    assert audit.allocation.done_at == NOON
    with pytest.raises(DomainError, match="submitted"):
        save(audit, first_section(audit), TYPED)
    with pytest.raises(DomainError, match="already"):
        operations.submit(audit, Safe.YES, auditor(audit), NOON)


def test_a_corrected_fact_keeps_what_it_said_before_and_the_grade(database):
    audit = make_submitted()
    section, reading = first_section(audit), audit.readings[0]
    before = written_in(reading)
    operations.correct_section(
        audit,
        section,
        replace(before, evidence="The date was 4 November.", grade="inadequate"),
        reading.version,
        "The wrong date.",
        auditor(audit),
        NOON,
    )
    kept = db.session.scalars(select(EarlierSection)).one()
    assert kept.said["evidence"] == before.evidence
    assert (reading.evidence, reading.grade) == ("The date was 4 November.", before.grade)


def test_a_draft_is_not_corrected_and_nothing_is_not_a_correction(database):
    draft, done = make_audit(), make_submitted(place=make_place(make_council("Southshire")))
    for audit, words in ((draft, "submitted"), (done, "Nothing is different")):
        written = written_in(audit.reading(first_section(audit).id))
        with pytest.raises(DomainError, match=words):
            operations.correct_section(
                audit, first_section(audit), written, 1, "Why", auditor(audit), NOON
            )


def test_a_withdrawn_audit_takes_its_allocation_along(database):
    audit = make_submitted()
    operations.withdraw(audit, "The wrong record.", auditor(audit), NOON)
    assert audit.status is Status.WITHDRAWN
    assert audit.allocation.state is State.WITHDRAWN


def test_an_audit_whose_record_was_withdrawn_is_withdrawn(database):
    audit = make_audit()
    changes.withdraw(audit.allocation, "By mistake", None, NOON)
    assert audit.status_now is Status.WITHDRAWN
    with pytest.raises(DomainError, match="withdrawn"):
        save(audit, first_section(audit), TYPED)


def test_findings_have_room_themes_of_their_own_and_an_order(database):
    audit = make_audit()
    for number in range(3):
        operations.add_finding(
            audit, FindingKind.STRENGTH, f"{number}", ["VOI1", "VOI2"], True, auditor(audit), NOON
        )
    with pytest.raises(DomainError, match="room for 3 strengths"):
        operations.add_finding(
            audit, FindingKind.STRENGTH, "4", ["VOI1"], False, auditor(audit), NOON
        )
    assert [one.text for one in list_findings(audit)] == ["0", "1", "2"]
    counted = select(func.count()).where(FindingTheme.theme == "VOI2")
    assert db.session.scalar(counted) == 3


def test_a_changed_finding_keeps_the_themes_that_stay(database):
    audit = make_audit()
    by = auditor(audit)
    made = operations.add_finding(
        audit, FindingKind.STRENGTH, "A", ["VOI1", "VOI2"], True, by, NOON
    )
    operations.change_finding(audit, made, "B", ["VOI2", "VOI3"], False, by, NOON)
    db.session.flush()
    assert (made.text, made.theme_codes) == ("B", ["VOI2", "VOI3"])
    operations.remove_finding(audit, made, by, NOON)
    db.session.flush()
    assert db.session.scalar(select(func.count()).select_from(FindingTheme)) == 0


def test_whole_audits_are_brought_in_at_once(database):
    audit = make_audit()
    section = first_section(audit)
    answers = {one.id: first_answer(audit, one) for one in section.questions}
    written = WrittenSection("A", "B", "good", "clear", {}, answers)
    finding = WrittenFinding(FindingKind.STRENGTH, "Good.", ("VOI1",))
    bringing_in.bring_in_finished(
        audit, WrittenAudit({section.id: written}, findings=[finding]), auditor(audit), NOON
    )
    assert picture_of(audit).of(section.id) == written
    assert audit.status is Status.SIGNED_OFF
    assert list_findings(audit)[0].theme_codes == ["VOI1"]


def test_the_audit_before_is_that_of_the_same_child_which_the_viewer_may_read(database):
    north = make_place(make_council(), "North")
    make_child(north, reference="7654321")
    first = make_submitted(place=north, reference="7654321", day=NOON.date().replace(month=8))
    second = make_audit(place=north, reference="7654321")
    second.begun_at = NOON + timedelta(days=1)
    lead = viewer_of(make_person(Role.QA_LEAD, north))
    assert audit_before(second, lead) is first
    elsewhere = viewer_of(make_person(place=make_place(north, "Part")))
    assert audit_before(second, elsewhere) is None
