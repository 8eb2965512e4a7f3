"""qa uploads: forget what was understood of files that nobody decided on."""

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.uploads import operations
from qa_app.web.words import plural


@qa.group("uploads")
def uploads() -> None:
    """The files that come in."""


@uploads.command("purge")
@as_json
def purge(as_json: bool) -> None:
    """Forget previews that have been kept for their hour. For a timer, every quarter of an hour."""
    connect()
    with running("uploads purge") as run:
        run.counts = {"previews": operations.forget_expired(now())}
        db.session.commit()
    sentence = f"{plural(run.counts['previews'], 'preview')} forgotten."
    tell({"well": True, **run.counts}, [sentence], as_json=as_json)
