"""Who may give a second opinion, what it says beside the first, and how both are settled."""

from qa_app.moderation.rules.comparing import Beside, Compared, compare, is_the_same
from qa_app.moderation.rules.states import THEIRS, Settled, State, state_of, waits_for

__all__ = [
    "Beside",
    "Compared",
    "Settled",
    "State",
    "THEIRS",
    "compare",
    "is_the_same",
    "state_of",
    "waits_for",
]
