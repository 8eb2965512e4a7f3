import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.audits.routes import noticing
from qa_app.audits.rules import Part, Status, WhyNot
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.operations.families import say_not_asked
from qa_app.voices.queries.asking import check_of
from qa_app.voices.queries.families import voices_of, words_of
from tests.makers import make_person, viewer_of
from tests.voices.family_makers import Council, asked_whether_safe, heard

SAYS = {
    "number": "CHECKED",
    "near": "SOMEBODY",
    "for_the_caller": "Ring before noon.",
    "interpreter": "NEEDED",
    "language": "Polish",
    "court": "NONE",
    "may-CHILD": "TOO_YOUNG",
    "may-FAMILY": "yes",
}
TODAYS = {"day": today().day, "month": today().month, "year": today().year}


def on(name, **day):
    return {f"{name}-{part}": str(number) for part, number in {**TODAYS, **day}.items()}


ASKED = {
    "who": "PARENT",
    "how": "PHONE",
    "with_interpreter": "yes",
    "answered": "yes",
    "version": "0",
    **on("on"),
}


@pytest.fixture(autouse=True)
def staff_read_anew():
    """The next test’s council has another list of staff under the same number."""
    yield
    noticing._STAFF.clear()


@pytest.fixture
def council(database):
    made = Council()
    made.child()
    return made


@pytest.fixture
def audit(council):
    return council.audit()


def here(audit, heard="family"):
    return {"audit_id": audit.public_id, "heard": heard}


def said_to_be_safe(council, audit, open_as):
    auditor = open_as(council.auditor)
    auditor.post("voices.ask_whether_safe", audit_id=audit.public_id)
    check = check_of(audit)
    practitioner = open_as(council.practitioner)
    practitioner.post("voices.check", {**SAYS, "version": "1"}, check_id=check.public_id)
    return auditor, practitioner


def test_a_family_is_asked_from_the_task_list_to_the_first_page_and_back(open_as, council, audit):
    auditor = open_as(council.auditor)
    tasks = auditor.get("audits.show", audit_id=audit.public_id)
    assert "first somebody says whether it is safe" in tasks.text
    asked = auditor.get("voices.asked", **here(audit))
    assert "Nobody has said yet" in asked.text
    refused = auditor.post("voices.asked", ASKED, expect=409, **here(audit))
    assert "Until then nobody may be asked" in refused.text

    auditor, practitioner = said_to_be_safe(council, audit, open_as)
    assert "whether it is safe" not in practitioner.get("home.show").text
    page = auditor.get("voices.family", audit_id=audit.public_id)
    assert "Ring before noon." in page.text
    assert "Must not be asked: the child is too young" in page.text
    assert "Ring before noon." not in open_as(council.lead).get("voices.family", audit_id=audit.public_id).text  # fmt: skip

    sent = auditor.post("voices.asked", ASKED, **here(audit))
    words = auditor.get(sent.location)
    assert words.select_one("#may_be_quoted")["value"] == "no"
    assert words.select_one("#may_be_quoted").has_attr("checked")
    version = words.select_one("[name=version]")["value"]
    typed = {"f-why": "They help.\nMum Ola came.", "better": "SAME", "may_be_quoted": "yes"}
    auditor.post("voices.words", {**typed, "version": version, "finish": "yes"}, **here(audit))
    page = auditor.get("voices.family", audit_id=audit.public_id)
    assert "They help." in page.select_one(".app-words").text
    assert "May be quoted" in page.text
    people = auditor.get("audits.check_answers", audit_id=audit.public_id)
    assert "Took part" in people.text


def test_the_first_page_of_the_practitioner_says_who_waits(open_as, council, audit):
    asked_whether_safe(audit)
    for person in (council.practitioner, council.manager):
        page = open_as(person).get("home.show")
        assert "whether it is safe to ask" in page.select_one("#families").parent.text
    assert "whether it is safe to ask" not in open_as(council.auditor).get("home.show").text
    outsider = make_person(Role.PRACTITIONER, council.east)
    check = check_of(audit)
    open_as(outsider).get("voices.check", check_id=check.public_id, expect=404)


