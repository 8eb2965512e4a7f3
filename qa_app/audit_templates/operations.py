"""Write drafts, ask a second person, publish, and take templates out of use."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from qa_app.access.rules import Viewer
from qa_app.audit_templates import library, yaml_file
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.queries import draft_of, known_at, newest_number, past_of
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.checks import problems_of_template, stops_short
from qa_app.audit_templates.rules.expanding import expanded
from qa_app.audit_templates.rules.history import problems_of_history
from qa_app.audit_templates.rules.shape import Problem
from qa_app.audit_templates.rules.template import template_from
from qa_app.audit_templates.rules.time_limits import SETTING, with_limit
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import CouncilSetting, Place
from qa_app.organisation.queries.settings import find_setting
from qa_app.trail.operations import record

Content = Mapping[str, Any]


def publish_from_library(
    council: Place, code: str, number: int, by: Viewer | None, at: datetime
) -> TemplateVersion:
    """Take a template that comes with the service into use at a council."""
    written = library.read(code, number)
    return _add_version(council.id, written, at, use_from=london_day(at), by=by, asked_by_id=None)


def publish_library(council: Place, by: Viewer | None, at: datetime) -> list[TemplateVersion]:
    """All of the library, for a council that begins: whatever it has already stays as it is."""
    return [
        publish_from_library(council, code, number, by, at)
        for code, number in _missing(council)
        if not _problems_at(council, code, number)
    ]


def problems_of_library(council: Place) -> list[tuple[str, Problem]]:
    """Why templates of the library cannot be published here: their ids stand for something else."""
    return [
        (f"{code}.v{number}", problem)
        for code, number in _missing(council)
        for problem in _problems_at(council, code, number)
    ]


def _missing(council: Place) -> Iterator[tuple[str, int]]:
    for code, number in library.templates():
        if newest_number(council.id, code) < number and draft_of(code, council.id) is None:
            yield code, number


def _problems_at(council: Place, code: str, number: int) -> Sequence[Problem]:
    past, shared = past_of(council.id), library.known().shared
    return [*problems_of_history(library.read(code, number), past, shared)]


def start_draft(written: Content, by: Viewer, at: datetime) -> TemplateDraft:
    """A draft of the next version of a template, or the first of a new one."""
    code = written["code"]
    _refuse_too_large(written)
    there = DomainError(f"There is a draft of “{written['name']}” already. Open that one")
    if draft_of(code, by.council_id):
        raise there
    number = newest_number(by.council_id, code) + 1
    draft = TemplateDraft(
        council_id=by.council_id,
        code=code,
        number=number,
        name=written["name"],
        written={**written, "version": number},
        edited_by_id=by.person_id,
        edited_at=at,
        editor_ids=[by.person_id],
    )
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        raise there from None  # somebody began one at the same moment
    record("template:draft-begun", by, draft, at=at, code=code, number=number)
    return draft


def edit(
    draft: TemplateDraft,
    change: Callable[[dict[str, Any]], Mapping[str, Any]],
    by: Viewer,
    at: datetime,
) -> None:
    """Whoever was asked to publish must be asked again, for they would publish something else."""
    changed = {**change(draft.written), "code": draft.code, "version": draft.number}
    if changed == draft.written:
        return
    _refuse_too_large(changed)
    draft.written, draft.name = changed, str(changed.get("name", draft.name))
    draft.edited_by_id, draft.edited_at = by.person_id, at
    if by.person_id not in draft.editor_ids:
        draft.editor_ids = [*draft.editor_ids, by.person_id]
    draft.asked_by_id = draft.asked_at = draft.use_from = None
    record("template:draft-edited", by, draft, at=at, code=draft.code, number=draft.number)


def _refuse_too_large(written: Content) -> None:
    """What is saved can be downloaded, and taken again."""
    if refused := yaml_file.why_too_large(written):
        raise DomainError(refused)


def problems_of(draft: TemplateDraft) -> Sequence[Problem]:
    """What stands between the draft and its publication."""
    known = known_at(draft.council_id)
    found = [*problems_of_template(draft.written, known)]
    if not stops_short(draft.written, known):
        found += problems_of_history(draft.written, past_of(draft.council_id), known.shared)
    return found


def ask_to_publish(draft: TemplateDraft, use_from: date, by: Viewer, at: datetime) -> None:
    if problems_of(draft):
        raise DomainError("Mend what is listed first. Then ask for it to be published")
    if use_from < london_day(at):
        raise DomainError("Enter today or a later day")
    draft.asked_by_id, draft.asked_at, draft.use_from = by.person_id, at, use_from
    draft.left_saying, draft.left_by_id, draft.left_at = "", None, None
    record("template:publication-asked", by, draft, at=at, code=draft.code, number=draft.number)


def take_back(draft: TemplateDraft, by: Viewer, at: datetime) -> None:
    """Ask no longer; the draft stays."""
    draft.asked_by_id = draft.asked_at = draft.use_from = None
    record("template:publication-not-asked", by, draft, at=at, code=draft.code, number=draft.number)


def leave(draft: TemplateDraft, saying: str, by: Viewer, at: datetime) -> None:
    """The second person does not publish it, and says why; the draft stays with its editor."""
    if refused := why_not_publish(draft, by):
        raise DomainError(refused)
    draft.asked_by_id = draft.asked_at = draft.use_from = None
    draft.left_saying, draft.left_by_id, draft.left_at = saying, by.person_id, at
    record("template:publication-left", by, draft, at=at, code=draft.code, number=draft.number)


def why_not_publish(draft: TemplateDraft, by: Viewer) -> str | None:
    if draft.asked_by_id is None:
        return "Nobody has asked for this draft to be published"
    if draft.is_work_of(by.person_id):
        return "Somebody else publishes what you have edited or asked for"
    return None


def publish(draft: TemplateDraft, by: Viewer, at: datetime) -> TemplateVersion:
    """From the day that was asked for, or today where that has passed meanwhile."""
    if refused := why_not_publish(draft, by):
        raise DomainError(refused)
    if problems_of(draft):
        raise DomainError("Something in the draft must be mended before it is published")
    today = london_day(at)
    version = _add_version(
        draft.council_id,
        draft.written,
        at,
        use_from=max(draft.use_from or today, today),
        by=by,
        asked_by_id=draft.asked_by_id,
    )
    db.session.delete(draft)
    return version


def discard(draft: TemplateDraft, by: Viewer, at: datetime) -> None:
    record("template:draft-discarded", by, draft, at=at, code=draft.code, number=draft.number)
    db.session.delete(draft)


def retire(version: TemplateVersion, on: date, by: Viewer, at: datetime) -> None:
    """No new round takes it from that day on; audits that have it keep it."""
    if version.retired_on and version.retired_on <= london_day(at):
        raise DomainError("This version is out of use already")
    if on < london_day(at):
        raise DomainError("Enter today or a later day")
    version.retired_on = on
    record("template:retired", by, version, at=at, code=version.code, number=version.number)


def keep_in_use(version: TemplateVersion, by: Viewer, at: datetime) -> None:
    """Undo taking it out of use."""
    version.retired_on = None
    record("template:kept", by, version, at=at, code=version.code, number=version.number)


def check_time_limit(code: str, limit: str, most: int | None, by: Viewer, at: datetime) -> None:
    """Say what holds at this council, and that somebody made sure of it today."""
    row = find_setting(by, SETTING)
    if row is None:
        row = CouncilSetting(council_id=by.council_id, name=SETTING, chosen={"value": {}})
        db.session.add(row)
    own = with_limit(row.chosen["value"], code, limit, most, london_day(at), by.name)
    row.chosen = {"value": own}
    db.session.flush()
    record("setting:changed", by, row, at=at, setting=SETTING)


def _add_version(
    council_id: int,
    written: Content,
    at: datetime,
    *,
    use_from: date,
    by: Viewer | None,
    asked_by_id: int | None,
) -> TemplateVersion:
    content = expanded(written, library.known())
    template = template_from(content)
    version = TemplateVersion(
        council_id=council_id,
        code=template.code,
        number=template.number,
        name=template.name,
        subject=template.subject,
        minutes=template.minutes,
        questions=sum(1 for _ in template.questions),
        written=dict(written),
        content=content,
        digest=digest_of(content),
        published_at=at,
        in_use_from=use_from,
        asked_by_id=asked_by_id,
        published_by_id=by.person_id if by else None,
    )
    db.session.add(version)
    db.session.flush()
    code, number = version.code, version.number
    record(
        "template:published", by, version, council_id=council_id, at=at, code=code, number=number
    )
    return version
