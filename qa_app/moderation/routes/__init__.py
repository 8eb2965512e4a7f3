"""Addresses of second opinions and what follows them, of auditors and of calibration."""

from qa_app.moderation.routes import (
    answering,
    auditing,
    calibrating,
    challenges,
    grading,
    leading,
    moderating,
    waiting,
)
from qa_app.moderation.routes import (
    inadequates as what_follows,
)
from qa_app.moderation.routes import (
    signing_off as agreed,
)
from qa_app.moderation.routes.blueprint import (
    auditors,
    calibrations,
    inadequates,
    moderation,
    signing_off,
)
from qa_app.moderation.routes.panels import audit_panel, programme_panel, round_panel

__all__ = [
    "agreed",
    "answering",
    "audit_panel",
    "auditing",
    "auditors",
    "calibrating",
    "calibrations",
    "challenges",
    "grading",
    "inadequates",
    "leading",
    "moderating",
    "moderation",
    "programme_panel",
    "round_panel",
    "signing_off",
    "waiting",
    "what_follows",
]
