"""Passwords as Argon2id digests."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from qa_app.sign_in.rules.passwords import LONGEST, normalised

# About 30 ms and 32 MiB each; four at once keep a process below 130 MiB when everybody signs in.
HASHER = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
AT_ONCE = BoundedSemaphore(4)

# Nobody's digest: an account that is not there costs as much time as one that is.
NOBODYS = f"$argon2id$v=19$m={32 * 1024},t=2,p=1${'A' * 22}${'A' * 43}"


def hashed(password: str) -> str:
    with AT_ONCE:
        return HASHER.hash(normalised(password))


def is_right(password: str, digest: str | None) -> bool:
    """Always hashes once, whether there is a digest or not; an endless text is never hashed."""
    typed = normalised(password)
    try:
        with AT_ONCE:
            right = HASHER.verify(digest or NOBODYS, typed if len(typed) <= LONGEST else "")
    except (VerificationError, InvalidHashError):
        return False
    return right and digest is not None and len(typed) <= LONGEST


def is_outdated(digest: str) -> bool:
    return HASHER.check_needs_rehash(digest)
