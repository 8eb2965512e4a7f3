"""The pages of imported audits, and of the workbooks they came with."""

from qa_app.past_audits.routes import audits, imports, keeping, meanings
from qa_app.past_audits.routes.audits import child_panel
from qa_app.past_audits.routes.blueprint import past_audits

__all__ = ["audits", "child_panel", "imports", "keeping", "meanings", "past_audits"]
