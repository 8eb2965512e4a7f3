"""What is said of a round in words: typed by one person, read and approved by another, then kept as it was."""

from enum import StrEnum

LONGEST = 4000


class NarrativeState(StrEnum):
    DRAFT = "Being written"
    PROPOSED = "To be approved"
    DECLINED = "Not approved"
    APPROVED = "Approved"


NO_FOUND = "Enter what was found"
NO_DOING = "Enter what is done about it"
TOO_LONG = f"Use {LONGEST:,} characters or fewer"
IS_APPROVED = "It is approved, and stays as it was. Write a new one"
NOT_PROPOSED = "It does not wait to be approved"
NOT_DRAFT = "It is with somebody else, or approved already"
WROTE_IT = "You wrote it. Somebody else reads it before others do"
NOT_LOOKED = "Say that you have looked at what is marked, and that it tells of nobody"
WRITTEN_SINCE = "It was written otherwise since you opened it. Read it again"
NO_WHY = "Enter why, so that it can be written otherwise"

MAY_BE_WRITTEN = (NarrativeState.DRAFT, NarrativeState.PROPOSED, NarrativeState.DECLINED)


def why_not_saved(state: NarrativeState, found: str, doing: str) -> tuple[str, str] | None:
    """What stands against keeping it, and the question that it is asked by. A draft may be empty."""
    if state not in MAY_BE_WRITTEN:
        return IS_APPROVED, ""
    for name, text in (("found", found), ("doing", doing)):
        if len(text.strip()) > LONGEST:
            return TOO_LONG, name
    return None


def why_not_proposed(found: str, doing: str) -> tuple[str, str] | None:
    if not found.strip():
        return NO_FOUND, "found"
    if not doing.strip():
        return NO_DOING, "doing"
    return None


def why_not_approve(
    state: NarrativeState, *, wrote_it: bool, has_marks: bool, looked: bool
) -> tuple[str, str] | None:
    if state is not NarrativeState.PROPOSED:
        return NOT_PROPOSED, ""
    if wrote_it:
        return WROTE_IT, ""
    if has_marks and not looked:
        return NOT_LOOKED, "looked"
    return None
