from datetime import date, timedelta

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.queries.people import member_of
from qa_app.rounds.rules import State
from tests.makers import NOON, make_allocation, make_audit, make_council, make_person, make_place

SECTIONS = ("decisions", "supervision", "drift", "challenge")
TEXT = "A decision with its reasons on 3 May, and what it changed for her."
PEOPLE = {
    "PRACTITIONER-took": "yes",
    "CHILD-took": "no",
    "CHILD-why_not": "NOT_SAFE",
    "FAMILY-took": "yes",
}
BUTTON = {"go_on": "yes"}


def filled_in(page, version=None, **more):
    """What a browser sends of a page: the first of each choice, and the text wherever there is room."""
    sent = {}
    for box in page.select("form[data-section] input[type=radio]"):
        sent.setdefault(box["name"], box["value"])
    sent |= {"difference": "She sleeps at home.", "evidence": TEXT}
    sent["version"] = version or page.select_one("[name=version]")["value"]
    return {**sent, **more}


def write_section(browser, audit, section, **more):
    """Save it as often as its answers bring more questions."""
    there = {"audit_id": audit.public_id, "section_id": section}
    for _ in range(3):
        sent = filled_in(browser.get("audits.section", **there), **BUTTON, **more)
        answer = browser.post("audits.section", sent, **there)
        if f"/sections/{section}#" not in answer.location:
            break
    return answer


def write_all(browser, audit):
    here = {"audit_id": audit.public_id}
    browser.post("audits.safety", {"safe": "YES"}, **here)
    browser.post("audits.people", {**PEOPLE, **BUTTON}, **here)
    for section in SECTIONS + ("oversight-impact",):
        write_section(browser, audit, section)
    whole = {"difference": "She sleeps at home.", "impact": "clear", **BUTTON}
    version = browser.get("audits.whole", **here).select_one("[name=version]")["value"]
    browser.post("audits.whole", {**whole, "version": version}, **here)
    finding = {"text": "Supervision followed every action through.", "theme_1": "VOI1"}
    browser.post("audits.add_finding", finding, finding_kind="strength", **here)


def test_an_auditor_finds_what_is_allocated_and_begins(open_as):
    allocation = make_allocation(reference="0012345")
    browser = open_as(allocation.auditor)

    assert "0012345" in browser.get("audits.mine").text
    sent = browser.post("audits.begin", allocation_id=allocation.public_id)

    assert "Decisions at the points that matter" in browser.get(sent.location).text


def test_the_reference_is_in_the_heading_and_not_in_the_title_that_browsers_keep(open_as):
    audit = make_audit(reference="0012345")
    page = open_as(audit.allocation.auditor).get("audits.show", audit_id=audit.public_id)
    assert "0012345" in page.h1.text
    assert "0012345" not in page.title.text


def test_what_is_to_do_comes_first_and_what_was_done_last_comes_next(open_as):
    place = make_place()
    auditor = make_person(place=place)
    days = {"D1": date(2026, 7, 1), "D2": date(2026, 8, 1), "O1": date(2026, 10, 1)}
    made = {
        reference: make_allocation(auditor, place, reference, day)
        for reference, day in {**days, "O2": date(2026, 9, 1)}.items()
    }
    for reference, hours in (("D1", 1), ("D2", 2)):
        made[reference].state = State.DONE
        made[reference].done_at = NOON + timedelta(hours=hours)
    page = open_as(auditor).get("audits.mine")
    assert [key.text.split()[0] for key in page.select("dt")] == ["O2", "O1", "D2", "D1"]
    assert page.h1.text == "2 records to audit"
    assert [one.text for one in page.select("main h2")] == ["To do", "Done"]


def test_a_long_list_of_ones_own_is_paged(open_as):
    place = make_place()
    auditor = make_person(place=place)
    for number in range(27):
        make_allocation(auditor, place, f"R{number:02}")
    browser = open_as(auditor)
    first, second = (browser.get("audits.mine", page=page) for page in (1, 2))
    assert (len(first.select("dt")), len(second.select("dt"))) == (25, 2)
    assert second.h1.text == "27 records to audit"


