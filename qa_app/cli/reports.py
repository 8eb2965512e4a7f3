"""qa reports: make the reports that people asked for."""

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.reports.folder import Folder
from qa_app.reports.worker import work
from qa_app.web.words import plural


@qa.group("reports")
def reports() -> None:
    """Reports that people asked for, made in the background."""


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
