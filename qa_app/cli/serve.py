"""qa serve: the service on this machine, for a reverse proxy or, as a demonstration, for one person."""

import click
import waitress
from flask import Flask

from qa_app import create_app
from qa_app.cli.database import bring_up_to_date, keep_to_owner
from qa_app.cli.demo.command import make, who_may_sign_in
from qa_app.cli.demo.pages import pages
from qa_app.cli.main import qa
from qa_app.cli.own_settings import settings_of_the_demo
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.settings import Settings

ADDRESS = "127.0.0.1"
THREADS = 8


@qa.command("serve")
@click.option("--port", default=5000, show_default=True, help="The port to listen on.")
def serve(port: int) -> None:
    """Serve on this machine. With QA_DEMO=1 everything it needs is made first."""
    settings = Settings.from_environment()
    if settings.demo:
        serve_demo(port)
        return
    settings.check()
    keep_to_owner(settings)
    app = create_app(settings, serves=True)
    click.echo(f"Serving {settings.base_url} from {ADDRESS}:{port}. Ctrl+C stops it.")
    listen(app, port)


def serve_demo(port: int) -> None:
    settings = settings_of_the_demo(port)
    bring_up_to_date(settings)
    click.echo("Looking for the invented council; the first time it is made, which takes a minute.")
    make(settings.secret_key, 1, today())
    for sentence in who_may_sign_in(settings.secret_key):
        click.echo(sentence)
    db.session.remove()
    app = create_app(settings, serves=True)
    app.register_blueprint(pages)
    click.echo(f"Serving on {settings.base_url}, to this machine alone. Ctrl+C stops it.")
    listen(app, port)


def listen(app: Flask, port: int) -> None:
    """Raise DomainError where something else has the port."""
    try:
        server = waitress.create_server(app, host=ADDRESS, port=port, threads=THREADS, ident=None)
    except OSError as trouble:
        raise DomainError(
            f"Port {port} cannot be used: {trouble.strerror}. Choose another, as in “qa serve --port 8000”."
        ) from None
    server.run()
