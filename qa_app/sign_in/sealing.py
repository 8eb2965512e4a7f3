"""Text that the database holds but cannot read: sealed with the installation's own key."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"case-file audit: what sign-in seals"


class CannotBeOpened(Exception):
    """It was sealed with another key, or changed since."""


class Seal:
    """The seal of this process; made from the installation's key when the service starts."""

    def __init__(self) -> None:
        self._fernet: Fernet | None = None

    def use(self, key: str) -> None:
        derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
        self._fernet = Fernet(urlsafe_b64encode(derived))

    @property
    def fernet(self) -> Fernet:
        if self._fernet is None:
            raise RuntimeError("give the seal its key first")
        return self._fernet

    def close(self, text: str) -> str:
        return self.fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        try:
            return self.fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise CannotBeOpened from None


seal = Seal()