def test_whoever_said_that_it_is_safe_finds_it_again_and_takes_it_back_before_anybody_rings(
    open_as, council, audit
):
    auditor, practitioner = said_to_be_safe(council, audit, open_as)
    link = practitioner.get("home.show").find(
        "a", string=lambda text: text and "You said of 1 family" in text
    )
    page = practitioner.get(link["href"])
    assert "Holds" in page.text
    assert "Una Auditor" in page.text
    page = practitioner.get(page.select("td a")[1]["href"])
    assert "is told by email at once" in page.text
    about = {"check_id": check_of(audit).public_id}
    version = page.select_one("[name=version]")["value"]
    practitioner.post("voices.take_back_check", {"version": version}, **about)
    assert "Nobody has said yet" in auditor.post("voices.asked", ASKED, expect=409, **here(audit)).text  # fmt: skip
    letter = db.session.scalars(select(Email).where(Email.once.endswith(":taken-back"))).one()
    assert letter.to == council.auditor.email
    assert "Ask nobody of this family" in letter.text
    again = practitioner.post("voices.take_back_check", {"version": version}, expect=409, **about)
    assert "Somebody else has said this" in again.text
    page = practitioner.get("voices.check", **about)
    version = page.select_one("[name=version]")["value"]
    practitioner.post("voices.check", {**SAYS, "version": version}, **about)
    auditor.post("voices.asked", ASKED, **here(audit))
    practitioner.get("voices.check", **about)


def test_what_is_left_open_of_a_check_is_asked_for(open_as, council, audit):
    check = asked_whether_safe(audit)
    practitioner = open_as(council.practitioner)
    about = {"check_id": check.public_id}
    answer = practitioner.post("voices.check", {"version": "1"}, expect=200, **about)
    assert "Select whether the number is right" in answer.text
    bare = {**SAYS, "language": "", "version": "1"}
    answer = practitioner.post("voices.check", bare, expect=409, **about)
    page = BeautifulSoup(answer.text, "html5lib")
    assert page.select_one(".govuk-error-summary a")["href"] == "#language"
    practitioner.post("voices.check", {**SAYS, "version": "1"}, **about)
    late = practitioner.post("voices.check", {**SAYS, "version": "1"}, expect=409, **about)
    assert "Somebody else has said this" in late.text


def test_pressing_twice_asks_once(open_as, council, audit):
    auditor = open_as(council.auditor)
    key = {"receipt_key": "one-key-of-a-form"}
    auditor.post("voices.ask_whether_safe", key, audit_id=audit.public_id)
    auditor.post("voices.ask_whether_safe", key, expect=303, audit_id=audit.public_id)
    asked = select(func.count()).where(Email.once.startswith("family:"))
    assert db.session.scalar(asked) == 1


def test_why_somebody_was_not_asked_is_recorded_and_can_be_changed(open_as, council, audit):
    auditor = open_as(council.auditor)
    offered = auditor.get("voices.not_asked", **here(audit, "child"))
    values = [one["value"] for one in offered.select("[name=why_not]")]
    assert "NOT_CHECKED" in values
    assert "ASKED_LATELY" not in values
    first = {"why_not": "NO_TIME", "version": "0"}
    refused = auditor.post("voices.not_asked", first, expect=409, **here(audit, "child"))
    assert "says too little by itself" in refused.text
    auditor.post("voices.not_asked", {**first, "saying": "Duty."}, **here(audit, "child"))
    stale = {"why_not": "TOO_YOUNG", "version": "0"}
    auditor.post("voices.not_asked", stale, expect=409, **here(audit, "child"))
    version = str(voices_of(audit)[Part.CHILD].version)
    auditor.post("voices.not_asked", {**stale, "version": version}, **here(audit, "child"))
    page = auditor.get("voices.family", audit_id=audit.public_id)
    assert "Not asked: the child is too young to be asked" in page.select_one("#child").parent.text


