"""Why one imported audit is taken out again."""

from enum import StrEnum


class Why(StrEnum):
    """Kept with the trail instead of words, which could name somebody."""

    WRONG_CHILD = "It is about another child than its reference says"
    WRONG_ROW = "The workbook has it wrong, or has it twice"
    ERASURE = "Somebody asked for it to be erased, and that was granted"
    TOO_OLD = "It is kept no longer"
