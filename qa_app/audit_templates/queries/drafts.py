"""Drafts of the next versions, and what they may be called."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer, may
from qa_app.audit_templates import library
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.queries.versions import of_council
from qa_app.audit_templates.rules.lines import as_read
from qa_app.foundation.database import db
from qa_app.trail.models import Event


def list_drafts(viewer: Viewer) -> Sequence[TemplateDraft]:
    """The last edited first."""
    return db.session.scalars(
        select(TemplateDraft)
        .where(TemplateDraft.council_id == viewer.council_id)
        .options(joinedload(TemplateDraft.edited_by), joinedload(TemplateDraft.asked_by))
        .order_by(TemplateDraft.edited_at.desc())
    ).all()


def list_waiting_for(viewer: Viewer) -> list[TemplateDraft]:
    """Drafts that this person may publish: others have edited them and asked."""
    if not may(viewer, Permission.TEMPLATE_PUBLISH):
        return []
    return [
        one
        for one in list_drafts(viewer)
        if one.asked_by_id and not one.is_work_of(viewer.person_id)
    ]


def find_draft(public_id: str, viewer: Viewer) -> TemplateDraft:
    return db.session.scalars(
        select(TemplateDraft)
        .where(TemplateDraft.council_id == viewer.council_id, TemplateDraft.public_id == public_id)
        .options(
            joinedload(TemplateDraft.edited_by),
            joinedload(TemplateDraft.asked_by),
            joinedload(TemplateDraft.left_by),
        )
    ).one()


def published_from(draft_id: str, viewer: Viewer) -> TemplateVersion | None:
    """What a draft that is no longer there became; None where it was discarded or never was."""
    told = select(Event.name, Event.facts).where(
        Event.chain == viewer.council_id,
        Event.about_id == draft_id,
        Event.name.in_(("template:draft-begun", "template:draft-discarded")),
    )
    facts = {name: said for name, said in db.session.execute(told)}
    if [*facts] != ["template:draft-begun"]:
        return None
    begun = facts["template:draft-begun"]
    return db.session.scalars(
        of_council(viewer.council_id).where(
            TemplateVersion.code == begun["code"], TemplateVersion.number == begun["number"]
        )
    ).one_or_none()


def was_discarded(draft_id: str, viewer: Viewer) -> bool:
    told = select(Event.id).where(
        Event.chain == viewer.council_id,
        Event.about_id == draft_id,
        Event.name == "template:draft-discarded",
    )
    return db.session.scalar(told.limit(1)) is not None


def draft_of(code: str, council_id: int) -> TemplateDraft | None:
    return db.session.scalars(
        select(TemplateDraft).where(
            TemplateDraft.council_id == council_id, TemplateDraft.code == code
        )
    ).one_or_none()


def codes_taken(council_id: int) -> set[str]:
    """Of every template of the council and of the library."""
    mine = [
        code
        for table in (TemplateVersion, TemplateDraft)
        for code in db.session.scalars(select(table.code).where(table.council_id == council_id))
    ]
    return {*mine, *(code for code, _ in library.templates())}


def is_called_alike(draft: TemplateDraft, on: date) -> bool:
    """Whether another template has the name of this one: a draft, or a version that is not out of use."""
    versions = select(TemplateVersion.code, TemplateVersion.name).where(
        TemplateVersion.council_id == draft.council_id,
        or_(TemplateVersion.retired_on.is_(None), TemplateVersion.retired_on > on),
    )
    drafts = select(TemplateDraft.code, TemplateDraft.name).where(
        TemplateDraft.council_id == draft.council_id
    )
    rows = [row for told in (versions, drafts) for row in db.session.execute(told)]
    names = {as_read(row.name) for row in rows if row.code != draft.code}
    return as_read(draft.name) in names
