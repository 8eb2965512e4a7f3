"""qa database: bring the tables up to date, and say where they stand."""

import os
from pathlib import Path

from sqlalchemy.engine import make_url

from qa_app.cli.main import WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.own_settings import settings_here
from qa_app.foundation import schema
from qa_app.foundation.database import db
from qa_app.foundation.engines import check_safe, normalised
from qa_app.settings import Settings

OWN_FOLDER = Path("instance")
FOLDER_MODE, FILE_MODE = 0o700, 0o600


@qa.group("database")
def database() -> None:
    """The tables of the service."""


@database.command("upgrade")
@as_json
def upgrade(as_json: bool) -> None:
    """Bring the tables to this version of the service."""
    before, after = bring_up_to_date(settings_here())
    sentence = f"The database is at {after}."
    if before is None:
        sentence += " Next: “qa council add”, or “qa demo” for an invented council."
    tell({"before": before, "after": after}, [sentence], as_json=as_json)


@database.command("check")
@as_json
def check(as_json: bool) -> None:
    """Say whether the tables are those this version works with."""
    connect(any_schema=True)
    found, wanted = schema.version_of(db.engine), schema.head()
    well = found == wanted
    sentence = f"The database is at {found or 'no version'}; this service needs {wanted}."
    if not well:
        sentence += " Run “qa backup”, then “qa database upgrade”."
    tell({"found": found, "wanted": wanted, "well": well}, [sentence], as_json=as_json)
    raise SystemExit(WELL if well else WRONG)


def bring_up_to_date(settings: Settings) -> tuple[str | None, str | None]:
    """The versions of the tables before and after."""
    make_folder(settings)
    check_safe(db.connect(settings.database_url))
    before = schema.version_of(db.engine)
    schema.upgrade(db.engine)
    return before, schema.version_of(db.engine)


def make_folder(settings: Settings) -> None:
    """SQLite makes its file, but not the folder it is to lie in. Both are their owner's alone."""
    if (file := sqlite_file(settings)) is None:
        return
    file.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    file.touch(mode=FILE_MODE)
    keep_to_owner(settings)


def keep_to_owner(settings: Settings) -> None:
    """Also where an earlier version of the service left them open to others on the machine."""
    file = sqlite_file(settings)
    if file is None or not file.exists() or file.stat().st_uid != os.getuid():
        return
    # What SQLite writes beside its file takes the file's own mode when it is made anew.
    for one in (file, *(file.with_name(f"{file.name}-{kind}") for kind in ("wal", "shm"))):
        if one.exists():
            one.chmod(FILE_MODE)
    if file.parent == OWN_FOLDER:
        file.parent.chmod(FOLDER_MODE)


def sqlite_file(settings: Settings) -> Path | None:
    url = make_url(normalised(settings.database_url))
    return Path(url.database) if url.drivername.startswith("sqlite") and url.database else None
