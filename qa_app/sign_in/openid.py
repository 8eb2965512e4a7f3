"""A council's own sign-in, spoken to in OpenID Connect."""

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app, request
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.sign_in.calling_out import lead_outward
from qa_app.sign_in.discovery import discover
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.rules.discovery import ALGORITHMS, NEEDED, algorithms_of

SCOPE = "openid email profile"

TROUBLE = (
    OAuthError,
    JoseError,
    RequestException,
    CannotBeOpened,
    ValueError,
    LookupError,
    RuntimeError,
    # An answer of another shape than the standard says.
    TypeError,
    AttributeError,
)


class NotProved(Exception):
    """The council's sign-in could not be reached, said no, or said something that does not hold."""


class OutwardSession(OAuth2Session):
    """The library's own, which calls only where this service may call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead_outward(self, on_loopback=is_for_trying_out())


class Client(FlaskOAuth2App):
    client_cls = OutwardSession


def is_for_trying_out() -> bool:
    """Whether the service itself is on this machine alone, and issuers may be too."""
    return not current_app.extensions["settings"].secure


def client_of(provider: IdentityProvider, document: dict[str, Any]) -> Client:
    """State, nonce and the proof key are made by the library and kept in this browser's session."""
    secret = opened_secret(provider)
    client = Client(
        FlaskIntegration(f"issuer-{provider.public_id}"),
        name=f"issuer-{provider.public_id}",
        client_id=provider.client_id,
        client_secret=secret,
        client_kwargs={
            "scope": SCOPE,
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
        },
    )
    # Nothing else that the issuer says of itself reaches the library.
    client.server_metadata = {name: document[name] for name in ("issuer", *NEEDED)}
    client.server_metadata[ALGORITHMS] = algorithms_of(document)
    return client


def opened_secret(provider: IdentityProvider) -> str | None:
    return seal.open(provider.client_secret) if provider.client_secret else None


def document_of(provider: IdentityProvider) -> dict[str, Any]:
    found = discover(provider.issuer, on_loopback=is_for_trying_out())
    if found.faults:
        raise NotProved(found.faults[0])
    return found.document


def asked(provider: IdentityProvider, back_to: str) -> Response:
    """Lead the browser to the council's sign-in."""
    try:
        return client_of(provider, document_of(provider)).authorize_redirect(back_to)
    except TROUBLE as trouble:
        raise NotProved(type(trouble).__name__) from trouble


def claims_answered(provider: IdentityProvider) -> dict[str, Any]:
    """What the issuer says of the person, once state, nonce, proof key and signature hold."""
    try:
        client = client_of(provider, document_of(provider))
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


def connection_faults(provider: IdentityProvider) -> list[str]:
    """Why its discovery document cannot be used, asked anew; empty when people could sign in."""
    try:
        opened_secret(provider)
    except CannotBeOpened:
        return ["The client secret cannot be opened any more. Enter it again."]
    return discover(provider.issuer, on_loopback=is_for_trying_out(), anew=True).faults
