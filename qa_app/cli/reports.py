"""qa reports: make the reports that people asked for, and those that are due by a schedule."""

from functools import partial

from qa_app.cli.main import WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import now
from qa_app.reports.folder import Folder
from qa_app.reports.worker import work
from qa_app.schedules.operations.timed import TURN, take_turn
from qa_app.web.words import plural

BROKE_OFF = "The schedules of a council broke off"
NEXT = "Next: “qa mail send” sends the links."


@qa.group("reports")
def reports() -> None:
    """Reports that people asked for, made in the background, and those that come by a schedule."""


@reports.command("work")
@as_json
def make(as_json: bool) -> None:
    """Make the reports that wait, take up those that somebody died over, and delete those whose week is over.
    For a timer; several at once do no harm."""
    settings = connect()
    with running("reports work", beside_others=True) as run:
        run.counts = work(Folder(settings.reports_folder))
    said = [f"{plural(run.counts['made'], 'report')} made, {run.counts['deleted']:,} deleted."]
    tell({"well": True, **run.counts}, said, as_json=as_json)


@reports.command("schedule")
@as_json
def schedule(as_json: bool) -> None:
    """Make the reports that are due by a schedule, and queue a link for each person who gets one. For a timer;
    several at once do no harm, and a day that was missed is made up for once."""
    settings = connect()
    settings.check()
    with running(TURN, beside_others=True) as run:
        run.counts = take_turn(
            settings.base_url, partial(work, Folder(settings.reports_folder)), now
        )
        if run.counts["failed"]:
            run.fail(BROKE_OFF)
    schedules = plural(run.counts["ran"], "schedule was", "schedules were")
    said = [
        f"{schedules} due, {plural(run.counts['asked'], 'report')} asked for, "
        f"{plural(run.counts['told'], 'link')} queued."
    ]
    if run.counts["stopped"]:
        said.append(f"{plural(run.counts['stopped'], 'schedule')} stopped; its page says why.")
    if run.counts["told"] or run.counts["stopped"]:
        said.append(NEXT)
    if not (well := not run.counts["failed"]):
        said.append(f"{BROKE_OFF}; the log says of which kind the error was.")
    tell({"well": well, **run.counts}, said, as_json=as_json)
    raise SystemExit(WELL if well else WRONG)
