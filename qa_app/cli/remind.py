"""qa remind: write to whoever has audits to do, and to those above them when they are overdue."""

from datetime import datetime

import click

from qa_app.cli.council import council_at, council_option
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import clock_time, london_day, long_date, now
from qa_app.foundation.database import db, only_reading
from qa_app.organisation.models import Place
from qa_app.organisation.queries.places import list_councils
from qa_app.rounds.operations.reminding import Reminders, Upcoming, remind, upcoming
from qa_app.web.words import plural

NEXT = "Next: “qa mail send” sends them."
NO_COUNCIL = "There is no council yet. Next: “qa council add NAME”."
GIVE_ON = (
    "Nobody hears of open audits of {names}: they can no longer audit, and no line manager of theirs is "
    "here who may see them. Next: give the audits to somebody else, under “Who hands over work”."
)


@qa.command("remind")
@council_option
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and queue nothing.")
@as_json
def remind_(council_path: str | None, dry_run: bool, as_json: bool) -> None:
    """Queue the reminders that are due. For a timer, every hour; twice does no harm."""
    settings = connect()
    settings.check()
    councils = [council_at(council_path)] if council_path else list_councils()
    if dry_run:
        with only_reading():
            found = [(one, upcoming(one, settings.base_url, now())) for one in councils]
        return _show(found, as_json=as_json)
    with running("remind") as run:
        run.counts = {"queued": 0, "unreached": 0}
        told = []
        for council in councils:
            queued, reminders = _remind(council, settings.base_url, now())
            run.counts["queued"] += queued
            run.counts["unreached"] += len(reminders.unreached)
            sentences = _sentences(f"{_counted(queued)} queued.", reminders)
            told += [f"{council.name}: {one}" for one in sentences]
    if run.counts["queued"]:
        told.append(NEXT)
    tell({"well": True, **run.counts}, told or [NO_COUNCIL], as_json=as_json)


def _remind(council: Place, address: str, at: datetime) -> tuple[int, Reminders]:
    """Each council's are kept before the next is begun."""
    queued, reminders = remind(council, address, at)
    db.session.commit()
    return queued, reminders


def _sentences(first: str, reminders: Reminders) -> list[str]:
    if reminders.why_none:
        return [reminders.why_none]
    if reminders.unreached:
        return [first, GIVE_ON.format(names=", ".join(reminders.unreached))]
    return [first]


def _counted(number: int) -> str:
    return plural(number, "reminder")


def _foretold(one: Upcoming) -> list[str]:
    """As things stand now; what is done until then is not reminded of."""
    first = f"{_counted(len(one.reminders.reminders))} would be queued"
    if one.why_not_now and not one.reminders.why_none:
        when = f"{clock_time(one.at)} on {one.at:%A} {long_date(london_day(one.at))}"
        return [one.why_not_now, *_sentences(f"{first} at {when}.", one.reminders)]
    return _sentences(f"{first}.", one.reminders)


def _show(found: list[tuple[Place, Upcoming]], *, as_json: bool) -> None:
    """What the next run that writes would queue, word for word; no email holds anything about a child."""
    answer = {
        council.path.strip("/"): {
            "why_none": one.why_not_now,
            "at": one.at,
            "unreached": one.reminders.unreached,
            "reminders": [
                {"to": each.to, "subject": each.subject, "text": each.text}
                for each in one.reminders.reminders
            ],
        }
        for council, one in found
    }
    said = []
    for council, one in found:
        said += [f"{council.name}: {sentence}" for sentence in _foretold(one)]
        said += [
            f"\nTo {each.to}\n{each.subject}\n\n{each.text}" for each in one.reminders.reminders
        ]
    tell({"well": True, "councils": answer}, said or [NO_COUNCIL], as_json=as_json)
