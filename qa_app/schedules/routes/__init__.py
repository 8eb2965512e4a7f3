"""Pages of schedules."""

from qa_app.schedules.routes import acting, making, showing
from qa_app.schedules.routes.blueprint import schedules
from qa_app.schedules.routes.showing import report_panel

__all__ = ["acting", "making", "report_panel", "schedules", "showing"]
