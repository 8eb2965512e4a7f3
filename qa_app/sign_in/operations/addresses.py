"""Change one's own email address, once the new one is shown to be theirs."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.organisation.models import Person
from qa_app.organisation.queries import setting
from qa_app.organisation.rules.settings import may_be_invited
from qa_app.sign_in.models import OneTimeLink
from qa_app.sign_in.operations.links import NO_LONGER_WORKS, make_link, spend
from qa_app.sign_in.operations.notices import send_link, tell_of_change
from qa_app.sign_in.queries import find_link, find_person_by_email
from qa_app.sign_in.rules.links import Purpose, works
from qa_app.sign_in.rules.sessions import digest_of
from qa_app.trail.operations import record


def ask_for_new_address(
    person: Person, email: str, secret: str, base_url: str, by: Viewer, at: datetime
) -> None:
    """Send a link to the new address. Whether somebody else has that address does not show."""
    email = email.strip().lower()
    domains = setting(by.council_id, "email_domains")
    if not may_be_invited(email, domains):
        raise DomainError(f"Enter an email address that ends in @{' or @'.join(domains)}")
    if email == person.email:
        raise DomainError("Enter an email address other than the one you have now")
    if find_person_by_email(email) is not None:
        return
    make_link(person, Purpose.NEW_EMAIL, secret, by.council_id, at)
    # The link carries the address itself, sealed: the row knows only that there is a link.
    address = f"{base_url}/my-account/email/{seal.close(f'{secret} {email}')}"
    once = f"new-email:{digest_of(secret)}"
    send_link(
        person,
        Purpose.NEW_EMAIL,
        address,
        at,
        council="",
        council_id=by.council_id,
        once=once,
        to=email,
    )
    record("sign-in:new-address-asked-for", by, person, at=at)


def address_in(token: str, person: Person, at: datetime) -> tuple[str, OneTimeLink] | None:
    """The address that a link is about, while it works, and only for whom it was made."""
    try:
        secret, _, email = seal.open(token).partition(" ")
    except CannotBeOpened:
        return None
    link = find_link(secret)
    theirs = link is not None and link.person_id == person.id and works(link.link, at)
    return (email, link) if link and theirs and link.purpose is Purpose.NEW_EMAIL else None


def change_address(person: Person, token: str, by: Viewer, at: datetime) -> None:
    found = address_in(token, person, at)
    if found is None:
        raise DomainError(NO_LONGER_WORKS)
    email, link = found
    spend(link, at)
    tell_of_change(person, "Your email address for signing in was changed", at, by.council_id)
    try:
        with db.session.begin_nested():
            person.email = email
    except IntegrityError:
        raise DomainError("This address cannot be used. Ask your administrator") from None
    record("sign-in:address-changed", by, person, at=at)
