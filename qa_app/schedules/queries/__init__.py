"""What somebody sees of schedules, and whom they can name."""

from qa_app.schedules.queries import open_work

__all__ = ["open_work"]
