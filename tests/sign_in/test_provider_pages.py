"""A council's own sign-ins, as its administrator looks after them."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.outbox.models import Email
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.models import IdentityProvider, SignInSession
from qa_app.sign_in.operations.sessions import begin
from qa_app.sign_in.rules.issuers import State
from qa_app.sign_in.rules.sessions import FRESH, Factor
from qa_app.trail.models import Event
from tests.makers import make_council, make_person, make_place

ENTRA = "https://login.microsoftonline.com/0000/v2.0"
ANSWERS = {"issuer": ENTRA, "client_id": "us", "client_secret": "s3cret-of-ours", "name": "Work account"}  # fmt: skip


@pytest.fixture
def council(database):
    return make_council()


@pytest.fixture
def admin(council, open_as):
    return open_as(make_person(Role.ADMINISTRATOR, council))


@pytest.fixture
def second(council, open_as):
    return open_as(make_person(Role.ADMINISTRATOR, council))


def the_provider():
    db.session.expire_all()
    return db.session.scalars(select(IdentityProvider)).one()


def added(admin, **other):
    return admin.post("sign_in.new_provider", {**ANSWERS, **other}).location


def happened():
    wanted = select(Event.name).where(Event.name.startswith("sign-in:provider"))
    wanted = wanted.order_by(Event.id)
    return [name.partition("provider-")[2] for name in db.session.scalars(wanted)]


def test_a_provider_is_added_and_its_secret_is_never_shown_again(admin):
    address = added(admin)
    assert seal.open(the_provider().client_secret) == "s3cret-of-ours"
    page = admin.get(address)
    assert "s3cret" not in page.text and not page.select("input[value*=s3cret]")
    assert f"/sign-in/single-sign-on/{the_provider().public_id}/answer" in page.text
    assert "Work account" in admin.get("sign_in.providers").text
    assert "Single sign-on" in admin.get("settings.index").text


def test_a_change_without_a_secret_keeps_the_one_there_is(admin):
    address = added(admin)
    change = {"client_id": "new-id", "name": "", "email_domain": "@Northshire.Example"}
    admin.post(address, {**change, "version": the_provider().version})
    changed = the_provider()
    assert (changed.client_id, changed.email_domain) == ("new-id", "northshire.example")
    assert seal.open(changed.client_secret) == "s3cret-of-ours"
    assert happened() == ["added", "changed"]


def test_a_late_change_is_not_saved_over_an_earlier_one(admin):
    address = added(admin)
    sent = admin.post(address, {"client_id": "late", "version": "0"}, expect=409)
    assert "Somebody else changed this" in sent.text
    assert the_provider().client_id == "us"


def approve(second):
    page = f"/settings/single-sign-on/{the_provider().public_id}/approval"
    return second.post(page, {"version": the_provider().version})


def test_it_is_switched_off_and_on(admin, second, open_as):
    address = added(admin)
    approve(second)
    assert "Work account" in open_as().get("sign_in.sign_in").text
    admin.post(address + "/switch-off")
    assert "Work account" not in open_as().get("sign_in.sign_in").text
    assert "Switched off" in admin.get(address).text
    admin.post(address + "/switch-on")
    assert "Work account" not in open_as().get("sign_in.sign_in").text
    approve(second)
    assert "Work account" in open_as().get("sign_in.sign_in").text
    assert happened() == ["added", "approved", "switched-off", "switched-on", "approved"]


def test_everybody_who_may_approve_is_told_once_and_led_there(admin, council, open_as):
    governance = make_person(Role.INFORMATION_GOVERNANCE, council)
    make_person(Role.ADMINISTRATOR, make_place(council, "East"))
    make_person(Role.INFORMATION_GOVERNANCE, make_council("Elsewhere"))
    db.session.commit()
    address = added(admin)

    (told,) = db.session.scalars(select(Email))
    assert (told.to, told.council_id) == (governance.email, council.id)
    assert f"http://localhost{address}/approval" in told.text
    browser = open_as(governance)
    link = browser.get("home.show").select_one("section[aria-labelledby=single-sign-on] a")
    assert browser.get(link["href"]).h1.text.startswith("Approve single sign-on")
    assert not admin.get("home.show").select("section[aria-labelledby=single-sign-on]")
    admin.post(address, {"client_id": "us", "name": "Other", "version": the_provider().version})
    assert len(db.session.scalars(select(Email)).all()) == 1


def test_governance_finds_single_sign_on_when_nothing_waits(council, open_as):
    browser = open_as(make_person(Role.INFORMATION_GOVERNANCE, council))
    link = browser.get("home.show").select_one("section[aria-labelledby=single-sign-on] a")
    assert browser.get(link["href"]).h1.text == "Single sign-on"


def test_nobody_approves_what_they_set_up_themselves(admin, open_as):
    added(admin)
    page = f"/settings/single-sign-on/{the_provider().public_id}/approval"
    sent = admin.post(page, {"version": the_provider().version}, expect=409)
    assert "Ask another administrator" in sent.text
    assert the_provider().state is State.WAITING
    address = f"/sign-in/single-sign-on/{the_provider().public_id}"
    assert open_as().client.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE])
def test_a_second_person_approves_what_their_page_showed(admin, council, open_as, role):
    added(admin)
    other = open_as(make_person(role, council))
    page = "/settings/single-sign-on/" + the_provider().public_id + "/approval"
    assert ENTRA in other.get(page).text and ENTRA in other.get("sign_in.providers").text
    assert "Somebody else changed" in other.post(page, {"version": "0"}, expect=409).text
    other.post(page, {"version": the_provider().version})
    assert the_provider().state is State.IN_USE


@pytest.mark.parametrize("role", [Role.QA_LEAD, Role.DIRECTOR])
def test_no_other_role_approves(admin, council, open_as, role):
    added(admin)
    page = f"/settings/single-sign-on/{the_provider().public_id}/approval"
    open_as(make_person(role, council)).get(page, expect=403)


@pytest.mark.parametrize("change", [{"client_id": "other"}, {"email_domain": "b.example"}])
def test_a_change_of_whom_it_speaks_for_waits_again(admin, second, change):
    address = added(admin)
    approve(second)
    admin.post(address, {"client_id": "us", "name": "New name", "version": the_provider().version})
    assert the_provider().state is State.IN_USE
    admin.post(address, {"client_id": "us", **change, "version": the_provider().version})
    assert the_provider().state is State.WAITING


def test_switching_it_off_ends_its_sessions(admin, council, open_as):
    address = added(admin)
    person = make_person(Role.QA_LEAD, council)
    browser, secret = open_as(person), new_secret()
    factor = Factor.SINGLE_SIGN_ON
    begin(person, secret, now(), factor=factor, provider=the_provider())
    db.session.commit()
    other = open_as()
    other.client.set_cookie("sign-in", secret)
    assert other.client.get("/my-account").status_code == 200
    admin.post(address + "/switch-off")
    assert other.client.get("/my-account").location == "/sign-in"
    assert browser.client.get("/my-account").status_code == 200


def test_a_domain_of_another_councils_people_cannot_be_claimed(admin):
    make_person(Role.QA_LEAD, make_council("Southshire"), email="cara@southshire.example")
    db.session.commit()
    answers = {**ANSWERS, "email_domain": "southshire.example"}
    sent = admin.post("sign_in.new_provider", answers, expect=409)
    assert "This email domain cannot be used here" in sent.text and "Southshire" not in sent.text


def test_a_domain_that_was_taken_meanwhile_is_not_switched_on_again(admin, open_as):
    address = added(admin, email_domain="shire.example")
    admin.post(address + "/switch-off")
    south = open_as(make_person(Role.ADMINISTRATOR, make_council("Southshire")))
    added(south, issuer="https://other.example", email_domain="shire.example")
    admin.post(address + "/switch-on", expect=409)
    assert "switched-on" not in happened()


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"issuer": "http://issuer.example"}, "begins with https://"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "tenant"),
        ({"email_domain": "not a domain"}, "the part after the @"),
        ({"client_id": ""}, "Enter the client id"),
    ],
)
def test_what_will_not_do_is_said(admin, answers, says):
    expect = 200 if "client_id" in answers else 409
    sent = admin.post("sign_in.new_provider", {**ANSWERS, **answers}, expect=expect)
    assert says in sent.text
    assert "s3cret" not in sent.text
    assert db.session.scalars(select(IdentityProvider)).all() == []


def test_an_issuer_and_a_domain_belong_to_one_council_and_nobody_learns_to_which(admin, open_as):
    south = open_as(make_person(Role.ADMINISTRATOR, make_council("Southshire")))
    theirs = added(south, email_domain="southshire.example")
    sent = admin.post("sign_in.new_provider", ANSWERS, expect=409)
    assert "cannot be used here" in sent.text and "Southshire" not in sent.text
    other = {**ANSWERS, "issuer": "https://other.example", "email_domain": "southshire.example"}
    assert "cannot be used here" in admin.post("sign_in.new_provider", other, expect=409).text
    admin.get(theirs, expect=404)
    admin.post(theirs + "/switch-off", expect=404)
    assert "here already" in south.post("sign_in.new_provider", ANSWERS, expect=409).text


def test_it_is_for_whoever_looks_after_the_whole_council(council, open_as):
    local = open_as(make_person(Role.ADMINISTRATOR, make_place(council)))
    local.get("sign_in.providers", expect=403)
    local.post("sign_in.new_provider", ANSWERS, expect=403)
    open_as(make_person(Role.QA_LEAD, council)).get("sign_in.providers", expect=403)


def test_who_they_are_is_asked_again_after_a_quarter_of_an_hour(admin):
    address = added(admin)
    db.session.execute(update(SignInSession).values(proved_at=now() - FRESH))
    db.session.commit()
    assert admin.post(address + "/switch-off").location == "/my-account/proof"
    assert the_provider().switched_off_at is None
    asked = admin.get("/my-account/proof").select_one("main").text
    assert "how everybody in the council signs in" in asked


def test_a_passkey_is_needed_as_on_the_pages_of_other_peoples_accounts(admin):
    db.session.execute(update(SignInSession).values(factor=Factor.CODE))
    db.session.commit()
    person = admin.person.public_id
    for page in ("/settings/single-sign-on", f"/people/{person}/sign-in"):
        assert admin.client.get(page).location == "/my-account/passkeys"


class Discovery(BaseHTTPRequestHandler):
    """An issuer as far as its discovery document goes."""

    document: dict[str, object] = {}

    def do_GET(self) -> None:
        body = json.dumps(self.document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def issuer() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Discovery)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    ends = {name: f"{address}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}  # fmt: skip
    Discovery.document = {"issuer": address, **ends}
    yield address
    server.shutdown()
    server.server_close()


def test_the_connection_is_tried_and_what_is_wrong_is_said(admin, issuer):
    address = added(admin, issuer=issuer) + "/connection"
    assert admin.get(address).h1.text == "The connection works"
    Discovery.document = {**Discovery.document, "issuer": "https://another.example", "jwks_uri": ""}
    page = admin.get(address)
    assert page.h1.text == "The connection does not work yet"
    assert "calls itself another issuer" in page.text and "jwks_uri" in page.text


def test_an_issuer_that_does_not_answer_is_said_to_be_out_of_reach(admin):
    address = added(admin, issuer="http://127.0.0.1:9")
    assert "cannot be reached" in admin.get(address + "/connection").text
