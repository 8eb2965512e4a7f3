"""Reports, what papers said, who was given what, and the texts that they may use."""

from qa_app.reports.models.packs import PackGiving
from qa_app.reports.models.papers import KeptPaper, ReportStyle, TeamMonth
from qa_app.reports.models.releases import Release
from qa_app.reports.models.reports import Report
from qa_app.reports.models.texts import Approvable, ApprovedText, RoundNarrative

__all__ = [
    "Approvable",
    "ApprovedText",
    "KeptPaper",
    "PackGiving",
    "Release",
    "Report",
    "ReportStyle",
    "RoundNarrative",
    "TeamMonth",
]
