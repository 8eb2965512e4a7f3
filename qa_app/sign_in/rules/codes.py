"""Which one-time and recovery codes are right."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest

SECONDS_A_STEP = 30
DIGITS = 6
DRIFT = 1

RECOVERY_CODES = 10
RECOVERY_GROUPS, RECOVERY_GROUP = 4, 4
# No 0 or o, 1, i or l: a code is written down and read back by hand.
RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def step_at(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS_A_STEP


def steps_around(at: datetime) -> range:
    """The steps whose codes count now: a phone's clock may be half a minute out."""
    return range(step_at(at) - DRIFT, step_at(at) + DRIFT + 1)


def digits_of(typed: str) -> str:
    """A code as people type it: "123 456" and "123-456" are one."""
    return "".join(letter for letter in typed if letter not in " -\u00a0\t")


def looks_like_a_code(typed: str) -> bool:
    digits = digits_of(typed)
    return len(digits) == DIGITS and digits.isascii() and digits.isdecimal()


def matching_step(typed: str, codes: Mapping[int, str], last_used: int | None) -> int | None:
    """The step that a code belongs to, or None. A code at or before the last one used never counts."""
    typed = digits_of(typed)
    found = None
    for step, code in codes.items():
        fresh = last_used is None or step > last_used
        if compare_digest(typed.encode(), code.encode()) and fresh:
            found = step
    return found


def recovery_code(letters: str) -> str:
    """Sixteen letters as they are shown, in fours."""
    ends = range(0, RECOVERY_GROUPS * RECOVERY_GROUP, RECOVERY_GROUP)
    return "-".join(letters[at : at + RECOVERY_GROUP] for at in ends)


def recovery_digest(typed: str) -> str:
    """What is kept of a recovery code. Each has 79 random bits, so a plain digest cannot be reversed."""
    plain = "".join(letter for letter in typed.casefold() if letter.isalnum())
    return hashlib.sha256(f"recovery {plain}".encode()).hexdigest()
