"""A dip sample on one page: a row a record, each saved by itself and handed in when it is complete."""

from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries import audit_of, picture_of
from qa_app.audits.rules import Safe, Status
from qa_app.concerns.operations import Record, raise_concern
from qa_app.concerns.rules import About
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.trail.models import Event
from tests.audits.other_kinds import begun, make_sample
from tests.makers import NOON, make_allocation, make_person, viewer_of

ANSWERS = {"safe": "YES", "a-rs-1": "yes", **{f"a-rs-{number}": "yes" for number in range(2, 7)}}
AUTOSAVE = {"X-Autosave": "1", "Accept": "application/json"}


def again(allocation):
    """As it is now: the request had a session of its own."""
    return db.session.get_one(Allocation, allocation.id)


def row_of(page, allocation):
    return page.select_one(f"#r-{allocation.public_id}")


def version_in(row):
    return row.select_one("[name$='.version']")["value"]


def send_row(browser, allocation, expect=302, **sent):
    return browser.post(
        "audits.row", {"version": "0", **sent}, expect=expect, allocation_id=allocation.public_id
    )


def open_sample(browser, sample, **asked):
    return browser.get("audits.sample", sample_id=sample[0].round.public_id, **asked)


def test_a_row_a_record_and_nothing_is_begun_by_looking(open_as):
    sample = make_sample()
    browser = open_as(sample[0].auditor)
    page = open_sample(browser, sample)

    assert len(page.select(".app-row")) == 3
    assert "0 of 3 done" in page.select_one("#progress").text
    row = row_of(page, sample[0])
    assert "RH-001" in row.text and "Not begun" in row.text
    assert len(row.select("fieldset")) == 7
    assert "Raise a safety concern" in row.text
    assert db.session.scalars(select(Audit)).all() == []
    seen = db.session.scalars(select(Event.name)).all()
    assert seen.count("audits:sample-viewed") == 1


def test_the_first_save_begins_a_real_audit_and_says_what_is_missing(open_as):
    sample = make_sample()
    browser = open_as(sample[0].auditor)
    answer = send_row(browser, sample[0], **{"a-rs-1": "yes", "a-rs-7": "Seen within a day."})

    audit = audit_of(sample[0])
    assert again(sample[0]).state is State.STARTED
    assert picture_of(audit).kept == {"rs-1": "yes", "rs-7": "Seen within a day."}
    assert answer.location.endswith(f"#r-{sample[0].public_id}")
    row = row_of(open_sample(browser, sample), sample[0])
    assert "Begun" in row.text and "Answer “Was the interview held" in row.text
    assert "To do: Answer the question about safety" in row.text
    assert row.select_one(f"#r-{sample[0].public_id}-a-rs-1[checked]")


def test_autosave_tells_the_page_how_far_the_record_is(open_as):
    sample = make_sample()
    browser = open_as(sample[0].auditor)
    address = browser.address("audits.row", allocation_id=sample[0].public_id)
    sent = {"csrf_token": browser.token(), "version": "0", **ANSWERS}
    said = browser.client.post(address, data=sent, headers=AUTOSAVE).json

    assert said["version"] == 1
    assert said["words"][f"r-{sample[0].public_id}-state"] == "Complete"
    assert said["words"]["progress"] == "0 of 3 done, 1 complete and not submitted yet"


def test_a_no_that_matters_wants_a_line_of_what_was_seen(open_as):
    sample = make_sample()
    browser = open_as(sample[0].auditor)
    send_row(browser, sample[0], **{**ANSWERS, "a-rs-6": "no"})
    row = row_of(open_sample(browser, sample), sample[0])
    assert "Begun" in row.text
    line = row.select_one("[name$='.e-rs-6']")
    assert not line.parent.has_attr("hidden")

    send_row(
        browser,
        sample[0],
        **{**ANSWERS, "a-rs-6": "no", "e-rs-6": "The same plan as before, on 3 November."},
        version=version_in(row),
    )
    assert "Complete" in row_of(open_sample(browser, sample), sample[0]).text


def test_two_tabs_both_texts_are_shown_and_nothing_is_lost(open_as):
    sample = make_sample()
    browser = open_as(sample[0].auditor)
    send_row(browser, sample[0], **{"a-rs-7": "The first."})
    answer = send_row(browser, sample[0], expect=409, **{"a-rs-7": "The second."})
    assert "The first." in answer.text and "The second." in answer.text

    kept = {"a-rs-7": "The second.", "keep-a-rs-7": "mine", "version": "1", "later": "yes"}
    send_row(browser, sample[0], **kept)
    assert picture_of(audit_of(sample[0])).kept == {"rs-7": "The second."}


