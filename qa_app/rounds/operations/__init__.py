"""What can be done to programmes, rounds and the records in them."""

from qa_app.rounds.operations.giving import allocate, child_of, give, give_all, take_back
from qa_app.rounds.operations.programmes import add_programme, open_round
from qa_app.rounds.operations.progress import mark_done, mark_started
from qa_app.rounds.operations.readers import name_round, take_round_back

__all__ = [
    "add_programme",
    "allocate",
    "child_of",
    "give",
    "give_all",
    "mark_done",
    "mark_started",
    "name_round",
    "open_round",
    "take_back",
    "take_round_back",
]
