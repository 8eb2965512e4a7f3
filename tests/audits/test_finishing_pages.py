"""What was found, the check before submission, reading, printing, correcting and withdrawing."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.actions.models import Action
from qa_app.actions.rules import State
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import list_findings, list_proposals
from qa_app.audits.rules import FindingKind
from qa_app.foundation.database import db
from tests.audits.makers import SAW, auditor, fill, make_submitted
from tests.children.makers import make_child
from tests.makers import NOON, make_audit, make_council, make_person, make_place, viewer_of

FINDING = {"text": "Every action was followed through.", "theme_1": "VOI1", "theme_2": "VOI2"}


def here(audit):
    return {"audit_id": audit.public_id}


def reader_of(audit):
    return make_person(Role.QA_LEAD, audit.allocation.place)


@pytest.fixture
def done(database):
    return make_submitted()


def test_a_strength_is_added_changed_and_removed(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    browser.post("audits.add_finding", {**FINDING, "good_practice": "yes"}, finding_kind="strength", **here(audit))  # fmt: skip
    [made] = list_findings(audit)
    assert (made.good_practice, made.theme_codes) == (True, ["VOI1", "VOI2"])
    page = browser.get("audits.findings", **here(audit))
    assert "Suggested as good practice" in page.text
    about = {**here(audit), "finding_id": made.public_id}
    page = browser.get("audits.change_finding", **about)
    assert page.select_one("#theme_1 option[selected]")["value"] == "VOI1"
    changed = {"text": "Most actions.", "theme_1": "VOI2", "version": "1"}
    browser.post("audits.change_finding", changed, **about)
    assert "Most actions." in browser.get("audits.findings", **here(audit)).text
    browser.post("audits.remove_finding", {}, **about)
    assert list_findings(audit) == []


def test_a_finding_needs_its_words_and_a_theme_and_room(open_as):
    audit = make_audit()
    for number in range(3):
        operations.add_finding(audit, FindingKind.STRENGTH, f"{number}", ["VOI1"], False, auditor(audit), NOON)  # fmt: skip
    browser = open_as(audit.allocation.auditor)
    answer = browser.post("audits.add_finding", {}, expect=200, finding_kind="development", **here(audit))  # fmt: skip
    assert "Enter what you found" in answer.text
    assert "Select a theme" in answer.text
    answer = browser.post("audits.add_finding", FINDING, expect=409, finding_kind="strength", **here(audit))  # fmt: skip
    assert "room for 3 strengths" in answer.text
    assert "There is no room for more" in browser.get("audits.findings", **here(audit)).text


def test_words_suggest_themes_that_somebody_ticks(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    typed = {"text": "The child was seen alone, and her wishes and feelings are written down."}
    asked = {**typed, "suggest": "yes"}
    page = browser.post("audits.add_finding", asked, expect=200, finding_kind="strength", **here(audit))  # fmt: skip
    boxes = BeautifulSoup(page.text, "html5lib").select("[name=suggested]")
    offered = [one["value"] for one in boxes]
    assert offered and not [one for one in boxes if one.has_attr("checked")]
    assert "seen alone" in page.text
    assert list_findings(audit) == []
    browser.post("audits.add_finding", {**typed, "suggested": offered[:2]}, finding_kind="strength", **here(audit))  # fmt: skip
    [made] = list_findings(audit)
    assert made.theme_codes == offered[:2]


def test_themes_are_suggested_while_typing_and_no_more_than_three_are_taken(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    piece = browser.post(
        "audits.suggest_themes", {"text": "Seen alone."}, expect=200, **here(audit)
    )
    assert 'name="suggested"' in piece.json["piece"]
    four = {**FINDING, "theme_3": "VOI3", "suggested": "PLN1"}
    answer = browser.post("audits.add_finding", four, expect=200, finding_kind="strength", **here(audit))  # fmt: skip
    assert "Choose 3 themes or fewer" in answer.text


def test_the_second_of_two_who_change_a_finding_is_told(open_as):
    audit = make_audit()
    made = operations.add_finding(audit, FindingKind.STRENGTH, "A", ["VOI1"], False, auditor(audit), NOON)  # fmt: skip
    browser = open_as(audit.allocation.auditor)
    about = {**here(audit), "finding_id": made.public_id}
    for text, code in (("B", 302), ("C", 409)):
        typed = {"text": text, "theme_1": "VOI1", "version": "1"}
        browser.post("audits.change_finding", typed, expect=code, **about)
    assert [one.text for one in list_findings(db.session.get(Audit, audit.id))] == ["B"]


def test_what_is_missing_leads_to_the_very_question(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    page = browser.get("audits.check_answers", **here(audit))
    links = [one["href"] for one in page.select("ol li a[href*='#']")]
    assert links[0].endswith("/safety#safe")
    assert links[1].endswith("/people#PRACTITIONER-took")
    question = next(one for one in links if "/sections/" in one)
    address, _, field = question.partition("#")
    assert browser.get(address).select_one(f'[id="{field}"]')


def test_an_audit_is_read_whole_by_whoever_may_read_it(open_as, done):
    page = open_as(reader_of(done)).get("audits.show", **here(done))
    assert SAW in page.text
    assert "Seen and known" not in page.text
    assert "A strength." in page.text
    assert "Took part" in page.text
    assert not page.select("a[href$='/correct']")


def test_it_is_printed_without_its_reference_unless_that_is_asked_for(open_as, done):
    browser = open_as(reader_of(done))
    page = browser.get("audits.show", **here(done))
    assert "app-identifier--printed" not in page.h1.decode()
    page = browser.get("audits.show", reference="yes", **here(done))
    assert "app-identifier--printed" in page.h1.decode()


def test_a_fact_is_corrected_and_what_it_said_before_can_be_read(open_as, done):
    browser = open_as(done.allocation.auditor)
    there = {**here(done), "section_id": "decisions"}
    page = browser.get("audits.correct", **there)
    assert not page.select("input[name=grade]"), "the grade stays as it was given"
    version = page.select_one("[name=version]")["value"]
    boxes = {one["name"]: one["value"] for one in page.select("input[checked]")}
    boxes |= {one["name"]: one.text.strip() for one in page.select("main textarea")}
    right = SAW.replace("3 November", "4 November")
    typed = {**boxes, "version": version, "evidence": right, "why": ""}
    assert (
        "Enter why it is corrected"
        in browser.post("audits.correct", typed, expect=200, **there).text
    )
    browser.post("audits.correct", {**typed, "why": "The wrong day."}, **there)

    page = browser.get("audits.show", **here(done))
    assert right in page.text
    assert "The wrong day." in page.text
    before = browser.get("audits.earlier", **there)
    assert SAW in before.text
    assert done.readings[0].grade


def test_a_correction_takes_nothing_away_that_the_audit_had_to_say(open_as, done):
    browser = open_as(done.allocation.auditor)
    there = {**here(done), "section_id": "decisions"}
    version = browser.get("audits.correct", **there).select_one("[name=version]")["value"]
    wiped = {"version": version, "why": "Wipe"}
    answer = browser.post("audits.correct", wiped, expect=409, **there)
    assert "Answer “" in answer.text
    assert SAW in browser.get("audits.show", **here(done)).text


def test_whoever_says_who_took_part_on_an_old_page_is_told_what_was_saved_meanwhile(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    nobody = {"CHILD-took": "no", "CHILD-why_not": "TOO_YOUNG", "FAMILY-took": "yes"}
    browser.post("audits.people", {"PRACTITIONER-took": "yes", **nobody}, **here(audit))
    old = {"PRACTITIONER-took": "no", "PRACTITIONER-why_not": "TOO_YOUNG", **nobody, "seen": ""}
    answer = browser.post("audits.people", old, expect=409, **here(audit))
    assert "the practitioner took part" in answer.text
    seen = BeautifulSoup(answer.text, "html5lib").select_one("[name=seen]")["value"]
    browser.post("audits.people", {**old, "seen": seen}, **here(audit))


def test_only_whoever_runs_the_programme_withdraws_an_audit(open_as, done):
    manager = open_as(make_person(Role.TEAM_MANAGER, done.allocation.place))
    manager.get("audits.withdraw", expect=403, **here(done))
    lead = open_as(reader_of(done))
    lead.post("audits.withdraw", {"why": "The wrong record."}, **here(done))
    assert "Withdrawn" in lead.get("audits.show", **here(done)).text


def test_the_audit_before_stays_without_its_grades_until_this_auditor_has_graded(open_as):
    council = make_council()
    north = make_place(council, "North")
    make_child(north, reference="7654321")
    make_submitted(place=north, reference="7654321", day=NOON.date().replace(month=8))
    lead = make_person(Role.QA_LEAD, council)
    audit = make_audit(auditor=lead, place=north, reference="7654321")
    audit.begun_at = NOON.replace(year=2027)
    browser = open_as(lead)
    page = browser.get("audits.show", **here(audit))
    assert "Its grades are shown once" in page.text
    assert "Read the whole of it" not in page.text
    fill(db.session.get(Audit, audit.id))
    db.session.commit()
    assert "Read the whole of it" in browser.get("audits.show", **here(audit)).text


def test_who_did_not_take_part_needs_a_reason(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    typed = {"CHILD-took": "no", "go_on": "yes"}
    answer = browser.post("audits.people", typed, expect=200, **here(audit))
    page = BeautifulSoup(answer.text, "html5lib")
    assert page.select_one(".govuk-error-summary a")["href"] == "#CHILD-why_not"
    browser.post("audits.people", {**typed, "CHILD-why_not": "TOO_YOUNG"}, **here(audit))
    page = browser.get("audits.people", **here(audit))
    assert page.select_one("#CHILD-why_not option[selected]")["value"] == "TOO_YOUNG"


def test_one_goes_on_where_one_stopped(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    assert browser.get("audits.show", **here(audit)).find("a", string="Start")
    typed = {"version": "0", "a-mo1-1": "yes", "later": "yes"}
    browser.post("audits.section", typed, section_id="decisions", **here(audit))
    link = browser.get("audits.show", **here(audit)).find("a", string="Go on where you stopped")
    assert link["href"].endswith("/sections/decisions#a-mo1-2")


def audit_of_a_child():
    team = make_place()
    return make_audit(place=team, reference=make_child(team).child.reference)


PROPOSED = {
    "what": "Hold a family group meeting",
    "for_whom": "CHILD",
    "within": "10",
    "how_we_will_know": "The family has a plan of its own",
}


def test_an_action_is_proposed_changed_and_removed(open_as):
    audit = audit_of_a_child()
    browser = open_as(audit.allocation.auditor)
    browser.post("audits.propose_action", PROPOSED, **here(audit))
    [made] = list_proposals(audit)
    about = {**here(audit), "proposal_id": made.public_id}
    assert "in 10 working days" in browser.get("audits.findings", **here(audit)).text
    assert "Hold a family group meeting" in browser.get("audits.check_answers", **here(audit)).text
    page = browser.get("audits.change_proposal", **about)
    assert page.select_one("[name=within]")["value"] == "10"
    browser.post("audits.change_proposal", {**PROPOSED, "for_whom": "TEAM", "within": "5"}, **about)
    assert "The team, in 5 working days" in browser.get("audits.findings", **here(audit)).text
    assert "Hold a family group meeting" in browser.get("audits.remove_proposal", **about).text
    browser.post("audits.remove_proposal", {}, **about)
    assert list_proposals(audit) == []


def test_an_action_needs_its_words_a_day_and_how_it_is_known(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    answer = browser.post("audits.propose_action", {"within": "0"}, expect=200, **here(audit))
    for asked in ("Enter what will be done", "Select for whom it is", "Enter how we will know"):
        assert asked in answer.text


def test_what_was_proposed_is_owed_once_the_audit_is_handed_in_and_no_longer_right_once_withdrawn(
    open_as,
):
    audit = fill(audit_of_a_child())
    browser = open_as(audit.allocation.auditor)
    browser.post("audits.propose_action", PROPOSED, **here(audit))
    browser.post("audits.check_answers", {"safe": "YES"}, **here(audit))
    audit = db.session.get(Audit, audit.id)
    [made] = db.session.scalars(select(Action)).all()
    assert made.state is State.OWED
    assert made.due_on is not None
    operations.withdraw(audit, "Read by mistake", viewer_of(reader_of(audit)), NOON)
    assert made.state is State.NO_LONGER_RIGHT
