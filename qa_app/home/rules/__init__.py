"""What stands on whose first page, where each may go from there, and what each does first."""

from qa_app.home.rules.cookies import COOKIES
from qa_app.home.rules.sections import Section, sections_for
from qa_app.home.rules.steps import FIRST_STEPS
from qa_app.home.rules.ways import NAVIGATION, Entry, ways_for

__all__ = ["COOKIES", "FIRST_STEPS", "NAVIGATION", "Entry", "Section", "sections_for", "ways_for"]
