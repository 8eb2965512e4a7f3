"""qa forms: forget the receipts of forms that were answered long ago, and forms closed since."""

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.web import operations
from qa_app.web.words import plural


@qa.group("forms")
def forms() -> None:
    """The forms that people send."""


@forms.command("purge")
@as_json
def purge(as_json: bool) -> None:
    """Forget the receipts that no double click can need any more. For a timer."""
    connect()
    with running("forms purge") as run:
        run.counts = {
            "receipts": operations.forget_receipts(now()),
            "open_forms": operations.forget_open_forms(now()),
        }
        db.session.commit()
    receipts = plural(run.counts["receipts"], "receipt")
    open_forms = plural(run.counts["open_forms"], "open form")
    sentence = f"{receipts} and {open_forms} forgotten."
    tell({"well": True, **run.counts}, [sentence], as_json=as_json)
