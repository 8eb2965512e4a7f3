"""The words of each error page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    heading: str
    says: tuple[str, ...]
    gives_back: bool = True
    # Told to a script that has to act on it; the number of the status says the rest.
    kind: str = ""


@dataclass(frozen=True)
class Outcome:
    """`known` is False when nothing was saved and None when nobody can tell."""

    known: bool | None
    text: str


WORDINGS: dict[int | str, Wording] = {
    400: Wording(
        "We could not read what was sent",
        (
            "Go back and try again. If it happens again, tell the person who looks after this service.",
        ),
    ),
    "expired": Wording(
        "Your page was open for too long",
        (
            "You may have signed out, or signed in again in another window.",
            "Open the page again and send your work from there.",
        ),
        kind="expired",
    ),
    401: Wording("You are signed out", ("Sign in, then open the page again.",)),
    403: Wording(
        "You cannot open this page",
        ("Your role does not include it. If you need it for your work, ask your administrator.",),
    ),
    404: Wording(
        "Page not found",
        (
            "If you typed the address, check that it is right. If you pasted it, check that you copied all of it.",
            "It may be about a record that you cannot see.",
        ),
    ),
    405: Wording("This page does not work that way", ("Go back and use the buttons on the page.",)),
    409: Wording("This was not done", ("Something has changed since you opened the page.",)),
    "refused": Wording("This was not done", (), kind="refused"),
    "changed": Wording(
        "Someone else has changed this",
        (
            "They saved their change while your page was open.",
            "Open the page again to see it, then decide what to keep of yours.",
        ),
        kind="changed",
    ),
    410: Wording("This is no longer here", ("It was there when you opened the page.",)),
    413: Wording(
        "What you sent is too large",
        (
            "Your text is still in the form behind this page: use your browser’s Back button.",
            "Make the text shorter or choose a smaller file, then send it again.",
        ),
    ),
    429: Wording("Wait before you try again", ("There were too many tries in a short time.",)),
    500: Wording(
        "There is a problem with this service",
        ("Try again later. If it happens again, tell the person who looks after this service.",),
    ),
    503: Wording(
        "This service is not available for the moment",
        ("Wait a minute, then send your work again.",),
    ),
}

READING = Outcome(False, "Nothing of yours was lost: you were not saving anything.")
NOT_SAVED = Outcome(False, "What you sent was not saved.")
UNKNOWN = Outcome(
    None,
    "We cannot tell whether what you sent was saved. Go back and send the same page again: "
    "it will not be saved twice.",
)

# Drawn without layout, session or database, when one of them is what failed.
BARE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{heading}</title></head>
<body><main><h1>{heading}</h1><p>{saved}</p><p><a href="/">Go to the first page</a></p></main></body>
</html>
"""


def wording_of(kind: int | str) -> Wording:
    if kind in WORDINGS:
        return WORDINGS[kind]
    return WORDINGS[400 if isinstance(kind, int) and kind < 500 else 500]


def outcome(*, is_reading: bool, unknown: bool) -> Outcome:
    if unknown:
        return UNKNOWN
    return READING if is_reading else NOT_SAVED
