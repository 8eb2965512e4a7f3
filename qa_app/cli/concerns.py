"""qa concerns: tell the next person where nobody has a safety concern."""

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.concerns.operations import go_up_the_ladder
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.web.words import plural


@qa.group("concerns")
def concerns() -> None:
    """Safety concerns that somebody raised while reading."""


@concerns.command("chase")
@as_json
def chase(as_json: bool) -> None:
    """Tell the next person of each concern that nobody has. For a timer; twice does no harm."""
    settings = connect()
    settings.check()
    with running("concerns chase") as run:
        run.counts = {"told": go_up_the_ladder(settings.base_url, now())}
        db.session.commit()
    said = [f"{plural(run.counts['told'], 'person', 'people')} told."]
    if run.counts["told"]:
        said.append("Next: “qa mail send” sends the emails.")
    tell({"well": True, **run.counts}, said, as_json=as_json)
