"""A council whose auditors each have an audit open, on a database that is about to suffer."""

from dataclasses import dataclass

from qa_app.audits.models import Audit
from qa_app.foundation import schema
from qa_app.foundation.database import db
from tests.faults.writers import Desk
from tests.makers import make_audit, make_place
from tests.real.databases import at_database
from tests.real.signed_in import cookies_for

WRITERS = 4


@dataclass(frozen=True)
class Place:
    """Where a writer's saves end up."""

    desk: Desk
    audit_id: int
    audit_public_id: str
    section: str


def prepare(database_url: str, many: int = WRITERS) -> list[Place]:
    """Make the tables, the people and their audits; give back a desk for each writer."""
    with at_database(database_url):
        schema.upgrade(db.engine)
        team = make_place()
        audits = [make_audit(place=team, reference=f"{number:07}") for number in range(many)]
        return [place_for(audit) for audit in audits]


def place_for(audit: Audit) -> Place:
    template = audit.allocation.round.template_version.template
    section = template.sections[0].id
    desk = Desk(
        f"/audits/{audit.public_id}/sections/{section}",
        "evidence",
        {"later": "Save and come back later"},
        cookies_for(audit.allocation.auditor),
    )
    return Place(desk, audit.id, audit.public_id, section)
