"""The group that every command joins, and how each of them ends: 0 well, 1 wrong, 2 called wrongly."""

import json
import sys
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from qa_app.cli.own_settings import settings_here
from qa_app.foundation.database import db
from qa_app.foundation.engines import UnsafeDatabase, check_safe
from qa_app.foundation.errors import DomainError
from qa_app.foundation.schema import WrongSchema, check_schema
from qa_app.foundation.sealing import seal
from qa_app.settings import Settings, SettingsError

WELL, WRONG, CALLED_WRONGLY = 0, 1, 2
EXPECTED = (DomainError, SettingsError, UnsafeDatabase, WrongSchema)

as_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


class Commands(click.Group):
    """Says in a sentence what a rule refused, rather than with a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EXPECTED as refused:
            for reason in refused.args:
                click.echo(reason, err=True)
            sys.exit(WRONG)
        except OperationalError as trouble:
            said = str(trouble.orig).splitlines()[0]
            click.echo(f"The database does not answer as it should: {said}.", err=True)
            click.echo("Look at QA_DATABASE_URL, and whether its server runs.", err=True)
            sys.exit(WRONG)
        finally:
            db.session.remove()


@click.group(cls=Commands)
def qa() -> None:
    """Case-file audit: set up, import, remind, check and back up."""


def connect(*, any_schema: bool = False) -> Settings:
    """Connect to the database that the environment names, and make sure of it."""
    settings = settings_here()
    engine = db.connect(settings.database_url)
    check_safe(engine)
    if not any_schema:
        check_schema(engine)
    if settings.secret_key:
        seal.use(*settings.secret_keys)
    return settings


def tell(answer: dict[str, Any], sentences: list[str], *, as_json: bool) -> None:
    """Report what was found, for people or for programs."""
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
    else:
        for sentence in sentences:
            click.echo(sentence)
