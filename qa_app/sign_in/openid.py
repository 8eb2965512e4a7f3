"""A council's own sign-in, spoken to in OpenID Connect."""

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from flask import request
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.sealing import CannotBeOpened, seal

SECONDS_TO_WAIT = 10
SCOPE = "openid email profile"
# With a public key alone: a shared secret or no signature at all is not proof.
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]

# Of a discovery document: where to lead people, where to ask who they are, and the keys of its proof.
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
NOT_REACHED = (
    "It cannot be reached, or it has no discovery document. Check the issuer’s address, and that "
    "this server may reach it."
)

TROUBLE = (
    OAuthError,
    JoseError,
    RequestException,
    CannotBeOpened,
    ValueError,
    KeyError,
    RuntimeError,
)


class NotProved(Exception):
    """The council's sign-in could not be reached, said no, or said something that does not hold."""


def client_of(provider: IdentityProvider) -> FlaskOAuth2App:
    """State, nonce and the proof key are made by the library and kept in this browser's session."""
    secret = seal.open(provider.client_secret) if provider.client_secret else None
    return FlaskOAuth2App(
        FlaskIntegration(f"issuer-{provider.public_id}"),
        name=f"issuer-{provider.public_id}",
        client_id=provider.client_id,
        client_secret=secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": SECONDS_TO_WAIT,
            "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
        },
    )


def asked(provider: IdentityProvider, back_to: str) -> Response:
    """Lead the browser to the council's sign-in."""
    try:
        client = client_of(provider)
        check_issuer(client.load_server_metadata(), provider)
        return client.authorize_redirect(back_to)
    except TROUBLE as trouble:
        raise NotProved(type(trouble).__name__) from trouble


def claims_answered(provider: IdentityProvider) -> dict[str, Any]:
    """What the issuer says of the person, once state, nonce, proof key and signature hold."""
    try:
        client = client_of(provider)
        metadata = client.load_server_metadata()
        check_issuer(metadata, provider)
        offered = metadata.get("id_token_signing_alg_values_supported", SIGNED_BY)
        metadata["id_token_signing_alg_values_supported"] = [
            one for one in offered if one in SIGNED_BY
        ]
        if request.args.get("iss", provider.issuer) != provider.issuer:
            raise NotProved("another issuer answered")
        token = client.authorize_access_token(claims_options=claims_wanted(provider))
        return dict(token["userinfo"])
    except TROUBLE as trouble:
        raise NotProved(type(trouble).__name__) from trouble


def claims_wanted(provider: IdentityProvider) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "sub": {"essential": True},
    }


def check_issuer(metadata: dict[str, Any], provider: IdentityProvider) -> None:
    """The address must say of itself what the council wrote; Entra's shared one says {tenantid}."""
    if metadata.get("issuer") != provider.issuer:
        raise NotProved("the issuer gives itself another name")


def connection_faults(provider: IdentityProvider) -> list[str]:
    """Why its discovery document cannot be used; empty when people could sign in by it."""
    try:
        metadata = client_of(provider).load_server_metadata()
    except CannotBeOpened:
        return ["The client secret cannot be opened any more. Enter it again."]
    except RequestException:
        return [NOT_REACHED]
    except TROUBLE:
        return ["What answers at this address is no discovery document."]
    missing = [name for name in NEEDED if not metadata.get(name)]
    faults = [f"Its discovery document does not name its {name}." for name in missing]
    if metadata.get("issuer") != provider.issuer:
        faults.append("It calls itself another issuer. Enter the address exactly as it gives it.")
    if not {*metadata.get("id_token_signing_alg_values_supported", SIGNED_BY)} & {*SIGNED_BY}:
        faults.append("It signs in no way that this service accepts. RS256 will do.")
    return faults
