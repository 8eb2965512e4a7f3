"""Write what is said of a round, ask for it to be approved, approve it, say why not."""

import secrets
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.audits.rules.personal_details import staff_names
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.queries.people import names_in
from qa_app.reports.models import RoundNarrative
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.queries.narratives import filters_of, texts_of
from qa_app.reports.queries.papers.a_round import figures_of
from qa_app.reports.queries.quotes import names_of_places
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.narratives import (
    NO_WHY,
    NOT_PROPOSED,
    WRITTEN_SINCE,
    NarrativeState,
    why_not_approve,
    why_not_proposed,
    why_not_saved,
)
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.reports.rules.quotes import Mark, marks_in
from qa_app.rounds.models import Round
from qa_app.trail.operations import record


def save(round_: Round, found: str, doing: str, by: Viewer, at: datetime, *, propose: bool) -> RoundNarrative:  # fmt: skip
    """With the figures of this moment beside it. Written again it waits again."""
    there = texts_of(round_).open
    state = there.state if there else NarrativeState.DRAFT
    why = why_not_saved(state, found, doing) or (
        why_not_proposed(found, doing) if propose else None
    )
    if why:
        raise DomainError(Reason(*why) if why[1] else why[0])
    if there is None:
        there = RoundNarrative(council_id=round_.council_id, round_id=round_.id, writer_ids=[])
        db.session.add(there)
    there.found, there.doing = found.strip(), doing.strip()
    there.state = NarrativeState.PROPOSED if propose else NarrativeState.DRAFT
    there.written_by_id, there.written_at = by.person_id, at
    there.writer_ids = sorted({*there.writer_ids, by.person_id})
    there.decided_by_id, there.decided_at, there.why = None, None, ""
    there.figures = _figures(round_, by, at)
    db.session.flush()
    record("round-report:proposed" if propose else "round-report:saved", by, round_, at=at)
    return there


def _figures(round_: Round, by: Viewer, at: datetime) -> dict[str, Any]:
    """From one point of view and with small counts hidden: whoever opens the round reads them."""
    seen_by = viewpoint_of(by, Level.COUNCIL)
    names = Pseudonyms(secrets.token_bytes(32))
    return figures_of(Ask(seen_by, filters_of(round_), Level.COUNCIL, names, at), round_)


def approve(one: RoundNarrative | None, by: Viewer, at: datetime, *, looked: bool, seen: str) -> None:  # fmt: skip
    """By somebody who wrote none of it, and has read these very words. From then on it stays as it is."""
    if one is None:
        raise DomainError(NOT_PROPOSED)
    if seen != str(one.version):
        raise DomainError(WRITTEN_SINCE)
    has_marks = any(marks_of(one, text, at) for text in (one.found, one.doing))
    wrote_it = by.person_id in one.writer_ids
    if why := why_not_approve(one.state, wrote_it=wrote_it, has_marks=has_marks, looked=looked):
        raise DomainError(Reason(*why) if why[1] else why[0])
    _decide(one, NarrativeState.APPROVED, by, at)
    record("round-report:approved", by, one.round, at=at)


def decline(one: RoundNarrative | None, why: str, by: Viewer, at: datetime) -> None:
    if one is None or one.state is not NarrativeState.PROPOSED:
        raise DomainError(NOT_PROPOSED)
    if not why.strip():
        raise DomainError(Reason(NO_WHY, "why"))
    one.why = why.strip()
    _decide(one, NarrativeState.DECLINED, by, at)
    record("round-report:declined", by, one.round, at=at)


def _decide(one: RoundNarrative, state: NarrativeState, by: Viewer, at: datetime) -> None:
    one.state, one.decided_by_id, one.decided_at = state, by.person_id, at
    db.session.flush()


def marks_of(one: RoundNarrative, text: str, at: datetime) -> list[Mark]:
    staff = staff_names(names_in(one.council_id))
    return marks_in(text, staff, names_of_places(one.council_id), on=london_day(at))
