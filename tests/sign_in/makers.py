"""People who can sign in, for tests."""

from flask.testing import FlaskClient

from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.organisation.models import Person
from qa_app.sign_in import argon2id
from qa_app.sign_in.models import OneTimeSecret, Password
from qa_app.sign_in.one_time_code import codes_at
from qa_app.sign_in.rules.codes import step_at
from tests.makers import NOON, make_person

PASSWORD = "thornbush lantern quarry"
OTHER_PASSWORD = "kettle marzipan orbital"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DIGEST = argon2id.hashed(PASSWORD)


def make_account(*args, second_factor=True, **kwargs) -> Person:
    """Somebody with a password, and an authenticator app that shares SECRET."""
    person = make_person(*args, **kwargs)
    db.session.add(Password(person_id=person.id, digest=DIGEST, chosen_at=NOON))
    if second_factor:
        db.session.add(
            OneTimeSecret(person_id=person.id, sealed=seal.close(SECRET), proved_at=NOON)
        )
    db.session.commit()
    return person


def code_at(at, secret=SECRET) -> str:
    """What the app shows at a moment."""
    return codes_at(secret, [step_at(at)])[step_at(at)]


def cookie_of(client: FlaskClient) -> str | None:
    cookie = client.get_cookie("sign-in")
    return cookie.value if cookie else None
