"""Imported audits of past years beside those that were done here: when they can be drawn, and what is said of them."""

from qa_app.insight.rules.filters import Filters, Picked
from qa_app.insight.rules.grades import About

SENTENCE = "audits of past years, imported and graded to another standard. No comparison uses them."
NOT_FOR_THESE = (
    "The audits of past years are not drawn with these filters: of them nobody knows the template, the "
    "programme, how the record was chosen, or the status and age of the child."
)
NOT_IN_THIS_VIEW = "This way of drawing months leaves out the audits of past years."
NONE_HERE = "No audit of past years that you may open fits these months and this place."


def can_be_narrowed(filters: Filters, about: About) -> bool:
    """To months, a place and what sections are about; workbooks say no more."""
    unknown = (filters.template, filters.programme, filters.status, filters.age, filters.auditor)
    return not any(unknown) and filters.picked is Picked.USUAL and not about.section
