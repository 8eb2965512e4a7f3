"""The questions of a section as a page asks them: drawn by pages/questions.html, read from what was sent.

Whoever asks the questions of a template, of a child or of an audit, asks them through this.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from qa_app.audit_templates.rules import Question, Section, Template
from qa_app.audit_templates.rules.answers import (
    SOURCES,
    CannotBeRead,
    choices_of,
    days_in,
    gap_in_words,
    has_source,
    is_needed,
    longest_gap,
    read_codes,
    read_date,
    read_dates,
    read_number,
    read_scaling,
    read_text,
)
from qa_app.audit_templates.rules.conditions import Answers, Facts, holds
from qa_app.audit_templates.rules.reading import Beside, Line, line_of
from qa_app.audit_templates.rules.template import Condition
from qa_app.audit_templates.rules.words import Kind
from qa_app.web.errors.given_back import boxes_in_words
from qa_app.web.fields.checks import as_meant, refuse_invisible

PARTS_OF_A_DAY = ("day", "month", "year")
# What an error page calls the boxes of a question when it gives back what was typed.
BOXES = {"a": "Answer to", "e": "Where you saw it, for", "s": "How you know, for"}
_BOX = re.compile(r"(?:r-[\w-]+\.)?([aes])-([a-z0-9-]+?)(?:-(day|month|year))?")


@dataclass(frozen=True)
class Given:
    """What was given to a question, as it is kept."""

    value: str = ""
    source: str = ""
    evidence: str = ""


@dataclass
class Asked:
    """One question on a page, with what stands in its boxes."""

    line: Line
    choices: Mapping[str, str]
    given: Given
    is_shown: bool
    # Answers on the same page that show it: pairs of a question and the codes that do.
    waits_for: tuple[tuple[str, tuple[str, ...]], ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    evidence_problem: str = ""
    # Where a page asks the same of several records, each has ids of its own.
    key: str = ""
    # Where the time that is judged begins, as far as that is known.
    since: date | None = None
    # The day of the audit, on which it ends.
    until: date | None = None

    @property
    def own_id(self) -> str:
        return f"{self.key}{self.name}"

    @property
    def evidence_id(self) -> str:
        return f"{self.key}{self.evidence_name}"

    @property
    def question(self) -> Question:
        return self.line.question

    @property
    def name(self) -> str:
        return f"a-{self.question.id}"

    @property
    def evidence_name(self) -> str:
        return f"e-{self.question.id}"

    @property
    def source_name(self) -> str:
        return f"s-{self.question.id}"

    @property
    def is_needed(self) -> bool:
        return is_needed(self.question)

    @property
    def has_source(self) -> bool:
        return has_source(self.question)

    @property
    def chosen(self) -> Sequence[str]:
        return self.given.value.split()

    @property
    def opens_with(self) -> list[str]:
        """The answers that open the place for evidence."""
        opening = [code for code in self.choices if self.question.wants_evidence(code)]
        needs_more = self.question.critical and "no" in self.choices and "no" not in opening
        return [*opening, "no"] if needs_more else opening

    @property
    def is_open(self) -> bool:
        has_more = self.given.evidence or self.given.source or self.evidence_problem
        return bool(has_more) or any(code in self.opens_with for code in self.chosen)

    @property
    def takes_evidence(self) -> bool:
        """Text is its own evidence."""
        return self.question.kind is not Kind.TEXT

    @property
    def text(self) -> str:
        """What stands in a single box."""
        if "text" in self.typed:
            return self.typed["text"]
        if self.question.kind is Kind.DATES:
            return "\n".join(
                f"{day.day} {day.month} {day.year}" for day in days_in(self.given.value)
            )
        return self.given.value

    @property
    def day(self) -> Mapping[str, str]:
        """What stands in the three boxes of a date."""
        if self.typed or not self.given.value:
            return {part: self.typed.get(part, "") for part in PARTS_OF_A_DAY}
        [found] = days_in(self.given.value)
        return {"day": str(found.day), "month": str(found.month), "year": str(found.year)}

    @property
    def gap(self) -> str:
        if self.question.kind is not Kind.DATES:
            return ""
        found = longest_gap(days_in(self.given.value), self.since, self.until)
        return gap_in_words(found) if found else ""

    @property
    def first_box(self) -> str:
        return f"{self.own_id}-day" if self.question.kind is Kind.DATE else self.own_id

    def read(self, sent: MultiDict[str, str], template: Template) -> None:
        """Take what was sent; what cannot be read stays in its box, beside what is kept of before."""
        value, source = self.given.value, sent.get(self.source_name, "")
        try:
            value = self._value(sent, template)
        except CannotBeRead as wrong:
            self.problem = str(wrong)
            self.typed = self._boxes(sent)
        evidence = self.given.evidence
        try:
            evidence = read_text(visible(sent.get(self.evidence_name, "")))
        except CannotBeRead as wrong:
            self.evidence_problem = str(wrong)
            self.typed["evidence"] = sent.get(self.evidence_name, "")
        self.given = Given(value, source if source in SOURCES else "", evidence)

    def _value(self, sent: MultiDict[str, str], template: Template) -> str:
        kind, text = self.question.kind, visible(sent.get(self.name, ""))
        if kind is Kind.DATE:
            return read_date(*(sent.get(f"{self.name}-{part}", "") for part in PARTS_OF_A_DAY))
        if kind is Kind.PICK_SEVERAL:
            return read_codes(self.question, template, sent.getlist(self.name))
        if self.choices:
            return read_codes(self.question, template, [text] if text else [])
        return _READ[kind](self.question, text)

    def _boxes(self, sent: MultiDict[str, str]) -> dict[str, str]:
        if self.question.kind is Kind.DATE:
            return {part: sent.get(f"{self.name}-{part}", "") for part in PARTS_OF_A_DAY}
        return {"text": sent.get(self.name, "")}


_READ = {
    Kind.DATES: lambda question, text: read_dates(text),
    Kind.NUMBER: read_number,
    Kind.SCALING: lambda question, text: read_scaling(text),
    Kind.TEXT: lambda question, text: read_text(text),
}


def visible(sent: str) -> str:
    """Raise CannotBeRead where a mark that nobody sees changes what others read."""
    text = as_meant(sent)
    try:
        refuse_invisible(text)
    except ValueError as refused:
        raise CannotBeRead(str(refused)) from None
    return text


def box_in_words(name: str) -> str | None:
    if (found := _BOX.fullmatch(name)) is None:
        return None
    words = f"{BOXES[found[1]]} question {found[2]}"
    return f"{words} ({found[3]})" if found[3] else words


boxes_in_words.append(box_in_words)


def asked_in(
    section: Section,
    template: Template,
    facts: Facts,
    answers: Answers,
    given: Mapping[str, Given],
    beside: Beside,
) -> list[Asked]:
    """Every question that this child may be asked here; those that wait for an answer are there, and hidden."""
    own = {one.id for one in section.questions}
    asked: list[Asked] = []
    for question in section.questions:
        if not holds(_of_others(question.shown_when, own), facts, answers):
            continue
        waits_for = tuple(_waits(question.shown_when, own))
        is_shown = _is_shown(waits_for, asked)
        line = line_of("", question, section, template, beside)
        choices = choices_of(question, template)
        told = given.get(question.id, Given())
        asked.append(Asked(line, choices, told, is_shown, waits_for))
    return asked


def _of_others(condition: Condition | None, own: set[str]) -> Condition | None:
    """Without what depends on answers of the same page."""
    if condition is None:
        return None
    others = tuple(one for one in condition.answers if one[0] not in own)
    return Condition(condition.statuses, condition.ages, others)


def _waits(condition: Condition | None, own: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for question, codes in condition.answers if condition else ():
        if question in own:
            yield question, tuple(sorted(codes))


def _is_shown(waits_for: Sequence[tuple[str, Sequence[str]]], asked: Sequence[Asked]) -> bool:
    """An answer to a question that is hidden itself shows nothing."""
    if not waits_for:
        return True
    chosen = {one.question.id: one.chosen for one in asked if one.is_shown}
    return all({*codes} & {*chosen.get(question, ())} for question, codes in waits_for)


def show_again(asked: Sequence[Asked]) -> None:
    """After the answers have changed."""
    for at, one in enumerate(asked):
        one.is_shown = _is_shown(one.waits_for, asked[:at])
