"""qa mail: send the emails that wait, and say how the mail is doing."""

import click

from qa_app.cli.main import CALLED_WRONGLY, WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.timed import Run, running
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.engines import only_reading
from qa_app.outbox import operations, queries
from qa_app.outbox.smtp import MailServer, Unreachable
from qa_app.settings import Settings

NO_SERVER = (
    "Set QA_SMTP_URL to the mail server, for example smtp://mail.northshire.example:587, "
    "and QA_MAIL_FROM to the address that emails come from."
)


@qa.group("mail")
def mail() -> None:
    """The emails that the service sends."""


@mail.command("send")
@as_json
def send(as_json: bool) -> None:
    """Send the emails that are due. For a timer."""
    settings = connect()
    if not settings.smtp_url or not settings.mail_from:
        click.echo(NO_SERVER, err=True)
        raise SystemExit(CALLED_WRONGLY)
    settings.check()
    with running("mail send", beside_others=True) as run:
        operations.purge(now())
        operations.give_up_stuck(now())
        db.session.commit()
        _send_all(settings, run)
    sentences = [
        "{sent} sent, {put_off} to be tried again, {given_up} given up.".format(**run.counts)
    ]
    if run.trouble:
        sentences.append(f"{run.trouble} What waits is sent when it can be reached.")
    tell({"well": not run.trouble, **run.counts}, sentences, as_json=as_json)
    raise SystemExit(WRONG if run.trouble else WELL)


@mail.command("status")
@as_json
def status(as_json: bool) -> None:
    """Say how many emails wait and how many were given up."""
    connect()
    with only_reading():
        found = queries.standing()
    sentence = f"{found.waiting} waiting, {found.given_up} given up, {found.sent} sent."
    answer = {
        "waiting": found.waiting,
        "given_up": found.given_up,
        "sent": found.sent,
        "oldest_waits_since": found.oldest,
    }
    tell(answer, [sentence], as_json=as_json)
    raise SystemExit(WRONG if found.given_up else WELL)


def _send_all(settings: Settings, run: Run) -> None:
    run.counts = {"sent": 0, "put_off": 0, "given_up": 0}
    try:
        with MailServer(settings.smtp_url) as server:
            while email := operations.send_next(server, settings.mail_from, now):
                went = "sent" if email.sent_at else "given_up" if email.given_up_at else "put_off"
                run.counts[went] += 1
    except Unreachable as unreachable:
        run.fail(str(unreachable))
