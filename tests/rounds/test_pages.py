from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from tests.makers import make_allocation, make_council, make_person


def somebody_to_run_it(allocation):
    council = db.session.get(Place, allocation.council_id)
    return make_person(Role.QA_OFFICER, council)


def test_open_work_is_given_to_somebody_else(open_as):
    allocation = make_allocation()
    other = make_person(place=allocation.place)
    browser = open_as(somebody_to_run_it(allocation))
    leaver = allocation.auditor.public_id

    browser.post(
        "rounds.open_work",
        {"allocations": [allocation.public_id], "to": other.public_id},
        person_id=leaver,
    )

    assert "Nothing is left" in browser.get("rounds.open_work", person_id=leaver).text
    assert allocation.reference in open_as(other).get("audits.mine").text


def test_nothing_is_given_without_choosing_to_whom(open_as):
    allocation = make_allocation()
    browser = open_as(somebody_to_run_it(allocation))
    sent = browser.post("rounds.open_work", {}, person_id=allocation.auditor.public_id, expect=200)
    assert "Select who is to read them" in sent.text


def test_another_councils_open_work_cannot_be_found(open_as):
    allocation = make_allocation()
    stranger = make_person(Role.QA_OFFICER, make_council("Southshire"))
    open_as(stranger).get("rounds.open_work", person_id=allocation.auditor.public_id, expect=404)
