"""What a further draw of a round had of its own, for whoever judges whether it was needed."""

from enum import StrEnum


class Anew(StrEnum):
    """A new list or new rules speak for themselves; where both are the same, chance alone is new."""

    NOTHING = "The list and the rules were the same as before, so that only chance was new"
    LIST = "It was made from another list"
    RULES = "It was made by other rules"
    BOTH = "It was made from another list and by other rules"


def what_was_new(*, another_list: bool, other_rules: bool) -> Anew:
    if another_list and other_rules:
        return Anew.BOTH
    if another_list:
        return Anew.LIST
    return Anew.RULES if other_rules else Anew.NOTHING
