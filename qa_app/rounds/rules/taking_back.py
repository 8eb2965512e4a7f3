"""When a whole opening can be taken back, and what whoever was told of it hears."""

from datetime import date

from qa_app.outbox.rules import BY_DAY

TAKEN_BACK_SUBJECT = "Audits that you were given were taken back"


def why_not_take_back(*, is_open: bool, is_closed: bool, begun: int) -> str:
    """Nothing as long as nobody has read a record in it."""
    if not is_open:
        return "This round is not open. Somebody may have taken it back a moment ago"
    if is_closed:
        return "This round is closed, so its opening stays"
    if begun:
        many = "1 audit has" if begun == 1 else f"{begun:,} audits have"
        return (
            f"{many} been begun, so the opening stays. Withdraw or pause audits one by one instead"
        )
    return ""


def taken_back_in_words(number: int, programme: str, month: date) -> str:
    """By counts and months, and nothing of any record."""
    many = (
        "1 audit that you were given is"
        if number == 1
        else f"{number:,} audits that you were given are"
    )
    return f"{many} taken back: {programme}, {month:%B %Y}. You have nothing to do for them."


def letters_about(allocation_id: str) -> str:
    """How the keys of letters about one audit begin: they are kept back when it is withdrawn."""
    return f"{BY_DAY}audit:{allocation_id}:"
