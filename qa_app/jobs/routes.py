"""Whether the service answers, and whether its timers run."""

from functools import cache

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from qa_app.access.gate import open_to_everyone, requires
from qa_app.access.rules import Permission
from qa_app.foundation import disk, schema
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.jobs import queries

health = Blueprint("health", __name__, url_prefix="/health")
timers = Blueprint("timers", __name__, url_prefix="/settings/timers")

# The migrations do not change while the service runs; the database may.
wanted = cache(schema.head)


@health.get("")
@open_to_everyone
def show() -> ResponseReturnValue:
    """For whatever watches the service: it says yes or no, and no more to anybody."""
    well = is_well()
    said = "ok\n" if well else "not ok\n"
    return Response(said, 200 if well else 503, mimetype="text/plain")


def is_well() -> bool:
    try:
        return schema.version_of(db.engine) == wanted() and disk.has_room(db.engine)
    except SQLAlchemyError:
        return False


@timers.get("")
@requires(Permission.SETTINGS_WRITE, council_wide=True)
def index() -> ResponseReturnValue:
    return render_template("jobs/index.html", standings=queries.list_standings(now()))
