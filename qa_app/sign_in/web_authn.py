"""Passkeys, as browsers and the WebAuthn standard want them."""

from collections.abc import Iterable
from dataclasses import dataclass

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)


class NotAccepted(Exception):
    """The browser's answer does not prove what it should."""


@dataclass(frozen=True)
class Party:
    """This service, as browsers know it."""

    id: str
    name: str
    origin: str


@dataclass(frozen=True)
class NewKey:
    credential: str
    public_key: bytes
    counter: int


def asking_to_make(
    party: Party, account: str, name: str, handle: str, challenge: str, there: Iterable[str]
) -> str:
    """What the browser needs to make a key that stays in the device and asks for its owner."""
    return options_to_json(
        generate_registration_options(
            rp_id=party.id,
            rp_name=party.name,
            user_id=handle.encode(),
            user_name=account,
            user_display_name=name,
            challenge=base64url_to_bytes(challenge),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=described(there),
        )
    )


def asking_to_use(party: Party, challenge: str, there: Iterable[str] = ()) -> str:
    """What the browser needs to find a key; any key of this service when none is named."""
    return options_to_json(
        generate_authentication_options(
            rp_id=party.id,
            challenge=base64url_to_bytes(challenge),
            allow_credentials=described(there),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def described(credentials: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in credentials]


def credential_in(answer: str) -> str:
    """Which key the browser says it used."""
    try:
        return parse_authentication_credential_json(answer).id
    except (WebAuthnException, ValueError) as wrong:
        raise NotAccepted from wrong


def key_made(party: Party, challenge: str, answer: str) -> NewKey:
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as wrong:
        raise NotAccepted from wrong
    return NewKey(
        bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count
    )


def counter_said(party: Party, challenge: str, answer: str, public_key: bytes, counter: int) -> int:
    """The key's counter, once its answer is proved."""
    try:
        said = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=counter,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as wrong:
        raise NotAccepted from wrong
    return said.new_sign_count
