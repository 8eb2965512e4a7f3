"""Whom a council's own sign-in may name here. It links people; it never lets anybody in by itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TRUE = (True, "true", "True", 1, "1")


class Refusal(StrEnum):
    """Why somebody whom the issuer knows is not let in. The page says one sentence for all."""

    NOT_APPOINTED = "Nobody appointed in this council now"
    EMAIL_NOT_VERIFIED = "The issuer does not vouch for the email address"
    ALREADY_LINKED = "The person is linked to another account of this issuer"


class State(StrEnum):
    """Whether people can sign in by it."""

    IN_USE = "In use"
    WAITING = "Waits for a second person to approve it"
    OFF = "Switched off"


@dataclass(frozen=True)
class Candidate:
    """A person here. Appointed means: in the issuer's own council, today, and not disabled there."""

    person_id: int
    appointed: bool
    subject: str | None = None  # of this issuer, when one is linked already


@dataclass(frozen=True)
class Outcome:
    """Who it is, and whether to link them now; or why not."""

    person_id: int | None = None
    link: bool = False
    refusal: Refusal | None = None


def decide(
    claims: Mapping[str, Any], linked: Candidate | None, same_email: Candidate | None
) -> Outcome:
    """Issuer and subject alone, once linked; before that a verified email of somebody appointed."""
    if linked is not None:
        return admitted(linked, link=False)
    if not email_is_verified(claims):
        return Outcome(refusal=Refusal.EMAIL_NOT_VERIFIED)
    if same_email is None:
        return Outcome(refusal=Refusal.NOT_APPOINTED)
    if same_email.subject is not None:
        return Outcome(refusal=Refusal.ALREADY_LINKED)
    return admitted(same_email, link=True)


def admitted(person: Candidate, *, link: bool) -> Outcome:
    if not person.appointed:
        return Outcome(refusal=Refusal.NOT_APPOINTED)
    return Outcome(person.person_id, link=link)


def email_in(claims: Mapping[str, Any]) -> str | None:
    """The email claim alone: preferred_username and upn are names that an administrator can type."""
    email = claims.get("email")
    return email.strip().lower() if isinstance(email, str) and "@" in email else None


def email_is_verified(claims: Mapping[str, Any]) -> bool:
    """Entra ID says it in xms_edov (the domain's owner is verified), others in email_verified."""
    vouched = claims.get("email_verified") in TRUE or claims.get("xms_edov") in TRUE
    return email_in(claims) is not None and vouched


def domain_of(typed: str) -> str:
    """northshire.gov.uk, whether or not it was typed with the @."""
    return typed.strip().lower().lstrip("@")


def domain_faults(domain: str) -> list[str]:
    fits = re.fullmatch(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63}", domain)
    return [] if fits else ["Enter the part after the @, like northshire.gov.uk"]
