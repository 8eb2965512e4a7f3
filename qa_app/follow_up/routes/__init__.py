"""Pages of what follows an audit."""

from qa_app.follow_up.routes import compared, record_notes, second_audits, together
from qa_app.follow_up.routes.blueprint import follow_up
from qa_app.follow_up.routes.compared import pair_panel, task_panel
from qa_app.follow_up.routes.record_notes import record_panel

__all__ = [
    "compared",
    "follow_up",
    "pair_panel",
    "record_notes",
    "record_panel",
    "second_audits",
    "task_panel",
    "together",
]
