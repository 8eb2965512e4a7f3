"""Who was heard in the audits that count, grouped; and the audits behind a figure of it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, or_

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part
from qa_app.insight.queries.counted import place_of, that_count
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.voices import HEARD, Narrowed
from qa_app.organisation.models import Place
from qa_app.voices.models import Conversation, FamilyVoice, Reflection
from qa_app.voices.queries.rates import rows_of
from qa_app.voices.queries.taking_part import lines_of
from qa_app.voices.rules.conversations import TALKED
from qa_app.voices.rules.families import Better
from qa_app.voices.rules.rates import Row
from qa_app.voices.rules.taking_part import Line


@dataclass(frozen=True)
class Counted:
    families: list[Row]
    practitioners: list[Line]


def count_voices(viewer: Viewer, filters: Filters) -> Counted:
    """Two queries, however many audits there are."""
    audits, place = that_count(viewer, filters), place_of(filters)
    of_families = audits.where(where_permitted(Place.path, viewer, Permission.FAMILY_COUNT))
    return Counted(rows_of(of_families, place), lines_of(audits, place))


def behind(viewer: Viewer, filters: Filters, narrowed: Narrowed) -> Select[Audit]:
    """What one family said of their life is listed for those alone who may read it there."""
    audits = that_count(viewer, filters)
    if narrowed.part is Part.PRACTITIONER:
        return audits.where(*_of_practitioners(narrowed))
    needed = Permission.FAMILY_READ if narrowed.better else Permission.FAMILY_COUNT
    return audits.where(where_permitted(Place.path, viewer, needed), *_of_families(narrowed))


def _of_families(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    asked = [Participation.audit_id == Audit.id, Participation.part == narrowed.part]
    if narrowed.heard:
        asked.append(Participation.took_part.is_(narrowed.heard == HEARD))
    if narrowed.why:
        asked.append(Participation.why_not == narrowed.why)
    conditions: list[ColumnElement[bool]] = [exists().where(*asked).correlate(Audit)]
    if narrowed.better:
        said = (
            FamilyVoice.audit_id == Audit.id,
            FamilyVoice.part == narrowed.part,
            FamilyVoice.better == Better[narrowed.better],
        )
        conditions.append(exists().where(*said).correlate(Audit))
    return conditions


def _of_practitioners(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    """Why somebody did not prepare is theirs to tell, and narrows no list."""
    sent = exists().where(
        Reflection.allocation_id == Audit.allocation_id, Reflection.sent_at.is_not(None)
    )
    talked = exists().where(Conversation.audit_id == Audit.id, Conversation.held.in_(TALKED))
    said = exists().where(
        Participation.audit_id == Audit.id,
        Participation.part == Part.PRACTITIONER,
        Participation.took_part,
    )
    heard = or_(*(one.correlate(Audit) for one in (sent, talked, said)))
    if not narrowed.heard:
        return []
    return [heard if narrowed.heard == HEARD else ~heard]
