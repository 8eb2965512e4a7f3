"""The records of a dip sample, each as its row shows it; in as many queries however many there are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from qa_app.access.rules import Permission, Viewer
from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Answer, Audit, Finding, Participation, SectionReading
from qa_app.audits.queries.audits import visible_to
from qa_app.audits.queries.pictures import whole_of, written_in
from qa_app.audits.rules import FindingKind, Part
from qa_app.audits.rules.people import always_said
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.sampling import Row
from qa_app.audits.rules.then import Then
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.children.models import ChildOnList
from qa_app.children.queries.lists import in_force
from qa_app.concerns.queries.concerns import open_of_allocations
from qa_app.concerns.rules import About
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.samples import list_of_sample
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import LEFT_OUT


@dataclass(frozen=True)
class SampleRow:
    """A record that was given out, its audit once it is begun, and what its row shows."""

    allocation: Allocation
    audit: Audit | None
    row: Row

    @property
    def key(self) -> str:
        """By which its row is found on the page."""
        return f"r-{self.allocation.public_id}"


def rows_of(sample: Round, viewer: Viewer) -> list[SampleRow]:
    return rows_for(sample, list_of_sample(sample, viewer), viewer)


def rows_for(sample: Round, allocations: Sequence[Allocation], viewer: Viewer) -> list[SampleRow]:
    """In the order of these, which are all of one round."""
    template = sample.template_version.template
    # Their allocations and template are here already, and their readings come with the answers.
    theirs = visible_to(viewer, Permission.AUDIT_WRITE).with_only_columns(Audit.id)
    wanted = theirs.where(Audit.allocation_id.in_([one.id for one in allocations]))
    found = db.session.scalars(select(Audit).where(Audit.id.in_(wanted)))
    audits = {one.allocation_id: one for one in found}
    pictures = pictures_of(template, [*audits.values()])
    then = _then([one for one in allocations if one.id not in audits])
    waiting = _waiting(allocations, viewer)
    rows = []
    for one in allocations:
        audit = audits.get(one.id)
        picture = pictures[audit.id] if audit else Picture(template, then[one.id].facts)
        row = Row(
            picture,
            is_begun=audit is not None,
            is_done=one.state is State.DONE,
            is_left_out=one.state in LEFT_OUT,
            waiting=waiting[one.id],
        )
        rows.append(SampleRow(one, audit, row))
    return rows


def pictures_of(template: Template, audits: Sequence[Audit]) -> dict[int, Picture]:
    """As pictures.picture_of makes one, of many at once; what their template never asks for is not read."""
    ids = [one.id for one in audits]
    sections = _sections(audits)
    kinds = _findings(ids if template.strengths or template.development else [])
    parts = _parts(ids if always_said(template) else [])
    return {
        one.id: Picture(
            template,
            one.then.facts,
            sections[one.id],
            whole_of(one),
            tuple(kinds[one.id]),
            parts[one.id],
            one.safe_at_first,
            since=one.judged_since,
            until=one.begun_on,
        )
        for one in audits
    }


def _sections(audits: Sequence[Audit]) -> dict[int, dict[str, WrittenSection]]:
    """With their answers; the audits learn of their readings in passing."""
    rows = db.session.execute(
        select(SectionReading, Answer.question, Answer.value, Answer.source, Answer.evidence)
        .outerjoin(Answer, Answer.section_reading_id == SectionReading.id)
        .where(SectionReading.audit_id.in_([one.id for one in audits]))
        .order_by(SectionReading.id, Answer.id)
    )
    readings: dict[int, dict[int, SectionReading]] = defaultdict(dict)
    answers: dict[int, dict[str, WrittenAnswer]] = defaultdict(dict)
    for reading, question, value, source, evidence in rows:
        readings[reading.audit_id][reading.id] = reading
        if question is not None:
            answers[reading.id][question] = WrittenAnswer(value, source, evidence)
    for audit in audits:
        set_committed_value(audit, "readings", [*readings[audit.id].values()])
    return {
        one.id: {each.section: written_in(each, answers[each.id]) for each in one.readings}
        for one in audits
    }


def _findings(ids: Sequence[int]) -> dict[int, list[FindingKind]]:
    wanted = select(Finding.audit_id, Finding.kind).where(Finding.audit_id.in_(ids))
    found: dict[int, list[FindingKind]] = defaultdict(list)
    for audit, kind in db.session.execute(wanted.order_by(Finding.position)):
        found[audit].append(kind)
    return found


def _parts(ids: Sequence[int]) -> dict[int, dict[Part, bool]]:
    wanted = select(Participation.audit_id, Participation.part, Participation.took_part)
    found: dict[int, dict[Part, bool]] = defaultdict(dict)
    for audit, part, took_part in db.session.execute(wanted.where(Participation.audit_id.in_(ids))):
        found[audit][part] = took_part
    return found


def _then(allocations: Sequence[Allocation]) -> dict[int, Then]:
    """What the list in force says of those that nobody has begun."""
    children = [one.child_id for one in allocations if one.child_id]
    rows = {}
    if children:
        wanted = select(ChildOnList).where(
            ChildOnList.case_list_id == in_force(allocations[0].council_id),
            ChildOnList.child_id.in_(children),
        )
        rows = {one.child_id: one for one in db.session.scalars(wanted)}
    return {one.id: _then_of(rows.get(one.child_id or 0)) for one in allocations}


def _then_of(row: ChildOnList | None) -> Then:
    return Then(row.status, row.also_on_plan, row.age) if row else Then()


def _waiting(allocations: Sequence[Allocation], viewer: Viewer) -> Counter[int]:
    """As operations.not_received counts them."""
    return Counter(
        one.allocation_id
        for one in open_of_allocations([each.id for each in allocations])
        if one.received_at is None
        and one.allocation_id is not None
        and (one.about is not About.COLLEAGUE or one.raised_by_id == viewer.person_id)
    )
