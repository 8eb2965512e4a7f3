"""Propose actions in a draft, change them and take them out."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.actions import operations as actions
from qa_app.actions.models import Action
from qa_app.actions.rules import Wish
from qa_app.audits.models import Audit
from qa_app.audits.operations.holding import hold_open
from qa_app.audits.queries.beside import source_of


def propose_action(audit: Audit, wish: Wish, by: Viewer, at: datetime) -> Action:
    hold_open(audit, by)
    about = audit.allocation
    return actions.propose(
        source_of(audit), wish, about.place, about.child, by, at, about.practitioner_id
    )


def change_proposal(audit: Audit, action: Action, wish: Wish, by: Viewer, at: datetime) -> None:
    hold_open(audit, by)
    actions.change_proposal(action, wish, by, at)


def remove_proposal(audit: Audit, action: Action, by: Viewer, at: datetime) -> None:
    hold_open(audit, by)
    actions.remove_proposal(action, by, at)
