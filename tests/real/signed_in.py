"""Sign a person in, as the service would have done."""

import secrets

from qa_app.foundation.clock import now
from qa_app.organisation.models import Person
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.rules.sessions import Factor

COOKIE = "sign-in"


def cookies_for(person: Person) -> dict[str, str]:
    """The cookie of a new session, begun with the factor that opens most."""
    secret = secrets.token_urlsafe(32)
    sessions.begin(person, secret, now(), device="A test", factor=Factor.PASSKEY)
    return {COOKIE: secret}
