"""Tokens for tests, and programs that show them."""

import secrets
from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from qa_app.access.rules import Role
from qa_app.api.models import ApiToken
from qa_app.api.rules.tokens import PREFIX, Reads
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.sign_in.rules.sessions import digest_of
from tests.makers import make_person


class Program:
    """Another program, with a token of its own."""

    def __init__(self, app: Flask, token: ApiToken, secret: str) -> None:
        self.client, self.token_id, self.secret = app.test_client(), token.id, secret

    @property
    def token(self) -> ApiToken:
        """As it is now."""
        return db.session.get_one(ApiToken, self.token_id, populate_existing=True)

    def ask(self, address: str, expect: int = 200, **asked: Any) -> TestResponse:
        headers = asked.pop("headers", {})
        path = address if address.startswith("/") else f"/api/v1/{address}"
        answer = self.client.get(
            path,
            query_string=asked or None,
            headers={"Authorization": f"Bearer {self.secret}", **headers},
        )
        assert answer.status_code == expect, f"{answer.status_code}: {answer.text[:2000]}"
        return answer

    def rows(self, address: str, **asked: Any) -> list[dict[str, Any]]:
        """Of all pages."""
        found, body = [], self.ask(address, **asked).json
        found += body["rows"]
        while body["next"]:
            body = self.ask(body["next"]).json
            found += body["rows"]
        return found


def make_token(
    place: Place, owner: Person | None = None, reads: Reads = Reads.COUNTS, **said: Any
) -> tuple[ApiToken, str]:
    """One that is in use, and its secret."""
    council = db.session.get_one(Place, place.council_id)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        **{
            "council_id": council.id,
            "purpose": "Power BI",
            "place": place,
            "owner": owner or make_person(Role.QA_LEAD, council),
            "made_at": now(),
            "ends_on": today() + timedelta(days=30),
            "digest": digest_of(secret),
            "secret_made_at": now(),
            "lent": reads,
            "lent_until": today() + timedelta(days=30),
            **said,
        }
    )
    db.session.add(token)
    db.session.flush()
    return token, secret


def a_program(app: Flask, place: Place, reads: Reads = Reads.COUNTS, **said: Any) -> Program:
    token, secret = make_token(place, reads=reads, **said)
    db.session.commit()
    return Program(app, token, secret)
