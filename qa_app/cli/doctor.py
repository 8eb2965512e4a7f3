"""qa doctor: look the installation over, and say what to put right."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from qa_app.cli.figures import look_at_figures
from qa_app.cli.main import WELL, WRONG, as_json, qa, tell
from qa_app.cli.own_settings import settings_here
from qa_app.foundation import disk, schema
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.engines import UnsafeDatabase, check_safe, only_reading
from qa_app.foundation.sealing import seal
from qa_app.jobs import queries as jobs
from qa_app.outbox import queries as outbox
from qa_app.settings import Settings
from qa_app.sign_in.operations.resealing import sealed_otherwise
from qa_app.trail import anchor_file
from qa_app.trail.rules.anchors import key_from
from qa_app.web.words import plural


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was found, and whether that is well."""

    name: str
    found: str
    well: bool = True


@qa.command("doctor")
@click.option(
    "--figures",
    is_flag=True,
    help="Also count the figures of every council again, one row after another. Takes a while.",
)
@as_json
def doctor(figures: bool, as_json: bool) -> None:
    """Look over the settings, the disk, the anchors, the database, the keys, the timers and the mail."""
    settings = settings_here()
    db.connect(settings.database_url)
    with only_reading():
        findings = [*_of_settings(settings), *_of_anchors(settings)]
        try:
            findings += [*_of_disk(), *_of_database(settings)]
            if figures:
                findings += _of_figures()
        except (OSError, SQLAlchemyError) as trouble:
            said = f"does not answer ({type(trouble).__name__}); look at QA_DATABASE_URL"
            findings.append(Finding("Database", said, False))
    well = all(one.well for one in findings)
    sentences = [f"{'  ' if one.well else '! '}{one.name}: {one.found}" for one in findings]
    sentences.append("All is well." if well else "Put right what is marked with “!”.")
    answer = {"well": well, "findings": [asdict(one) for one in findings]}
    tell(answer, sentences, as_json=as_json)
    raise SystemExit(WELL if well else WRONG)


def _of_settings(settings: Settings) -> list[Finding]:
    problems = [Finding("Setting", problem, False) for problem in settings.problems()]
    if not settings.backup_key and not settings.backup_passphrase_file:
        problems.append(Finding("Setting", "Set QA_BACKUP_KEY, so that backups can be made", False))
    if not settings.smtp_url or not settings.mail_from:
        problems.append(
            Finding("Setting", "Set QA_SMTP_URL and QA_MAIL_FROM, so that mail is sent", False)
        )
    return problems or [Finding("Settings", "nothing weak or missing")]


def _of_disk() -> list[Finding]:
    return [
        Finding(
            f"Disk of {folder}",
            f"{free // disk.MEGABYTE} MB free"
            + ("" if free >= disk.COMFORTABLE else "; make room"),
            free >= disk.COMFORTABLE,
        )
        for folder, free in disk.free_where_it_matters(db.engine).items()
    ]


def _of_database(settings: Settings) -> list[Finding]:
    engine = _sqlite() if db.is_sqlite else _postgresql()
    found, wanted = schema.version_of(db.engine), schema.head()
    if found == wanted:
        return [engine, Finding("Tables", wanted or "none"), *_of_what_is_in_it(settings)]
    next_step = "run “qa database upgrade”, after a backup"
    if found and found not in schema.known():
        next_step = "install the newer version of the service that made them"
    said = f"{found or 'no version'}; this service needs {wanted}; {next_step}"
    return [engine, Finding("Tables", said, False)]


def _of_what_is_in_it(settings: Settings) -> list[Finding]:
    return [*_of_keys(settings), *_of_timers(), *_of_mail()]


def _of_keys(settings: Settings) -> list[Finding]:
    """What is sealed with another key than the one that is set."""
    if not settings.secret_key:
        return []
    seal.use(*settings.secret_keys)
    if sealed := sealed_otherwise():
        return [Finding("Keys", f"{sealed} sealed with another key; “qa sign-in reseal”", False)]
    if settings.previous_secret_key:
        said = "all is sealed with QA_SECRET_KEY; QA_PREVIOUS_SECRET_KEY may go after a day"
        return [Finding("Keys", said)]
    return [Finding("Keys", "all is sealed with QA_SECRET_KEY")]


def _sqlite() -> Finding:
    version, mode = _ask("SELECT sqlite_version()"), _ask("PRAGMA journal_mode")
    sync = {1: "NORMAL", 2: "FULL", 3: "EXTRA"}.get(_ask("PRAGMA synchronous"), "OFF")
    safe = (mode, sync) in (("wal", "FULL"), ("wal", "EXTRA"), ("delete", "EXTRA"))
    return Finding("Database", f"SQLite {version}, journal {mode}, synchronous {sync}", safe)


def _postgresql() -> Finding:
    version = str(_ask("SHOW server_version")).split(" ")[0]
    try:
        check_safe(db.engine)
    except UnsafeDatabase as unsafe:
        return Finding("Database", f"PostgreSQL {version}. {unsafe}", False)
    sync = _ask("SHOW synchronous_commit")
    return Finding("Database", f"PostgreSQL {version}, fsync on, synchronous_commit {sync}")


def _of_anchors(settings: Settings) -> list[Finding]:
    if not settings.anchors:
        told = "none; set QA_ANCHORS to a file on another machine, and run “qa trail anchor”"
        return [Finding("Anchors", told, False)]
    found = anchor_file.read(Path(settings.anchors), *map(key_from, settings.secret_keys))
    if found.faults:
        return [Finding("Anchors", found.faults[0], False)]
    last = found.written[-1].at if found.written else "never"
    return [Finding("Anchors", f"{len(found.written)}, the last {last}", bool(found.written))]


def _of_timers() -> list[Finding]:
    findings = []
    for one in jobs.list_standings(now()):
        ended = one.last_well.isoformat(timespec="seconds") if one.last_well else "never"
        said = f"last ended well {ended}" + ("; late" if one.late else "")
        findings.append(Finding(f"Timer “{one.timer.command}”", said, not one.late))
    return findings


def _of_figures() -> list[Finding]:
    return [
        Finding(
            f"Figures of {one.council}",
            f"the rows say otherwise: {', '.join(one.unlike)}"
            if one.unlike
            else f"as the rows say, for {plural(one.roles, 'role')}, of {one.audits:,} audits",
            not one.unlike,
        )
        for one in look_at_figures(today())
    ]


def _of_mail() -> list[Finding]:
    found = outbox.standing()
    said = f"{found.waiting} waiting, {found.given_up} given up"
    return [Finding("Mail", said, not found.given_up)]


def _ask(question: str) -> Any:
    return db.session.execute(text(question)).scalar()
