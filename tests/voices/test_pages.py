import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.audits.rules import Part, Status
from qa_app.foundation.clock import long_date, now, today
from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.operations import preparing
from qa_app.voices.operations.releasing import release_due
from qa_app.voices.queries.reflections import of_audit
from qa_app.voices.queries.said import graded_sections
from tests.audits.makers import SAW, fill_section
from tests.audits.other_kinds import begun, make_own_work
from tests.makers import NOON, make_person, viewer_of
from tests.voices.makers import ADDRESS, GOOD, LOW, TUESDAY, Team, send, whole

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def team():
    return Team()


def filled_in(page, grade="good", **more):
    """What a browser sends: a word to the first prompt, and a grade for each section."""
    sent = {box["name"]: grade for box in page.select("input[type=radio]")}
    version = page.select_one("[name=version]")["value"]
    return {"p-proud": "He trusts us now.", **sent, "version": version, **more}


def main(page):
    return " ".join(page.select_one("main").text.split())


def released(team, grade=GOOD):
    """The practitioner’s part in an audit that they may read, having sent what they prepared."""
    audit = team.submitted(grade)
    send(of_audit(audit), team.practitioner)
    release_due(team.council, TUESDAY, address=ADDRESS)
    return of_audit(audit)


def test_a_practitioner_prepares_checks_and_sends(open_as, team):
    reflection = team.allocated()
    here = {"reflection_id": reflection.public_id}
    browser = open_as(team.practitioner)
    assert "prepare for the audit, about 15 minutes" in main(browser.get("home.show"))
    assert "To prepare" in main(browser.get("voices.index"))
    assert browser.get("voices.show", **here).select_one("a.govuk-button").text == "Prepare"

    page = browser.get("voices.prepare", **here)
    assert len(page.select("textarea[name^=p-]")) == 5
    saved = browser.post("voices.prepare", filled_in(page, go_on="yes"), **here)
    assert saved.location == f"/reflections/{reflection.public_id}/send"
    checked = browser.get(saved.location)
    assert "He trusts us now." in main(checked)
    sent = browser.post("voices.send", {"send": "yes"}, **here)
    page = browser.get(sent.location)
    assert "Sent to the auditor" in main(page)
    # What was sent is changed by nobody.
    assert browser.get("voices.prepare", expect=302, **here)


def test_what_is_missing_is_listed_with_its_place_and_nothing_is_sent(open_as, team):
    reflection = team.allocated()
    here = {"reflection_id": reflection.public_id}
    browser = open_as(team.practitioner)
    browser.post("voices.prepare", {"p-proud": "x", "version": "0", "later": "yes"}, **here)
    page = browser.get("voices.send", **here)
    first = page.select_one("#missing + ol a")
    assert "Grade your own work in" in first.text
    anchor = first["href"].partition("#")[2]
    assert browser.get("voices.prepare", **here).select_one(f'[id="{anchor}"]')
    browser.post("voices.send", {"send": "yes"}, expect=409, **here)
    db.session.remove()
    assert db.session.scalars(select(Reflection.sent_at)).one() is None


def test_what_is_typed_is_saved_and_names_are_noticed(open_as, team):
    reflection = team.allocated()
    here = {"reflection_id": reflection.public_id}
    browser = open_as(team.practitioner)
    address = browser.address("voices.prepare", **here)
    typed = {"csrf_token": browser.token(), "p-know": "Her mum Tracey rang.", "version": "0"}
    saved = browser.client.post(address, data=typed, headers={"X-Autosave": "yes"})
    assert saved.status_code == 200, saved.text
    assert saved.json["version"] == 1
    assert "initials" in saved.json["notices"]["p-know"][0]
    again = browser.client.post(
        address, data={**typed, "p-know": "Other"}, headers={"X-Autosave": "yes"}
    )
    assert again.status_code == 409
    by_hand = browser.post("voices.prepare", {"p-know": "Other", "version": "0"}, 409, **here)
    assert "Her mum Tracey rang." in by_hand.text
    assert "Other" in by_hand.text
    # The version that the page now carries takes the place of the other.
    version = BeautifulSoup(by_hand.text, "html5lib").select_one("[name=version]")["value"]
    browser.post("voices.prepare", {"p-know": "Other", "version": version}, **here)


