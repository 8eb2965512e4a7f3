"""What filters ask of an audit as it was when it was begun: of the audit itself, or of what was kept of it."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, select

from qa_app.access.queries import within
from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audits.models import Audit
from qa_app.children.rules.ages import AGES
from qa_app.insight.models import KeptReading
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import NOT_KNOWN, Filters, PlacesAs
from qa_app.organisation.models import Place
from qa_app.rounds.models import Programme


def conditions(
    viewer: Viewer,
    filters: Filters,
    of: type[Audit] | type[KeptReading],
    is_by: Callable[[AuditorKind], ColumnElement[bool]],
) -> list[ColumnElement[bool]]:
    """Of rows that are joined to their place and programme. Whoever audited is known to each in its own way."""
    asked: list[ColumnElement[bool]] = []
    if filters.below:
        is_now = filters.places is PlacesAs.NOW
        asked.append(within(Place.path if is_now else of.place_then, filters.below))
    if filters.template:
        versions = select(TemplateVersion.id).where(
            TemplateVersion.council_id == viewer.council_id,
            TemplateVersion.code == filters.template,
        )
        asked.append(of.template_version_id.in_(versions))
    if filters.programme:
        asked.append(Programme.public_id == filters.programme)
    if filters.status:
        asked.append(of.status_then == ("" if filters.status == NOT_KNOWN else filters.status))
    if filters.age:
        asked.append(of.age_then.between(*AGES[filters.age]))
    if filters.auditor:
        asked.append(is_by(filters.auditor))
    return asked
