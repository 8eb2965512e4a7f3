"""In by a real OpenID provider."""

import re

import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person
from qa_app.outbox.models import Email
from qa_app.sign_in.models import Identity, IdentityProvider, SignInSession
from qa_app.sign_in.operations import providers
from qa_app.sign_in.operations.providers import Wanted
from qa_app.sign_in.rules.sessions import Factor
from qa_app.trail.models import Event
from tests.makers import make_council, make_person, make_place
from tests.real.fixtures import need
from tests.real.openid.provider import CLIENT_ID, CLIENT_SECRET, provider, sign_in_there

# A journey through real parts is made once, on the engine of large councils.
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

PROVIDER = "single-sign-on-of-test"
BACK = f"http://localhost/sign-in/single-sign-on/{PROVIDER}/answer"


@pytest.fixture(scope="module")
def issuer():
    need("openid")
    with provider(BACK) as address:
        yield address


@pytest.fixture
def council(database, service, issuer):
    """A council whose people sign in at the provider."""
    council = make_council("Northshire")
    added = providers.add_provider(council, issuer, Wanted(CLIENT_ID, CLIENT_SECRET), None, now())
    added.public_id = PROVIDER
    database.session.commit()
    return council


def come_in(browser, name):
    """In as somebody linked; the first time by the link in their own mailbox too."""
    answer = answered(browser, name)
    if answer.location != "/sign-in/single-sign-on/mailbox":
        return answer
    return browser.post(link_in_the_mailbox())


def link_in_the_mailbox():
    wanted = select(Email).where(Email.subject == "Confirm that you signed in")
    text = db.session.scalars(wanted.order_by(Email.id.desc())).first().text
    return re.search(r"http://localhost(\S+)", text)[1]


def answered(browser, name):
    """From the button on the sign-in page to the provider and back again."""
    button = browser.get("sign_in.sign_in").select_one("a[href*=single-sign-on]")
    back = sign_in_there(browser.client.get(button["href"]).location, name)
    return browser.client.get(back.removeprefix("http://localhost"))


def links():
    return list(db.session.scalars(select(Identity)))


def test_somebody_appointed_is_linked_by_a_verified_email_and_signed_in(open_as, council):
    person = make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    browser = open_as()

    assert come_in(browser, "ada").location == "/"
    assert browser.client.get("/my-account").status_code == 200
    (linked,) = links()
    assert (linked.subject, linked.person_id) == ("ada", person.id)
    session = db.session.scalars(select(SignInSession)).one()
    assert session.factor is Factor.SINGLE_SIGN_ON
    assert session.council_id == council.id