def test_a_row_that_was_saved_from_its_section_page_meanwhile_is_a_change_too(open_as):
    sample = make_sample()
    audit = begun(sample[0])
    browser = open_as(sample[0].auditor)
    where = {"audit_id": audit.public_id, "section_id": "return-interviews-sampled"}
    browser.post("audits.section", {"version": "0", "a-rs-1": "no", "later": "yes"}, **where)
    answer = send_row(browser, sample[0], expect=409, **{"a-rs-1": "yes"})
    assert "Keep what was saved meanwhile" in answer.text


def test_what_is_complete_is_checked_and_handed_in_together(open_as):
    sample = make_sample(number=3)
    browser = open_as(sample[0].auditor)
    for one in sample[:2]:
        send_row(browser, one, **ANSWERS)
    send_row(browser, sample[2], **{"a-rs-1": "yes"})
    here = {"sample_id": sample[0].round.public_id}
    page = browser.get("audits.check_sample", **here)
    assert "2 records are complete" in page.text
    assert "Not complete yet" in page.text and "RH-003" in page.text
    assert len(page.select("input[type=checkbox][checked]")) == 2

    chosen = [one.public_id for one in sample[:2]]
    browser.post("audits.check_sample", {"records": chosen, "submit": "yes"}, **here)
    assert [audit_of(one).status for one in sample[:2]] == [Status.SIGNED_OFF] * 2
    assert "2 of 3 done" in open_sample(browser, sample).text
    assert "20 records" not in browser.get("audits.mine").text
    assert "Dip sample of return interviews, 3 records" in browser.get("audits.mine").text
    assert "2 of 3 done" in browser.get("audits.mine").text
    events = db.session.scalars(select(Event.name)).all()
    assert events.count("audit:submitted") == 2


def test_one_alone_is_handed_in_and_never_one_that_is_not_complete(open_as):
    sample = make_sample(number=2)
    browser = open_as(sample[0].auditor)
    for one in sample:
        send_row(browser, one, **ANSWERS)
    here = {"sample_id": sample[0].round.public_id}
    page = browser.get("audits.check_sample", record=sample[1].public_id, **here)
    [ticked] = page.select("input[type=checkbox][checked]")
    assert ticked["value"] == sample[1].public_id

    send_row(browser, sample[1], version="1", **{**ANSWERS, "a-rs-2": ""})
    browser.post("audits.check_sample", {"records": [sample[1].public_id]}, expect=200, **here)
    assert audit_of(sample[1]).status is Status.DRAFT


def test_a_concern_that_nobody_has_holds_its_record_back_alone(open_as):
    sample = make_sample(number=2)
    browser = open_as(sample[0].auditor)
    for one in sample:
        send_row(browser, one, **ANSWERS)
    held_back = again(sample[0])
    record = Record(held_back.place, "RH-001", allocation_id=held_back.id)
    by = viewer_of(held_back.auditor)
    raise_concern(record, About.CHILD, "A stranger.", by, NOON, address="https://audit.example")
    db.session.commit()
    page = open_sample(browser, sample)
    assert "Have somebody receive the safety concern" in row_of(page, sample[0]).text
    assert "Complete" in row_of(page, sample[1]).text


def test_a_template_with_one_grade_has_it_in_the_row(open_as):
    sample = make_sample(template="front-door", number=2, name="Contacts")
    browser = open_as(sample[0].auditor)
    page = open_sample(browser, sample)
    # Twenty-odd questions: one record is open, and the other waits for its turn.
    assert len(page.select("[data-row]")) == 1
    assert row_of(page, sample[1]).select_one("a[href*='record=']")
    opened = open_sample(browser, sample, record=sample[1].public_id)
    assert row_of(opened, sample[1]).select_one("[data-row] [name$='.grade']")

    saw = "Decided in a day, with the reasons of the manager, on 3 May."
    said = {"evidence": saw, "difference": "She is safe at her aunt’s.", "grade": "good"}
    send_row(browser, sample[1], **said)
    reading = audit_of(sample[1]).reading("front-door-overall")
    assert (reading.grade, reading.evidence) == ("good", saw)


def test_a_grade_without_evidence_is_not_taken_and_all_else_is(open_as):
    sample = make_sample(template="front-door", number=1, name="Contacts")
    browser = open_as(sample[0].auditor)
    answer = send_row(browser, sample[0], expect=200, difference="She is safe.", grade="good")
    assert "There is a problem" in answer.text
    reading = audit_of(sample[0]).reading("front-door-overall")
    assert (reading.grade, reading.difference) == (None, "She is safe.")


