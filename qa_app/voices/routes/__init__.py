"""Pages on which people say what they think of an audit, and read it."""

from qa_app.voices.routes.blueprint import voices

__all__ = ["voices"]
