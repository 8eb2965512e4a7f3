"""A record of a dip sample, which is answered in one row of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qa_app.audit_templates.rules import Section, Template
from qa_app.audit_templates.rules.words import Overall
from qa_app.audits.rules.missing import Missing, Where, missing_before_submitting
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.states import Safe
from qa_app.audits.rules.written import WrittenSection

WORRIED = "You are not sure about safety. Raise a safety concern, unless you have."
# With more questions than this, one record after another is open on the page.
MOST_AT_ONCE = 12


class RowState(StrEnum):
    NOT_BEGUN = "Not begun"
    BEGUN = "Begun"
    COMPLETE = "Complete"
    DONE = "Submitted"
    LEFT_OUT = "Not due now"


def fits_in_a_row(template: Template) -> bool:
    """With one grade at most. What is judged section by section has its own pages."""
    return len(template.graded_sections) <= 1


def is_short(template: Template) -> bool:
    return len([*template.questions]) <= MOST_AT_ONCE


@dataclass(frozen=True)
class Row:
    """One record, how far it has come, and what it still has to say."""

    picture: Picture
    is_begun: bool = False
    is_done: bool = False
    is_left_out: bool = False
    # Safety concerns that were raised while it was read, and that nobody has yet.
    waiting: int = 0
    missing: tuple[Missing, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = () if self.is_done else tuple(missing_before_submitting(self.picture))
        object.__setattr__(self, "missing", found)

    @property
    def state(self) -> RowState:
        if self.is_done:
            return RowState.DONE
        if self.is_left_out:
            return RowState.LEFT_OUT
        nothing_said = all(one.is_empty for one in self.picture.sections.values())
        if not self.is_begun or (nothing_said and self.picture.safe is None):
            return RowState.NOT_BEGUN
        return RowState.BEGUN if self.missing or self.waiting else RowState.COMPLETE

    @property
    def to_do(self) -> str:
        """What is missing, in sentences; empty where nothing is, or nothing has been said yet."""
        worried = self.picture.safe is Safe.NO and not self.is_done and not self.waiting
        first = WORRIED if worried else ""
        if self.state is not RowState.BEGUN:
            return first
        wait = ["Have somebody receive the safety concern"] if self.waiting else []
        left = "To do: " + "; ".join([*wait, *(one.words for one in self.missing)]) + "."
        return f"{first} {left}".strip()

    @property
    def has_more_elsewhere(self) -> bool:
        """Whether something is missing that has no place in a row."""
        return any(
            one.where not in (Where.SECTION, Where.SAFETY) or one.anchor.startswith("reason-")
            for one in self.missing
        )


def asks_more_than_rows(template: Template) -> bool:
    """Whether an audit with it says anything besides its answers and its grade."""
    asks_whole = template.overall is not Overall.NONE
    return bool(template.strengths or template.development or asks_whole)


def graded_section(picture: Picture) -> Section | None:
    return next((one for one, _ in picture.shown.values() if one.graded), None)


def merged(picture: Picture) -> WrittenSection:
    """All that a record says, as one piece: its grade and evidence are those of its graded section."""
    graded = graded_section(picture)
    start = picture.of(graded.id) if graded else WrittenSection()
    answers = {
        question: answer
        for section in picture.sections.values()
        for question, answer in section.answers.items()
    }
    return replace(start, answers=answers)


def parted(written: WrittenSection, picture: Picture) -> Mapping[str, WrittenSection]:
    """By section; what a row does not ask for stays as it was."""
    graded = graded_section(picture)
    sections = {}
    for section, _ in picture.shown.values():
        own = {one.id for one in section.questions}
        answers = {one: said for one, said in written.answers.items() if one in own}
        is_it = graded is not None and graded.id == section.id
        sections[section.id] = replace(
            written if is_it else picture.of(section.id), answers=answers
        )
    return sections
