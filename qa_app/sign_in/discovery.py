"""What issuers say of themselves: asked once in some minutes, by one at a time."""

from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from requests import JSONDecodeError, RequestException, Session

from qa_app.sign_in.calling_out import lead_outward
from qa_app.sign_in.rules.discovery import document_faults

SECONDS_KEPT, SECONDS_KEPT_WITH_FAULTS = 300, 30
MOST_KEPT = 200
NOT_REACHED = (
    "It cannot be reached, or it has no discovery document. Check the issuer’s address, and that "
    "this server may reach it."
)
NO_DOCUMENT = "What answers at this address is no discovery document."
ASKED_JUST_NOW = "It is being asked at this moment. Try again."


@dataclass(frozen=True)
class Discovered:
    """A document, and why it cannot be used; nothing in it counts while there is a reason."""

    document: dict[str, Any]
    faults: list[str]
    until: float


_known: dict[tuple[str, bool], Discovered] = {}
_being_asked: dict[str, Lock] = {}


def discover(issuer: str, *, on_loopback: bool, anew: bool = False) -> Discovered:
    known = _known.get((issuer, on_loopback))
    if known is not None and not anew and monotonic() < known.until:
        return known
    lock = _being_asked.setdefault(issuer, Lock())
    if not lock.acquire(blocking=False):
        return Discovered({}, [ASKED_JUST_NOW], 0)
    try:
        document, faults = ask(issuer, on_loopback=on_loopback)
        seconds = SECONDS_KEPT_WITH_FAULTS if faults else SECONDS_KEPT
        if len(_known) >= MOST_KEPT:
            _known.clear()
        _known[issuer, on_loopback] = Discovered(document, faults, monotonic() + seconds)
        return _known[issuer, on_loopback]
    finally:
        lock.release()


def ask(issuer: str, *, on_loopback: bool) -> tuple[dict[str, Any], list[str]]:
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        with Session() as session:
            lead_outward(session, on_loopback=on_loopback)
            answer = session.get(address)
        answer.raise_for_status()
        document = answer.json()
    except JSONDecodeError:
        return {}, [NO_DOCUMENT]
    except RequestException:
        return {}, [NOT_REACHED]
    except (ValueError, RecursionError):
        return {}, [NO_DOCUMENT]
    if not isinstance(document, dict):
        return {}, [NO_DOCUMENT]
    return document, document_faults(document, issuer, on_loopback=on_loopback)
