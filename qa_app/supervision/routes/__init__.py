"""Pages of supervision, thanks and growth."""

from qa_app.supervision.routes import figures, growth, sheets, thanks
from qa_app.supervision.routes.blueprint import supervision
from qa_app.supervision.routes.figures import figures_panel
from qa_app.supervision.routes.thanks import own_thanks_panel, thanks_panel

__all__ = [
    "figures",
    "figures_panel",
    "growth",
    "own_thanks_panel",
    "sheets",
    "supervision",
    "thanks",
    "thanks_panel",
]
