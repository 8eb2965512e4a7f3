"""What an issuer must say of itself before anybody is led there."""

from collections.abc import Mapping
from typing import Any

from qa_app.sign_in.rules.addresses import is_an_endpoint

# Where to lead people, where to ask who they are, and the keys of its proof.
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ALGORITHMS = "id_token_signing_alg_values_supported"
# With a public key alone: a shared secret or no signature at all is not proof.
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]


def document_faults(document: Mapping[str, Any], issuer: str, *, on_loopback: bool) -> list[str]:
    """Why a discovery document cannot be used; empty when people could sign in by it."""
    faults = []
    for name in NEEDED:
        if not document.get(name):
            faults.append(f"Its discovery document does not name its {name}.")
        elif not is_an_endpoint(document[name], on_loopback=on_loopback):
            faults.append(f"Its {name} is not an address that begins with https://.")
    # The address must say of itself what the council wrote; Entra's shared one says {tenantid}.
    if document.get("issuer") != issuer:
        faults.append("It calls itself another issuer. Enter the address exactly as it gives it.")
    if not algorithms_of(document):
        faults.append("It signs in no way that this service accepts. RS256 will do.")
    return faults


def algorithms_of(document: Mapping[str, Any]) -> list[str]:
    """How it may sign: what both it and this service take."""
    offered = document.get(ALGORITHMS, SIGNED_BY)
    return [one for one in SIGNED_BY if one in offered] if isinstance(offered, list) else []
