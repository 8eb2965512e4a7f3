"""What becomes of an upload, and for how long a preview is kept."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

KEPT_FOR = timedelta(hours=1)


class State(StrEnum):
    PREVIEWED = "Waiting for a decision"
    CONFIRMED = "Imported"
    LEFT = "Left without importing"
    UNDONE = "Undone"


def digest_of(contents: Iterable[bytes]) -> str:
    """The same for the same files, in whichever order they were chosen."""
    each = sorted(hashlib.sha256(content).hexdigest() for content in contents)
    return hashlib.sha256("".join(each).encode()).hexdigest()
