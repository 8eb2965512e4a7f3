"""What is said of who was heard in an audit, made without the steps that lead to it."""

from datetime import date
from typing import Any

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.database import db
from qa_app.voices.models import FamilyVoice
from qa_app.voices.rules.asking import Outcome
from qa_app.voices.rules.families import Better
from tests.makers import NOON

ASKED_ON = date(2026, 10, 12)


def say(audit: Audit, part: Part, heard: bool = True, why: WhyNot | None = None) -> None:
    audit.participations.append(
        Participation(council_id=audit.council_id, part=part, took_part=heard, why_not=why)
    )
    db.session.flush()


def voice(audit: Audit, part: Part, better: Better | None, **said: Any) -> None:
    """They were asked and answered, and this is what they said of their life."""
    say(audit, part)
    db.session.add(
        FamilyVoice(
            council_id=audit.council_id,
            audit_id=audit.id,
            part=part,
            outcome=Outcome.ANSWERED,
            asked_on=ASKED_ON,
            better=better,
            recorded_at=NOON,
            recorded_by_id=audit.read_by_id,
            **said,
        )
    )
    db.session.flush()
