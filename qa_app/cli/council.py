"""qa council: the councils of this installation."""

import click

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation import operations, queries


@qa.group("council")
def council() -> None:
    """The councils of this installation."""


@council.command("add")
@click.argument("name")
@as_json
def add(name: str, as_json: bool) -> None:
    """Add a council, by its name."""
    connect()
    added = operations.add_council(name, at=now())
    db.session.commit()
    path = added.path.strip("/")
    next_step = f"Next: “qa people first-administrator --council {path} --email …”."
    tell(
        {"name": name, "path": path, "id": added.public_id},
        [f"{name} is added, as {path}. {next_step}"],
        as_json=as_json,
    )


@council.command("list")
@as_json
def list_(as_json: bool) -> None:
    """Name the councils of this installation."""
    connect()
    there = [(place.name, place.path.strip("/")) for place in queries.list_councils()]
    sentences = [f"{path}: {name}" for name, path in there] or [
        "There is no council yet. Next: “qa council add NAME”."
    ]
    tell({"councils": [{"name": n, "path": p} for n, p in there]}, sentences, as_json=as_json)
