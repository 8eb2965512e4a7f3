"""Anchors: the ends of the chains, written down where nobody with the database alone can reach.

Each line carries a code made with a key that the database does not hold, over the line and the code of
the line before it. A line that is changed, taken out or put in is found.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from qa_app.trail.rules.chain import End

PURPOSE = b"anchors of the trail"


@dataclass(frozen=True)
class Anchor:
    """A chain ended here at that moment (ISO 8601, UTC)."""

    at: str
    chain: int
    end: End

    def __str__(self) -> str:
        return f"{self.at} {self.chain} {self.end.number} {self.end.digest}"


@dataclass(frozen=True)
class Anchors:
    """What the file says, and what is wrong with it."""

    written: tuple[Anchor, ...] = ()
    last_code: str = ""
    faults: tuple[str, ...] = ()

    def last_of(self, chain: int) -> Anchor | None:
        return next((one for one in reversed(self.written) if one.chain == chain), None)

    def digests_of(self, chain: int) -> dict[int, str]:
        return {one.end.number: one.end.digest for one in self.written if one.chain == chain}

    @property
    def chains(self) -> set[int]:
        return {one.chain for one in self.written}


def key_from(secret: str) -> bytes:
    return hmac.new(secret.encode(), PURPOSE, hashlib.sha256).digest()


def code_of(anchor: Anchor, code_before: str, key: bytes) -> str:
    return hmac.new(key, f"{code_before} {anchor}".encode(), hashlib.sha256).hexdigest()


def lines_for(anchors: Iterable[Anchor], code_before: str, key: bytes) -> list[str]:
    lines = []
    for anchor in anchors:
        code_before = code_of(anchor, code_before, key)
        lines.append(f"{anchor} {code_before}")
    return lines


def read(lines: Iterable[str], *keys: bytes) -> Anchors:
    """Read no further than the first line that does not stand up: what follows it proves nothing."""
    written: list[Anchor] = []
    code = ""
    for number, line in enumerate(lines, start=1):
        anchor, found = _taken_apart(line)
        if anchor is None or not _is_ours(found, anchor, code, keys):
            fault = (
                f"Line {number} of the anchors was changed, a line before it is gone, "
                "or QA_SECRET_KEY is not the one it was written with"
            )
            return Anchors(tuple(written), code, (fault,))
        written.append(anchor)
        code = found
    return Anchors(tuple(written), code)


def _is_ours(found: str, anchor: Anchor, code_before: str, keys: Iterable[bytes]) -> bool:
    return any(hmac.compare_digest(found, code_of(anchor, code_before, key)) for key in keys)


def _taken_apart(line: str) -> tuple[Anchor | None, str]:
    try:
        at, chain, number, digest, code = line.encode("ascii").decode().split(" ")
        return Anchor(at, int(chain), End(int(number), digest)), code
    except ValueError:
        return None, ""
