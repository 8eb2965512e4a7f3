"""What people said about an audit, or why they were not asked."""

from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.conversations import Conversation
from qa_app.voices.models.families import FamilyAnswer, FamilyVoice
from qa_app.voices.models.reflections import OwnGrade, Reflection
from qa_app.voices.models.replies import Reply

__all__ = [
    "Conversation",
    "FamilyAnswer",
    "FamilyMatter",
    "FamilyVoice",
    "OwnGrade",
    "Reflection",
    "Reply",
    "SafetyCheck",
]
