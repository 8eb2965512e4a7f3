"""Check the themes of findings, change them, or take that back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Finding
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.learning.queries.findings import Row, checked_themes
from qa_app.learning.rules import why_not_themes
from qa_app.trail.operations import record

OVERTAKEN = (
    "Somebody else changed the themes of this finding at the same moment. "
    "Save again to compare theirs with yours"
)


def check_themes(
    row: Row, themes: Sequence[str], known: Sequence[str], by: Viewer, at: datetime
) -> None:
    """These are its themes from now on; what its auditor chose stays beside them."""
    if trouble := why_not_themes(themes, known):
        raise DomainError(Reason(trouble, "theme_1"))
    if _is_overtaken(row):
        raise DomainError(OVERTAKEN)
    finding, check = row.finding, _check_of(row.finding)
    if check is None:
        check = FindingCheck(council_id=finding.council_id, finding_id=finding.id)
        db.session.add(check)
    check.checked_at, check.checked_by_id = at, by.person_id
    db.session.execute(delete(CheckedTheme).where(CheckedTheme.finding_id == finding.id))
    db.session.add_all(
        CheckedTheme(council_id=finding.council_id, finding_id=finding.id, theme=one)
        for one in dict.fromkeys(themes)
    )
    db.session.flush()
    child, chosen = finding.audit.child_public_id, [*dict.fromkeys(themes)]
    record("finding:themes-checked", by, finding, child=child, at=at, themes=chosen)


def check_many(rows: Sequence[Row], known: Sequence[str], by: Viewer, at: datetime) -> int:
    """Those that the checker agrees with as their auditors have them; how many.

    What somebody else checked meanwhile stays as they have it. In one order, so that two who check the same
    wait for each other and not both.
    """
    if not rows:
        raise DomainError("Select at least one finding that is still to check")
    ordered = sorted(rows, key=lambda one: one.finding.id)
    mine = [one for one in ordered if not _is_overtaken(one)]
    for one in mine:
        check_themes(one, one.own, [*known, *one.own], by, at)
    return len(mine)


def take_back(finding: Finding, by: Viewer, at: datetime) -> None:
    """To check again, with the themes of its auditor."""
    _hold(finding)
    check = _check_of(finding)
    if check is None:
        raise DomainError("Nobody has checked the themes of this finding")
    db.session.execute(delete(CheckedTheme).where(CheckedTheme.finding_id == finding.id))
    db.session.delete(check)
    db.session.flush()
    record("finding:check-taken-back", by, finding, child=finding.audit.child_public_id, at=at)


def _is_overtaken(row: Row) -> bool:
    """Whether somebody saved other themes between the page’s look and our turn to write."""
    _hold(row.finding)
    there = checked_themes([row.finding.id]).get(row.finding.id, [])
    return Row(row.finding, _check_of(row.finding), there).version != row.version


def _hold(finding: Finding) -> None:
    """Of two who check it at once, the second finds what the first did."""
    db.session.refresh(finding, ["version"], with_for_update=True)


def _check_of(finding: Finding) -> FindingCheck | None:
    wanted = select(FindingCheck).where(FindingCheck.finding_id == finding.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
