"""Pages on which people say what they think of an audit, and read it."""

from qa_app.voices.routes import (
    asking,
    complaints,
    conversations,
    families,
    numbers,
    preparing,
    rates,
    reading,
    reflections,
    replies,
)
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.routes.families import family_panel
from qa_app.voices.routes.panels import (
    audit_panel,
    part_panel,
    people_panel,
    section_panel,
)
from qa_app.voices.routes.rates import rates_panel

__all__ = [
    "asking",
    "audit_panel",
    "complaints",
    "conversations",
    "families",
    "family_panel",
    "numbers",
    "part_panel",
    "people_panel",
    "preparing",
    "rates",
    "rates_panel",
    "reading",
    "reflections",
    "replies",
    "section_panel",
    "voices",
]
