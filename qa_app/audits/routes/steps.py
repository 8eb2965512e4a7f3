"""The pages of an audit in their order, and which comes after which."""

from typing import Any

from flask import abort, url_for

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules import Section
from qa_app.audit_templates.rules.words import Overall
from qa_app.audits import queries
from qa_app.audits.models import Audit
from qa_app.audits.rules.missing import Missing, Where
from qa_app.audits.rules.people import said_on_its_page
from qa_app.audits.rules.picture import Picture


def find_mine(audit_id: str) -> Audit:
    return queries.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)


def shown_section(picture: Picture, section_id: str) -> Section:
    """A section that does not apply to this child has no page."""
    found = picture.shown.get(section_id)
    return found[0] if found else abort(404)


def task_list(audit: Audit) -> str:
    return url_for("audits.show", audit_id=audit.public_id)


def after_section(audit: Audit, picture: Picture, section_id: str) -> str:
    """The next section that applies; after the last one the judgement of the whole."""
    order = [*picture.shown]
    after = order[order.index(section_id) + 1 :] if section_id in order else []
    later = [one for one in after if not picture.is_partners(one)]
    if later:
        return url_for("audits.section", audit_id=audit.public_id, section_id=later[0])
    return whole_or_findings(audit)


def people_said(picture: Picture) -> bool:
    return all(part in picture.parts for part in said_on_its_page(picture.template))


def before_reading(audit: Audit, picture: Picture) -> str:
    """What is asked before the first section, as far as it is not said; nothing where all is."""
    if picture.template.gate and picture.safe is None:
        return url_for("audits.safety", audit_id=audit.public_id)
    return "" if people_said(picture) else url_for("audits.people", audit_id=audit.public_id)


def first_section(audit: Audit, picture: Picture) -> str:
    first = next((one for one in picture.shown if not picture.is_partners(one)), None)
    if first is None:
        return whole_or_findings(audit)
    return url_for("audits.section", audit_id=audit.public_id, section_id=first)


def whole_or_findings(audit: Audit) -> str:
    if audit.template.overall is Overall.NONE:
        return url_for("audits.findings", audit_id=audit.public_id)
    return url_for("audits.whole", audit_id=audit.public_id)


def address_of(audit: Audit, missing: Missing) -> str:
    """The very field in which it is mended."""
    about: dict[str, Any] = {"audit_id": audit.public_id, "_anchor": missing.anchor}
    if missing.where is Where.SECTION:
        return url_for("audits.section", section_id=missing.section, **about)
    return url_for(PAGES[missing.where], **about)


RECEIPT = "Have somebody receive the safety concern"
PAGES = {
    Where.SAFETY: "audits.safety",
    Where.PEOPLE: "audits.people",
    Where.PARTNERS: "audits.partners",
    Where.FAMILY: "voices.family",
    Where.WHOLE: "audits.whole",
    Where.FINDINGS: "audits.findings",
}


def where_stopped(audit: Audit, picture: Picture) -> str:
    """The first thing left to do in the section that was saved last; None of it left, the next one."""
    own = [one for one in picture.shown if not picture.is_partners(one)]
    saved = [one for one in audit.readings if one.saved_at and one.section in own]
    if not saved:
        return ""
    last = max(saved, key=lambda one: (one.saved_at, one.id)).section
    section, questions = picture.shown[last]
    left = [one.id for one in questions if not picture.is_answered(one)]
    if not left and (picture.of(last).grade or not section.graded):
        return after_section(audit, picture, last)
    anchor = f"a-{left[0]}" if left else "grade"
    return url_for("audits.section", audit_id=audit.public_id, section_id=last, _anchor=anchor)
