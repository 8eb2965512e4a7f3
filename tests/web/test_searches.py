import pytest
from sqlalchemy import func, select

from qa_app.foundation.database import db
from tests.web.conftest import keys_of
from tests.web.kitchen import NOTE
from tests.web.test_transactions import write_a_note


@pytest.fixture
def token(client):
    return {"csrf_token": keys_of(client)["csrf_token"]}


def test_what_was_typed_is_answered_at_once(client, token):
    answer = client.post("/list", data={**token, "child": "NS1", "status": "DRAFT"})
    assert (answer.status_code, answer.location) == (200, None)
    assert "NS1" not in str(answer.headers)


def test_choices_alone_lead_to_their_address(client, token):
    asked = {**token, "child": " ", "status": "DRAFT", "team": "", "page": "2"}
    answer = client.post("/list", data=asked)
    assert (answer.status_code, answer.location) == (303, "/list?status=DRAFT&page=2")


def test_a_search_needs_its_token(client):
    assert client.post("/list", data={"child": "NS1"}).status_code == 400


def test_a_search_may_be_sent_again_and_again(client, token):
    for _ in range(2):
        assert client.post("/list", data={**token, "child": "NS1"}).status_code == 200


def test_a_search_reads_and_leaves_behind_what_reading_does(kitchen, client, token):
    kitchen.after_reading.append(write_a_note)
    client.post("/list", data={**token, "child": "NS1"})
    assert db.session.scalar(select(func.count()).select_from(NOTE)) == 1
