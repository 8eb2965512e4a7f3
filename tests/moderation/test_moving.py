"""A second opinion on an audit of the wrong child goes with no audit."""

from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.moderation import operations
from qa_app.moderation.models import Inadequate, ModeratedGrade, Moderation, SentBack
from qa_app.moderation.operations import inadequates
from qa_app.wrong_child import operations as wrong
from qa_app.wrong_child.rules import Kind, Outcome, Proposal
from tests.audits.makers import auditor
from tests.children.makers import make_child
from tests.makers import NOON, make_person, viewer_of
from tests.moderation.makers import ADDRESS, Council, fresh


def test_moved_it_is_a_draft_that_nobody_has_read_a_second_time(database):
    council = Council()
    make_child(council.team, council.practitioner, reference="0099001", age=9)
    first, second = (make_person(Role.INFORMATION_GOVERNANCE, council.council) for _ in range(2))
    found = council.compared("inadequate")
    audit = found.audit
    operations.reply(found, True, "", auditor(audit), NOON, address=ADDRESS)
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    shut = wrong.shut(audit, Kind.OTHER_CHILD, "", auditor(audit), NOON, ADDRESS)
    asked = Proposal(Outcome.MOVED, Kind.OTHER_CHILD, "0099001", "It is another child.")
    wrong.propose(shut, asked, viewer_of(first), NOON, ADDRESS)
    wrong.agree(shut, viewer_of(second), NOON, ADDRESS)
    audit = fresh(audit)
    assert audit.sealed and not audit.chosen, "as a new draft is where every audit is read blind"
    assert {audit.agreed_grade, *(one.agreed_grade for one in audit.readings)} == {None}
    for table in (ModeratedGrade, SentBack, Moderation, Inadequate):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    again = council.graded(audit=council.submitted("good", audit))
    assert again.blind and set(audit.grades_that_count.values()) <= {"good", None}