def test_words_are_saved_while_they_are_typed_with_a_word_about_names(open_as, council, audit):
    auditor, _ = said_to_be_safe(council, audit, open_as)
    auditor.post("voices.asked", ASKED, **here(audit))
    page = auditor.get("voices.words", **here(audit))
    carried = {
        one["name"]: one["value"] for one in page.select("form[data-autosave] [type=hidden]")
    }
    typed = {
        **carried,
        "save_number": "1",
        "f-why": "Mum Olena said: born 3/4/2015.",
        "f-wrong": "x",
    }
    sent = auditor.client.post(
        auditor.address("voices.words", **here(audit)),
        data={**typed, "csrf_token": auditor.token()},
        headers={"X-Autosave": carried["whose"], "Accept": "application/json"},
    )
    assert sent.status_code == 200, sent.text
    assert "a family member’s name" in " ".join(sent.json["notices"]["f-why"])
    assert words_of(voices_of(audit))[Part.FAMILY].answers["f-wrong"] == "x"

    old = {"version": "1", "f-why": "Mine", "later": "yes"}
    both = auditor.post("voices.words", old, expect=409, **here(audit))
    assert "Mum Olena" in both.text
    kept = {name: "theirs" for name in ("keep-f-why", "keep-f-wrong")}
    version = BeautifulSoup(both.text, "html5lib").select_one("[name=version]")["value"]
    auditor.post("voices.words", {**old, **kept, "version": version}, **here(audit))
    assert words_of(voices_of(audit))[Part.FAMILY].answers["f-wrong"] == "x"


def test_a_complaint_is_noted_told_back_and_counted(open_as, council, audit):
    auditor, _ = said_to_be_safe(council, audit, open_as)
    auditor.post("voices.asked", ASKED, **here(audit))
    version = auditor.get("voices.words", **here(audit)).select_one("[name=version]")["value"]
    auditor.post("voices.words", {"f-why": "A", "version": version, "finish": "yes"}, **here(audit))
    assert "Raise a safety concern" in auditor.get("voices.new_matter", **here(audit)).text
    noted = {"kind": "COMPLAINT", "what": "Nobody rings back.", **on("tell_back_by")}
    refused = auditor.post("voices.new_matter", noted, expect=409, **here(audit))
    assert "Enter whom you passed it to" in refused.text
    whole = {**noted, "explained": "TOLD", "passed_to": "Complaints team", **on("passed_on")}
    auditor.post("voices.new_matter", whole, **here(audit))
    matter = db.session.scalars(select(FamilyMatter)).one()
    about = {"matter_id": matter.public_id}

    assert "A complaint" in auditor.get("home.show").text
    assert "1 family to tell" in auditor.get("voices.matters").text
    # The audit is still a draft: the promise counts all the same.
    lead = open_as(council.lead)
    assert "0 of 1. 1 not yet" in lead.get("voices.rates").text
    manager = open_as(council.manager)
    assert "Nobody rings back." in manager.get("voices.matter", **about).text
    manager.post("voices.take_on", **about)
    manager.post("voices.told", {"version": "2"}, expect=200, **about)
    told = {**on("told_on"), "told_how": "PHONE", "outcome": "Said sorry.", "version": "2"}
    manager.post("voices.told", told, **about)
    assert "Said sorry." in manager.get("voices.matter", **about).text
    assert auditor.client.get(auditor.address("voices.matter", **about)).status_code == 404


def test_the_figures_are_shown_to_those_who_look_after_the_records(open_as, council, audit):
    heard(council, audit)
    by = viewer_of(council.auditor)
    say_not_asked(audit, Part.CHILD, WhyNot.TOO_YOUNG, "", 0, by, now())
    audit.status, audit.submitted_at = Status.SUBMITTED, now()
    page = open_as(council.lead).get("voices.rates")
    assert "0 of 1 children or young people were asked" in page.text
    assert "1 of 1 families were asked, and 1 of 1 of these answered" in page.text
    assert "The child is too young to be asked" in page.select_one("#why-child-caption").parent.text
    assert "East" in page.select_one("#teams-caption").parent.text
    open_as(council.practitioner).get("voices.rates", expect=403)
    assert "No audit was submitted" in open_as(council.auditor).get("voices.rates").text


def test_who_reads_it_leaves_a_trace_without_a_word_of_it(open_as, council, audit):
    asked_whether_safe(audit)
    reader = open_as(council.lead)
    reader.get("voices.family", audit_id=audit.public_id)
    event = db.session.scalars(select(Event).where(Event.name == "family:viewed")).one()
    assert (event.by_id, event.about_id) == (council.lead.id, audit.public_id)
    assert event.child == audit.child_public_id
