"""What ids stand for in everything that was ever published."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from qa_app.audit_templates import library
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.rules.agreement import ids_in, ids_named_in
from qa_app.audit_templates.rules.history import Owned, Past, Used, most_alike, used_in
from qa_app.foundation.database import db

# What was read from a published version once is good for the life of the process.
_USED: dict[str, Used] = {}
_USED_AT_MOST = 2000


def most_like(whole: Mapping[str, Any], council_id: int) -> TemplateVersion | None:
    """The published version from which a new template was probably copied."""
    told = select(TemplateVersion.id, TemplateVersion.digest).where(
        TemplateVersion.council_id == council_id
    )
    digests = {own: digest for own, digest in db.session.execute(told.order_by(TemplateVersion.id))}
    used = used_by({*digests.values()}, council_id)
    asked = {own: used[digest].questions.keys() for own, digest in digests.items()}
    found = most_alike(used_in(whole).questions.keys(), asked)
    return db.session.get(TemplateVersion, found) if found else None


def past_of(council_id: int) -> Past:
    """What every id stands for that the council ever published, or that the library has."""
    rows = db.session.execute(
        select(TemplateVersion.digest, TemplateVersion.code, TemplateVersion.name)
        .where(TemplateVersion.council_id == council_id)
        .order_by(TemplateVersion.published_at, TemplateVersion.id)
    ).all()
    used = used_by({row.digest for row in rows}, council_id)
    published = [Owned(row.code, row.name, used[row.digest]) for row in rows]
    return Past([*published, *library.used()])


def used_by(digests: set[str], council_id: int) -> dict[str, Used]:
    """What was published never changes, so that only the versions that nobody has read yet are fetched."""
    found = {one: _USED[one] for one in digests & _USED.keys()}
    if unread := digests - found.keys():
        contents = db.session.execute(
            select(TemplateVersion.digest, TemplateVersion.content).where(
                TemplateVersion.council_id == council_id, TemplateVersion.digest.in_(unread)
            )
        )
        found |= {digest: used_in(content) for digest, content in contents}
        if len(_USED) + len(unread) > _USED_AT_MOST:
            _USED.clear()
        _USED.update(found)
    return found


def ids_taken(council_id: int) -> set[str]:
    """Every id of a section or a question that anything of the council or of the library has, had or names."""
    drafted = db.session.scalars(
        select(TemplateDraft.written).where(TemplateDraft.council_id == council_id)
    )
    in_drafts = {one for content in drafted for one in ids_in(content) | ids_named_in(content)}
    return in_drafts | past_of(council_id).ids


def ids_published(council_id: int, code: str) -> set[str]:
    """Of every question that any published version of this template has asked."""
    digests = db.session.scalars(
        select(TemplateVersion.digest).where(
            TemplateVersion.council_id == council_id, TemplateVersion.code == code
        )
    )
    return {one for used in used_by({*digests}, council_id).values() for one in used.questions}
