"""Findings to check. Every question begins with the audits that the viewer may read."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, Finding, FindingTheme
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import FindingKind
from qa_app.foundation.database import db
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.learning.rules import Progress
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.voices.queries.agreed import is_agreed

CHECK = Permission.THEME_CHECK


class Shown(StrEnum):
    """Which findings a list shows. The first is what it shows when nothing is asked for."""

    TO_CHECK = "To check"
    CHECKED = "Checked"
    CHANGED = "Checked, with other themes than the auditor’s"
    ALL = "All"


@dataclass(frozen=True)
class Sought:
    """What the filters ask for: a theme by its code, a place by its public id, the month of the round."""

    shown: Shown = Shown.TO_CHECK
    kind: FindingKind | None = None
    theme: str = ""
    month: date | None = None


@dataclass
class Row:
    finding: Finding
    check: FindingCheck | None
    checked: list[str] = field(default_factory=list)

    @property
    def own(self) -> list[str]:
        return self.finding.theme_codes

    @property
    def audit(self) -> Audit:
        return self.finding.audit

    @property
    def version(self) -> str:
        """By what was saved, for a check that is taken back and made again begins to count anew."""
        return ",".join(self.checked) if self.check else "0"


def readable(viewer: Viewer) -> Select:
    """Agreed audits where the viewer checks themes; what is sealed from them is not among these."""
    return (
        visible_to(viewer, Permission.AUDIT_READ)
        .options()
        .where(
            where_permitted(Place.path, viewer, CHECK),
            is_agreed(),
        )
        .with_only_columns(Audit.id)
        .order_by(None)
    )


def sought(viewer: Viewer, asked: Sought) -> Select[Finding]:
    wanted = (
        select(Finding)
        .join(Finding.audit)
        .join(Audit.allocation)
        .join(Allocation.round)
        .outerjoin(FindingCheck, FindingCheck.finding_id == Finding.id)
        .where(Finding.council_id == viewer.council_id, Finding.audit_id.in_(readable(viewer)))
    )
    if asked.kind:
        wanted = wanted.where(Finding.kind == asked.kind)
    if asked.theme:
        wanted = wanted.where(has_theme(asked.theme))
    if asked.month:
        wanted = wanted.where(Round.month == asked.month)
    return wanted.where(*_shown(asked.shown))


def _shown(shown: Shown) -> list[ColumnElement[bool]]:
    match shown:
        case Shown.TO_CHECK:
            return [FindingCheck.id.is_(None)]
        case Shown.CHECKED:
            return [FindingCheck.id.is_not(None)]
        case Shown.CHANGED:
            return [FindingCheck.id.is_not(None), or_(has_more(), has_fewer())]
        case _:
            return []


def has_theme(code: str) -> ColumnElement[bool]:
    """As it was checked; as its auditor chose, until then."""
    own = select(FindingTheme.id).where(
        FindingTheme.finding_id == Finding.id, FindingTheme.theme == code
    )
    checked = select(CheckedTheme.id).where(
        CheckedTheme.finding_id == Finding.id, CheckedTheme.theme == code
    )
    is_own = own.correlate(Finding).exists() & FindingCheck.id.is_(None)
    return or_(checked.correlate(Finding).exists(), is_own)


def has_more() -> ColumnElement[bool]:
    """A checked theme that its auditor did not choose."""
    own = select(FindingTheme.theme).where(FindingTheme.finding_id == Finding.id)
    more = select(CheckedTheme.id).where(
        CheckedTheme.finding_id == Finding.id, CheckedTheme.theme.not_in(own.correlate(Finding))
    )
    return more.correlate(Finding).exists()


def has_fewer() -> ColumnElement[bool]:
    checked = select(CheckedTheme.theme).where(CheckedTheme.finding_id == Finding.id)
    fewer = select(FindingTheme.id).where(
        FindingTheme.finding_id == Finding.id, FindingTheme.theme.not_in(checked.correlate(Finding))
    )
    return fewer.correlate(Finding).exists()


def count(wanted: Select[Finding]) -> int:
    bare = wanted.with_only_columns(Finding.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def progress(viewer: Viewer, asked: Sought) -> Progress:
    """Of everything that the other filters leave."""
    every = Sought(Shown.ALL, asked.kind, asked.theme, asked.month)
    bare = sought(viewer, every).with_only_columns(Finding.id, FindingCheck.id.label("check"))
    there = bare.order_by(None).subquery()
    of, checked = db.session.execute(select(func.count(), func.count(there.c.check))).one()
    return Progress(checked, of)


def list_rows(wanted: Select[Finding], limit: int | None, offset: int = 0) -> list[Row]:
    """The newest audits first; all of them without a limit."""
    loaded = (
        wanted.add_columns(FindingCheck)
        .options(
            selectinload(Finding.themes),
            joinedload(FindingCheck.checked_by_here),
            contains_eager(Finding.audit).options(
                joinedload(Audit.template_version),
                contains_eager(Audit.allocation).options(
                    joinedload(Allocation.place),
                    joinedload(Allocation.child),
                    joinedload(Allocation.practitioner_here),
                    contains_eager(Allocation.round),
                ),
            ),
        )
        .order_by(Audit.submitted_at.desc(), Finding.audit_id, Finding.position, Finding.id)
    )
    rows = [Row(*row) for row in db.session.execute(loaded.limit(limit).offset(offset))]
    themes = checked_themes([one.finding.id for one in rows])
    for one in rows:
        one.checked = themes.get(one.finding.id, [])
    return rows


def checked_themes(finding_ids: Collection[int]) -> Mapping[int, list[str]]:
    wanted = select(CheckedTheme).where(CheckedTheme.finding_id.in_(finding_ids))
    found: dict[int, list[str]] = defaultdict(list)
    for one in db.session.scalars(wanted.order_by(CheckedTheme.id)):
        found[one.finding_id].append(one.theme)
    return found


def find_row(audit_id: str, finding_id: str, viewer: Viewer) -> Row | None:
    """Raise NoResultFound for an audit out of reach; None where it has nothing to check yet."""
    reached = visible_to(viewer, Permission.AUDIT_READ).where(
        where_permitted(Place.path, viewer, CHECK), Audit.public_id == audit_id
    )
    audit = db.session.scalars(reached).one()
    wanted = sought(viewer, Sought(Shown.ALL)).where(
        Finding.audit_id == audit.id, Finding.public_id == finding_id
    )
    return next(iter(list_rows(wanted, 1)), None)


def list_chosen(finding_ids: Collection[str], viewer: Viewer) -> list[Row]:
    wanted = sought(viewer, Sought(Shown.TO_CHECK)).where(Finding.public_id.in_(finding_ids))
    return list_rows(wanted, len(finding_ids))


def list_of_audit(audit: Audit) -> list[Row]:
    """Of an audit that the viewer reads: what was checked with other themes than its auditor’s."""
    wanted = (
        select(Finding)
        .join(Finding.audit)
        .join(Audit.allocation)
        .join(Allocation.round)
        .join(FindingCheck, FindingCheck.finding_id == Finding.id)
        .where(Finding.audit_id == audit.id)
    )
    return list_rows(wanted, 50)


def months_with_findings(viewer: Viewer) -> list[date]:
    """For the filter, the latest first."""
    wanted = sought(viewer, Sought(Shown.ALL)).with_only_columns(Round.month).order_by(None)
    return sorted(db.session.scalars(wanted.distinct()), reverse=True)
