"""What is written in a section and about the whole, as text that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qa_app.audits.rules.states import Source


@dataclass(frozen=True)
class WrittenAnswer:
    value: str = ""
    source: Source | None = None
    evidence: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.value or self.source or self.evidence)


@dataclass(frozen=True)
class WrittenWhole:
    """The judgement of the whole audit."""

    difference: str = ""
    impact: str | None = None
    grade: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WrittenSection:
    difference: str = ""
    evidence: str = ""
    grade: str | None = None
    impact: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, WrittenAnswer] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        said = self.difference or self.evidence or self.grade or self.impact
        return not (said or any(not one.is_empty for one in self.answers.values()))

    @property
    def evidence_of(self) -> Mapping[str, str]:
        """By the id of each question."""
        return {one: answer.evidence for one, answer in self.answers.items() if answer.evidence}


def as_kept(section: WrittenSection) -> dict[str, Any]:
    """As a value of JSON, for a version that is put aside."""
    return {
        "difference": section.difference,
        "evidence": section.evidence,
        "grade": section.grade,
        "impact": section.impact,
        "reasons": dict(section.reasons),
        "answers": {
            question: {
                "value": one.value,
                "source": one.source.name if one.source else None,
                "evidence": one.evidence,
            }
            for question, one in section.answers.items()
        },
    }


def from_kept(said: Mapping[str, Any]) -> WrittenSection:
    answers = {
        question: WrittenAnswer(
            one["value"], Source[one["source"]] if one["source"] else None, one["evidence"]
        )
        for question, one in said["answers"].items()
    }
    return WrittenSection(
        said["difference"],
        said["evidence"],
        said["grade"],
        said["impact"],
        said["reasons"],
        answers,
    )
