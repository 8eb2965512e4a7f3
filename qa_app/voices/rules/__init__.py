"""What the voices of an audit may say, when, and to whom they are read."""

from qa_app.voices.rules.conversations import Held
from qa_app.voices.rules.replies import Outcome, ReplyKind
from qa_app.voices.rules.standing import Standing, State

__all__ = ["Held", "Outcome", "ReplyKind", "Standing", "State"]
