"""What a backup is called, what is left out of it, and which old ones go."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

FORMAT = 1
SUFFIX = ".qabackup"

# Previews of uploads are for an hour, and are somebody's unconfirmed work. A session brought back would
# sign somebody in who has signed out since, and a token that was ended would work again. All stay behind.
LEFT_OUT = frozenset({"upload_preview", "sign_in_session", "api_token"})


class DamagedBackup(Exception):
    """The file is not a whole, untouched backup, or the key does not fit."""


@dataclass
class Contents:
    """What a backup says it holds."""

    made_at: str
    schema: str
    engine: str
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def file_name(at: datetime) -> str:
    """Sorted by name, backups are sorted by age."""
    return f"qa-{at:%Y%m%dT%H%M%SZ}{SUFFIX}"


def too_many(names: Iterable[str], keep: int) -> list[str]:
    """Our own backups beyond the newest; no other file is ever named."""
    ours = sorted(name for name in names if name.startswith("qa-") and name.endswith(SUFFIX))
    return ours[:-keep] if keep > 0 else []


def differences(wanted: dict[str, int], found: dict[str, int]) -> list[str]:
    return [
        f"{table}: {wanted.get(table, 0)} rows in the backup, {found.get(table, 0)} restored"
        for table in sorted(wanted.keys() | found.keys())
        if wanted.get(table, 0) != found.get(table, 0)
    ]
