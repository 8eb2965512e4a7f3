"""What can be read across audits: a section, a question or a theme, as an address names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.audit_templates.rules import Question, Template
from qa_app.audit_templates.rules.asking import Theme
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.insight.rules.filters import code_asked, code_in_address
from qa_app.insight.rules.questions import about_of

CONCEPT, SECTION, QUESTION, THEME = "about-", "section-", "question-", "theme-"


@dataclass(frozen=True)
class Subject:
    """One of these; nothing where nobody chose."""

    words: str = ""
    concept: str = ""
    section: str = ""
    question: Question | None = None
    theme: str = ""

    @property
    def is_chosen(self) -> bool:
        return bool(self.words)


NOTHING = Subject()


@dataclass(frozen=True)
class Passage:
    """What one audit says about it, and where: of whom is known to the trail alone."""

    said: str
    evidence: str
    difference: str
    place: str
    month: date
    template: str
    audit_id: str
    child_id: str | None


def options(template: Template | None, themes: Sequence[Theme]) -> list[tuple[str, str]]:
    """Of one template its sections and questions; of all of them what sections are about, and themes."""
    found = [
        (f"{CONCEPT}{code_in_address(code)}", f"All sections about: {words.lower()}")
        for code, words in CONCEPTS.items()
    ]
    if template:
        found = [(f"{SECTION}{o.id}", f"Section: {o.heading}") for o in template.sections]
        found += [(f"{QUESTION}{o.id}", f"Question: {o.text}") for o in questions_of(template)]
    return [*found, *((f"{THEME}{o.code.lower()}", f"Theme: {o.name}") for o in themes)]


def questions_of(template: Template) -> list[Question]:
    """Those whose answers can be counted, each with the evidence beside it."""
    return [one for one in template.questions if about_of(one)]


def subject_of(chosen: str, template: Template | None, words: Mapping[str, str]) -> Subject:
    """What an option names; `words` are those of all options."""
    if chosen.startswith(CONCEPT):
        concept = code_asked(chosen.removeprefix(CONCEPT), CONCEPTS)
        return Subject(CONCEPTS[concept], concept=concept) if concept else NOTHING
    if chosen.startswith(THEME):
        return Subject(words[chosen], theme=chosen.removeprefix(THEME))
    if template and chosen.startswith(SECTION):
        sections = {one.id: one.heading for one in template.sections}
        section = chosen.removeprefix(SECTION)
        return Subject(sections[section], section=section) if section in sections else NOTHING
    if template and chosen.startswith(QUESTION):
        asked = {one.id: one for one in questions_of(template)}
        question = asked.get(chosen.removeprefix(QUESTION))
        return Subject(question.text, question=question) if question else NOTHING
    return NOTHING


def answer_in_words(question: Question, value: str) -> str:
    """One answer or several, with a space between their codes."""
    return "; ".join(question.answers.get(one, one) for one in value.split())
