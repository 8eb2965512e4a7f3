from datetime import date, timedelta

from bs4 import BeautifulSoup

from qa_app.access.rules import Role
from qa_app.audits import operations as audits
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.moderation.operations import inadequates
from qa_app.moderation.queries.inadequates import counts, list_inadequates, list_to_answer
from qa_app.moderation.rules.inadequates import working_days_late
from tests.makers import NOON, TODAY, make_person, viewer_of
from tests.moderation.makers import ADDRESS, Council, fresh


def test_nobody_has_to_put_right_what_a_withdrawn_audit_found(database):
    council = Council(share=0)
    audit = council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    head, director = viewer_of(council.head), viewer_of(council.director)
    assert counts(director, TODAY)[:2] == (1, 1)
    audits.withdraw(audit, "Of another child.", viewer_of(council.lead), NOON)
    assert counts(director, TODAY.replace(month=12)) == (0, 0, 0)
    assert list_inadequates(director, 10) == list_to_answer(head, 10) == []


def test_the_second_head_of_service_is_shown_what_the_first_wrote_before_it_is_replaced(open_as):
    council = Council(share=0)
    council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    found = list_inadequates(viewer_of(council.head), 1)[0]
    first = open_as(council.head)
    second = open_as(make_person(Role.HEAD_OF_SERVICE, council.service))
    here = {"inadequate_id": found.public_id}
    page = second.get("inadequates.answer", **here)
    said = {"siblings": "NO", "support": "Supervision."}
    said["version"] = page.select_one("[name=version]")["value"]
    first.post("inadequates.answer", said | {"put_right": "She was seen."}, **here)
    answer = second.post("inadequates.answer", said | {"put_right": "He moved."}, 409, **here)
    page = BeautifulSoup(answer.text, "html5lib")
    assert "Somebody else changed this" in page.select_one("main").text
    assert [one.text for one in page.select("main td")] == ["She was seen.", "He moved."]
    assert page.select_one("[name=put_right]").text.strip() == "He moved."
    assert fresh(found).put_right == "She was seen."
    said["version"] = page.select_one("[name=version]")["value"]
    second.post("inadequates.answer", said | {"put_right": "Both."}, **here)
    assert fresh(found).put_right == "Both."


def test_days_off_do_not_make_an_answer_later():
    friday = date(2026, 11, 20)
    after = [working_days_late(friday, friday + timedelta(days=one)) for one in range(6)]
    assert after == [0, 1, 1, 1, 2, 3]
    assert working_days_late(friday, date(2026, 11, 24), {date(2026, 11, 23)}) == 1


def test_it_is_said_that_a_grade_is_provisional_and_an_answer_was_late(open_as):
    council = Council(share=100)
    council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    found = list_inadequates(viewer_of(council.director), 1)[0]
    here, head = {"inadequate_id": found.public_id}, viewer_of(council.head)
    director = open_as(council.director)
    page = director.get("inadequates.show", **here).text
    assert "a second opinion is still to come" in page and "may change" in page
    assert "provisional: a second opinion" in director.get("inadequates.index").text
    found = fresh(found)
    said = inadequates.Answer("She was seen.", inadequates.Siblings.NO, "", "Supervision.")
    inadequates.answer(found, said, head, NOON + timedelta(days=12))
    found.audit.status = Status.AGREED
    db.session.commit()
    page = " ".join(director.get("inadequates.show", **here).text.split())
    assert "working days late" in page and "provisional" not in page.lower()
    assert "working days late" in director.get("inadequates.index").text
