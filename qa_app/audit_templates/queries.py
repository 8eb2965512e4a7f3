"""The templates of the viewer's council, and the drafts of the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, undefer

from qa_app.access.rules import Permission, Viewer, may
from qa_app.audit_templates import library
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.rules.agreement import ids_in, ids_named_in
from qa_app.audit_templates.rules.catalogue import Entry, use_on
from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.history import Owned, Past, Used, most_alike, used_in
from qa_app.audit_templates.rules.in_use import Listed, listed
from qa_app.audit_templates.rules.lines import as_read
from qa_app.audit_templates.rules.reading import Beside, beside_from
from qa_app.audit_templates.rules.time_limits import SETTING, TimeLimit, time_limits_from
from qa_app.audit_templates.rules.words import Subject
from qa_app.children.queries.lists import statuses_of
from qa_app.foundation.database import db
from qa_app.organisation.queries.settings import chosen_by
from qa_app.trail.models import Event

# What was read from a published version once is good for the life of the process.
_USED: dict[str, Used] = {}
_USED_AT_MOST = 2000


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


def list_templates(viewer: Viewer, on: date) -> list[Listed[TemplateVersion]]:
    """Of each template the version that rounds take on that day, in order of their names."""
    by_code: dict[str, list[TemplateVersion]] = {}
    for version in db.session.scalars(_versions(viewer.council_id)):
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


def most_like(whole: Mapping[str, Any], council_id: int) -> TemplateVersion | None:
    """The published version from which a new template was probably copied."""
    told = select(TemplateVersion.id, TemplateVersion.digest).where(
        TemplateVersion.council_id == council_id
    )
    digests = {own: digest for own, digest in db.session.execute(told.order_by(TemplateVersion.id))}
    used = _used_by({*digests.values()}, council_id)
    asked = {own: used[digest].questions.keys() for own, digest in digests.items()}
    found = most_alike(used_in(whole).questions.keys(), asked)
    return db.session.get(TemplateVersion, found) if found else None


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
        _versions(viewer.council_id).where(
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


def past_of(council_id: int) -> Past:
    """What every id stands for that the council ever published, or that the library has."""
    rows = db.session.execute(
        select(TemplateVersion.digest, TemplateVersion.code, TemplateVersion.name)
        .where(TemplateVersion.council_id == council_id)
        .order_by(TemplateVersion.published_at, TemplateVersion.id)
    ).all()
    used = _used_by({row.digest for row in rows}, council_id)
    published = [Owned(row.code, row.name, used[row.digest]) for row in rows]
    return Past([*published, *library.used()])


def _used_by(digests: set[str], council_id: int) -> dict[str, Used]:
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


def ids_published(council_id: int, code: str) -> set[str]:
    """Of every question that any published version of this template has asked."""
    digests = db.session.scalars(
        select(TemplateVersion.digest).where(
            TemplateVersion.council_id == council_id, TemplateVersion.code == code
        )
    )
    return {one for used in _used_by({*digests}, council_id).values() for one in used.questions}


def beside(council_id: int) -> Beside:
    """The statuses, time limits and standards that templates name, in the council's words."""
    statuses = {one.code: one.name for one in statuses_of(council_id)}
    return beside_from(statuses, time_limits(council_id), library.standards())


def time_limits(council_id: int) -> list[TimeLimit]:
    own = chosen_by(council_id).get(SETTING, {})
    return [*time_limits_from(library.timescales(), own)]


def questions_by_standard(viewer: Viewer, on: date) -> dict[int, list[str]]:
    """What the published templates ask, by the number of the standard that it tests."""
    asked: dict[int, dict[str, None]] = {}
    ids = [row.version.id for row in list_templates(viewer, on)]
    whole = _versions(viewer.council_id).where(TemplateVersion.id.in_(ids))
    ordered = whole.options(undefer(TemplateVersion.content)).order_by(TemplateVersion.name)
    for version in db.session.scalars(ordered):
        for question in version.template.questions:
            if question.standard:
                asked.setdefault(question.standard, {})[question.text] = None
    return {number: [*texts] for number, texts in asked.items()}
