"""The command: it makes the demonstration once, and says who may sign in."""

from collections.abc import Callable
from dataclasses import asdict
from random import Random

import click
from sqlalchemy import exists, select

from qa_app.cli.database import keep_to_owner
from qa_app.cli.demo import (
    accounts,
    actions,
    audits,
    children,
    choices,
    comings_and_goings,
    concerns,
    looks,
    people,
    places,
    put_right,
    templates,
)
from qa_app.cli.demo.world import DOMAIN, NAME, World
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.own_settings import settings_of_the_demo
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.organisation.models import Person

# Each module fills one capability; a later capability adds its own here.
STEPS: tuple[Callable[[World], None], ...] = (
    *places.STEPS,
    *people.STEPS,
    *comings_and_goings.STEPS,
    *choices.STEPS,
    *children.STEPS,
    *templates.STEPS,
    *audits.STEPS,
    *concerns.STEPS,
    *actions.STEPS,
    *put_right.STEPS,
    *looks.STEPS,
    *accounts.STEPS,
    looks.note_what_they_did,
)


@qa.command("demo")
@click.option(
    "--seed", default=1, show_default=True, help="Another number invents another council."
)
@as_json
def demo(seed: int, as_json: bool) -> None:
    """Invent a council to look at, on this machine alone."""
    settings = settings_of_the_demo()
    keep_to_owner(settings)
    connect()
    made = make(settings.secret_key, seed)
    there = accounts.accounts_at(settings.secret_key, now())
    answer = {
        "made": made,
        "council": NAME,
        "address": settings.base_url,
        "password": accounts.password_of(settings.secret_key),
        "accounts": [asdict(account) for account in there],
    }
    first = f"{NAME} is made." if made else f"{NAME} is there already; nothing was changed."
    sentences = [first, *who_may_sign_in(settings.secret_key)]
    tell(
        answer,
        [*sentences, "Next: “QA_DEMO=1 qa serve”, then open the address it prints."],
        as_json=as_json,
    )


def make(key: str, seed: int) -> bool:
    """False when it is there already."""
    if db.session.scalar(select(exists().where(Person.email.endswith(f"@{DOMAIN}")))):
        return False
    seal.use(key)
    world = World(Random(seed), now(), key)  # noqa: S311 – invention, not secrecy
    for step in STEPS:
        step(world)
    db.session.commit()
    return True


def who_may_sign_in(key: str) -> list[str]:
    """For people: a table of accounts, with their codes of this moment."""
    there = accounts.accounts_at(key, now())
    wide = max((len(one.role) for one in there), default=0)
    widest = max((len(one.email) for one in there), default=0)
    return [
        "",
        f"The password of every account is {accounts.password_of(key)}",
        "The code changes every 30 seconds and counts once. /demo shows the one of the moment.",
        "",
        *(f"{one.role:{wide}}  {one.email:{widest}}  {one.code}  {one.shows}" for one in there),
        "",
    ]
