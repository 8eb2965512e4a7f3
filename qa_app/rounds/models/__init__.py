"""Programmes, rounds, draws and allocations."""

from qa_app.rounds.models.allocations import Allocation, AllocationChange
from qa_app.rounds.models.draws import Draw, DrawHold, DrawnRecord
from qa_app.rounds.models.programmes import Programme, Round, RoundReader

__all__ = [
    "Allocation",
    "AllocationChange",
    "Draw",
    "DrawHold",
    "DrawnRecord",
    "Programme",
    "Round",
    "RoundReader",
]
