"""The pages of signing in, one module a stretch of the way."""

from qa_app.sign_in.routes import (
    account,
    entry,
    issuers,
    kept,
    links,
    passkeys,
    people,
    providers,
    setting_up,
)
from qa_app.sign_in.routes.blueprint import sign_in

__all__ = [
    "account",
    "entry",
    "issuers",
    "kept",
    "links",
    "passkeys",
    "people",
    "providers",
    "setting_up",
    "sign_in",
]