def test_nobody_is_let_in_or_linked_before_their_own_mailbox_says_yes(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    browser = open_as()

    answered(browser, "ada")
    assert "Check your email" in browser.get("sign_in.look_in_your_mailbox").text
    assert browser.client.get("/my-account").status_code == 302
    assert "ada@northshire.example" in browser.get(link_in_the_mailbox()).text
    assert links() == []
    assert browser.post(link_in_the_mailbox()).location == "/my-account"
    assert len(links()) == 1


def test_the_link_works_once_and_in_the_browser_that_signed_in_alone(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    browser, other = open_as(), open_as()

    answered(browser, "ada")
    other.post(link_in_the_mailbox(), expect=410)
    browser.post(link_in_the_mailbox())
    browser.post(link_in_the_mailbox(), expect=410)


def test_who_is_linked_is_told_by_email(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    come_in(open_as(), "ada")

    told = db.session.scalars(select(Email).where(Email.subject.startswith("A change"))).one()
    assert told.to == "ada@northshire.example"
    assert "Signing in through Northshire was set up for you" in told.text


def test_once_linked_the_subject_counts_and_the_email_does_not(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    come_in(open_as(), "ada")
    db.session.execute(update(Person).values(email="ada.thornley@northshire.example"))
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    again = open_as()

    assert come_in(again, "ada").location == "/"
    assert "ada.thornley@" in again.get("sign_in.my_account").text
    assert len(links()) == 1


def test_another_account_with_the_same_email_does_not_take_a_person_over(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    come_in(open_as(), "ada")
    other = open_as()

    assert come_in(other, "ada-renamed").status_code == 403
    assert other.client.get("/my-account").status_code == 302


@pytest.mark.parametrize(
    ("name", "email", "why"),
    [
        ("unverified", "ben@northshire.example", "EMAIL_NOT_VERIFIED"),
        ("entra", "ada@northshire.example", "EMAIL_NOT_VERIFIED"),
        ("unknown", "ada@northshire.example", "NOT_APPOINTED"),
    ],
)
def test_an_unverified_missing_or_unknown_email_opens_nothing(open_as, council, name, email, why):
    make_person(Role.QA_LEAD, council, email=email)
    browser = open_as()

    assert come_in(browser, name).status_code == 403
    assert browser.client.get("/my-account").status_code == 302
    assert links() == []
    (event,) = db.session.scalars(select(Event).where(Event.name == "sign-in:refused"))
    assert event.facts == {"step": "single sign-on", "why": why}


def test_an_issuer_names_nobody_of_another_council(open_as, council):
    south = make_council("Southshire")
    make_person(Role.QA_LEAD, make_place(south), email="cara@southshire.example")
    browser = open_as()
    address = f"/sign-in/single-sign-on/{PROVIDER}"
    back = sign_in_there(browser.client.get(address).location, "southern")

    assert browser.client.get(back.removeprefix("http://localhost")).status_code == 403
    assert links() == []


def test_entra_vouches_by_the_owner_of_the_domain(open_as, council):
    make_person(Role.QA_LEAD, council, email="dev@northshire.example")

    assert come_in(open_as(), "owned").location == "/"


def test_somebody_disabled_after_being_linked_is_refused(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    come_in(open_as(), "ada")
    db.session.execute(update(Membership).values(disabled_at=now()))
    db.session.commit()

    assert come_in(open_as(), "ada").status_code == 403


def test_an_answer_works_only_in_the_browser_that_asked_and_only_once(open_as, council):
    make_person(Role.QA_LEAD, council, email="ada@northshire.example")
    browser, other = open_as(), open_as()
    asked = browser.client.get(f"/sign-in/single-sign-on/{PROVIDER}").location
    back = sign_in_there(asked, "ada").removeprefix("http://localhost")

    assert other.client.get(back).status_code == 403
    assert browser.client.get(back).location == "/sign-in/single-sign-on/mailbox"
    assert browser.client.get(back).status_code == 403


def test_what_is_asked_carries_state_nonce_and_proof_key(open_as, council):
    asked = open_as().client.get(f"/sign-in/single-sign-on/{PROVIDER}").location

    assert all(f"{name}=" in asked for name in ("state", "nonce", "code_challenge"))
    assert "code_challenge_method=S256" in asked


def test_an_issuer_that_gives_itself_another_name_is_not_believed(open_as, council, issuer):
    other = issuer.replace("127.0.0.1", "localhost")
    db.session.execute(update(IdentityProvider).values(issuer=other))
    db.session.commit()

    answer = open_as().client.get(f"/sign-in/single-sign-on/{PROVIDER}")
    assert answer.status_code == 403
    assert "did not confirm who you are" in answer.text


def test_a_councils_own_sign_in_that_is_switched_off_is_gone(open_as, council):
    db.session.execute(update(IdentityProvider).values(switched_off_at=now()))
    db.session.commit()

    open_as().get("sign_in.single_sign_on", expect=404, provider_id=PROVIDER)


def test_with_several_councils_the_button_is_offered_to_addresses_of_the_domain_alone(
    open_as, council
):
    make_council("Southshire")
    db.session.execute(update(IdentityProvider).values(email_domain="northshire.example"))
    db.session.commit()
    browser = open_as()

    assert not browser.get("sign_in.sign_in").select("a[href*=single-sign-on]")
    browser.post("sign_in.sign_in", {"email": "anybody@northshire.example"})
    assert browser.get("sign_in.password").select("a[href*=single-sign-on]")
    browser.post("sign_in.sign_in", {"email": "anybody@southshire.example"})
    assert not browser.get("sign_in.password").select("a[href*=single-sign-on]")
