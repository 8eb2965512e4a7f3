"""What the pages of an audit show of its practitioner, and the page on which the auditor finds all of it."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.audit_templates.rules import Section
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import parts_of
from qa_app.audits.rules import Part
from qa_app.audits.rules.regrading import OWN_GRADES_READ
from qa_app.foundation.clock import now
from qa_app.trail.operations import look
from qa_app.voices.models import Conversation, Reflection
from qa_app.voices.queries.conversations import (
    conversation_of,
    find_audit_to_talk_about,
    part_of_practitioner,
)
from qa_app.voices.queries.reflections import of_audit
from qa_app.voices.queries.releases import decision_for, surroundings_of
from qa_app.voices.queries.replies import list_replies
from qa_app.voices.queries.said import graded_sections, said_to
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules.releases import Decision


@voices.get("/audits/<public_id:audit_id>/practitioner")
@requires(Permission.AUDIT_WRITE, Permission.AUDIT_SIGN_OFF)
def practitioner(audit_id: str) -> ResponseReturnValue:
    """What they said, as far as the viewer may read it; the conversation, the release, and their replies."""
    audit = find_audit_to_talk_about(audit_id, viewer())
    look("audit:viewed", viewer(), audit)
    reflection, conversation = of_audit(audit), conversation_of(audit)
    said = said_to(reflection, viewer()) if reflection else None
    if said and said.grades and is_auditor(audit) and audit.is_open:
        look(OWN_GRADES_READ, viewer(), audit, sections=sorted(said.grades))
    return render_template(
        "voices/practitioner.html",
        audit=audit,
        reflection=reflection,
        said=said,
        sections=graded_sections(reflection) if reflection else [],
        conversation=conversation,
        reads_note=reads_note(audit, reflection, conversation),
        decision=decision_of(reflection, conversation),
        replies=list_replies(reflection) if reflection else [],
        is_auditor=is_auditor(audit),
        took_part=bool((part := parts_of(audit).get(Part.PRACTITIONER)) and part.took_part),
    )


def is_auditor(audit: Audit) -> bool:
    return audit.allocation.auditor_id == viewer().person_id


def reads_note(
    audit: Audit, reflection: Reflection | None, conversation: Conversation | None
) -> bool:
    """Whoever was part of it, and others once the audit is released: a note can tell how it went."""
    released = reflection is not None and reflection.released_at is not None
    own = conversation is not None and conversation.noted_by_id == viewer().person_id
    return is_auditor(audit) or own or released


def decision_of(
    reflection: Reflection | None, conversation: Conversation | None
) -> Decision | None:
    """None once it is released, or where it is released to nobody."""
    if reflection is None or reflection.released_at:
        return None
    around = surroundings_of(reflection.council_id, now())
    return decision_for(reflection, conversation, around, now())


def part_panel(audit: Audit) -> dict[str, Any]:
    """On an auditor’s task list: how far the practitioner is, and the conversation."""
    reflection, conversation, took_part = part_of_practitioner(audit)
    return {"reflection": reflection, "conversation": conversation, "took_part": took_part}


def audit_panel(audit: Audit) -> dict[str, Any] | None:
    """On the page of an audit: the conversation, and when it is released; for those who read it there."""
    if audit.submitted_at is None:
        return None
    reflection, conversation = of_audit(audit), conversation_of(audit)
    may_note = may_at(viewer(), Permission.AUDIT_SIGN_OFF, audit.allocation.place.path)
    sees_to_it = is_auditor(audit) or may_note
    if reflection is None and not (sees_to_it and audit.practitioner_then_id):
        return None
    return {
        "reflection": reflection,
        "conversation": conversation,
        "decision": decision_of(reflection, conversation),
        "replies": list_replies(reflection) if reflection else [],
        "may_see_to_it": sees_to_it,
        "is_next": sees_to_it and not audit.is_withdrawn and not is_noted(conversation),
    }


def is_noted(conversation: Conversation | None) -> bool:
    return conversation is not None and conversation.is_noted


def people_panel(audit: Audit) -> dict[str, Any] | None:
    """Where the auditor says who took part: what the practitioner has said of it."""
    reflection = of_audit(audit)
    return {"reflection": reflection} if reflection else None


def section_panel(audit: Audit, section: Section) -> dict[str, Any] | None:
    """Beside a section that the auditor has graded: the way to what the practitioner makes of it."""
    return {} if audit.grades.get(section.id) else None
