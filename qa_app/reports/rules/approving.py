"""Words that somebody writes and somebody else approves before others read them."""

from enum import StrEnum


class TextState(StrEnum):
    DRAFT = "Being written"
    PROPOSED = "To be approved"
    APPROVED = "Approved"
    DECLINED = "Not approved"
    WITHDRAWN = "Taken back"


WROTE_IT = "You wrote it. Somebody else reads it before others do"
NOT_LOOKED = "Say that you have looked at what is marked, and that it tells of nobody"
WRITTEN_SINCE = "It was written otherwise since you opened it. Read it again"
NO_WHY = "Enter why, so that it can be written otherwise"
NOT_PROPOSED = "It does not wait to be approved"


def why_not_approve(
    state: TextState, *, is_as_read: bool, wrote_it: bool, has_marks: bool, looked: bool
) -> tuple[str, str] | None:
    """What stands against it, and the question that it is asked by."""
    if not is_as_read:
        return WRITTEN_SINCE, ""
    if state is not TextState.PROPOSED:
        return NOT_PROPOSED, ""
    if wrote_it:
        return WROTE_IT, ""
    if has_marks and not looked:
        return NOT_LOOKED, "looked"
    return None


def why_not_decline(state: TextState, why: str) -> tuple[str, str] | None:
    if state is not TextState.PROPOSED:
        return NOT_PROPOSED, ""
    if not why.strip():
        return NO_WHY, "why"
    return None
