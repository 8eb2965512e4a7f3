"""qa people first-administrator: the one account that nobody inside a council can make."""

import click

from qa_app.access.rules import Role
from qa_app.cli.council import council_at
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.organisation.operations import add_person, appoint
from qa_app.organisation.operations.membership import lock_council
from qa_app.organisation.queries.colleagues import count_administrators
from qa_app.organisation.queries.people import member_of
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.operations.factors import reset_second_factor
from qa_app.sign_in.operations.links import address_of, invite_first_administrator
from qa_app.sign_in.queries import find_person_by_email


@qa.group("people")
def people() -> None:
    """The accounts that only the installation can look after."""


@people.command("first-administrator")
@click.option(
    "--council", "path", required=True, help="The council, as “qa council list” names it."
)
@click.option("--email", required=True, help="Their work email address.")
@click.option("--name", default="", help="Their name; without it, made from the address.")
@as_json
def first_administrator(path: str, email: str, name: str, as_json: bool) -> None:
    """Make a council's first administrator and print their link. It works once, for 7 days."""
    settings = connect()
    council = council_at(path)
    lock_council(council.id)
    person = add_person(name or name_in(email), email, by=None, at=now())
    make_administrator(person, council)
    secret = new_secret()
    invite_first_administrator(person, council, secret, now())
    db.session.commit()
    link = address_of(settings.base_url, secret)
    said = [f"Give this link to {email}. It works once, within 7 days:", link]
    tell({"email": email, "council": path, "link": link}, said, as_json=as_json)


def make_administrator(person: Person, council: Place) -> None:
    """Only while nobody else is one and nobody has used the account: after that people do it by page."""
    member = member_of(person.id, council.id)
    others = count_administrators(council, today(), besides=person.id)
    if others or (member and member.last_seen_at):
        raise DomainError(f"{council.name} has an administrator. They invite people by page.")
    if not count_administrators(council, today()):
        appoint(person, Role.ADMINISTRATOR, council, today(), by=None, at=now())


@people.command("reset-second-factor")
@click.option("--email", required=True, help="Their work email address.")
@as_json
def reset(email: str, as_json: bool) -> None:
    """For an only administrator who has lost phone and passkey. Make sure first that it is them."""
    connect()
    person = find_person_by_email(email.strip().lower())
    if person is None:
        raise DomainError(f"Nobody has the address {email}.")
    reset_second_factor(person, by=None, at=now())
    db.session.commit()
    said = f"{email} sets up a new app when they next sign in with their password."
    tell({"email": email}, [said], as_json=as_json)


def name_in(email: str) -> str:
    """ "ada.thornley@…" is Ada Thornley, until somebody writes it better."""
    return email.partition("@")[0].replace(".", " ").replace("_", " ").title()
