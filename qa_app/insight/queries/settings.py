"""What the council has chosen about its figures."""

from qa_app.access.rules import Viewer
from qa_app.insight.rules.settings import TARGET
from qa_app.organisation.queries.settings import setting


def target_of(viewer: Viewer) -> int:
    return int(setting(viewer.council_id, TARGET))
