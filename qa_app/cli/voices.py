"""qa voices: invite practitioners to take part in audits of their work, and release audits to them."""

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.moderation.operations.inadequates import find_new
from qa_app.organisation.queries.places import list_councils
from qa_app.voices.operations.inviting import invite_due, remind_due
from qa_app.voices.operations.releasing import release_due
from qa_app.web.words import plural

NEXT = "Next: “qa mail send” sends the emails."


@qa.group("voices")
def voices() -> None:
    """What practitioners say about audits of their work."""


@voices.command("invite")
@as_json
def invite(as_json: bool) -> None:
    """Invite practitioners whose work is audited, and remind each once. For a timer; twice does no harm."""
    settings = connect()
    settings.check()
    with running("voices invite") as run:
        run.counts = {"invited": 0, "reminded": 0}
        for council in list_councils():
            run.counts["invited"] += invite_due(council, now(), address=settings.base_url)
            run.counts["reminded"] += remind_due(council, now(), address=settings.base_url)
            # Each council's are kept before the next is begun.
            db.session.commit()
    said = [
        f"{plural(run.counts['invited'], 'practitioner')} invited, {run.counts['reminded']:,} reminded."
    ]
    if any(run.counts.values()):
        said.append(NEXT)
    tell({"well": True, **run.counts}, said, as_json=as_json)


@voices.command("release")
@as_json
def release(as_json: bool) -> None:
    """Release audits to their practitioners as soon as each may be, and bring those with the lowest grade to
    their heads of service. For a timer; twice does no harm."""
    settings = connect()
    settings.check()
    with running("voices release") as run:
        run.counts = {"released": 0, "inadequate": 0}
        for council in list_councils():
            run.counts["released"] += release_due(council, now(), address=settings.base_url)
            run.counts["inadequate"] += find_new(council, now(), address=settings.base_url)
            db.session.commit()
    said = [f"{plural(run.counts['released'], 'audit')} released."]
    if run.counts["inadequate"]:
        said.append(f"{plural(run.counts['inadequate'], 'audit')} with the lowest grade to follow.")
    if any(run.counts.values()):
        said.append(NEXT)
    tell({"well": True, **run.counts}, said, as_json=as_json)
