"""The list of templates, and what they ask between them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import undefer

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.queries.versions import of_council
from qa_app.audit_templates.rules.catalogue import Entry, use_on
from qa_app.audit_templates.rules.in_use import Listed, listed
from qa_app.audit_templates.rules.words import Subject
from qa_app.foundation.database import db


def list_templates(viewer: Viewer, on: date) -> list[Listed[TemplateVersion]]:
    """Of each template the version that rounds take on that day, in order of their names."""
    by_code: dict[str, list[TemplateVersion]] = {}
    for version in db.session.scalars(of_council(viewer.council_id)):
        by_code.setdefault(version.code, []).append(version)
    rows = [listed(versions, on) for versions in by_code.values()]
    return sorted(rows, key=lambda row: row.version.name)


def list_entries(viewer: Viewer, on: date) -> list[Entry]:
    """Of each template what the list of templates shows of that version."""
    rows = list_templates(viewer, on)
    written = TemplateVersion.written
    about = db.session.execute(
        select(TemplateVersion.id, written["subject"], written["suits"]["statuses"]).where(
            TemplateVersion.id.in_([row.version.id for row in rows])
        )
    )
    told = {own: (subject, statuses) for own, subject, statuses in about}
    return [_entry(row, *told[row.version.id], on) for row in rows]


def _entry(
    row: Listed[TemplateVersion], subject: str | None, statuses: list[str] | None, on: date
) -> Entry:
    version = row.version
    return Entry(
        version.code,
        version.number,
        version.name,
        version.minutes,
        version.questions,
        Subject(subject or Subject.CHILD),
        frozenset(statuses or ()),
        use_on(version, on),
        row.state,
        row.newer.number if row.newer else None,
    )


def questions_by_standard(viewer: Viewer, on: date) -> dict[int, list[str]]:
    """What the published templates ask, by the number of the standard that it tests."""
    asked: dict[int, dict[str, None]] = {}
    ids = [row.version.id for row in list_templates(viewer, on)]
    whole = of_council(viewer.council_id).where(TemplateVersion.id.in_(ids))
    ordered = whole.options(undefer(TemplateVersion.content)).order_by(TemplateVersion.name)
    for version in db.session.scalars(ordered):
        for question in version.template.questions:
            if question.standard:
                asked.setdefault(question.standard, {})[question.text] = None
    return {number: [*texts] for number, texts in asked.items()}
