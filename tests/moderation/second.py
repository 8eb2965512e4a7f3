"""A process that does one thing to every audit in turn, as another does another thing at the same moment."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.rules import Viewer
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.audits.queries import written_in
from qa_app.audits.rules import Safe
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import seal
from qa_app.moderation import operations
from qa_app.moderation.models import Moderation
from qa_app.organisation.models import Person
from qa_app.settings import Settings
from tests.makers import NOON, viewer_of
from tests.moderation.makers import ADDRESS


def of(audit: Audit) -> Moderation:
    return db.session.scalars(select(Moderation).where(Moderation.audit_id == audit.id)).one()


def auditor(audit: Audit) -> Viewer:
    return viewer_of(audit.allocation.auditor)


def moderator(audit: Audit) -> Viewer:
    return viewer_of(db.session.get_one(Person, of(audit).moderator_id))


def correct(audit: Audit) -> object:
    """A fact of the first graded section, as its auditor may after handing in."""
    section = audit.template.graded_sections[0]
    reading = next(one for one in audit.readings if one.section == section.id)
    said = written_in(reading)
    corrected = replace(said, evidence=f"{said.evidence} There is one more visit.")
    return audits.correct_section(
        audit, section, corrected, reading.version, "I had missed it.", auditor(audit), NOON
    )


ACTS: dict[str, Callable[[Audit], object]] = {
    "submit": lambda audit: audits.submit(audit, Safe.YES, auditor(audit), NOON),
    "withdraw": lambda audit: audits.withdraw(audit, "A mistake.", auditor(audit), NOON),
    "agree": lambda audit: operations.reply(
        of(audit), True, "", auditor(audit), NOON, address=ADDRESS
    ),
    "correct": correct,
    "send back": lambda audit: operations.send_back(
        of(audit), "Say more.", moderator(audit), NOON, address=ADDRESS
    ),
}


def act(which: str, number: int) -> str:
    try:
        ACTS[which](db.session.get_one(Audit, number))
        db.session.commit()
    except (DomainError, StaleDataError):
        db.session.rollback()
        return "told"
    finally:
        db.session.remove()
    return "done"


if __name__ == "__main__":
    settings = Settings.from_environment()
    seal.use(*settings.secret_keys)
    db.connect(settings.database_url)
    ids = list(db.session.scalars(select(Audit.id).order_by(Audit.id)))
    db.session.remove()
    sys.stdout.write(json.dumps([act(sys.argv[1], one) for one in ids]))