def test_everything_answered_the_audit_is_submitted_and_counted(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    write_all(browser, audit)
    page = browser.get("audits.check_answers", audit_id=audit.public_id)
    assert "Everything that is asked for is here" in page.text
    browser.post("audits.check_answers", {"safe": "YES"}, audit_id=audit.public_id)

    assert "Submitted" in browser.get("audits.show", audit_id=audit.public_id).text
    done = browser.get("insight.completion").select_one("#completion").text
    assert done == "1 of 1 audits are done."


def test_a_manager_audits_a_record_of_another_team(open_as):
    council = make_council()
    auditor = make_person(Role.TEAM_MANAGER, make_place(council, "West"))
    audit = make_audit(auditor=auditor, place=make_place(council, "East"))
    browser = open_as(auditor)
    answer = write_section(browser, audit, "decisions")
    assert answer.location.endswith("/sections/supervision")


def test_a_section_is_saved_without_its_grade_and_graded_later(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    there = {"audit_id": audit.public_id, "section_id": "decisions"}
    browser.post("audits.section", {"evidence": TEXT, "later": "yes", "version": "0"}, **there)

    assert TEXT in browser.get("audits.section", **there).text
    page = browser.get("audits.show", audit_id=audit.public_id)
    assert "Begun" in page.select(".govuk-task-list__item")[1].text
    sent = browser.post(
        "audits.check_answers", {"safe": "YES"}, audit_id=audit.public_id, expect=409
    )
    assert "Grade “Decisions at the points that matter”" in sent.text


def test_an_audit_in_another_council_looks_like_no_audit(open_as):
    audit = make_audit()
    stranger = make_person(Role.QA_LEAD, make_council("Southshire"))
    open_as(stranger).get("audits.show", audit_id=audit.public_id, expect=404)


def test_a_manager_of_the_team_reads_the_audit_and_cannot_grade_it(open_as):
    audit = make_audit()
    manager = open_as(make_person(place=audit.allocation.place))
    manager.get("audits.show", audit_id=audit.public_id)
    for method in (manager.get, manager.post):
        method("audits.section", expect=404, audit_id=audit.public_id, section_id="decisions")
        method("audits.check_answers", expect=404, audit_id=audit.public_id)


def test_a_manager_of_another_team_does_not_find_the_audit(open_as):
    audit = make_audit()
    council = db.session.get(type(audit.allocation.place), audit.council_id)
    elsewhere = make_person(place=make_place(council, "Team 2"))
    open_as(elsewhere).get("audits.show", audit_id=audit.public_id, expect=404)


def test_an_auditor_stands_under_the_name_that_this_council_gave_them(open_as):
    audit = make_audit()
    auditor = audit.allocation.auditor
    auditor.name = "Ada as Southshire writes her"
    member_of(auditor.id, audit.council_id).name = "Ada Thornley-Here"
    db.session.commit()
    page = open_as(auditor).get("audits.show", audit_id=audit.public_id)
    assert "Ada Thornley-Here" in page.text
    assert "Southshire writes" not in page.text


def test_an_external_auditor_reads_the_template_of_their_own_audit_and_no_other(open_as):
    council = make_council()
    external = make_person(Role.EXTERNAL_AUDITOR, council)
    mine = make_audit(auditor=external, place=make_place(council), reference="0012345")
    other = make_audit(place=make_place(council, "West"), reference="0054321")
    browser = open_as(external)

    page = browser.get("audits.template", audit_id=mine.public_id)

    assert "Decisions at the points that matter" in page.text
    assert "What each grade looks like" in page.text
    assert not page.select("main a[href^='/audit-templates']"), "they may open none of these"
    browser.get("audits.template", expect=404, audit_id=other.public_id)
    browser.get("audit_templates.index", expect=403)


def test_an_audit_leads_to_its_template(open_as):
    audit = make_audit()
    browser = open_as(audit.allocation.auditor)
    page = browser.get("audits.show", audit_id=audit.public_id)
    address = page.find("a", string="Read the template")["href"]
    assert "version 1" in browser.get(address).text.lower()
