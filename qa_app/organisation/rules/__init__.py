"""What may be done to places, people and appointments, and why not."""

from qa_app.organisation.rules.appointments import in_force
from qa_app.organisation.rules.places import Kind, free_path, path_name
from qa_app.organisation.rules.reviews import Decision

__all__ = ["Decision", "Kind", "free_path", "in_force", "path_name"]
