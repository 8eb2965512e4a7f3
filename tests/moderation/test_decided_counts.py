from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.moderation.queries.challenges import count_decided
from qa_app.voices.models import Reply
from qa_app.voices.rules import Decision, Outcome, ReplyKind
from qa_app.voices.rules.replies import last_day
from tests.makers import NOON, viewer_of
from tests.moderation.makers import Council


def challenged(council, audit):
    """A grade that was challenged, and a moderator has decided."""
    part = council.invited(audit)
    made = Reply(
        council_id=part.council_id,
        reflection=part,
        kind=ReplyKind.GRADE,
        section=audit.template.graded_sections[0].id,
        text="It was reviewed.",
        said_at=NOON,
        said_by_id=council.practitioner.id,
        answer_by=last_day(NOON),
        outcome=Outcome.STANDS,
        answer="It was not.",
        decision=Decision.UPHELD,
        decided_at=NOON,
        decided_by_id=council.moderator.id,
        decided_words="",
    )
    db.session.add(made)
    db.session.flush()


def test_what_was_decided_about_a_sealed_audit_is_in_no_count_of_its_moderators(database):
    council = Council(share=0)
    audit = council.submitted()
    challenged(council, audit)
    assert sum(count_decided(viewer_of(council.lead)).values()) == 1
    audit.sealed, audit.status = True, Status.SUBMITTED
    db.session.flush()
    assert count_decided(viewer_of(council.lead)) == {}
