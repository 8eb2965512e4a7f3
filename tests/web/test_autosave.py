"""A form that saves itself, as its page would send it: in any order, twice, and by the wrong person."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.web import operations
from qa_app.web.models import OpenForm
from tests.web.kitchen import DRAFT

AS_AUTOSAVE = {"X-Autosave": "1", "Accept": "application/json"}
ADA, BO = {"X-Person": "1"}, {"X-Person": "2"}


@pytest.fixture
def opened(client):
    """Open the page as somebody, and give what its form carries."""

    def open_page(person=ADA):
        page = BeautifulSoup(client.get("/draft", headers=person).text, "html5lib")
        hidden = page.select("form[data-autosave] input[type=hidden]")
        return {field["name"]: field["value"] for field in hidden}

    return open_page


@pytest.fixture
def autosave(client):
    def send(carried, number, words, person=ADA, **more):
        sent = {**carried, "save_number": str(number), "words": words, **more}
        sent.pop("receipt_key")
        return client.post("/draft", data=sent, headers={**person, **AS_AUTOSAVE})

    return send


def stored():
    db.session.remove()
    return db.session.execute(select(DRAFT.c.words, DRAFT.c.version)).one()


def test_what_is_typed_is_saved_and_said_in_a_few_facts(opened, autosave):
    answer = autosave(opened(), 1, "Seen alone. She was born in May.")

    assert answer.status_code == 200
    assert answer.json["version"] == 2
    assert answer.json["saved"].endswith("m")
    assert answer.json["notices"] == {"words": ["This may be a date of birth."]}
    assert stored() == ("Seen alone. She was born in May.", 2)


def test_a_page_that_never_had_its_answer_goes_on_from_its_own_save(opened, autosave):
    carried = opened()
    autosave(carried, 1, "first")

    assert autosave(carried, 2, "second").json["version"] == 3
    assert stored() == ("second", 3)


def test_an_older_save_that_arrives_late_changes_nothing(opened, autosave):
    carried = opened()
    autosave(carried, 2, "second")
    late = autosave(carried, 1, "first")

    assert (late.status_code, late.json["version"]) == (200, 2)
    assert stored() == ("second", 2)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(1, 7)), st.lists(st.integers(1, 6), max_size=4))
def test_whatever_the_order_of_arrival_the_last_text_is_kept(opened, autosave, order, again):
    db.session.execute(delete(DRAFT))
    db.session.execute(insert(DRAFT).values(words="", more="", version=1))
    db.session.commit()
    carried = opened()

    for number in [*order, *again]:
        assert autosave(carried, number, f"text {number}").status_code == 200
    assert stored().words == "text 6"


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(opened, autosave):
    first, second = opened(), opened(BO)
    autosave(first, 1, "hers")
    answer = autosave(second, 1, "his", person=BO)

    assert (answer.status_code, answer.json["kind"]) == (409, "changed")
    assert stored().words == "hers"


def test_the_button_goes_on_from_the_autosaves_and_overtakes_them(opened, autosave, client):
    carried = opened()
    autosave(carried, 1, "half")
    sent = {**carried, "save_number": "3", "words": "whole"}
    answer = client.post("/draft", data=sent, headers=ADA)
    late = autosave(carried, 2, "almost")

    assert answer.status_code == 302
    assert late.status_code == 200
    assert stored() == ("whole", 3)


def test_without_scripts_the_version_carried_decides(opened, autosave, client):
    carried = opened()
    autosave(opened(BO), 1, "his", person=BO)
    page = client.post("/draft", data={**carried, "words": "hers"}, headers=ADA)

    assert "Somebody else has changed this part" in page.text
    assert "his" in page.text
    assert "hers" in page.text


def test_another_person_gets_nothing_of_a_form_and_saves_nothing_of_it(opened, autosave, client):
    carried = opened()
    answer = autosave(carried, 1, "only for Ada", person=BO)
    page = client.post("/draft", data={**carried, "words": "only for Ada"}, headers=BO)
    expired = {**carried, "csrf_token": "none", "words": "only for Ada"}
    refused = client.post("/draft", data=expired, headers=BO)

    assert [one.status_code for one in (answer, page, refused)] == [403, 403, 400]
    assert not [one for one in (answer, page, refused) if "only for Ada" in one.text]
    assert stored().words == ""


def test_a_page_learns_who_is_here_before_it_sends_a_word(opened, client):
    carried = opened()

    def ask(person):
        headers = {**person, "X-Autosave": carried["whose"]}
        return client.get("/draft", headers=headers)

    assert ask(ADA).json["yours"] is True
    assert ask(ADA).json["token"]
    assert ask(BO).json == {"yours": False, "token": None, "version": None}
    assert ask({}).status_code == 401


def test_a_page_learns_which_version_its_owner_saved_last(opened, autosave, client):
    def last(person):
        carried = opened(person)
        return client.get("/draft", headers={**person, "X-Autosave": carried["whose"]}).json

    assert last(ADA)["version"] is None
    autosave(opened(), 1, "hers")
    autosave(opened(), 1, "hers again")
    assert last(ADA)["version"] == 3
    assert last(BO)["version"] is None


def test_a_form_stays_its_owners_when_the_key_of_the_service_changes(opened, autosave, kitchen):
    carried, key = opened(), kitchen.secret_key
    kitchen.config.update(
        SECRET_KEY="another key for tests, 0123456789", SECRET_KEY_FALLBACKS=[key]
    )
    kitchen.config["WTF_CSRF_SECRET_KEY"] = [key, kitchen.secret_key]
    try:
        assert autosave(carried, 1, "still hers").status_code == 200
    finally:
        kitchen.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=None)
        kitchen.config.pop("WTF_CSRF_SECRET_KEY")


def test_what_cannot_be_kept_is_said_beside_its_question(opened, autosave):
    answer = autosave(opened(), 1, "kept in the page", more="x" * 21)

    assert answer.status_code == 422
    assert answer.json["problems"] == {"more": "Use 20 characters or fewer"}
    assert stored().words == ""


def test_a_name_of_a_form_that_is_not_its_own_opens_nothing(opened, autosave):
    carried = opened()
    autosave(carried, 1, "hers")
    his = {**opened(BO), "open_form": carried["open_form"]}

    assert autosave(his, 2, "his", person=BO).status_code == 400
    assert autosave(carried, "ten", "hers").status_code == 400
    assert autosave({**carried, "open_form": "k" * 65}, 2, "hers").status_code == 400


def test_forms_that_were_closed_long_ago_are_forgotten(opened, autosave):
    autosave(opened(), 1, "hers")

    assert operations.forget_open_forms(now()) == 0
    assert operations.forget_open_forms(now() + timedelta(hours=25)) == 1
    assert db.session.scalar(select(OpenForm)) is None


def test_a_failed_save_may_be_sent_again_under_its_number(opened, autosave):
    carried = opened()
    assert autosave(carried, 1, "too long", more="x" * 21).status_code == 422
    assert autosave(carried, 1, "right").json["version"] == 2


def test_characters_arrive_as_they_were_typed(opened, autosave):
    words = ("One line\r\nand the next 🙂\r\n" * 800)[:19_000].strip()
    autosave(opened(), 1, words)

    assert stored().words == words.replace("\r\n", "\n")
