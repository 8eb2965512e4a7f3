"""The command: it makes the demonstration once, and says who may sign in."""

from random import Random

import click

from qa_app.cli.demo import audits, children, people, places
from qa_app.cli.demo.world import NAME, World
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries import list_councils
from qa_app.settings import Settings

STEPS = (*places.STEPS, *people.STEPS, *children.STEPS, *audits.STEPS)


@qa.command("demo")
@click.option(
    "--seed", default=1, show_default=True, help="Another number invents another council."
)
@as_json
def demo(seed: int, as_json: bool) -> None:
    """Invent a council to look at, on this machine alone."""
    settings = connect()
    refuse_elsewhere(settings)
    made = make(settings, seed)
    tell({"made": made}, [f"{NAME} is there."], as_json=as_json)


def refuse_elsewhere(settings: Settings) -> None:
    if not (settings.demo and settings.is_loopback):
        raise DomainError(
            "The demonstration is for one machine alone: set QA_DEMO=1 and QA_BASE_URL to "
            "http://127.0.0.1:5000. “make run” and “qa serve” do both."
        )


def make(settings: Settings, seed: int) -> bool:
    """False when it is there already."""
    names = {council.name for council in list_councils()}
    if NAME in names:
        return False
    if names:
        raise DomainError(
            "This database holds another council. Point QA_DATABASE_URL at a database of its own."
        )
    world = World(Random(seed), now(), settings.secret_key)  # noqa: S311 – invention, not secrecy
    for step in STEPS:
        step(world)
    db.session.commit()
    return True
