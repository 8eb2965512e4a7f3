"""What is said of a round in words. Once it is approved it is kept as it was."""

from qa_app.reports.rules.approving import TextState

LONGEST = 4000
NO_FOUND = "Enter what was found"
NO_DOING = "Enter what is done about it"
TOO_LONG = f"Use {LONGEST:,} characters or fewer"
IS_APPROVED = "It is approved, and stays as it was. Write a new one"


def why_not_saved(state: TextState, found: str, doing: str) -> tuple[str, str] | None:
    """What stands against keeping it, and the question that it is asked by. A draft may be empty."""
    if state is TextState.APPROVED:
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
