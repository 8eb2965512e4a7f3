from qa_app.access.rules import Role
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import member_of
from tests.makers import make_allocation, make_council, make_person, make_place


def somebody_to_run_it(allocation):
    council = db.session.get(Place, allocation.council_id)
    return make_person(Role.QA_OFFICER, council)


def elsewhere(allocation, **about):
    """A manager of another team of the council, who may read the record."""
    council = db.session.get(Place, allocation.council_id)
    return make_person(place=make_place(council, "West"), **about)


def test_open_work_is_given_to_somebody_else(open_as):
    allocation = make_allocation()
    other = elsewhere(allocation)
    browser = open_as(somebody_to_run_it(allocation))
    leaver = allocation.auditor.public_id

    browser.post(
        "rounds.open_work",
        {"allocations": [allocation.public_id], "to": other.public_id},
        person_id=leaver,
    )

    assert "Nothing is left" in browser.get("rounds.open_work", person_id=leaver).text
    assert allocation.reference in open_as(other).get("audits.mine").text


def test_what_a_leaver_has_still_to_read_stands_on_the_hand_over_list(open_as):
    allocation = make_allocation()
    member_of(allocation.auditor.id, allocation.council_id).leaves_on = clock.today()
    page = open_as(somebody_to_run_it(allocation)).get("people.hand_over")
    link = page.select_one(f'main a[href*="{allocation.auditor.public_id}"][href*="open-work"]')
    assert "1 record to audit" in page.text
    assert link is not None


def give_to_another(browser, allocation, other):
    return browser.post(
        "rounds.open_work",
        {"allocations": [allocation.public_id], "to": other.public_id},
        person_id=allocation.auditor.public_id,
    )


def test_what_was_given_to_whom_is_said_and_can_be_undone(open_as):
    allocation = make_allocation()
    leaver = allocation.auditor.public_id
    other = elsewhere(allocation, name="Priya Shah")
    browser = open_as(somebody_to_run_it(allocation))
    page = browser.get(give_to_another(browser, allocation, other).location)
    assert "1 record given to Priya Shah" in page.text
    assert "Who hands over work" in page.select_one(".govuk-breadcrumbs").text

    browser.post("rounds.take_back", person_id=leaver)

    page = browser.get("rounds.open_work", person_id=leaver)
    assert "1 record given back to" in page.text
    assert allocation.reference in page.text
    browser.post("rounds.take_back", person_id=leaver, expect=409)


def test_what_somebody_has_begun_on_is_not_taken_back(open_as):
    allocation = make_allocation()
    leaver, record = allocation.auditor.public_id, allocation.public_id
    other = elsewhere(allocation)
    browser = open_as(somebody_to_run_it(allocation))
    give_to_another(browser, allocation, other)
    assert "Undo" in browser.get("rounds.open_work", person_id=leaver).text
    open_as(other).post("audits.begin", allocation_id=record)

    assert "Undo" not in browser.get("rounds.open_work", person_id=leaver).text


def test_nothing_is_given_without_choosing_to_whom(open_as):
    allocation = make_allocation()
    browser = open_as(somebody_to_run_it(allocation))
    sent = browser.post("rounds.open_work", {}, person_id=allocation.auditor.public_id, expect=200)
    assert "Select who is to read them" in sent.text


def test_another_councils_open_work_cannot_be_found(open_as):
    allocation = make_allocation()
    stranger = make_person(Role.QA_OFFICER, make_council("Southshire"))
    open_as(stranger).get("rounds.open_work", person_id=allocation.auditor.public_id, expect=404)


def test_the_manager_of_a_records_own_team_is_given_it_only_with_a_reason(open_as):
    allocation = make_allocation()
    leaver, record = allocation.auditor.public_id, allocation.public_id
    own = make_person(place=allocation.place).public_id
    browser = open_as(somebody_to_run_it(allocation))
    asked = {"allocations": [record], "to": own}
    said = browser.search("rounds.open_work", asked, expect=409, person_id=leaver).text
    assert "is responsible for the team" in said
    browser.post("rounds.open_work", asked | {"against": "Nobody else"}, person_id=leaver)
