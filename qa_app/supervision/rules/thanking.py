"""When somebody can be thanked for what an audit found, and how thanks are counted."""

from collections.abc import Collection
from datetime import date, timedelta

from qa_app.foundation.clock import long_date

# What a first page shows.
LATELY = timedelta(days=60)

NOT_RELEASED = "You can thank the practitioner once the audit is released to them"
NOBODY = "Nobody here can be thanked: the practitioner of this audit is not known, or has left"
OWN_WORK = "This audit is about your own work"
NO_STRENGTH = "This audit names no strength to thank somebody for"


def why_not_thank(*, is_released: bool, has_strength: bool, is_somebody: bool, is_own: bool) -> str:
    """Nothing where they can be thanked."""
    if not is_somebody:
        return NOBODY
    if is_own:
        return OWN_WORK
    if not is_released:
        return NOT_RELEASED
    return "" if has_strength else NO_STRENGTH


def thanks_in_words(days: Collection[date], today: date) -> str:
    """How often, since when, and how much of it lately: the same on every page that counts them."""
    if not days:
        return ""
    first = long_date(min(days))
    if len(days) == 1:
        return f"You have been thanked once, on {first}."
    lately = sum(one >= today - LATELY for one in days)
    return (
        f"You have been thanked {len(days)} times since {first}, "
        f"{lately or 'none'} of them in the last {LATELY.days} days."
    )
