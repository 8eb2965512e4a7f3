"""Where two people wrote different things in one section, and what comes of choosing between them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.answers import in_words
from qa_app.audit_templates.rules.words import ANSWERS, Kind
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection, WrittenWhole

Written = WrittenSection | WrittenWhole
DIFFERENCE, EVIDENCE, GRADE, IMPACT = "difference", "evidence", "grade", "impact"
NAMES = {
    DIFFERENCE: "What is different for the child",
    EVIDENCE: "What you saw on the record",
    GRADE: "The grade",
    IMPACT: "How much difference it made",
}
NONE = WrittenAnswer()


@dataclass(frozen=True)
class Differing:
    """One thing that is written in two ways."""

    name: str
    words: str
    mine: str
    theirs: str

    @property
    def suggested(self) -> str:
        """Whichever says something."""
        return "theirs" if self.theirs and not self.mine else "mine"


def differences(mine: Written, theirs: Written, template: Template) -> list[Differing]:
    found = [
        Differing(name, words, _told(name, mine, template), _told(name, theirs, template))
        for name, words in NAMES.items()
        if getattr(mine, name, None) != getattr(theirs, name, None)
    ]
    for question in template.questions:
        one, other = _answer(mine, question.id), _answer(theirs, question.id)
        if one != other:
            told = [
                _answer_told(each, in_words(question, template, each.value))
                for each in (one, other)
            ]
            found.append(Differing(f"a-{question.id}", question.text, *told))
    return found


def _told(name: str, written: Written, template: Template) -> str:
    said = getattr(written, name, None) or ""
    if name == GRADE:
        grade = template.grade(said)
        return grade.words if grade else ""
    return ANSWERS[Kind.IMPACT].get(said, said) if name == IMPACT else said


def _answer(written: Written, question: str) -> WrittenAnswer:
    answers: Mapping[str, WrittenAnswer] = getattr(written, "answers", {})
    return answers.get(question, NONE)


def _answer_told(answer: WrittenAnswer, words: str) -> str:
    source = answer.source.value if answer.source else ""
    return ". ".join(part for part in (words, source, answer.evidence) if part)


def settled_section(
    mine: WrittenSection, theirs: WrittenSection, taken: Collection[str]
) -> WrittenSection:
    """Mine, with what was taken of theirs."""
    chosen = {name: getattr(theirs, name) for name in NAMES if name in taken}
    answers = dict(mine.answers)
    for name in taken:
        if name.startswith("a-"):
            answers[name.removeprefix("a-")] = _answer(theirs, name.removeprefix("a-"))
    reasons = {**theirs.reasons, **mine.reasons}
    return replace(mine, **chosen, answers=answers, reasons=reasons)


def settled_whole(mine: WrittenWhole, theirs: WrittenWhole, taken: Collection[str]) -> WrittenWhole:
    names = (DIFFERENCE, GRADE, IMPACT)
    chosen = {name: getattr(theirs, name) for name in names if name in taken}
    return replace(mine, **chosen, reasons={**theirs.reasons, **mine.reasons})
