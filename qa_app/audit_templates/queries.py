"""The templates of the viewer's council, and the drafts of the next ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, undefer

from qa_app.access.rules import Permission, Viewer, may
from qa_app.audit_templates import library
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.rules.agreement import ids_in
from qa_app.audit_templates.rules.catalogue import Entry
from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.history import first_meanings
from qa_app.audit_templates.rules.reading import Beside, beside_from
from qa_app.audit_templates.rules.time_limits import SETTING, TimeLimit, time_limits_from
from qa_app.audit_templates.rules.words import Subject
from qa_app.children.queries.lists import statuses_of
from qa_app.foundation.database import db
from qa_app.organisation.queries.settings import chosen_by
from qa_app.trail.models import Event


def newest_version(council_id: int, code: str, on: date | None = None) -> TemplateVersion:
    """The one in use; raise NoResultFound when the council has published none."""
    newest = _versions(council_id).where(TemplateVersion.code == code)
    if on:
        newest = newest.where(
            TemplateVersion.in_use_from <= on,
            or_(TemplateVersion.retired_on.is_(None), TemplateVersion.retired_on > on),
        )
    return db.session.scalars(newest.order_by(TemplateVersion.number.desc()).limit(1)).one()


def _versions(council_id: int) -> Select[TemplateVersion]:
    return select(TemplateVersion).where(TemplateVersion.council_id == council_id)


def _newest(viewer: Viewer) -> Select[TemplateVersion]:
    newest = (
        select(TemplateVersion.code, func.max(TemplateVersion.number).label("number"))
        .where(TemplateVersion.council_id == viewer.council_id)
        .group_by(TemplateVersion.code)
        .subquery()
    )
    same = (newest.c.code == TemplateVersion.code) & (newest.c.number == TemplateVersion.number)
    return _versions(viewer.council_id).join(newest, same).order_by(TemplateVersion.name)


def list_newest(viewer: Viewer, *, whole: bool = False) -> Sequence[TemplateVersion]:
    """The newest version of each template, in order of their names; with what it asks where that is wanted."""
    wanted = _newest(viewer).options(*([undefer(TemplateVersion.content)] if whole else []))
    return db.session.scalars(wanted).all()


def list_entries(viewer: Viewer, on: date) -> list[Entry]:
    """The newest version of each template as the list of templates shows it."""
    subject, suits = TemplateVersion.written["subject"], TemplateVersion.written["suits"]
    rows = db.session.execute(_newest(viewer).add_columns(subject, suits["statuses"]))
    return [
        Entry(
            version.code,
            version.number,
            version.name,
            version.minutes,
            version.questions,
            Subject(about or Subject.CHILD),
            frozenset(statuses or ()),
            version.use_on(on),
            version.state_on(on),
        )
        for version, about, statuses in rows
    ]


def list_versions(code: str, viewer: Viewer) -> Sequence[TemplateVersion]:
    """The newest first."""
    return db.session.scalars(
        _versions(viewer.council_id)
        .where(TemplateVersion.code == code)
        .options(joinedload(TemplateVersion.asked_by), joinedload(TemplateVersion.published_by))
        .order_by(TemplateVersion.number.desc())
    ).all()


def find_version(code: str, number: int, viewer: Viewer) -> TemplateVersion:
    """Raise NoResultFound for another council's, as for none at all."""
    return db.session.scalars(
        _versions(viewer.council_id)
        .where(TemplateVersion.code == code, TemplateVersion.number == number)
        .options(undefer(TemplateVersion.content), undefer(TemplateVersion.written))
    ).one()


def contents_of(council_id: int, code: str) -> Sequence[dict[str, Any]]:
    """Every published version of a template with everything written out, the oldest first."""
    return db.session.scalars(
        select(TemplateVersion.content)
        .where(TemplateVersion.council_id == council_id, TemplateVersion.code == code)
        .order_by(TemplateVersion.number)
    ).all()


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
        if one.asked_by_id and viewer.person_id not in (one.asked_by_id, one.edited_by_id)
    ]


def find_draft(public_id: str, viewer: Viewer) -> TemplateDraft:
    return db.session.scalars(
        select(TemplateDraft)
        .where(TemplateDraft.council_id == viewer.council_id, TemplateDraft.public_id == public_id)
        .options(joinedload(TemplateDraft.edited_by), joinedload(TemplateDraft.asked_by))
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
        _versions(viewer.council_id).where(
            TemplateVersion.code == begun["code"], TemplateVersion.number == begun["number"]
        )
    ).one_or_none()


def draft_of(code: str, council_id: int) -> TemplateDraft | None:
    return db.session.scalars(
        select(TemplateDraft).where(
            TemplateDraft.council_id == council_id, TemplateDraft.code == code
        )
    ).one_or_none()


def asked_before(council_id: int) -> dict[str, dict[str, Any]]:
    """Every question of the library, and that the council ever published, as it was first worded."""
    contents = db.session.scalars(
        select(TemplateVersion.content)
        .where(TemplateVersion.council_id == council_id)
        .order_by(TemplateVersion.published_at, TemplateVersion.id)
    ).all()
    published = {one: dict(question) for one, question in first_meanings(contents).items()}
    return library.questions_in_use() | published


def ids_taken(council_id: int) -> set[str]:
    """Every id of a section or a question that anything of the council or of the library has, or had."""
    published, drafted = (
        select(column).where(table.council_id == council_id)
        for table, column in (
            (TemplateVersion, TemplateVersion.content),
            (TemplateDraft, TemplateDraft.written),
        )
    )
    contents = [*db.session.scalars(published), *db.session.scalars(drafted)]
    return {one for content in contents for one in ids_in(content)} | library.ids_in_use()


def known_at(council_id: int) -> Known:
    """What a template of this council may refer to: the statuses are its own."""
    known = library.known()
    own = {status.code for status in statuses_of(council_id)}
    return replace(known, statuses=known.statuses | own)


def newest_number(council_id: int, code: str) -> int:
    """0 where the council has published none."""
    newest = select(func.max(TemplateVersion.number)).where(
        TemplateVersion.council_id == council_id, TemplateVersion.code == code
    )
    return db.session.scalar(newest) or 0


def codes_taken(council_id: int) -> set[str]:
    """Of every template of the council and of the library."""
    mine = [
        code
        for table in (TemplateVersion, TemplateDraft)
        for code in db.session.scalars(select(table.code).where(table.council_id == council_id))
    ]
    return {*mine, *(code for code, _ in library.templates())}


def ids_published(council_id: int, code: str) -> set[str]:
    """Of every question that any published version of this template has asked."""
    return {one for content in contents_of(council_id, code) for one in first_meanings([content])}


def beside(council_id: int) -> Beside:
    """The statuses, time limits and standards that templates name, in the council's words."""
    statuses = {one.code: one.name for one in statuses_of(council_id)}
    return beside_from(statuses, time_limits(council_id), library.standards())


def time_limits(council_id: int) -> list[TimeLimit]:
    own = chosen_by(council_id).get(SETTING, {})
    return [*time_limits_from(library.timescales(), own)]


def questions_by_standard(viewer: Viewer) -> dict[int, list[str]]:
    """What the published templates ask, by the number of the standard that it tests."""
    asked: dict[int, dict[str, None]] = {}
    for version in list_newest(viewer, whole=True):
        for question in version.template.questions:
            if question.standard:
                asked.setdefault(question.standard, {})[question.text] = None
    return {number: [*texts] for number, texts in asked.items()}
