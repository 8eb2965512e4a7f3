"""What the voices of an audit may say, when, and to whom they are read."""

from qa_app.voices.rules.conversations import Held
from qa_app.voices.rules.replies import CHALLENGES, Decision, Outcome, ReplyKind
from qa_app.voices.rules.standing import Standing, State

__all__ = ["CHALLENGES", "Decision", "Held", "Outcome", "ReplyKind", "Standing", "State"]
