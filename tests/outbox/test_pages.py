from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from tests.makers import NOON, make_council, make_person
from tests.outbox.makers import make_email


def given_up(council, **what_matters) -> Email:
    email = make_email(council_id=council.id, **what_matters)
    email.given_up_at, email.next_try_at, email.attempts = NOON, None, 1
    email.trouble = "The mail server answered 550 No such mailbox"
    db.session.commit()
    return email


def test_an_administrator_sees_what_failed_and_sends_it_again(open_as):
    council = make_council()
    given_up(council, to="zoe@northshire.example", text="Hello https://secret.example/link")
    browser = open_as(make_person(Role.ADMINISTRATOR, council))

    page = browser.get("mail.index")
    assert page.h1.text == "1 email could not be sent"
    assert "zoe@northshire.example" in page.text and "550 No such mailbox" in page.text
    assert "secret.example" not in page.text, "a link that signs in is nobody else's"
    browser.post("mail.try_again")

    email = db.session.scalars(select(Email)).one()
    assert (email.given_up_at, email.attempts) == (None, 0)
    event = db.session.scalars(select(Event).where(Event.name == "email:tried-again")).one()
    assert event.facts == {"count": 1}


def test_another_councils_mail_is_not_there(open_as):
    theirs = given_up(make_council("Southshire"), to="eve@southshire.example")
    browser = open_as(make_person(Role.ADMINISTRATOR, make_council("Northshire")))
    assert "southshire" not in browser.get("mail.index").text
    browser.post("mail.try_again")
    assert db.session.get_one(Email, theirs.id).given_up_at


def test_mail_is_for_administrators(open_as):
    browser = open_as(make_person())
    browser.get("mail.index", expect=403)
    browser.post("mail.try_again", expect=403)
