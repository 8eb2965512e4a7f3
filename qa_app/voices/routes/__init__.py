"""Pages on which people say what they think of an audit, and read it."""

from qa_app.voices.routes import asking, complaints, families, rates
from qa_app.voices.routes.blueprint import voices

__all__ = ["asking", "complaints", "families", "rates", "voices"]
