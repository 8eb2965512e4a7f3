"""Write a quote, approve it, say why not, take it back."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Finding
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import ApprovedText
from qa_app.reports.operations import approving
from qa_app.reports.queries.quotes import quote_of
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.quotes import IS_APPROVED, NOT_APPROVED, QuoteKind, why_not_written
from qa_app.trail.operations import record


def write_quote(finding: Finding, words: str, by: Viewer, at: datetime) -> ApprovedText:
    """From a finding, in words of its own. Written again it waits again, whoever approved it before."""
    quote = quote_of(finding)
    if quote and quote.state is TextState.APPROVED:
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
    approving.refuse(why_not_written(kind, words, answer))
    if quote is None:
        quote = ApprovedText(
            council_id=by.council_id, kind=kind, finding_id=finding.id if finding else None
        )
        db.session.add(quote)
    quote.words, quote.answer = words.strip(), answer.strip()
    quote.state, quote.written_by_id, quote.written_at = TextState.PROPOSED, by.person_id, at
    quote.decided_by_id, quote.decided_at, quote.why = None, None, ""
    db.session.flush()
    record("quote:written", by, quote, at=at)
    return quote


def approve(quote: ApprovedText, by: Viewer, at: datetime, *, looked: bool, seen: str) -> None:
    approving.approve(quote, by, at, looked=looked, seen=seen)
    record("quote:approved", by, quote, at=at)


def decline(quote: ApprovedText, why: str, by: Viewer, at: datetime) -> None:
    approving.decline(quote, why, by, at)
    record("quote:declined", by, quote, at=at)


def withdraw(quote: ApprovedText, by: Viewer, at: datetime) -> None:
    """At once, by anybody who may: papers that hold it are given to nobody from now on."""
    if quote.state is not TextState.APPROVED:
        raise DomainError(NOT_APPROVED)
    approving.decide(quote, TextState.WITHDRAWN, by, at)
    record("quote:withdrawn", by, quote, at=at)
