"""Write what is said of a round, ask for it to be approved, approve it, say why not."""

import secrets
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import RoundNarrative
from qa_app.reports.operations import approving
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.queries.narratives import filters_of, texts_of
from qa_app.reports.queries.papers.a_round import figures_of
from qa_app.reports.rules.approving import NOT_PROPOSED, TextState
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.narratives import why_not_proposed, why_not_saved
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.rounds.models import Round
from qa_app.trail.operations import record


def save(round_: Round, found: str, doing: str, by: Viewer, at: datetime, *, propose: bool) -> RoundNarrative:  # fmt: skip
    """With the figures of this moment beside it. Written again it waits again."""
    there = texts_of(round_).open
    state = there.state if there else TextState.DRAFT
    approving.refuse(why_not_saved(state, found, doing))
    if propose:
        approving.refuse(why_not_proposed(found, doing))
    if there is None:
        there = RoundNarrative(council_id=round_.council_id, round_id=round_.id, writer_ids=[])
        db.session.add(there)
    there.found, there.doing = found.strip(), doing.strip()
    there.state = TextState.PROPOSED if propose else TextState.DRAFT
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
    """From then on it stays as it is."""
    if one is None:
        raise DomainError(NOT_PROPOSED)
    approving.approve(one, by, at, looked=looked, seen=seen)
    record("round-report:approved", by, one.round, at=at)


def decline(one: RoundNarrative | None, why: str, by: Viewer, at: datetime) -> None:
    if one is None:
        raise DomainError(NOT_PROPOSED)
    approving.decline(one, why, by, at)
    record("round-report:declined", by, one.round, at=at)
