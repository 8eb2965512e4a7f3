"""What stands around every page; asked on each, so as few questions as there can be."""

from qa_app.access.rules import Viewer
from qa_app.organisation.queries import setting


def names_around(viewer: Viewer) -> tuple[str, str]:
    """The council's name as its header shows it, and where the viewer holds the first of their posts."""
    post = viewer.posts[0]
    council = setting(viewer.council_id, "header_name") or viewer.council
    return council, "" if post.path == viewer.council_path else post.place


def colour_of(viewer: Viewer) -> str:
    return str(setting(viewer.council_id, "header_colour"))


def idle_minutes_of(viewer: Viewer) -> int:
    return int(setting(viewer.council_id, "idle_minutes"))
