"""Findings in audits that count, made without the steps that lead to them."""

from typing import Any

from qa_app.audit_templates.operations import publish_from_library
from qa_app.audits.models import Audit, Finding, FindingTheme
from qa_app.audits.rules import FindingKind
from qa_app.foundation.database import db
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.organisation.models import Person
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Round
from qa_app.rounds.rules.plans import Plan
from tests.insight.counted_makers import THIS_MONTH, Counted
from tests.makers import NO_SECOND_OPINIONS, NOON

STRENGTH, DEVELOPMENT = FindingKind.STRENGTH, FindingKind.DEVELOPMENT


def find(
    audit: Audit,
    *themes: str,
    kind: FindingKind = DEVELOPMENT,
    checked: tuple[str, ...] | None = None,
    by: Person | None = None,
    **said: Any,
) -> Finding:
    """What its auditor found; with `checked`, somebody has seen these themes in it since."""
    found = Finding(
        council_id=audit.council_id,
        audit=audit,
        kind=kind,
        position=len(audit.findings) + 1,
        **{"text": f"About {', '.join(themes)}.", **said},
    )
    found.themes = [FindingTheme(council_id=audit.council_id, theme=one) for one in themes]
    db.session.add(found)
    db.session.flush()
    if checked is not None and by is not None:
        council_id, finding_id = audit.council_id, found.id
        about = {"council_id": council_id, "finding_id": finding_id}
        db.session.add(FindingCheck(**about, checked_at=NOON, checked_by_id=by.id))
        db.session.add_all(CheckedTheme(**about, theme=one) for one in checked)
        db.session.flush()
    return found


def make_other_round(there: Counted, code: str) -> Round:
    """This month’s round of a second programme, whose records are chosen as the monthly ones are."""
    publish_from_library(there.council, code, 1, by=None, at=NOON)
    plan = Plan(first_month=THIS_MONTH, **NO_SECOND_OPINIONS)
    programme = rounds.add_programme(there.council, code, code, None, NOON, plan=plan)
    return rounds.open_round(programme, THIS_MONTH, by=None, at=NOON)
