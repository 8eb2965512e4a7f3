import threading
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.web import operations
from qa_app.web.fields.form import new_receipt_key
from qa_app.web.models import FormReceipt
from qa_app.web.receipts import digest_of_body
from tests.web.conftest import keys_of
from tests.web.kitchen import NOTE
from tests.web.test_transactions import notes_kept

DOUBLE_POSTS = 200


def test_the_same_form_sent_again_gets_the_first_answer(client, keys):
    first, second = (client.post("/notes", data={**keys, "words": "once"}) for _ in range(2))

    assert first.location == second.location
    assert notes_kept() == 1


def test_the_same_key_with_other_words_is_refused_and_gives_them_back(client, keys):
    first = client.post("/notes", data={**keys, "words": "first"})
    answer = client.post("/notes", data={**keys, "words": "and then another thought"})

    assert answer.status_code == 409
    assert "and then another thought" in answer.text
    assert "not saved" in answer.text
    assert f'href="{first.location}"' in answer.text
    assert notes_kept() == 1


def test_another_person_is_not_answered_from_a_receipt(client, keys):
    words = {**keys, "words": "mine"}
    client.post("/notes", data=words, headers={"X-Person": "1"})
    answer = client.post("/notes", data=words, headers={"X-Person": "2"})

    assert answer.status_code == 409
    assert "made=" not in answer.text


def test_a_form_with_a_mistake_may_be_sent_again_under_its_key(client, keys):
    assert client.post("/notes", data={**keys, "words": ""}).status_code == 200
    assert client.post("/notes", data={**keys, "words": "now right"}).status_code == 302
    assert notes_kept() == 1


def test_a_form_that_failed_may_be_sent_again_under_its_key(client, keys):
    for _ in range(2):
        assert client.post("/break/refused", data=keys).status_code == 409
    assert db.session.scalar(select(func.count()).select_from(FormReceipt)) == 0


def test_every_page_carries_a_key_of_its_own(client):
    assert keys_of(client)["receipt_key"] != keys_of(client)["receipt_key"]


def test_a_key_of_another_size_is_no_key(client, keys):
    assert client.post("/notes", data={**keys, "receipt_key": "x" * 65}).status_code == 400


def test_a_receipt_tells_files_apart(kitchen):
    digests = set()
    for content in (b"one", b"two", b"one"):
        data = {"list": (BytesIO(content), "list.csv")}
        with kitchen.test_request_context("/", method="POST", data=data):
            digests.add(digest_of_body())
    assert len(digests) == 2


def test_receipts_are_forgotten_after_a_day(kitchen):
    for age in (timedelta(hours=1), timedelta(hours=25)):
        operations.claim(
            new_receipt_key(), person_id=1, endpoint="notes", digest="d", at=now() - age
        )
    assert operations.forget_receipts(now()) == 1
    assert db.session.scalar(select(func.count()).select_from(FormReceipt)) == 1


@pytest.fixture
def committing_kitchen(kitchen_app: Flask, service: Flask) -> Iterator[Flask]:
    """The kitchen where every request has a connection of its own and what is kept is kept."""
    NOTE.create(db.engine)
    db.session.remove()
    yield kitchen_app
    db.session.remove()
    NOTE.drop(db.engine)
    with db.engine.begin() as connection:
        connection.execute(delete(FormReceipt))


@pytest.mark.slow
def test_two_hundred_double_posts_make_one_each(committing_kitchen):
    client = committing_kitchen.test_client()
    answers: list[tuple[int, str | None]] = []

    def press(data: dict[str, str]) -> None:
        same_browser = committing_kitchen.test_client()
        same_browser.set_cookie("session", cookie)
        answer = same_browser.post("/notes", data=data)
        answers.append((answer.status_code, answer.location))

    page = keys_of(client)
    cookie = client.get_cookie("session").value
    for number in range(DOUBLE_POSTS):
        data = {**page, "receipt_key": new_receipt_key(), "words": f"note {number}"}
        both = [threading.Thread(target=press, args=(data,)) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()

    assert notes_kept() == DOUBLE_POSTS
    assert len(answers) == 2 * DOUBLE_POSTS
    assert {status for status, _ in answers} <= {302, 303}
    assert len({location for _, location in answers}) == DOUBLE_POSTS
