"""Second opinions with their grades, what follows an inadequate audit, auditors and calibration."""

from qa_app.moderation.models.auditors import BecomingAuditor, CoachingNote, PracticeAudit
from qa_app.moderation.models.calibrations import Calibration, CalibrationGrade, CalibrationPart
from qa_app.moderation.models.inadequates import Inadequate
from qa_app.moderation.models.moderations import (
    ModeratedGrade,
    Moderation,
    OpenedAgain,
    SentBack,
)

__all__ = [
    "BecomingAuditor",
    "Calibration",
    "CalibrationGrade",
    "CalibrationPart",
    "CoachingNote",
    "Inadequate",
    "ModeratedGrade",
    "Moderation",
    "OpenedAgain",
    "PracticeAudit",
    "SentBack",
]
