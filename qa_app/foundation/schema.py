"""Bring the tables up to date, and refuse to run on tables of another version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from qa_app.foundation.engines import only_reading

PACKAGE = Path(__file__).parents[1]


class WrongSchema(Exception):
    """The tables are not those this version of the service works with."""


def migrations() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    beside = PACKAGE.parent / "migrations"
    return beside if (beside / "running").exists() else PACKAGE / "migrations"


def alembic_config(engine: Engine | None = None) -> Config:
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", str(migrations() / "running"))
    config.set_main_option("version_locations", str(migrations()))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, to: str = "head") -> None:
    command.upgrade(alembic_config(engine), to)


def head() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def known() -> set[str]:
    """Every version of the tables that this service has a migration to."""
    return {one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def version_of(engine: Engine) -> str | None:
    with only_reading(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_schema(engine: Engine) -> None:
    found, wanted = version_of(engine), head()
    if found != wanted:
        raise WrongSchema(
            f"The database is at {found or 'no version'}; this service needs {wanted}. "
            "Run “qa database upgrade”, after a backup."
        )
