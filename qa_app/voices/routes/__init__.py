"""Pages on which people say what they think of an audit, and read it."""

from qa_app.voices.routes import (
    conversations,
    numbers,
    preparing,
    reading,
    reflections,
    replies,
)
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.routes.panels import (
    audit_panel,
    part_panel,
    people_panel,
    section_panel,
)

__all__ = [
    "audit_panel",
    "conversations",
    "numbers",
    "part_panel",
    "people_panel",
    "preparing",
    "reading",
    "reflections",
    "replies",
    "section_panel",
    "voices",
]
