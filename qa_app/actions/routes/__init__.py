"""The pages of actions, and the panels that other pages show of them."""

from qa_app.actions.routes import many, open_work, panels, records, register
from qa_app.actions.routes.blueprint import actions

__all__ = ["actions", "many", "open_work", "panels", "records", "register"]
