"""What an issuer's server can answer, and how little of it reaches anybody."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.sign_in import calling_out, discovery
from qa_app.sign_in.operations.providers import Wanted, add_provider
from qa_app.sign_in.rules.discovery import ALGORITHMS
from tests.makers import make_council

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Issuer(BaseHTTPRequestHandler):
    """A server that answers what a test says."""

    answer: object = None
    drip = False
    leads_to = ""
    calls = 0

    def do_GET(self) -> None:
        type(self).calls += 1
        body = json.dumps(self.answer).encode()
        self.send_response(302 if self.leads_to else 200)
        self.send_header("Location", self.leads_to)
        self.end_headers()
        for byte in body if self.drip else ():
            self.wfile.write(bytes([byte]))
            time.sleep(0.2)
        if not self.drip:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def issuer() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    server.daemon_threads, server.block_on_close = True, False
    server.handle_error = lambda *_: None  # a caller that hangs up is what some tests are about
    Thread(target=server.serve_forever, daemon=True).start()
    Issuer.calls, Issuer.drip, Issuer.leads_to = 0, False, ""
    address = f"http://127.0.0.1:{server.server_port}"
    Issuer.answer = good(address)
    yield address
    server.shutdown()
    server.server_close()


def good(address):
    ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    return {"issuer": address, **{name: f"{address}/{name}" for name in ends}}


@pytest.fixture
def button(database, issuer):
    """The address of the button on the sign-in page."""
    provider = add_provider(make_council(), issuer, Wanted("qa"), None, now())
    db.session.commit()
    return f"/sign-in/single-sign-on/{provider.public_id}"


@pytest.mark.parametrize("answer", [[], "x", None, 5])
def test_what_is_no_document_is_said_to_be_none(open_as, button, answer):
    Issuer.answer = answer
    refused = open_as().client.get(button)
    assert refused.status_code == 403
    assert "did not confirm who you are" in refused.text


@pytest.mark.parametrize("offered", [None, 5, [[]], ["HS256", "none"], "RS256"])
def test_odd_ways_of_signing_are_no_ways(open_as, button, offered):
    Issuer.answer = {**Issuer.answer, ALGORITHMS: offered}
    assert open_as().client.get(button).status_code == 403


@pytest.mark.parametrize(
    "end", [5, ["x"], "", "http://login.example/", "javascript:alert(1)", "//login.example"]
)
def test_no_browser_is_led_to_an_odd_address(open_as, button, end):
    Issuer.answer = {**Issuer.answer, "authorization_endpoint": end}
    assert open_as().client.get(button).status_code == 403


def test_nothing_else_that_an_issuer_says_reaches_the_library(open_as, button, issuer):
    Issuer.answer = {**Issuer.answer, "default_timeout": 900, "scope": "all", "name": [5]}
    assert open_as().client.get(button).location.startswith(f"{issuer}/authorization_endpoint?")


def test_it_is_asked_once_in_some_minutes(open_as, button):
    for _ in range(5):
        assert open_as().client.get(button).status_code == 302
    assert Issuer.calls == 1


def test_one_that_does_not_answer_well_is_not_asked_again_at_once(open_as, button):
    Issuer.answer = 5
    for _ in range(5):
        assert open_as().client.get(button).status_code == 403
    assert Issuer.calls == 1


def test_it_is_asked_by_one_at_a_time(issuer, database):
    held = discovery._being_asked.setdefault(issuer, discovery.Lock())
    with held:
        assert discovery.discover(issuer, on_loopback=True).faults == [discovery.ASKED_JUST_NOW]
    assert Issuer.calls == 0


def test_it_is_not_followed_to_another_address(issuer, database):
    Issuer.leads_to = f"{issuer}/elsewhere"
    assert discovery.discover(issuer, on_loopback=True).faults == [discovery.NOT_REACHED]
    assert Issuer.calls == 1


def test_it_is_cut_when_its_time_is_up_however_slowly_it_goes_on(issuer, database, monkeypatch):
    monkeypatch.setattr(calling_out, "SECONDS", 1)
    Issuer.drip = True
    began = time.monotonic()
    assert discovery.discover(issuer, on_loopback=True).faults == [discovery.NOT_REACHED]
    assert time.monotonic() - began < 3


def test_too_much_is_not_read(issuer, database):
    Issuer.answer = {**Issuer.answer, "more": "x" * calling_out.LARGEST}
    assert discovery.discover(issuer, on_loopback=True).faults == [discovery.NOT_REACHED]


def test_a_name_that_leads_inward_is_not_called(issuer, database):
    with pytest.raises(calling_out.NotCalled):
        calling_out.place_of("localhost", 443, on_loopback=False)
    port = issuer.rpartition(":")[2]
    faults = discovery.discover(f"https://localhost:{port}", on_loopback=False).faults
    assert faults == [discovery.NOT_REACHED]
    assert Issuer.calls == 0


def test_a_name_that_is_never_found_is_given_up_in_time(database_url, monkeypatch):
    def never(*_: object, **__: object) -> list[object]:
        time.sleep(2)
        return []

    monkeypatch.setattr(calling_out.socket, "getaddrinfo", never)
    monkeypatch.setattr(calling_out, "SECONDS_TO_FIND", 0.2)
    began = time.monotonic()
    assert discovery.ask("https://login.example", on_loopback=False) == (
        {},
        [discovery.NOT_REACHED],
    )
    assert time.monotonic() - began < 1


def test_a_server_that_never_agrees_on_encryption_is_given_up_in_time(database_url, monkeypatch):
    """It sends the beginning of an answer and goes on for as long as one lets it."""
    monkeypatch.setattr(calling_out, "SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip_on, args=(server,), daemon=True).start()
        began = time.monotonic()
        issuer = f"https://127.0.0.1:{server.getsockname()[1]}"
        assert discovery.ask(issuer, on_loopback=True) == ({}, [discovery.NOT_REACHED])
    assert time.monotonic() - began < 3


def drip_on(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, suppress(OSError):
        for byte in b"\x16\x03\x03\x3f\xff\x02" + b"\0" * 100:
            connection.send(bytes([byte]))
            time.sleep(0.2)
