"""What can be said of a change from one version to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from qa_app.audit_templates.rules.in_words import shown_in_words
from qa_app.audit_templates.rules.reading import Beside
from qa_app.audit_templates.rules.template import Question, Section, Template

Content = Mapping[str, Any]


class What(StrEnum):
    ADDED = "Added"
    REWORDED = "Reworded"
    RETIRED = "Retired"
    MOVED = "Moved"
    CHANGED = "Changed"


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise; `before` and `after` where their words say more than `words`."""

    what: What
    words: str
    section: str = ""
    before: str = ""
    after: str = ""
    comparable: bool = True

    def __str__(self) -> str:
        within = f" in “{self.section}”" if self.section else ""
        text = f"{self.what}{within}: {self.words}"
        if self.before or self.after:
            text += f"\n    before: {self.before or 'nothing'}\n    now: {self.after or 'nothing'}"
        if not self.comparable:
            text += "\n    Figures do not run on from before."
        return text


@dataclass(frozen=True)
class Version:
    """A version with its shared sections written out: as it is written, and as it is read."""

    content: Content
    template: Template
    beside: Beside

    def general(self, grade: str) -> str:
        """What the scale says of a grade where a section does not."""
        scale = self.content["scale"]
        return next((one.get("descriptor", "") for one in scale if one["grade"] == grade), "")


def shown_otherwise(
    words: str,
    heading: str,
    before: Section | Question,
    after: Section | Question,
    was: Version,
    now: Version,
) -> Iterator[Change]:
    if before.shown_when != after.shown_when:
        said = shown_in_words(before.shown_when, was.template, was.beside)
        says = shown_in_words(after.shown_when, now.template, now.beside)
        yield Change(What.CHANGED, words, heading, said, says)


def moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Those that were taken elsewhere, but not those that they went past."""
    old = [one for one in before if one in after]
    new = [one for one in after if one in before]
    alike = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {one for block in alike for one in new[block.b : block.b + block.size]}
    return [one for one in new if one not in stayed]
