"""Accounts to sign in with: a password and one-time secrets made of the installation's own key.

Nobody without that key can work them out. The page that shows them is there only while `qa serve`
serves the demonstration to this machine.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select

from qa_app.cli.demo.world import DOMAIN, NAME, World
from qa_app.foundation.database import db
from qa_app.organisation.models import CouncilSetting, Person
from qa_app.sign_in.common_words import common_words
from qa_app.sign_in.one_time_code import codes_at
from qa_app.sign_in.operations.factors import offer_secret, prove_secret
from qa_app.sign_in.operations.passwords import choose_password
from qa_app.sign_in.rules.codes import SECONDS_A_STEP, step_at
from qa_app.sign_in.rules.passwords import faults_in

KEPT_AS = "demo_accounts"
SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za",
)  # fmt: skip


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as, and what they are good for seeing. The code is the one of this moment."""

    role: str
    name: str
    email: str
    shows: str
    secret: str
    code: str
    seconds_left: int


def open_accounts(world: World) -> None:
    password = password_of(world.key)
    # Long enough ago that the code of this moment has not been used.
    earlier = world.at - timedelta(hours=1)
    for account in world.accounts:
        secret = secret_of(world.key, account.person.email)
        choose_password(account.person, password, earlier)
        offer_secret(account.person, secret)
        prove_secret(account.person, code_at(secret, earlier), earlier)
    db.session.add(CouncilSetting(council_id=world.council.id, name=KEPT_AS, chosen=listed(world)))


def listed(world: World) -> dict[str, list[dict[str, str]]]:
    return {
        "value": [
            {"role": one.holds.value, "email": one.person.email, "shows": one.shows}
            for one in world.accounts
        ]
    }


def accounts_at(key: str, at: datetime) -> list[Account]:
    """As they were made, each with its code of this moment; none where there is no demonstration."""
    # Copies of the council, made to measure, have copies of it.
    kept = db.session.scalars(
        select(CouncilSetting)
        .where(CouncilSetting.name == KEPT_AS)
        .order_by(CouncilSetting.id)
        .limit(1)
    ).one_or_none()
    lines = kept.chosen["value"] if kept else []
    emails = [line["email"] for line in lines]
    rows = select(Person.email, Person.name).where(Person.email.in_(emails))
    names = {email: name for email, name in db.session.execute(rows)}
    left = SECONDS_A_STEP - int(at.timestamp()) % SECONDS_A_STEP
    return [
        Account(
            name=names[line["email"]],
            secret=(secret := secret_of(key, line["email"])),
            code=code_at(secret, at),
            seconds_left=left,
            **line,
        )
        for line in lines
    ]


def code_at(secret: str, at: datetime) -> str:
    step = step_at(at)
    return codes_at(secret, [step])[step]


def password_of(key: str) -> str:
    """One for all accounts: syllables, which are easy to copy and in no list of common words."""
    return next(
        word for word in passwords(key) if not faults_in(word, common_words(), (NAME, DOMAIN))
    )


def passwords(key: str) -> Iterator[str]:
    for number in count():
        digest = mixed(key, f"password {number}")
        letters = [SYLLABLES[byte % len(SYLLABLES)] for byte in digest[:12]]
        yield "-".join("".join(letters[at : at + 3]) for at in range(0, 12, 3))


def secret_of(key: str, email: str) -> str:
    return base64.b32encode(mixed(key, f"secret {email}")[:20]).decode()


def mixed(key: str, purpose: str) -> bytes:
    return hmac.digest(key.encode(), f"demonstration {purpose}".encode(), hashlib.sha256)


STEPS = (open_accounts,)
