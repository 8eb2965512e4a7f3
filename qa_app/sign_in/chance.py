"""Everything here that must not be guessed."""

import secrets

from qa_app.sign_in.rules.codes import (
    RECOVERY_CODES,
    RECOVERY_GROUP,
    RECOVERY_GROUPS,
    RECOVERY_LETTERS,
    recovery_code,
)


def new_secret() -> str:
    """256 random bits, as a name that may stand in a cookie or an address."""
    return secrets.token_urlsafe(32)


def new_recovery_codes() -> list[str]:
    length = RECOVERY_GROUPS * RECOVERY_GROUP
    return [
        recovery_code("".join(secrets.choice(RECOVERY_LETTERS) for _ in range(length)))
        for _ in range(RECOVERY_CODES)
    ]
