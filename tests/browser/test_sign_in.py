"""Signing in as people do it: with an app, with a passkey, and in time before the session ends."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Request, expect
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.sign_in.models import SignInSession
from tests.browser.visitor import Visitor
from tests.makers import make_person
from tests.real.service import KEY, Service
from tests.sign_in.makers import PASSWORD, code_at, make_account

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def live(live_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service under a name, because browsers offer passkeys to names alone."""
    service = Service(live_url, tmp_path_factory.mktemp("service") / "log")
    service.url = f"http://localhost:{service.port}"
    service.environment["QA_BASE_URL"] = service.url
    service.start()
    yield service
    service.stop()


@pytest.fixture
def make_account_there(make):
    """Somebody with a password, in the database of the running service."""
    seal.use(KEY)
    return lambda **what_matters: make(make_account, **what_matters)


def give_password(visitor: Visitor, email: str) -> None:
    page = visitor.open("/sign-in")
    page.get_by_label("Email address").fill(email)
    visitor.press("Continue")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press("Continue")


def give_code(visitor: Visitor, code: str) -> None:
    visitor.page.get_by_label("Code").fill(code)
    visitor.press("Continue")


def plug_in_authenticator(visitor: Visitor) -> None:
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


@pytest.mark.parametrize(
    "how",
    [{}, {"scripts": False}, {"narrow": True}],
    ids=["wide", "without scripts", "on a narrow screen"],
)
def test_somebody_new_sets_up_an_app_and_gets_in(how, visit_as, make_account_there):
    person = make_account_there(role=Role.QA_LEAD, second_factor=False)
    visitor = visit_as(**how)

    give_password(visitor, person.email)
    key = visitor.page.locator(".app-key").inner_text().replace(" ", "")
    assert visitor.page.locator(".app-qr-code").evaluate("image => image.naturalWidth") > 100
    assert not visitor.is_too_wide()
    give_code(visitor, code_at(now(), key))
    assert visitor.page.locator(".app-codes code").count() == 10
    visitor.press("I have kept my codes")
    assert person.name in visitor.page.locator("header").inner_text()


def test_an_administrator_adds_a_passkey_and_then_needs_nothing_else(visit_as, make_account_there):
    person = make_account_there(role=Role.ADMINISTRATOR)
    visitor = visit_as()
    plug_in_authenticator(visitor)

    give_password(visitor, person.email)
    give_code(visitor, code_at(now()))
    assert "needs a passkey" in visitor.look().locator("main").inner_text()
    visitor.press("Add a passkey")
    visitor.page.get_by_label("Name of the passkey").fill("Work laptop")
    visitor.press("Add the passkey")
    assert "Work laptop" in visitor.page.locator("main").inner_text()
    visitor.press("Sign out")
    visitor.open("/sign-in")
    visitor.press("Sign in with a passkey")

    assert person.name in visitor.page.locator("header").inner_text()
    assert visitor.open("/people").url.endswith("/people")


def test_an_administrator_with_a_passkey_is_let_in_by_no_code(visit_as, make_account_there):
    person = make_account_there(role=Role.ADMINISTRATOR)
    first, second = visit_as(), visit_as()
    plug_in_authenticator(first)
    give_password(first, person.email)
    give_code(first, code_at(now() - timedelta(seconds=30)))
    first.press("Add a passkey")
    first.press("Add the passkey")

    give_password(second, person.email)
    give_code(second, code_at(now()))
    assert second.open("/people").url.endswith("/my-account/passkeys")
    assert second.open("/my-account/passkeys/new").url.endswith("/my-account/passkeys")


def idle_for(minutes: int) -> None:
    """As if nothing had been sent for some time."""
    last = now() - timedelta(minutes=minutes)
    db.session.execute(update(SignInSession).values(last_seen_at=last))


def asks_for_time_left(request: Request) -> bool:
    return request.url.endswith("/session")


def test_a_session_about_to_end_says_so_and_can_be_kept(visit_as, make):
    visitor = visit_as(make(make_person))
    visitor.page.clock.install()
    # Until the page knows how long is left, it has set no clock that could be put forward.
    with visitor.page.expect_request_finished(asks_for_time_left):
        page = visitor.open("/my-account")
    warning = page.locator("[data-session]")
    expect(warning).to_be_hidden()

    make(idle_for, 57)
    page.clock.fast_forward("56:00")
    expect(warning.get_by_text("You will be signed out soon, because nothing")).to_be_visible()
    visitor.look()
    warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    assert make(seconds_idle) < 60


def seconds_idle() -> float:
    last = db.session.scalars(select(SignInSession.last_seen_at)).all()
    return min((now() - one).total_seconds() for one in last)
