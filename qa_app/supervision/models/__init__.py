"""What was talked through, who thanked whom, and what somebody notes for themselves."""

from qa_app.supervision.models.growth import GrowthNote
from qa_app.supervision.models.talks import SupervisionTalk
from qa_app.supervision.models.thanks import Thanks

__all__ = ["GrowthNote", "SupervisionTalk", "Thanks"]