def test_a_text_that_is_too_long_stays_on_the_page_and_the_rest_is_saved(open_as, team):
    reflection = team.allocated()
    here = {"reflection_id": reflection.public_id}
    browser = open_as(team.practitioner)
    sent = {"p-know": "x" * 2001, "p-proud": "Kept", "version": "0", "go_on": "yes"}
    answer = browser.post("voices.prepare", sent, expect=200, **here)
    assert "Use 2,000 characters or fewer" in answer.text
    assert "x" * 2001 in answer.text
    db.session.remove()
    assert db.session.scalars(select(Reflection.words)).one() == {"proud": "Kept"}


def test_a_practitioner_says_that_they_cannot_take_part_and_the_auditor_reads_it(open_as, team):
    audit = team.begun()
    here = {"reflection_id": of_audit(audit).public_id}
    browser = open_as(team.practitioner)
    browser.post("voices.decline", {"decline": "yes"}, expect=200, **here)
    said = {"why": "NO_TIME", "saying": "In court all week."}
    page = browser.get(browser.post("voices.decline", said, **here).location)
    assert "Not taking part" in main(page)
    assert "Prepare all the same" in main(page)

    auditor = open_as(team.auditor)
    people = auditor.get("audits.people", audit_id=audit.public_id)
    assert people.select_one("input[name=PRACTITIONER-took][value=no]").has_attr("checked")
    assert "says that they cannot take part: there was no time to ask" in main(people)
    assert "cannot take part" in main(auditor.get("audits.show", audit_id=audit.public_id))


def test_the_auditor_reads_the_words_and_only_the_grades_of_sections_they_have_graded(
    open_as, team
):
    audit = team.begun()
    reflection = of_audit(audit)
    send(reflection, team.practitioner)
    section = graded_sections(reflection)[0]
    here = {"audit_id": audit.public_id}
    browser = open_as(team.auditor)
    page = browser.get("voices.practitioner", **here)
    assert "He trusts us now." in main(page)
    assert "It went well." not in main(page)
    assert "Shown once you have graded this section" in main(page)
    in_section = browser.get("audits.section", section_id=section.id, **here)
    assert "See how the practitioner grades" not in main(in_section)
    fill_section(db.session.get(Audit, audit.id), section)
    db.session.commit()
    page = browser.get("voices.practitioner", **here)
    assert main(page).count("It went well.") == 1
    in_section = browser.get("audits.section", section_id=section.id, **here)
    (link,) = [
        one for one in in_section.select("main a") if "See how the practitioner grades" in one.text
    ]
    assert page.select_one(f'[id="{link["href"].partition("#")[2]}"]')

    # A grade that is changed from here on is marked, for whoever may read the audit.
    db.session.remove()
    again = db.session.scalars(select(Audit)).one()
    other = graded_sections(of_audit(again))[1]
    fill_section(again, other, GOOD)
    fill_section(again, other, LOW)
    assert again.reading(other.id).grade_before is None
    fill_section(again, section, LOW)
    marked = again.reading(section.id)
    before = again.template.scale[0]
    assert (marked.grade_before, marked.regraded_at) == (before.code, NOON)
    db.session.commit()
    page = browser.get("audits.check_answers", **here)
    said = f"Changed after reading the practitioner’s own grade. Before: {before.words}."
    assert main(page).count(said) == 1
    names = db.session.scalars(select(Event.name)).all()
    assert names.count("audit:section-regraded") == 1


