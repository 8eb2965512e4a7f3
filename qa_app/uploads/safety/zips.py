"""A zipped file before anything of it is unpacked: what its own directory says of it."""

import struct
import zipfile
from collections.abc import Sequence
from enum import Enum, auto

MOST_DIRECTORY = 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
# A small file of much the same text packs very well, and harms nobody.
RATIO_MATTERS_FROM = 2 * 1024 * 1024
_LAST_BYTES = 66_000


class Trouble(Enum):
    BROKEN = auto()
    # The form for archives over 4 GB.
    HUGE = auto()
    TOO_MANY_PARTS = auto()


def trouble_in_directory(content: bytes, most_parts: int) -> Trouble | None:
    """Read from the end of the file, so that a directory of a million parts is never built."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - _LAST_BYTES))
    if end < 0 or end + 22 > len(content):
        return Trouble.BROKEN
    if content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        return Trouble.HUGE
    parts, size = struct.unpack("<HI", content[end + 10 : end + 16])
    return Trouble.TOO_MANY_PARTS if parts > most_parts or size > MOST_DIRECTORY else None


def unpacks_to_too_much(parts: Sequence[zipfile.ZipInfo], packed: int, most_times: int) -> bool:
    """By the directory: the zip module unpacks no more of a part than that says."""
    unpacked = sum(part.file_size for part in parts)
    is_dense = unpacked > RATIO_MATTERS_FROM and unpacked > packed * most_times
    return unpacked > MOST_UNPACKED or is_dense
