"""The page of a section: what is asked, what is saved, and what happens when two people save it."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.audits import operations
from qa_app.audits.models import SectionNote, SectionReading
from qa_app.audits.queries.pictures import written_in
from qa_app.audits.rules import Source
from qa_app.foundation.database import db
from qa_app.organisation.models import name_of
from qa_app.rounds import operations as rounds
from qa_app.trail.models import Event
from tests.audit_templates.makers import a_question, a_section, a_template, publish_template
from tests.audits.makers import make_submitted
from tests.children.makers import make_child
from tests.makers import NOON, make_person, make_place, viewer_of

AUTOSAVE = {"X-Autosave": "1", "Accept": "application/json"}
MOST_QUERIES = 15
KINDS = [
    {
        "id": "alone",
        "text": "Was the child seen alone?",
        "help": "By themselves.",
        "critical": True,
    },
    {"id": "ever", "text": "Was the child seen?", "kind": "yes-no", "evidence": ["no"]},
    {"id": "day", "text": "When was the last visit?", "kind": "date", "compliance": True},
    {"id": "days", "text": "When were the visits?", "kind": "dates"},
    {"id": "late", "text": "How many were late?", "kind": "number", "unit": "visits"},
    {
        "id": "where",
        "text": "Where was the child seen?",
        "kind": "pick-several",
        "options": [
            {"option": "home", "words": "At home"},
            {"option": "school", "words": "At school"},
        ],
    },
    {"id": "why", "text": "What was it like?", "kind": "text"},
    {
        "id": "felt",
        "text": "How safe did they feel?",
        "kind": "scaling",
        "low": "Not",
        "high": "Very",
    },
    {"id": "good", "text": "How good were the visits?", "kind": "grade"},
    {"id": "made", "text": "What did the visits change?", "kind": "impact"},
    {"id": "plan", "text": "Is there a plan?", "kind": "seen"},
    {
        "id": "who",
        "text": "Who was told that nobody came?",
        "kind": "yes-no",
        "shown_when": {"answers": [{"question": "ever", "is": ["no"]}]},
    },
]
ANSWERS = {
    "a-alone": "partly", "s-alone": "told", "e-alone": "She told me of two visits.",
    "a-ever": "yes", "a-day-day": "3", "a-day-month": "November", "a-day-year": "2026",
    "a-days": "1 9 2026\n3 11 2026", "a-late": "2", "a-where": ["home", "school"],
    "a-why": "Warm.", "a-felt": "7", "a-good": "secure", "a-made": "some", "a-plan": "seen",
}  # fmt: skip


def audit_with(*questions, rules=(), place=None, **section):
    place = place or make_place()
    council = db.session.get(type(place), place.council_id)
    content = a_template(a_section("asked", *questions, **section), code="asked", rules=[*rules])
    publish_template(council, content)
    programme = rounds.add_programme(council, "Asked", "asked", None, NOON)
    opened = rounds.open_round(programme, NOON.date(), by=None, at=NOON)
    auditor = make_person(place=place)
    given = rounds.allocate(opened, "0012345", place, auditor, by=None, at=NOON)
    return operations.begin(given, by=viewer_of(auditor), at=NOON)


def here(audit):
    return {"audit_id": audit.public_id, "section_id": "asked"}


def sent(version=0, **more):
    return {"version": str(version), "later": "yes", **more}


def stored(audit):
    reading = select(SectionReading).where(SectionReading.audit_id == audit.id)
    return written_in(db.session.scalars(reading).one_or_none())


@pytest.fixture
def audit(database):
    return audit_with(*KINDS)


@pytest.fixture
def browser(open_as, audit):
    return open_as(audit.allocation.auditor)


def autosave(browser, audit, expect=200, **typed):
    data = {"csrf_token": browser.token(), **typed}
    address = browser.address("audits.section", **here(audit))
    answer = browser.client.post(address, data=data, headers=AUTOSAVE)
    assert answer.status_code == expect, answer.text
    return answer.json


def test_every_kind_of_answer_is_kept_and_shown_again(browser, audit):
    browser.post("audits.section", sent(**ANSWERS), **here(audit))
    kept = {question: one.value for question, one in stored(audit).answers.items()}
    assert kept == {
        "alone": "partly", "ever": "yes", "day": "2026-11-03", "days": "2026-09-01 2026-11-03",
        "late": "2", "where": "home school", "why": "Warm.", "felt": "7", "good": "secure",
        "made": "some", "plan": "seen",
    }  # fmt: skip
    assert stored(audit).answers["alone"].source is Source.TOLD
    page = browser.get("audits.section", **here(audit))
    assert "The longest gap is 63 days, from 1 September 2026 to 3 November 2026" in page.text
    assert page.select_one("#a-day-month")["value"] == "11"
    assert [one["value"] for one in page.select("input[name=a-where][checked]")] == [
        "home",
        "school",
    ]


def test_time_limits_stand_apart_from_what_the_work_was_like(browser, audit):
    page = browser.get("audits.section", **here(audit))
    [limits] = [one for one in page.select("h2") if one.text == "Time limits"]
    assert "When was the last visit?" in limits.find_next("legend").text


def test_the_place_for_evidence_is_always_there_and_opens_with_the_answers_that_ask_for_it(
    browser, audit
):
    browser.post("audits.section", sent(**{"a-ever": "yes", "a-alone": "no"}), **here(audit))
    page = browser.get("audits.section", **here(audit))
    opened = {one.find_parent(attrs={"data-question": True})["data-question"]: one.has_attr("open")
              for one in page.select("details[data-opens-with]")}  # fmt: skip
    assert opened["alone"]
    assert not opened["ever"]


def test_a_question_that_waits_for_an_answer_comes_after_saving_it(browser, audit):
    page = browser.get("audits.section", **here(audit))
    assert page.select_one("[data-question=who]").has_attr("hidden")
    answer = browser.post("audits.section", {"version": "0", "a-ever": "no", "go_on": "yes"}, **here(audit))  # fmt: skip
    assert answer.location.endswith("/sections/asked#a-who")
    assert not browser.get(answer.location).select_one("[data-question=who]").has_attr("hidden")


def test_an_answer_that_no_longer_applies_is_kept_and_said_not_to_count(browser, audit):
    browser.post("audits.section", sent(**{"a-ever": "no", "a-who": "yes"}), **here(audit))
    browser.post("audits.section", sent(1, **{"a-ever": "yes", "a-who": "yes"}), **here(audit))
    assert stored(audit).answers["who"].value == "yes"
    page = browser.get("audits.section", **here(audit))
    assert "no longer applies" in page.select_one("form[data-section]").text


def test_what_cannot_be_read_stays_on_the_page_and_the_rest_is_saved(browser, audit):
    typed = {"a-day-day": "31", "a-day-month": "2", "a-day-year": "2026", "a-late": "many", "a-why": "Warm."}  # fmt: skip
    answer = browser.post("audits.section", sent(**typed), expect=200, **here(audit))
    page = BeautifulSoup(answer.text, "html5lib")
    assert page.select_one("#a-day-day")["value"] == "31"
    assert page.select_one("#a-late")["value"] == "many"
    links = [one["href"] for one in page.select(".govuk-error-summary a")]
    assert links == ["#a-day-day", "#a-late"]
    assert stored(audit).answers.keys() == {"why"}
    assert page.select_one("[name=version]")["value"] == "1"


def test_an_autosave_says_when_and_which_version_and_the_next_builds_on_it(browser, audit):
    first = autosave(browser, audit, version="0", evidence="Seen on")
    assert first["version"] == 1
    assert first["saved"].endswith(("am", "pm"))
    again = autosave(browser, audit, version="1", evidence="Seen on 3 November.")
    assert again["version"] == 2
    assert stored(audit).evidence == "Seen on 3 November."


def test_what_is_typed_is_kept_to_the_letter(browser, audit):
    text = "“Ich weiß nicht”, said Zoë 🦊\n\n" * 500
    autosave(browser, audit, version="0", evidence=text.replace("\n", "\r\n"))
    assert stored(audit).evidence == text.strip()


def test_a_colleague_named_in_the_text_is_noticed_and_saved_all_the_same(browser, audit):
    name = name_of(audit.allocation.auditor_here)
    said = autosave(browser, audit, version="0", evidence=f"{name} visited on 3 November.")
    assert "may be a colleague’s name" in said["notices"]["evidence"][0]
    assert said["saved"]


def test_an_autosave_sent_twice_is_one_save(browser, audit):
    first = autosave(browser, audit, version="0", evidence="Seen.")
    assert autosave(browser, audit, version="0", evidence="Seen.")["version"] == first["version"]


def test_a_double_click_makes_one_save_and_one_event(browser, audit):
    typed = {**sent(evidence="Seen."), "receipt_key": "one-key"}
    one, other = (
        browser.post("audits.section", typed, expect=code, **here(audit)) for code in (302, 303)
    )
    assert one.location == other.location
    saved = select(Event).where(Event.name == "audit:section-saved")
    assert len(db.session.scalars(saved).all()) == 1


def test_the_second_of_two_savers_sees_both_texts_and_chooses(browser, audit):
    autosave(browser, audit, version="0", evidence="Mine, first.", **{"a-ever": "yes"})
    told = autosave(browser, audit, expect=409, version="0", evidence="Theirs.")
    assert told["kind"] == "changed"
    typed = sent(evidence="Theirs.", difference="She sleeps.")
    answer = browser.post("audits.section", typed, expect=409, **here(audit))
    page = BeautifulSoup(answer.text, "html5lib")
    assert "Mine, first." in page.text
    assert "Theirs." in page.text
    form = {one["name"]: one["value"] for one in page.select("form [type=hidden]")}
    assert stored(audit).evidence == "Mine, first.", "nothing is written before somebody chooses"
    chosen = {"keep-evidence": "theirs", "keep-difference": "mine", "keep-a-ever": "theirs"}
    browser.post("audits.section", {**form, **chosen, "later": "yes"}, **here(audit))
    written = stored(audit)
    assert (written.evidence, written.difference) == ("Mine, first.", "She sleeps.")
    assert written.answers["ever"].value == "yes"


def test_what_was_typed_in_more_places_goes_along_while_somebody_chooses(browser, audit):
    autosave(browser, audit, version="0", evidence="First.")
    answer = browser.post("audits.section", sent(**ANSWERS), expect=409, **here(audit))
    page = BeautifulSoup(answer.text, "html5lib")
    carried = [(one["name"], one["value"]) for one in page.select("form [type=hidden]")]
    assert ("a-where", "home") in carried
    assert ("a-where", "school") in carried


def test_private_notes_are_kept_beside_the_section(browser, audit):
    autosave(browser, audit, version="0", note="Ask about May.")
    assert "Ask about May." in browser.get("audits.section", **here(audit)).text
    autosave(browser, audit, version="1", note="")
    assert db.session.scalars(select(SectionNote)).all() == []


def test_a_page_that_did_not_show_the_note_does_not_take_it_away(browser, audit):
    autosave(browser, audit, version="0", note="Ask about May.")
    old = sent(version="0", evidence="Seen on 3 November.")
    both = browser.post("audits.section", old, expect=409, **here(audit))
    assert "Your own notes on this section" in both.text
    chosen = {**old, "version": "1", "keep-note": "theirs"}
    browser.post("audits.section", chosen, **here(audit))
    [note] = db.session.scalars(select(SectionNote)).all()
    assert note.text == "Ask about May."


def test_what_no_rule_asks_for_is_kept_as_no_reason(browser, audit):
    made_up = {f"reason-k{number}": "x" * 400 for number in range(50)}
    autosave(browser, audit, version="0", evidence="Seen.", **made_up)
    assert db.session.scalars(select(SectionReading)).one().reasons == {}


def test_a_mark_that_turns_the_writing_round_is_not_taken_beside_a_question(browser, audit):
    said = autosave(browser, audit, version="0", **{"e-ever": "abc\u202edef"})
    assert "invisible mark" in said["problems"]["e-ever"]


def test_no_grade_is_taken_before_the_evidence_where_the_template_forbids_it(open_as):
    audit = audit_with(rules=[{"rule": "evidence-first", "mode": "enforce", "characters": 40}])
    browser = open_as(audit.allocation.auditor)
    answer = browser.post("audits.section", sent(evidence="Short.", grade="secure"), expect=200, **here(audit))  # fmt: skip
    assert "34 more characters" in answer.text
    assert (stored(audit).evidence, stored(audit).grade) == ("Short.", None)
    browser.post("audits.section", sent(1, evidence="Long." * 9, grade="secure"), **here(audit))
    assert stored(audit).grade == "secure"


def test_a_rule_that_warns_asks_for_the_reason_beside_the_grade(open_as):
    limit = {"rule": "limit-section", "mode": "warn", "at_most": "weak"}
    audit = audit_with({**KINDS[0]}, rules=[limit])
    browser = open_as(audit.allocation.auditor)
    typed = {"version": "0", "grade": "secure", "a-alone": "no", "go_on": "yes"}
    answer = browser.post("audits.section", typed, **here(audit))
    name = answer.location.rpartition("#")[2]
    assert browser.get(answer.location).select_one(f"#{name}")
    browser.post(
        "audits.section", {**typed, "version": "1", name: "Snow closed the road."}, **here(audit)
    )
    assert [*stored(audit).reasons.values()] == ["Snow closed the road."]


def test_a_section_that_does_not_apply_to_the_child_has_no_page(open_as):
    place = make_place()
    make_child(place, reference="0012345", status="CHILD_IN_NEED")
    audit = audit_with(place=place, shown_when={"statuses": ["CARE"]})
    browser = open_as(audit.allocation.auditor)
    browser.get("audits.section", expect=404, **here(audit))
    assert (
        "No section of this template applies"
        in browser.get("audits.show", audit_id=audit.public_id).text
    )


def test_a_submitted_section_leads_to_where_it_is_read(open_as):
    audit = make_submitted()
    there = {"audit_id": audit.public_id, "section_id": "decisions"}
    browser = open_as(audit.allocation.auditor)
    assert browser.client.get(browser.address("audits.section", **there)).status_code == 302
    browser.post("audits.section", sent(1, evidence="Too late."), expect=409, **there)


@pytest.mark.parametrize(
    "page", ["section", "show", "people", "whole", "findings", "check_answers"]
)
def test_a_page_makes_few_queries_however_much_is_asked(open_as, questions_of, page):
    audit = audit_with(*(a_question(at) for at in range(100)))
    browser = open_as(audit.allocation.auditor)
    where = here(audit) if page == "section" else {"audit_id": audit.public_id}
    assert questions_of(browser, (f"audits.{page}", where)) <= MOST_QUERIES
