"""Made-up names for records, the same throughout one report and different in the next."""

import hmac
from base64 import b32encode
from hashlib import sha256

LETTERS = 10


class Pseudonyms:
    """The key is thrown away with this object, so that nobody can tell later whose name was which."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, kind: str, what: str) -> str:
        """“R-” and letters: neither a number nor a formula to a spreadsheet program."""
        digest = hmac.digest(self._key, f"{kind} {what}".encode(), sha256)
        return f"{kind}-{b32encode(digest).decode()[:LETTERS]}"