def test_a_conversation_is_booked_and_put_into_both_calendars(open_as, team):
    audit = team.begun()
    here = {"audit_id": audit.public_id}
    day = today() + timedelta(days=7)
    when = {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    auditor = open_as(team.auditor)
    wrong = {**when, "time": "half two", "minutes": "45"}
    auditor.post("voices.conversation", wrong, expect=200, **here)
    past = {**when, "day-year": str(day.year - 1), "time": "2pm", "minutes": "45"}
    auditor.post("voices.conversation", past, expect=409, **here)
    auditor.post("voices.conversation", {**when, "time": "2:30pm", "minutes": "45"}, **here)
    assert f"{long_date(day)} at 2:30pm" in main(auditor.get("voices.practitioner", **here))
    assert f"{long_date(day)} at 2:30pm" in main(auditor.get("home.show"))

    practitioner = open_as(team.practitioner)
    own = {"reflection_id": of_audit(audit).public_id}
    assert "2:30pm, for 45 minutes" in main(practitioner.get("voices.show", **own))
    for browser, endpoint, about in (
        (auditor, "voices.auditors_calendar", here),
        (practitioner, "voices.calendar", own),
    ):
        file = browser.download(endpoint, **about).text
        assert "SUMMARY:Practice conversation\r\n" in file
        assert "CLASS:PRIVATE" in file
        assert team.child.child.reference not in file
        assert re.search(r"DTSTART:\d{8}T\d{6}Z", file)
    auditor.post("voices.cancel", {"cancel": "yes"}, **here)
    assert "None is booked yet" in main(practitioner.get("voices.show", **own))
    practitioner.get("voices.calendar", expect=404, **own)


def test_nobody_reads_what_is_below_good_before_the_conversation_is_noted(open_as, team):
    audit = team.submitted(LOW)
    reflection = of_audit(audit)
    own = {"reflection_id": reflection.public_id}
    practitioner = open_as(team.practitioner)
    assert practitioner.get("voices.read", expect=302, **own)
    page = practitioner.get("voices.show", **own)
    assert "inadequate" not in page.text.lower()
    assert "below good" not in page.text.lower()
    practitioner.get("audits.show", audit_id=audit.public_id, expect=403)

    here = {"audit_id": audit.public_id}
    auditor = open_as(team.auditor)
    assert "Book the conversation" in main(auditor.get("home.show"))
    shown = main(auditor.get("audits.show", **here))
    assert "A grade is below good" in shown
    assert "Next: talk with the practitioner about what you found. Book the conversation" in shown
    day = today()
    note = {
        "held": "MET",
        "held_on-day": str(day.day),
        "held_on-month": str(day.month),
        "held_on-year": str(day.year),
        "note": "We began with what went well.",
    }
    auditor.post("voices.note", note, **here)
    assert "We met" in main(auditor.get("voices.practitioner", **here))
    db.session.remove()
    assert db.session.scalars(select(Conversation.note)).one() == note["note"]
    release_due(team.council, TUESDAY, address=ADDRESS)
    db.session.commit()
    # The template asks for their own grades before they see the auditor's.
    first = practitioner.get("voices.grade_first", **own)
    assert "Grade your own work first" in first.text
    assert practitioner.get("voices.read", expect=302, **own)
    practitioner.post("voices.grade_first", {"go_on": "yes"}, **own)
    page = practitioner.get("voices.read", **own)
    assert "We began with what went well." in main(page)
    assert "Inadequate" in main(page)


def test_a_released_audit_begins_with_its_strengths_and_shows_both_grades(open_as, team):
    reflection = released(team)
    own = {"reflection_id": reflection.public_id}
    browser = open_as(team.practitioner)
    assert "ready for you to read" in main(browser.get("home.show"))
    page = browser.get("voices.read", **own)
    assert [one.text for one in page.select("h2")][0] == "Strengths and areas for development"
    assert "Your own grade: Good" in main(page)
    assert page.select_one("h1 .app-identifier:not(.app-identifier--printed)")
    assert team.child.child.reference not in page.title.text
    assert browser.get("voices.read", reference="yes", **own).select_one(".app-identifier--printed")
    assert "ready for you to read" not in main(browser.get("home.show"))
    # Whoever may read the audit reads it in the same way; others do not.
    manager = open_as(team.manager).get("voices.read", **own)
    assert "The practitioner’s own grade: Good" in main(manager)
    open_as(team.elsewhere).get("voices.read", expect=404, **own)
    open_as(team.colleague).get("voices.read", expect=404, **own)
    open_as(team.colleague).get("voices.show", expect=404, **own)


def test_a_practitioner_answers_and_disputes_and_the_auditor_answers(open_as, team):
    reflection = released(team)
    own, audit = {"reflection_id": reflection.public_id}, reflection.audit
    section = audit.template.sections[0]
    practitioner, auditor = open_as(team.practitioner), open_as(team.auditor)
    practitioner.post("voices.answer", {"text": "Thank you."}, **own)
    # One way, wherever somebody begins: from the section itself, and from the general answer.
    here = url_of_challenge(practitioner, section, own)
    for page in ("voices.read", "voices.answer"):
        links = [one["href"] for one in practitioner.get(page, **own).select("main a")]
        assert links.count(here) == 1
    disputing = practitioner.get("voices.challenge", section_id=section.id, **own)
    assert SAW in main(disputing)
    fact = {"what": "FACT", "text": "It was 4 May."}
    practitioner.post("voices.challenge", fact, section_id=section.id, **own)
    page = practitioner.get("voices.read", **own)
    assert "The auditor has not answered yet." in main(page)

    reply = db.session.scalars(select(Reply).where(Reply.section == section.id)).one()
    there = {"audit_id": audit.public_id, "reply_id": reply.public_id}
    assert "Answer a fact that is disputed" in main(auditor.get("home.show"))
    auditor.get("voices.answer_dispute", **there)
    corrected = {"outcome": "CORRECTED", "text": "Yes."}
    refused = auditor.post("voices.answer_dispute", corrected, expect=409, **there)
    assert "Correct the fact in" in refused.text
    auditor.post("voices.answer_dispute", {"outcome": "STANDS", "text": "I looked."}, **there)
    assert "says that it stands" in main(practitioner.get("voices.show", **own))
    open_as(team.elsewhere).get("voices.answer_dispute", expect=404, **there)


def url_of_challenge(browser, section, own):
    return browser.address("voices.challenge", section_id=section.id, **own)


def test_whoever_signs_off_can_note_a_conversation_and_reads_no_words_before(open_as, team):
    audit = team.submitted(LOW)
    send(of_audit(audit), team.practitioner)
    head = make_person(Role.HEAD_OF_SERVICE, team.council)
    page = open_as(head).get("voices.practitioner", audit_id=audit.public_id)
    assert "He trusts us now." not in page.text
    assert "What they wrote is read by the auditor" in main(page)
    assert "note one that you have had" in main(page)


def test_a_restricted_record_is_hidden_from_a_practitioner_who_is_not_cleared(open_as, team):
    reflection = team.allocated()
    team.child.child.restricted = True
    browser = open_as(team.practitioner)
    browser.get("voices.show", expect=404, reflection_id=reflection.public_id)
    assert team.child.child.reference not in browser.get("voices.index").text


def test_the_page_of_figures_says_who_took_part_and_why_not(open_as, team):
    audit = team.submitted(GOOD)
    audit.participations[0].took_part = False
    reflection = of_audit(audit)
    reflection.invited_at = now()
    manager = open_as(team.manager)
    page = manager.get("voices.numbers")
    assert "Practitioners took part in 0 of 1 submitted audits" in main(page)
    assert "They were invited and did not answer" in main(page)
    assert audit.participations[0].part is Part.PRACTITIONER
    assert "No audit has been submitted" in main(open_as(team.elsewhere).get("voices.numbers"))
    assert "Who took part in audits, and why not" in manager.get("insight.completion").text


def test_a_withdrawn_audit_asks_nothing_of_anybody(open_as, team):
    audit = team.begun()
    audits.withdraw(audit, "By mistake", viewer_of(team.manager), TUESDAY)
    own = {"reflection_id": of_audit(audit).public_id}
    browser = open_as(team.practitioner)
    assert "has been withdrawn" in main(browser.get("voices.show", **own))
    assert browser.get("voices.prepare", expect=302, **own)
    assert "No audit has looked at your work yet" in main(browser.get("voices.index"))


def test_preparing_after_it_was_withdrawn_is_refused_and_keeps_the_text_on_the_page(open_as, team):
    audit = team.begun()
    reflection = of_audit(audit)
    preparing.save(
        reflection, whole(reflection), reflection.saves, viewer_of(team.practitioner), TUESDAY
    )
    audit.allocation.state = type(audit.allocation.state).WITHDRAWN
    browser = open_as(team.practitioner)
    sent = {"p-proud": "More of it", "version": str(reflection.saves)}
    answer = browser.post("voices.prepare", sent, expect=409, reflection_id=reflection.public_id)
    assert "has been withdrawn" in answer.text


def test_a_supervision_file_is_read_by_its_practitioner_once_released_and_not_by_who_runs_it(
    open_as, team
):
    audit = begun(make_own_work(team.practitioner, team.place, team.auditor))
    reflection = team.invited(audit.allocation_id)
    audit.status, audit.submitted_at = Status.AGREED, TUESDAY
    reflection.released_at = reflection.went_on_at = TUESDAY
    lead = make_person(Role.QA_LEAD, team.council)
    db.session.commit()
    here = {"reflection_id": reflection.public_id}
    page = open_as(team.practitioner).get("voices.read", **here)
    assert audit.template_version.name in page.text
    assert open_as(team.manager).get("voices.read", **here)
    for nobody in (team.colleague, lead):
        open_as(nobody).get("voices.read", expect=404, **here)
