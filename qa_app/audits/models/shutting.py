"""What belongs to an audit is shut with it: no query finds it, whoever asks."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Mapped

from qa_app.foundation.database import Model
from qa_app.foundation.shutting import Shuttable


class OfAnAudit(Shuttable):
    """A table with a column `audit_id`."""

    audit_id: Mapped[int]

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        # By the table, to which no condition is added; by another name than the query outside has for it.
        audits = Model.metadata.tables["audit"].alias()
        shut = select(audits.c.id).where(audits.c.id == cls.audit_id, audits.c.shut_at.is_not(None))
        return ~shut.exists()


def is_of_open_audit(column: Any, part: type[Model]) -> ColumnElement[bool]:
    """For what belongs to a part of an audit: a section or a finding."""
    audits, parts = Model.metadata.tables["audit"].alias(), part.__table__.alias()
    shut = (
        select(parts.c.id)
        .join(audits, audits.c.id == parts.c.audit_id)
        .where(parts.c.id == column, audits.c.shut_at.is_not(None))
    )
    return ~shut.exists()
