import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import OperationalError

from qa_app.foundation.database import db
from tests.web.kitchen import NOTE


def notes_kept() -> int:
    return db.session.scalar(select(func.count()).select_from(NOTE)) or 0


def write_a_note() -> None:
    db.session.execute(insert(NOTE).values(words="somebody looked"))
    db.session.commit()


def fail_to_write() -> None:
    raise OperationalError("insert", {}, Exception("disk full"))


def test_a_good_answer_keeps_the_work(client, keys):
    assert client.post("/notes", data={**keys, "words": "kept"}).status_code == 302
    assert notes_kept() == 1


@pytest.mark.parametrize("kind", ["refused", "missing", "changed", "database", "bug", "403", "429"])
def test_an_error_leaves_nothing_half_done(client, keys, kind):
    assert client.post(f"/break/{kind}", data=keys).status_code >= 400
    assert notes_kept() == 0


def test_slow_reading_holds_no_transaction_and_the_form_still_acts_once(client, keys):
    first, again = (client.post("/slow-notes", data=keys) for _ in range(2))

    assert (first.status_code, first.location) == (302, "/notes")
    assert (again.status_code, again.location) == (303, "/notes")
    assert db.session.scalars(select(NOTE.c.words)).all() == ["open while reading: False"]


def test_what_reading_leaves_behind_is_written_before_the_page_leaves(kitchen, client):
    kitchen.after_reading.append(write_a_note)
    assert client.get("/record").status_code == 200
    assert notes_kept() == 1


def test_a_page_whose_reading_cannot_be_noted_does_not_leave(kitchen, client):
    kitchen.after_reading.append(fail_to_write)
    answer = client.get("/record")
    assert answer.status_code == 503
    assert "NS104" not in answer.text


def test_a_page_that_was_not_shown_leaves_nothing_behind(kitchen, client):
    kitchen.after_reading.append(write_a_note)
    assert client.get("/break/missing").status_code == 404
    assert notes_kept() == 0
