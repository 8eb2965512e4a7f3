"""Publish templates."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audit_templates import library
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules import digest_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.trail.operations import record


def publish_from_library(
    council: Place, code: str, number: int, by: Viewer | None, at: datetime
) -> TemplateVersion:
    """Take a template that comes with the service into use at a council."""
    content = library.read(code, number)
    version = TemplateVersion(
        council_id=council.id,
        code=code,
        number=number,
        name=content["name"],
        content=content,
        digest=digest_of(content),
        published_at=at,
    )
    db.session.add(version)
    db.session.flush()
    record(
        "template:published", by, version, council_id=council.id, at=at, code=code, number=number
    )
    return version
