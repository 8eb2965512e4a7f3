"""What the pages of the editor have in common: the draft, what may be chosen, and saving."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from qa_app.access.gate import viewer
from qa_app.audit_templates import library, operations, queries
from qa_app.audit_templates.forms.parts import Choices, PartForm
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.editing import section_at
from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.outline import outline
from qa_app.audit_templates.rules.scales import words_of_grades
from qa_app.foundation.clock import now, today
from qa_app.organisation.forms.versions import VersionedForm

Content = Mapping[str, Any]


def find(draft_id: str) -> TemplateDraft:
    try:
        return queries.find_draft(draft_id, viewer())
    except NoResultFound:
        if version := queries.published_from(draft_id, viewer()):
            leave_for(version)
        if queries.was_discarded(draft_id, viewer()):
            abort(410, "This draft was discarded.")
        raise


def leave_for(version: TemplateVersion) -> NoReturn:
    """A second person published it meanwhile; text that was sent is given back on the page of the refusal."""
    said = f"This draft was published as version {version.number}. To change “{version.name}”, edit its next version"
    if request.method == "POST":
        abort(410, f"{said}.")
    flash(said, "notice")
    address = url_for("audit_templates.show", template_code=version.code, number=version.number)
    abort(redirect(address))


def known() -> Known:
    return queries.known_at(viewer().council_id)


def edit(draft: TemplateDraft, change: Callable[[dict[str, Any]], Content]) -> None:
    operations.edit(draft, change, by=viewer(), at=now())


def saved(form: PartForm, draft: TemplateDraft, change: Callable[[Content], Content]) -> bool:
    """Whether it was sent and saved: not when the part is not what it was when its page was opened."""
    return (
        form.validate_on_submit()
        and not form.is_late()
        and form.attempt(lambda: edit(draft, change))
    )


def confirmed(form: VersionedForm, part: Content) -> bool:
    """Whether it was sent, about what its page showed."""
    return bool(form.validate_on_submit()) and is_as_seen(form, part)


def is_as_seen(form: VersionedForm, part: Content) -> bool:
    """Whether the part still says what it said when the form's page was opened."""
    return not form.is_overtaken(digest_of(part), {})


def section_of(draft: TemplateDraft, section_id: str) -> dict[str, Any]:
    found: dict[str, Any] = draft.written["sections"][section_at(draft.written, section_id)]
    return found


def scale_of(draft: TemplateDraft) -> list[dict[str, Any]]:
    return [*draft.written.get("scale", library.known().scale)]


def choices(draft: TemplateDraft, **more: Any) -> Choices:
    """What the answers about this draft may name."""
    names, scale = queries.beside(draft.council_id), scale_of(draft)
    return Choices(
        statuses=[*names.statuses.items()],
        timescales=[*names.limits.items()],
        standards=[(str(number), words) for number, words in names.standards.items()],
        grades=[(one["grade"], one["words"]) for one in scale],
        sections=[(row.id, row.heading) for row in outline(draft.written, known()) if row.graded],
        scale=scale,
        grades_gone=words_of_grades(grades_gone(draft, scale), known()),
        **more,
    )


def grades_gone(draft: TemplateDraft, scale: list[dict[str, Any]]) -> set[str]:
    """Grades that a rule still names and the scale no longer has."""
    there = {one["grade"] for one in scale}
    rules = draft.written.get("rules", ())
    return {rule[name] for rule in rules for name in ("graded", "at_most") if name in rule} - there


def warn_of_name(draft: TemplateDraft) -> None:
    """Two templates may have one name, but nobody could tell them apart on a list."""
    if queries.is_called_alike(draft, today()):
        flash(f"Another template is called “{draft.name}”. You can change the name under Details", "notice")  # fmt: skip


def to_draft(draft: TemplateDraft, **values: Any) -> ResponseReturnValue:
    return redirect(url_for("audit_templates.draft", draft_id=draft.public_id, **values))


def to_section(draft: TemplateDraft, section_id: str, **values: Any) -> ResponseReturnValue:
    where = url_for(
        "audit_templates.draft_section",
        draft_id=draft.public_id,
        section_id=section_id,
        **values,
    )
    return redirect(where)
