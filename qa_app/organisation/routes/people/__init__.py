"""People: the list, a person, and what an administrator does for them."""

from qa_app.organisation.routes.people import (
    absences,
    accounts,
    appointments,
    lists,
    staff_imports,
)
from qa_app.organisation.routes.people.blueprint import people

__all__ = ["absences", "accounts", "appointments", "lists", "people", "staff_imports"]
