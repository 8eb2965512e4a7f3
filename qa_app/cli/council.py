"""qa council: the councils of this installation."""

import click
from sqlalchemy.exc import NoResultFound

from qa_app.audit_templates.operations import publish_library
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation import operations
from qa_app.organisation.models import Place
from qa_app.organisation.queries.places import find_council, list_councils
from qa_app.web.words import plural

council_option = click.option(
    "--council", "council_path", metavar="PATH", help="The council, when there are several."
)


def council_at(path: str | None) -> Place:
    """The council that was named, or the only one there is."""
    councils = list_councils()
    if path is None and len(councils) == 1:
        return councils[0]
    known = (
        ", ".join(place.path.strip("/") for place in councils) or "none yet: run “qa council add”"
    )
    if path is None:
        raise click.UsageError(f"Say which council with --council. There is {known}.")
    try:
        return find_council(path)
    except NoResultFound:
        raise click.UsageError(f"There is no council at {path}. There is {known}.") from None


@qa.group("council")
def council() -> None:
    """The councils of this installation."""


@council.command("add")
@click.argument("name")
@as_json
def add(name: str, as_json: bool) -> None:
    """Add a council, by its name, with the audit templates that come with the service."""
    connect()
    added = operations.add_council(name, at=now())
    published = publish_library(added, by=None, at=now())
    db.session.commit()
    path = added.path.strip("/")
    next_step = f"Next: “qa people first-administrator --council {path} --email …”."
    tell(
        {"name": name, "path": path, "id": added.public_id, "templates": len(published)},
        [
            f"{name} is added, as {path}, with {plural(len(published), 'audit template')}.",
            next_step,
        ],
        as_json=as_json,
    )


@council.command("list")
@as_json
def list_(as_json: bool) -> None:
    """Name the councils of this installation."""
    connect()
    there = [(place.name, place.path.strip("/")) for place in list_councils()]
    sentences = [f"{path}: {name}" for name, path in there] or [
        "There is no council yet. Next: “qa council add NAME”."
    ]
    tell({"councils": [{"name": n, "path": p} for n, p in there]}, sentences, as_json=as_json)
