"""Templates for tests: small ones, of which each test changes what matters to it."""

from copy import deepcopy
from typing import Any

from qa_app.access.rules import Role
from qa_app.audit_templates import operations
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from tests.makers import NOON, TODAY, make_person, viewer_of

Content = dict[str, Any]

SCALE = [
    {"grade": "strong", "words": "Strong", "counts_as_good": True},
    {"grade": "secure", "words": "Secure", "counts_as_good": True},
    {"grade": "weak", "words": "Weak", "counts_as_good": False},
]


def a_question(number: int = 1, **changes: Any) -> Content:
    return {"id": f"q{number}", "text": f"Is question {number} answered?", **changes}


def a_section(section: str = "seen", *questions: Content, **changes: Any) -> Content:
    return {
        "id": section,
        "heading": f"The section {section}",
        "concept": "VISIT",
        "descriptors": {one["grade"]: f"{one['words']} work in {section}." for one in SCALE},
        "questions": list(questions) or [a_question()],
    } | changes


def a_template(*sections: Content, **changes: Any) -> Content:
    content = {
        "code": "visits",
        "name": "Visits to children",
        "version": 1,
        "purpose": "Are children seen?",
        "minutes": 10,
        "scale": SCALE,
        "sections": list(sections) or [a_section()],
    } | changes
    return deepcopy(content)


def publish_template(council: Place, content: Content) -> TemplateVersion:
    """As two people publish it: one edits and asks, another agrees."""
    editor, other = (viewer_of(make_person(Role.QA_LEAD, council)) for _ in range(2))
    draft = operations.start_draft(content, by=editor, at=NOON)
    operations.ask_to_publish(draft, TODAY, by=editor, at=NOON)
    version = operations.publish(draft, by=other, at=NOON)
    db.session.commit()
    return version


def make_draft(council: Place, content: Content | None = None) -> TemplateDraft:
    editor = viewer_of(make_person(Role.QA_LEAD, council))
    return operations.start_draft(content or a_template(), by=editor, at=NOON)
