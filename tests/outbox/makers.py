"""Emails for tests."""

from itertools import count
from typing import Any

from qa_app.foundation.database import db
from qa_app.outbox.models import Email
from qa_app.outbox.operations import queue
from tests.makers import NOON

SENDER = "Northshire audits <audits@northshire.example>"
_numbers = count(1)


def make_email(**what_matters: Any) -> Email:
    chosen = {
        "to": "ada@northshire.example",
        "subject": "Two audits are due",
        "text": "Hello Ada\n\nTwo audits are due this month.\n",
        "council_id": None,
        "once": f"key {next(_numbers)}",
        "at": NOON,
    }
    email = queue(**{**chosen, **what_matters})
    db.session.commit()
    return email
