"""qa backup and qa restore: an encrypted copy of everything, proved by restoring it, and the way back."""

import tempfile
from datetime import datetime
from pathlib import Path

import click

from qa_app.backup import operations
from qa_app.backup.rules import Contents, DamagedBackup, file_name, too_many
from qa_app.backup.sealed import Key
from qa_app.cli.database import make_folder
from qa_app.cli.main import WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.own_settings import settings_here
from qa_app.cli.timed import running
from qa_app.foundation.clock import clock_time, london_day, long_date, now
from qa_app.foundation.database import db
from qa_app.foundation.engines import check_safe, only_reading
from qa_app.settings import Settings
from qa_app.trail.operations import record
from qa_app.trail.queries import chains as trail

passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Use the passphrase in this file instead of QA_BACKUP_KEY.",
)


@qa.command("backup")
@click.argument("to", type=click.Path(path_type=Path))
@passphrase_file
@click.option("--verify/--no-verify", default=True, help="Restore it in a scratch database. On.")
@click.option("--keep", type=click.IntRange(min=1), help="Delete all but the newest so many.")
@as_json
def backup(
    to: Path, passphrase_file: Path | None, verify: bool, keep: int | None, as_json: bool
) -> None:
    """Make an encrypted backup: TO is a folder, or a file that is not there yet."""
    settings = connect()
    key = _key(settings, passphrase_file)
    path = to / file_name(now()) if to.is_dir() else to
    with running("backup") as run:
        contents = operations.back_up(db.engine, path, key, now())
        faults = _faults_when_restored(path, key, settings) if verify else []
        run.counts = {"rows": contents.total, "bytes": path.stat().st_size}
        if faults:
            run.fail("The backup could not be restored as it was")
    gone = [] if faults else _forget_old(path.parent, keep)
    _report(path, contents, faults, gone, verified=verify, as_json=as_json)


@qa.command("restore")
@click.argument(
    "from_", metavar="FROM", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@passphrase_file
@click.option("--replace", is_flag=True, help="Destroy what is in the database now.")
@click.option("--verify", is_flag=True, help="Only check the backup, in a scratch database.")
@as_json
def restore(
    from_: Path, passphrase_file: Path | None, replace: bool, verify: bool, as_json: bool
) -> None:
    """Fill an empty database from the backup FROM."""
    settings = settings_here()
    key = _key(settings, passphrase_file)
    if verify:
        contents = _looked_through(from_, key)
        faults = _faults_when_restored(from_, key, settings)
        _report(from_, contents, faults, [], verified=True, as_json=as_json)
    make_folder(settings)
    check_safe(db.connect(settings.database_url))
    try:
        contents = operations.restore(db.engine, from_, key, replace=replace)
    except DamagedBackup as damaged:
        raise click.ClickException(str(damaged)) from None
    faults = _faults_in_chains()
    record("backup:restored", None, made_at=contents.made_at, rows=contents.total)
    db.session.commit()
    db.learn_its_sizes()
    sentences = [
        f"{contents.total} rows are restored, as they were on {_in_words(contents.made_at)}.",
        *faults,
        "Next: check the record of who did what (“qa trail verify”), sign in, look at a record you "
        "know, and start the timers.",
    ]
    answer = {"well": not faults, "rows": contents.rows, "made_at": contents.made_at}
    tell({**answer, "faults": faults}, sentences, as_json=as_json)
    raise SystemExit(WRONG if faults else WELL)


def _key(settings: Settings, passphrase_file: Path | None) -> Key:
    named = passphrase_file or (
        Path(settings.backup_passphrase_file) if settings.backup_passphrase_file else None
    )
    try:
        if named:
            return Key(passphrase=named.read_text().strip())
        return Key(key=settings.backup_key)
    except DamagedBackup as missing:
        raise click.UsageError(str(missing)) from None


def _looked_through(path: Path, key: Key) -> Contents:
    try:
        return operations.look_through(path, key)
    except DamagedBackup as damaged:
        raise click.ClickException(str(damaged)) from None


def _faults_when_restored(path: Path, key: Key, settings: Settings) -> list[str]:
    """Restore into a scratch database, which is gone afterwards, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            db.connect(f"sqlite:///{folder}/scratch.db")
            operations.restore(db.engine, path, key)
            return _faults_in_chains()
        except DamagedBackup as damaged:
            return [str(damaged)]
        finally:
            db.connect(settings.database_url)


def _faults_in_chains() -> list[str]:
    """What was brought back must be what was written: the record of who did what shows it."""
    with only_reading():
        faults = [
            f"Chain {chain} of the record of who did what: {fault}"
            for chain in trail.list_chains()
            for fault in trail.check_chain(chain).faults
        ]
        db.session.rollback()
    return faults


def _in_words(moment: str) -> str:
    at = datetime.fromisoformat(moment)
    return f"{long_date(london_day(at))} at {clock_time(at)}"


def _forget_old(folder: Path, keep: int | None) -> list[str]:
    gone = too_many((file.name for file in folder.iterdir()), keep) if keep else []
    for name in gone:
        (folder / name).unlink()
    return gone


def _report(
    path: Path,
    contents: Contents,
    faults: list[str],
    gone: list[str],
    *,
    verified: bool,
    as_json: bool,
) -> None:
    checked = (
        "restored in a scratch database and compared" if verified else "not restored to prove it"
    )
    sentences = [f"{path}: {contents.total} rows of {len(contents.rows)} tables, {checked}."]
    if faults:
        sentences += [*faults, "This backup cannot be relied on. Make another one today."]
    if gone:
        sentences.append(f"Deleted {len(gone)} older ones.")
    answer = {
        "well": not faults,
        "file": path,
        "made_at": contents.made_at,
        "rows": contents.rows,
        "verified": verified,
        "faults": faults,
        "deleted": gone,
    }
    tell(answer, sentences, as_json=as_json)
    raise SystemExit(WRONG if faults else WELL)
