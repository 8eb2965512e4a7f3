"""qa import: what comes in from other systems."""

from pathlib import Path

import click

from qa_app.cli.main import qa


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
