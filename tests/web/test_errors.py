import logging

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from qa_app.foundation.database import db
from qa_app.web.shell import Shell
from tests.page_client import check_page
from tests.web.kitchen import LOREM, NOTE

CANARY = "canary-Zx81-never-to-be-seen"
KINDS = {
    "400": 400,
    "403": 403,
    "404": 404,
    "409": 409,
    "413": 413,
    "429": 429,
    "500": 500,
    "503": 503,
    "refused": 409,
    "missing": 404,
    "changed": 409,
    "database": 503,
    "bug": 500,
    "wait": 429,
}


def read(answer) -> BeautifulSoup:
    page = BeautifulSoup(answer.text, "html5lib")
    check_page(page)
    return page


@pytest.mark.parametrize(("kind", "status"), KINDS.items())
def test_an_error_says_that_what_was_sent_is_not_saved_and_gives_it_back(
    client, keys, kind, status
):
    answer = client.post(f"/break/{kind}", data={**keys, "what_you_saw": LOREM})

    page = read(answer)
    assert answer.status_code == status
    assert "What you sent was not saved." in page.main.text
    assert page.select_one("textarea[readonly]").text.strip() == LOREM
    assert page.select_one("label[for=given-back-1]").text == "What you saw"


def test_what_is_given_back_is_called_what_its_form_calls_it(client, keys):
    page = read(client.post("/break/changed", data={**keys, "summary": LOREM, "of_old": LOREM}))
    labels = [label.text for label in page.select("main label")]
    assert labels == ["Describe what you found", "Of old"]


@pytest.mark.parametrize(("kind", "status"), KINDS.items())
def test_an_error_while_reading_says_that_nothing_was_lost(client, kind, status):
    answer = client.get(f"/break/{kind}")

    assert answer.status_code == status
    assert "Nothing of yours was lost" in read(answer).main.text


def test_every_character_survives_a_page_that_was_open_too_long(client):
    typed = "“Quotes”, <b>tags</b> & ampersands\n\n  a line with spaces  \nlast: £, é, 👪"
    answer = client.post("/notes", data={"csrf_token": "old", "words": typed})

    assert answer.status_code == 400
    assert "open for too long" in answer.text
    assert read(answer).select_one("textarea[readonly]").text == typed


@pytest.mark.parametrize(
    "name", ["password", "code", "new_password", "recovery_code", "account-password", "csrf_token"]
)
@pytest.mark.parametrize("kind", ["notes", "break/bug", "break/changed"])
def test_a_secret_is_never_given_back(client, keys, name, kind):
    sent = {"words": LOREM, name: CANARY}
    if kind != "notes" and name != "csrf_token":
        sent = {**keys, **sent}

    answer = client.post(f"/{kind}", data=sent)

    assert answer.status_code >= 400
    assert LOREM in answer.text
    assert CANARY not in answer.text


def test_what_a_form_carries_by_itself_is_not_shown_as_text(client, keys):
    sent = {**keys, "words": LOREM, "step": "1", "save": "yes", "later": "yes"}
    page = read(client.post("/break/refused", data=sent))
    assert [box.text.strip() for box in page.select("textarea")] == [LOREM]


def test_nothing_is_given_back_to_another_site(client):
    answer = client.post("/notes", data={"words": LOREM}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 400
    assert LOREM not in answer.text


def test_a_rule_that_says_no_gives_all_its_reasons(client, keys):
    page = read(client.post("/break/refused", data=keys))
    assert [reason.text for reason in page.select("main li")] == [
        "Only a draft can be changed",
        "Two findings have no theme",
    ]


def test_a_form_that_failed_links_to_itself(client, keys):
    page = read(client.post("/break/changed", data=keys))
    assert page.select_one("main a[href='/break/changed']").text == "Open the page again"


def test_a_wrong_method_says_which_are_right(client, keys):
    answer = client.post("/record", data=keys)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("kind", ["wait", "database"])
def test_an_error_that_passes_says_when_to_come_back(client, kind):
    assert int(client.get(f"/break/{kind}").headers["Retry-After"]) > 0


@pytest.mark.parametrize(("kind", "status"), KINDS.items())
def test_a_program_is_answered_in_json(client, keys, kind, status):
    answer = client.post(f"/break/{kind}", data=keys, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json["status"], answer.json["saved"]) == (
        status,
        status,
        False,
    )
    assert answer.json["error"]


def test_an_error_tells_nothing_of_the_inside(client):
    assert "Traceback" not in client.get("/break/bug").text
    assert "a bug" not in client.get("/break/bug").text
    assert "locked" not in client.get("/break/database").text


def test_what_a_driver_says_is_not_logged(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/break/database")
    assert "OperationalError" in caplog.text
    assert "locked" not in caplog.text


def test_a_page_of_an_error_needs_no_database(kitchen, client, monkeypatch):
    def nobody_answers() -> Shell:
        raise OperationalError("select", {}, Exception("no database"))

    monkeypatch.setitem(kitchen.extensions, "shell", nobody_answers)

    answer = client.get("/break/503")

    assert answer.status_code == 503
    assert read(answer).select_one(".app-header__service")


def test_a_page_of_an_error_asks_again_after_a_statement_that_failed(
    kitchen, client, keys, monkeypatch
):
    def asked_of_the_database() -> Shell:
        db.session.execute(select(NOTE))
        return Shell(person="Bo Ng")

    monkeypatch.setitem(kitchen.extensions, "shell", asked_of_the_database)

    assert "Bo Ng" in client.post("/break/statement", data=keys).text


def test_an_error_page_that_fails_still_says_what_happened(kitchen, client, monkeypatch):
    monkeypatch.delitem(kitchen.jinja_env.globals, "asset")
    kitchen.jinja_env.cache.clear()

    answer = client.get("/break/bug")

    kitchen.jinja_env.cache.clear()
    assert answer.status_code == 500
    assert "There is a problem with this service" in answer.text


def test_a_commit_whose_end_is_not_known_says_so(client, keys, monkeypatch):
    def lost(*_: object) -> None:
        raise OperationalError("commit", {}, Exception("gone"), connection_invalidated=True)

    monkeypatch.setattr(db.session.registry(), "commit", lost)

    answer = client.post("/notes", data={**keys, "words": LOREM})

    assert answer.status_code == 503
    assert "cannot tell whether" in answer.text
    assert LOREM in answer.text


def test_an_unknown_host_is_refused(client):
    assert client.get("/record", base_url="http://elsewhere.example").status_code == 400
