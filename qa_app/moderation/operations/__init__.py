"""What moderators, auditors and those who sign off do."""

from qa_app.moderation.operations.moderating import (
    Compare,
    Graded,
    commit_grades,
    compare,
    give_back,
    save_draft,
    take,
)
from qa_app.moderation.operations.opening_again import open_again
from qa_app.moderation.operations.settling import ask_for_another, reply, send_back, settle
from qa_app.moderation.operations.signing_off import sign_off_many

__all__ = [
    "Compare",
    "Graded",
    "ask_for_another",
    "commit_grades",
    "compare",
    "give_back",
    "open_again",
    "reply",
    "save_draft",
    "send_back",
    "settle",
    "sign_off_many",
    "take",
]
