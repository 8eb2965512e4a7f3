"""What became of a record in a draw."""

from enum import StrEnum


class Outcome(StrEnum):
    PICKED = "Drawn"
    RESERVE = "Next in turn"
    OUT = "Not in the draw"
