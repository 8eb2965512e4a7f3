"""How far the word of a council's own sign-in goes: that council, and not the account itself."""

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.models import SignInSession
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.operations.providers import Wanted, add_provider
from qa_app.sign_in.rules.sessions import Factor
from tests.makers import appoint, make_council
from tests.sign_in.makers import code_at, make_account

ACCOUNT_WIDE = ("/my-account/email", "/my-account/passkeys/new", "/my-account/recovery-codes")


@pytest.fixture
def north(database):
    return make_council("Northshire")


@pytest.fixture
def provider(north):
    return add_provider(north, "https://login.northshire.example", Wanted("qa"), None, now())


@pytest.fixture
def south(database):
    return make_council("Southshire")


@pytest.fixture
def person(north, south):
    """Somebody whom both councils have appointed."""
    person = make_account(Role.QA_LEAD, north)
    appoint(person, Role.QA_LEAD, south)
    db.session.commit()
    return person


@pytest.fixture
def browser(person, provider, open_as):
    browser, secret = open_as(), new_secret()
    sessions.begin(person, secret, now(), factor=Factor.SINGLE_SIGN_ON, provider=provider)
    db.session.commit()
    browser.client.set_cookie("sign-in", secret)
    return browser


def open_councils():
    db.session.expire_all()
    wanted = select(SignInSession).where(SignInSession.ended_at.is_(None))
    return [one.council and one.council.name for one in db.session.scalars(wanted)]


def test_it_works_at_once_in_the_providers_council(browser):
    assert browser.client.get("/my-account").status_code == 200
    assert open_councils() == ["Northshire"]


def test_it_does_not_leave_the_providers_council(browser, south):
    sent = browser.post("sign_in.change_council", {"council": south.public_id}, expect=200)
    assert "cannot say who you are in another" in sent.text
    assert open_councils() == ["Northshire"]


def test_not_even_after_a_code_of_their_own_app(browser, south):
    browser.post("sign_in.prove_again", {"one_time_code": code_at(now())})
    browser.post("sign_in.change_council", {"council": south.public_id}, expect=200)
    assert open_councils() == ["Northshire"]


def test_no_session_of_it_begins_or_is_chosen_elsewhere(browser, person, provider, south):
    word = {"factor": Factor.SINGLE_SIGN_ON}
    with pytest.raises(DomainError):
        sessions.begin(person, new_secret(), now(), council=south, **word)
    with pytest.raises(DomainError):
        sessions.begin(person, new_secret(), now(), council=south, provider=provider, **word)
    begun = sessions.begin(person, new_secret(), now(), provider=provider, **word)
    begun.council = None
    with pytest.raises(DomainError):
        sessions.choose_council(begun, south, now())


@pytest.mark.parametrize("page", ACCOUNT_WIDE)
def test_it_is_no_proof_for_what_changes_the_account_everywhere(browser, page):
    assert browser.client.get(page).location == "/my-account/proof"
    browser.post("sign_in.prove_again", {"one_time_code": code_at(now())})
    assert browser.client.get(page).location != "/my-account/proof"


@pytest.mark.parametrize("act", ["sign_in.begin_authenticator", "sign_in.make_recovery_codes"])
def test_nor_for_another_app_or_other_recovery_codes(browser, act):
    assert browser.post(act).location == "/my-account/proof"
    assert browser.post("sign_in.change_email", {"email": "new@x.example"}).location.endswith(
        "proof"
    )
