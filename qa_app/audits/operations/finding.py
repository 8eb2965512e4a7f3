"""Add, change and remove strengths and areas for development."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit, Finding, FindingTheme
from qa_app.audits.operations.holding import hold_open
from qa_app.audits.queries.beside import list_findings
from qa_app.audits.rules import FindingKind
from qa_app.audits.rules.findings import why_no_more
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record


def add_finding(
    audit: Audit,
    kind: FindingKind,
    text: str,
    themes: Collection[str],
    good_practice: bool,
    by: Viewer,
    at: datetime,
) -> Finding:
    hold_open(audit, by)
    there = list_findings(audit)
    if trouble := why_no_more(audit.template, kind, [one.kind for one in there]):
        raise DomainError(trouble)
    finding = Finding(
        council_id=audit.council_id,
        audit=audit,
        kind=kind,
        text=text,
        good_practice=good_practice and kind is FindingKind.STRENGTH,
        position=1 + max((one.position for one in there), default=0),
    )
    db.session.add(finding)
    put_themes(finding, themes)
    db.session.flush()
    record("audit:finding-added", by, audit, at=at, kind=kind.name, themes=[*themes])
    return finding


def change_finding(
    audit: Audit,
    finding: Finding,
    text: str,
    themes: Collection[str],
    good_practice: bool,
    by: Viewer,
    at: datetime,
) -> None:
    hold_open(audit, by)
    finding.text = text
    finding.good_practice = good_practice and finding.kind is FindingKind.STRENGTH
    put_themes(finding, themes)
    # Its version counts its themes too.
    flag_modified(finding, "text")
    record("audit:finding-changed", by, audit, at=at, kind=finding.kind.name, themes=[*themes])


def remove_finding(audit: Audit, finding: Finding, by: Viewer, at: datetime) -> None:
    hold_open(audit, by)
    db.session.delete(finding)
    record("audit:finding-removed", by, audit, at=at, kind=finding.kind.name)


def put_themes(finding: Finding, themes: Collection[str]) -> None:
    """Each once, and no others."""
    for gone in [one for one in finding.themes if one.theme not in themes]:
        finding.themes.remove(gone)
    there = set(finding.theme_codes)
    for theme in dict.fromkeys(themes):
        if theme not in there:
            finding.themes.append(FindingTheme(council_id=finding.council_id, theme=theme))
