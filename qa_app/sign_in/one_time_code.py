"""The codes of authenticator apps (RFC 6238)."""

from collections.abc import Iterable, Mapping

from pyotp import HOTP, TOTP, random_base32

SECRET_LETTERS = 32  # 160 bits


def new_shared_secret() -> str:
    return random_base32(SECRET_LETTERS)


def codes_at(secret: str, steps: Iterable[int]) -> Mapping[int, str]:
    counter = HOTP(secret)
    return {step: counter.at(step) for step in steps}


def address_of(secret: str, account: str, service: str) -> str:
    """What the QR code holds."""
    return TOTP(secret).provisioning_uri(name=account, issuer_name=service)


def in_fours(secret: str) -> str:
    """For somebody who types it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
