"""What the service keeps of how people prove who they are."""

from qa_app.sign_in.models.access import KeptForm, OneTimeLink, SignInSession, Throttle
from qa_app.sign_in.models.credentials import (
    OneTimeSecret,
    Passkey,
    Password,
    RecoveryCode,
    SpentChallenge,
)
from qa_app.sign_in.models.issuers import Identity, IdentityProvider

__all__ = [
    "Identity",
    "IdentityProvider",
    "KeptForm",
    "OneTimeLink",
    "OneTimeSecret",
    "Passkey",
    "Password",
    "RecoveryCode",
    "SignInSession",
    "SpentChallenge",
    "Throttle",
]
