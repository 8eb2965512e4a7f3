"""What the viewer may settle between an auditor and a moderator."""

from datetime import date

from qa_app.access.rules import Role, Viewer
from qa_app.moderation.models import Moderation
from qa_app.moderation.queries.independence import besides_of, moderator_of, subject_of
from qa_app.moderation.queries.moderations import list_to_settle
from qa_app.moderation.rules.independence import why_not_settle
from qa_app.rounds.queries.auditors import managers_of


def list_mine_to_settle(viewer: Viewer, today: date) -> list[Moderation]:
    """Those of which they gave neither opinion; the longest wait first."""
    found = list_to_settle(viewer, today)
    who, managers = moderator_of(viewer), managers_of(viewer.council_id)
    besides = besides_of([one.audit for one in found])
    is_lead = Role.QA_LEAD in viewer.roles
    return [
        one
        for one in found
        if not why_not_settle(
            who, subject_of(one.audit, managers, besides), one.moderator_id, is_qa_lead=is_lead
        )
    ]
