"""qa import: what comes in from other systems."""

from pathlib import Path

import click
from sqlalchemy.exc import NoResultFound

from qa_app.cli.main import qa
from qa_app.organisation.models import Place
from qa_app.organisation.queries import find_council, list_councils


@qa.group("import")
def imports() -> None:
    """Bring in lists from other systems."""


files = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
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
