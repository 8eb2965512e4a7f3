"""What stands around every page; asked on each, so as few questions as there can be."""

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries import setting


def names_around(viewer: Viewer) -> tuple[str, str]:
    """The council's name as its header shows it, and where the viewer holds the first of their posts."""
    path = viewer.posts[0].path
    rows = select(Place.path, Place.name).where(Place.path.in_({viewer.council_path, path}))
    names = {path: name for path, name in db.session.execute(rows)}
    council = setting(viewer.council_id, "header_name") or names[viewer.council_path]
    return council, "" if path == viewer.council_path else names[path]


def colour_of(viewer: Viewer) -> str:
    return str(setting(viewer.council_id, "header_colour"))


def idle_minutes_of(viewer: Viewer) -> int:
    return int(setting(viewer.council_id, "idle_minutes"))
