"""Where passkeys can be used, and when a passkey looks copied."""

from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST_NAME = 60


def relying_party(base_url: str) -> str | None:
    """The name that passkeys are bound to, or None where browsers offer none.

    Browsers want https, or this machine by its name; a bare network address is never enough.
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if parts.scheme != "https" and host != "localhost":
        return None
    try:
        ip_address(host)
    except ValueError:
        return host or None
    return None


def looks_copied(kept: int, said: int) -> bool:
    """A counter that does not go up, where there is one, means two copies of a key."""
    return (kept > 0 or said > 0) and said <= kept


def name_for(typed: str, others: int) -> str:
    return " ".join(typed.split())[:LONGEST_NAME] or f"Passkey {others + 1}"
