"""What tests of the editor do on its pages."""

from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from qa_app.audit_templates.models import TemplateDraft
from qa_app.foundation.database import db
from tests.audit_templates.forms import filled_in
from tests.page_client import Browser

PUBLISHED = {"template_code": "visits", "number": 1}
SEEN = {"section_id": "seen"}
FIRST = {"section_id": "seen", "question_id": "q1"}


def written() -> dict[str, Any]:
    """What the one draft says now."""
    db.session.expire_all()
    return db.session.scalars(select(TemplateDraft)).one().written


def change(
    browser: Browser, name: str, answers: dict[str, Any], expect: int = 302, **where: Any
) -> TestResponse:
    """Open a page of the editor, give these answers and leave the others as they are."""
    page = browser.get(f"audit_templates.{name}", **where)
    sent = filled_in(page) | answers
    return browser.post(f"audit_templates.{name}", sent, expect=expect, **where)


def confirm(browser: Browser, name: str, **where: Any) -> TestResponse:
    page = browser.get(f"audit_templates.{name}", **where)
    return browser.post(f"audit_templates.{name}", filled_in(page, "confirm"), **where)
