"""Audits, what was read and answered in them, and what was found."""

from qa_app.audits.models.audits import Audit, Participation
from qa_app.audits.models.findings import Finding, FindingTheme
from qa_app.audits.models.given import GivenSection
from qa_app.audits.models.readings import (
    Answer,
    EarlierSection,
    SectionNote,
    SectionReading,
)

__all__ = [
    "Answer",
    "Audit",
    "EarlierSection",
    "Finding",
    "FindingTheme",
    "GivenSection",
    "Participation",
    "SectionNote",
    "SectionReading",
]
