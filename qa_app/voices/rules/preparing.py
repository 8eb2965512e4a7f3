"""What a practitioner is asked before an audit, and what they may write."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from qa_app.audit_templates.rules import Section
from qa_app.audits.rules import WhyNot

MINUTES = 15
LONGEST_WORDS, LONGEST_REASON = 2000, 1000

# Every one may be left empty. Ids are kept with what was written, so none is used again.
PROMPTS: Mapping[str, str] = {
    "proud": "What are you proud of in your work with this child and family?",
    "changed": "What is different for the child because of your work?",
    "in-the-way": "What got in the way, or would have helped you?",
    "differently": "What would you do differently now?",
    "know": "What should the auditor know before they read the record?",
}
PROMPTS_OF_OWN_WORK: Mapping[str, str] = {
    "proud": "What are you proud of in this part of your work?",
    "changed": "What is different for children and families because of it?",
    "in-the-way": "What got in the way, or would have helped you?",
    "differently": "What would you do differently now?",
    "know": "What should the auditor know before they begin?",
}

# Why somebody does not take part, in their own words.
WHY_NOT: Mapping[WhyNot, str] = {
    WhyNot.NO_TIME: "I do not have the time",
    WhyNot.AWAY: "I will be away, or I am leaving",
    WhyNot.NOT_INVOLVED: "I do not work with this child, or no longer do",
    WhyNot.LEGAL: "There is a court case or an investigation",
    WhyNot.DECLINED: "I would rather not",
}


@dataclass(frozen=True)
class OwnGradeSaid:
    """What somebody makes of one section of their own work."""

    grade: str | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.grade or self.words)


@dataclass(frozen=True)
class Prepared:
    """All that a practitioner wrote before the conversation: by prompt, and by section."""

    words: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, OwnGradeSaid] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.kept.words and not self.kept.grades

    @property
    def kept(self) -> "Prepared":
        """Without what is empty."""
        return Prepared(
            {prompt: words for prompt, words in self.words.items() if words},
            {section: said for section, said in self.grades.items() if not said.is_empty},
        )


def missing_before_sending(
    prepared: Prepared, sections: Collection[Section], *, own_grade_first: bool
) -> list[tuple[str, str]]:
    """What to do first, in the order of the page: the section, and the words."""
    if own_grade_first:
        return [
            (one.id, f"Grade your own work in “{one.heading}”")
            for one in sections
            if not prepared.grades.get(one.id, OwnGradeSaid()).grade
        ]
    return [("", "Write or grade something first")] if prepared.is_empty else []
