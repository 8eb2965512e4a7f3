"""Write a quote, approve it, say why not, take it back."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Finding
from qa_app.audits.rules.personal_details import staff_names
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.queries.people import names_in
from qa_app.reports.models import ApprovedText
from qa_app.reports.queries.quotes import names_of_places, quote_of
from qa_app.reports.rules.quotes import (
    IS_APPROVED,
    MAY_BE_WRITTEN_AGAIN,
    NO_WHY,
    NOT_APPROVED,
    NOT_PROPOSED,
    WRITTEN_SINCE,
    Mark,
    QuoteKind,
    QuoteState,
    marks_in,
    why_not_approve,
    why_not_written,
)
from qa_app.trail.operations import record


def write_quote(finding: Finding, words: str, by: Viewer, at: datetime) -> ApprovedText:
    """From a finding, in words of its own. Written again it waits again, whoever approved it before."""
    quote = quote_of(finding)
    if quote and quote.state not in MAY_BE_WRITTEN_AGAIN:
        raise DomainError(IS_APPROVED)
    return _written(quote, QuoteKind.FOUND, words, "", by, at, finding)


def write_you_said(words: str, answer: str, by: Viewer, at: datetime) -> ApprovedText:
    return _written(None, QuoteKind.YOU_SAID, words, answer, by, at)


def _written(
    quote: ApprovedText | None,
    kind: QuoteKind,
    words: str,
    answer: str,
    by: Viewer,
    at: datetime,
    finding: Finding | None = None,
) -> ApprovedText:
    if missing := why_not_written(kind, words, answer):
        raise DomainError(Reason(*missing))
    if quote is None:
        quote = ApprovedText(
            council_id=by.council_id, kind=kind, finding_id=finding.id if finding else None
        )
        db.session.add(quote)
    quote.words, quote.answer = words.strip(), answer.strip()
    quote.state, quote.written_by_id, quote.written_at = QuoteState.PROPOSED, by.person_id, at
    quote.decided_by_id, quote.decided_at, quote.why = None, None, ""
    db.session.flush()
    record("quote:written", by, quote, at=at)
    return quote


def approve(quote: ApprovedText, by: Viewer, at: datetime, *, looked: bool, seen: str) -> None:
    """By somebody who did not write it, has read these very words, and has looked at what is marked in them."""
    if seen != str(quote.version):
        raise DomainError(WRITTEN_SINCE)
    why = why_not_approve(
        quote.state,
        wrote_it=quote.written_by_id == by.person_id,
        has_marks=any(marks_of(quote, one, at) for one in (quote.words, quote.answer)),
        looked=looked,
    )
    if why:
        raise DomainError(Reason(*why) if why[1] else why[0])
    _decide(quote, QuoteState.APPROVED, by, at)
    record("quote:approved", by, quote, at=at)


def decline(quote: ApprovedText, why: str, by: Viewer, at: datetime) -> None:
    if quote.state is not QuoteState.PROPOSED:
        raise DomainError(NOT_PROPOSED)
    if not why.strip():
        raise DomainError(Reason(NO_WHY, "why"))
    quote.why = why.strip()
    _decide(quote, QuoteState.DECLINED, by, at)
    record("quote:declined", by, quote, at=at)


def withdraw(quote: ApprovedText, by: Viewer, at: datetime) -> None:
    """At once, by anybody who may: papers that hold it are given to nobody from now on."""
    if quote.state is not QuoteState.APPROVED:
        raise DomainError(NOT_APPROVED)
    _decide(quote, QuoteState.WITHDRAWN, by, at)
    record("quote:withdrawn", by, quote, at=at)


def _decide(quote: ApprovedText, state: QuoteState, by: Viewer, at: datetime) -> None:
    quote.state, quote.decided_by_id, quote.decided_at = state, by.person_id, at
    db.session.flush()


def marks_of(quote: ApprovedText, text: str, at: datetime) -> list[Mark]:
    staff = staff_names(names_in(quote.council_id))
    return marks_in(text, staff, names_of_places(quote.council_id), on=london_day(at))
