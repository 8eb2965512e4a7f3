"""What an action is, what may be done with it, and when others hear of it."""

from qa_app.actions.rules.sources import ForWhom, Source, SourceKind, Wish, shortened
from qa_app.actions.rules.states import COUNTED, OPEN, Act, Helped, State

__all__ = [
    "COUNTED",
    "OPEN",
    "Act",
    "ForWhom",
    "Helped",
    "Source",
    "SourceKind",
    "State",
    "Wish",
    "shortened",
]
