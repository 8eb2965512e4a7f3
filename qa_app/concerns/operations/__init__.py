"""What can be done about a concern."""

from qa_app.concerns.operations.following import close, note_told, receive
from qa_app.concerns.operations.raising import Record, raise_concern
from qa_app.concerns.operations.telling import go_up_the_ladder

__all__ = ["Record", "close", "go_up_the_ladder", "note_told", "raise_concern", "receive"]
