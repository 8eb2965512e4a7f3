"""Since when an audit is on the child’s record, and the second audit of a record."""

from qa_app.follow_up.models.record_notes import RecordNote
from qa_app.follow_up.models.second_audits import EarlierAction, SecondAudit, WhyMoved

__all__ = ["EarlierAction", "RecordNote", "SecondAudit", "WhyMoved"]