def test_what_is_judged_section_by_section_keeps_its_own_pages(open_as):
    sample = make_sample(template="missing-and-return-interviews", number=2, name="In full")
    page = open_sample(open_as(sample[0].auditor), sample)
    assert not page.select("form[data-section]")
    assert "Begin" in row_of(page, sample[0]).select_one("button").text


def test_nobody_else_finds_the_page(open_as):
    sample = make_sample()
    other = make_person(Role.QA_LEAD, sample[0].place)
    another = make_allocation().auditor
    for person in (other, another):
        browser = open_as(person)
        status = browser.client.get(
            browser.address("audits.sample", sample_id=sample[0].round.public_id)
        ).status_code
        assert status in (403, 404)


def test_twenty_rows_ask_no_more_of_the_database_than_four(open_as, count_queries):
    asked = {}
    for number in (4, 20):
        sample = make_sample(number=number, name=f"Sample of {number}")
        browser = open_as(sample[0].auditor)
        for one in sample[: number // 2]:
            send_row(browser, one, **ANSWERS)
        with count_queries() as sent:
            open_sample(browser, sample)
        asked[number] = len(sent)
    assert asked[4] == asked[20] <= 15, "\n".join(
        one[:60] + one[one.find("FROM") :][:60] for one in sent
    )


def test_a_row_of_a_paused_record_waits(open_as):
    sample = make_sample(number=1)
    browser = open_as(sample[0].auditor)
    send_row(browser, sample[0], **ANSWERS)
    again(sample[0]).state = State.PAUSED
    db.session.commit()
    page = open_sample(browser, sample)
    assert "Not due now" in row_of(page, sample[0]).text
    assert not page.select("form[data-section]")
    assert db.session.scalars(select(SectionReading)).one().version == 1


def test_a_record_whose_child_may_not_be_safe_is_not_handed_in_without_a_concern(open_as):
    """Nor does the answer of another record stand for it."""
    sample = make_sample(number=2)
    browser = open_as(sample[0].auditor)
    send_row(browser, sample[0], **{**ANSWERS, "safe": "NO"})
    send_row(browser, sample[1], **ANSWERS)
    here = {"sample_id": sample[0].round.public_id}
    assert "No, or I am not sure" in browser.get("audits.check_sample", **here).text
    browser.post("audits.check_sample", {"records": [one.public_id for one in sample]}, **here)
    assert [audit_of(one).status for one in sample] == [Status.DRAFT, Status.SIGNED_OFF]
    assert audit_of(sample[1]).safe_at_last is Safe.YES
    assert "Raise a safety concern before you submit" in open_sample(browser, sample).text


def of_row(allocation, **sent):
    """What a browser without scripts sends of one record, in the one form of the page."""
    return {f"r-{allocation.public_id}.{name}": text for name, text in sent.items()}


def test_without_scripts_one_button_saves_every_record_and_what_is_refused_keeps_its_words(open_as):
    first, second, third, untouched = make_sample(number=4)
    browser = open_as(first.auditor)
    send_row(browser, third, **{"a-rs-7": "Saved in another tab."})
    page = browser.get("audits.sample", sample_id=first.round.public_id)
    form = page.select_one("form[data-rows]")
    assert len(form.select("[data-row]")) == 4
    assert not form.select("form")
    assert len(form.select("[name=receipt_key]")) == 1
    names = [box["name"] for box in row_of(page, first).select("[name]")]
    assert f"r-{first.public_id}.a-rs-1" in names

    sent = {
        **of_row(first, version="0", **ANSWERS),
        **of_row(second, version="0", safe="YES", **{"a-rs-7": "Turned\u202eround"}),
        **of_row(third, version="0", **{"a-rs-7": "Typed here."}),
        **of_row(untouched, version="0", **{"a-rs-7": " "}),
    }
    page = browser.post("audits.save_rows", sent, expect=200, sample_id=first.round.public_id)
    page = BeautifulSoup(page.text, "html5lib")
    assert "1 record saved" in page.text
    assert picture_of(audit_of(first)).kept["rs-1"] == "yes"
    assert "Typed here." in row_of(page, third).text
    assert "Somebody else saved this record" in row_of(page, third).text
    assert picture_of(audit_of(third)).kept == {"rs-7": "Saved in another tab."}
    assert len(page.select(".govuk-error-summary li")) == 2
    assert "round" in row_of(page, second).select_one("[name$='.a-rs-7']").text
    assert audit_of(untouched) is None

    again = of_row(third, version=version_in(row_of(page, third)), **{"a-rs-7": "Typed here."})
    browser.post("audits.save_rows", again, sample_id=first.round.public_id)
    assert picture_of(audit_of(third)).kept == {"rs-7": "Typed here."}
