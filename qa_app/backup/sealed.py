"""A file that only the key opens, and that cannot be changed, cut or reordered unnoticed.

AES-256-GCM over pieces of one size. A key made for this file alone seals each piece together with the
file's head, the piece's number and whether it is the last.
"""

import io
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from qa_app.backup.rules import DamagedBackup

MAGIC = b"case-file-audit backup 1\n"
SALT, CHECK, TAG = 32, 16, 16
PIECE = 256 * 1024
SHORTEST_KEY = 32


class Key:
    """A long random key, or a passphrase, which is made costly to guess."""

    def __init__(self, *, key: str = "", passphrase: str = "") -> None:
        if not key and not passphrase:
            raise DamagedBackup("Set QA_BACKUP_KEY, or name a file that holds a passphrase.")
        if key and len(key) < SHORTEST_KEY:
            raise DamagedBackup(f"QA_BACKUP_KEY needs at least {SHORTEST_KEY} random characters.")
        self.kind = b"k" if key else b"p"
        self._secret = (key or passphrase).encode()

    def for_file(self, salt: bytes) -> tuple[bytes, bytes]:
        """The key that seals this file, and a value that tells whether the key fits."""
        secret = self._secret
        if self.kind == b"p":
            secret = Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(secret)
        made = HKDF(SHA256(), length=32 + CHECK, salt=salt, info=MAGIC).derive(secret)
        return made[:32], made[32:]


class SealedWriter(io.RawIOBase):
    """Write to it as to a file; closing seals the last piece."""

    def __init__(self, file: BinaryIO, key: Key) -> None:
        salt = os.urandom(SALT)
        secret, check = key.for_file(salt)
        self._head = MAGIC + key.kind + salt + check
        self._file, self._sealer, self._number = file, AESGCM(secret), 0
        self._waiting = bytearray()
        file.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, more: Any, /) -> int:
        self._waiting += more
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(more)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._sealer.encrypt(_nonce(self._number, last), piece, self._head))
        self._number += 1


def pieces(file: BinaryIO, key: Key) -> Iterator[bytes]:
    """The pieces as they were written, each given out only once it has proved to be untouched."""
    head = file.read(len(MAGIC) + 1 + SALT + CHECK)
    if not head.startswith(MAGIC):
        raise DamagedBackup("This file is not a backup of this service.")
    if len(head) < len(MAGIC) + 1 + SALT + CHECK:
        raise DamagedBackup("The backup is cut short.")
    kind, salt, check = head[len(MAGIC) :][:1], head[-SALT - CHECK : -CHECK], head[-CHECK:]
    if kind != key.kind:
        needed = "a passphrase" if kind == b"p" else "QA_BACKUP_KEY"
        raise DamagedBackup(f"This backup was made with {needed}.")
    secret, expected = key.for_file(salt)
    if check != expected:
        raise DamagedBackup("The key does not fit this backup, or its first bytes are damaged.")
    yield from _opened(file, AESGCM(secret), head)


def _opened(file: BinaryIO, sealer: AESGCM, head: bytes) -> Iterator[bytes]:
    number, sealed = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        last = not following
        try:
            yield sealer.decrypt(_nonce(number, last), sealed, head)
        except (InvalidTag, ValueError):
            where = "Its end is missing or damaged" if last else f"Piece {number + 1} was changed"
            raise DamagedBackup(f"The backup is damaged. {where}. Use another backup.") from None
        if last:
            return
        number, sealed = number + 1, following


class SealedReader(io.RawIOBase):
    """Read from it as from a file."""

    def __init__(self, file: BinaryIO, key: Key) -> None:
        self._pieces = pieces(file, key)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, space: Any, /) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        taken = self._left[: len(space)]
        space[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
