"""What stands on whose first page, where each may go from there, and what each does first."""

from qa_app.home.rules.cookies import COOKIES
from qa_app.home.rules.sections import Section, sections_for
from qa_app.home.rules.steps import FIRST_STEPS
from qa_app.home.rules.ways import WAYS, Entry, Part, ways_for

__all__ = [
    "COOKIES",
    "FIRST_STEPS",
    "WAYS",
    "Entry",
    "Part",
    "Section",
    "sections_for",
    "ways_for",
]
