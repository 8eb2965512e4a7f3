"""The command: it makes the demonstration once, and says who may sign in."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from random import Random

import click
from sqlalchemy import exists, select

from qa_app.cli.database import keep_to_owner
from qa_app.cli.demo import (
    accounts,
    actions,
    after_moderation,
    audits,
    calibrations,
    children,
    choices,
    comings_and_goings,
    concerns,
    dip_samples,
    earlier_rounds,
    families,
    following_up,
    looks,
    moderation,
    own_work,
    papers,
    past_audits,
    people,
    places,
    programs,
    put_right,
    schedules,
    templates,
    voices,
    wrong_child,
)
from qa_app.cli.demo.ids import ids_told_by
from qa_app.cli.demo.multiplying import multiply
from qa_app.cli.demo.world import DOMAIN, NAME, World
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.own_settings import settings_of_the_demo
from qa_app.foundation.clock import now, start_of, today
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.organisation.models import Person
from qa_app.web.words import plural

# Each module fills one capability; a later capability adds its own here.
STEPS: tuple[Callable[[World], None], ...] = (
    *places.STEPS,
    *people.STEPS,
    *comings_and_goings.STEPS,
    *choices.STEPS,
    *children.STEPS,
    *templates.STEPS,
    *audits.STEPS,
    *dip_samples.STEPS,
    *own_work.STEPS,
    *concerns.STEPS,
    *families.STEPS,
    *actions.STEPS,
    *wrong_child.STEPS,
    *moderation.STEPS,
    *put_right.STEPS,
    *voices.STEPS,
    *after_moderation.STEPS,
    *following_up.STEPS,
    *calibrations.STEPS,
    *earlier_rounds.STEPS,
    *programs.STEPS,
    *papers.STEPS,
    *schedules.STEPS,
    *past_audits.STEPS,
    *looks.STEPS,
    *accounts.STEPS,
    looks.note_what_they_did,
)


@qa.command("demo")
@click.option(
    "--seed", default=1, show_default=True, help="Another number invents another council."
)
@click.option(
    "--councils",
    type=click.IntRange(1, 999),
    default=1,
    show_default=True,
    help="To measure: copies of the council beside it, to which nobody can sign in.",
)
@click.option(
    "--audits",
    type=click.IntRange(0, 10_000_000),
    default=0,
    help="To measure: about so many audits in all councils together.",
)
@as_json
def demo(seed: int, councils: int, audits: int, as_json: bool) -> None:
    """Invent a council to look at, on this machine alone."""
    settings = settings_of_the_demo()
    keep_to_owner(settings)
    connect()
    made = make(settings.secret_key, seed, today())
    many = multiplied(councils, audits) if made else 0
    db.learn_its_sizes()
    there = accounts.accounts_at(settings.secret_key, now())
    answer = {
        "made": made,
        "council": NAME,
        "address": settings.base_url,
        "password": accounts.password_of(settings.secret_key),
        "accounts": [asdict(account) for account in there],
    }
    first = f"{NAME} is made." if made else f"{NAME} is there already; nothing was changed."
    if many:
        first += (
            f" With it there are {plural(councils, 'council')} of its size and {many:,} audits."
        )
    sentences = [first, *who_may_sign_in(settings.secret_key)]
    tell(
        answer,
        [*sentences, "Next: “QA_DEMO=1 qa serve”, then open the address it prints."],
        as_json=as_json,
    )


def make(key: str, seed: int, day: date) -> bool:
    """False when it is there already."""
    if db.session.scalar(select(exists().where(Person.email.endswith(f"@{DOMAIN}")))):
        return False
    seal.use(key)
    # As the day began: what is invented then depends on the day alone, and not on the hour.
    world = World(Random(seed), start_of(day), key)  # noqa: S311 – invention, not secrecy
    with ids_told_by(Random(seed)):  # noqa: S311 – invention, not secrecy
        for step in STEPS:
            step(world)
    db.session.commit()
    return True


def multiplied(councils: int, audits: int) -> int:
    """How many audits there are then; nothing where the one council is what was asked for."""
    if councils == 1 and not audits:
        return 0
    many = multiply(councils, audits)
    db.session.commit()
    return many


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
