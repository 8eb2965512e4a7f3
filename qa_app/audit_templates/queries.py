"""The versions that a council has published."""

from sqlalchemy import select

from qa_app.audit_templates.models import TemplateVersion
from qa_app.foundation.database import db


def newest_version(council_id: int, code: str) -> TemplateVersion:
    """Raise NoResultFound when the council has published none."""
    newest = (
        select(TemplateVersion)
        .where(TemplateVersion.council_id == council_id, TemplateVersion.code == code)
        .order_by(TemplateVersion.number.desc())
        .limit(1)
    )
    return db.session.scalars(newest).one()
