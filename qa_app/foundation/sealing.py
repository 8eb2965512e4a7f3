"""Text that the database holds but cannot read: sealed with the installation's own key."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"case-file audit: what sign-in seals"


class CannotBeOpened(Exception):
    """It was sealed with another key, or changed since."""


class Seal:
    """The seal of this process; made from the installation's key when the service starts."""

    def __init__(self) -> None:
        self._fernets: tuple[Fernet, ...] = ()

    def use(self, *keys: str) -> None:
        """Close with the first key from now on; open what any of them closed."""
        self._fernets = tuple(_fernet_from(key) for key in keys)

    @property
    def fernet(self) -> MultiFernet:
        if not self._fernets:
            raise RuntimeError("give the seal its key first")
        return MultiFernet(self._fernets)

    def close(self, text: str) -> str:
        return self.fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        try:
            return self.fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise CannotBeOpened from None

    def is_current(self, sealed: str) -> bool:
        """Whether the first key opens it, so that it outlives the others."""
        try:
            MultiFernet(self._fernets[:1]).decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


def _fernet_from(key: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))


seal = Seal()
