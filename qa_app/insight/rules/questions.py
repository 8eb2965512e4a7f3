"""Answers counted question by question: what counts as well done, of how many, the weakest first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qa_app.audit_templates.rules import Question, Section, Template
from qa_app.audit_templates.rules.words import Kind
from qa_app.foundation.statistics.wording import LEAST_TO_BE_PLAIN, share_of

# Of questions that are answered by yes, partly or no, yes is well done. Of other kinds no answer is better: they
# tell facts.
WELL_DONE, NOT_COUNTED = "yes", "not-applicable"
JUDGED = Kind.YES_PARTLY_NO
FACTS = (Kind.YES_NO, Kind.PICK_ONE, Kind.SEEN, Kind.IMPACT)


class About(StrEnum):
    """What a question is about. These are never added together."""

    PRACTICE = "The work with children and families"
    RECORDING = "The record"
    TIME_LIMITS = "Time limits"
    FACTS = "What was so"


# Gates and the answers that open them: what hangs on an answer is counted where it was shown.
Gates = tuple[tuple[str, frozenset[str]], ...]


def about_of(question: Question) -> About | None:
    """None of what is answered in words, numbers or dates."""
    if question.kind in FACTS:
        return About.FACTS
    if question.kind is not JUDGED:
        return None
    if question.compliance:
        return About.TIME_LIMITS
    return About.RECORDING if question.recording else About.PRACTICE


def gates_of(section: Section, question: Question) -> Gates:
    conditions = (section.shown_when, question.shown_when)
    return tuple(gate for one in conditions if one for gate in one.answers)


def counted_questions(template: Template) -> dict[str, Gates]:
    """Those whose answers can be counted, with all that they hang on: a gate may hang on another."""
    gates: dict[str, Gates] = {}
    # Only earlier questions are gates, so theirs are known by then.
    for section in template.sections:
        for question in section.questions:
            own = gates_of(section, question)
            before = (gate for earlier, _ in own for gate in gates.get(earlier, ()))
            gates[question.id] = tuple(dict.fromkeys((*before, *own)))
    return {one.id: gates[one.id] for one in template.questions if about_of(one)}


def newer_ids(versions: Sequence[Template]) -> dict[str, str]:
    """By the id of an older question, the newest one that asks the same, however often it was worded anew.

    The newest version comes first.
    """
    found: dict[str, str] = {}
    for template in versions:
        for one in template.questions:
            if one.continues:
                found.setdefault(one.continues, found.get(one.id, one.id))
    return found


def asking_the_same(question: str, newer: Mapping[str, str]) -> frozenset[str]:
    """The question itself, whatever it continues and whatever continues it."""
    newest = newer.get(question, question)
    return frozenset({newest, *(old for old, new in newer.items() if new == newest)})


@dataclass(frozen=True)
class Counted:
    """A question of the newest version, and how often each answer was given."""

    question: Question
    section: Section
    answers: Mapping[str, int] = field(default_factory=dict)

    @property
    def about(self) -> About | None:
        return about_of(self.question)

    @property
    def well(self) -> int:
        return self.answers.get(WELL_DONE, 0)

    @property
    def of(self) -> int:
        """Those who answered, but for those to whom it did not apply."""
        return sum(many for code, many in self.answers.items() if code != NOT_COUNTED)

    @property
    def is_small(self) -> bool:
        return self.of < LEAST_TO_BE_PLAIN

    @property
    def in_words(self) -> list[tuple[str, str, int]]:
        """Each answer in the order of the question: its code, its words and how often."""
        given = self.question.answers.items()
        return [(code, words, self.answers.get(code, 0)) for code, words in given]


def asked_in(versions: Sequence[Template], counts: Iterable[tuple[str, str, int]]) -> list[Counted]:
    """In the order of the newest version, which comes first. What it asks no more is left out."""
    template, newer, found = versions[0], newer_ids(versions), Counter[tuple[str, str]]()
    for question, value, number in counts:
        found[newer.get(question, question), value] += number
    return [
        Counted(
            question,
            section,
            {code: found[question.id, code] for code in question.answers},
        )
        for section in template.sections
        for question in section.questions
        if about_of(question)
    ]


def weakest_first(asked: Iterable[Counted]) -> list[Counted]:
    """By the share of what was well done; of equal shares, that of more answers first."""
    return sorted(asked, key=lambda one: (one.well / max(1, one.of), -one.of))


@dataclass(frozen=True)
class Group:
    """Questions about one thing. Of `few`, one more answer would move each far, so that no order says anything."""

    enough: Sequence[Counted] = ()
    few: Sequence[Counted] = ()


def in_groups(asked: Iterable[Counted]) -> dict[About, Group]:
    """Facts and those with few answers in the order of the template; of facts no answer is weak."""
    groups: dict[About, list[Counted]] = {about: [] for about in About}
    for one in asked:
        if one.about:
            groups[one.about].append(one)
    return {about: _grouped(about, those) for about, those in groups.items() if those}


def _grouped(about: About, those: Sequence[Counted]) -> Group:
    if about is About.FACTS:
        return Group(those)
    enough = weakest_first(one for one in those if not one.is_small)
    return Group(enough, [one for one in those if one.is_small])


# The quality of the work first; whether a time limit was kept is compliance, and says nothing of quality.
PARTED = (About.PRACTICE, About.RECORDING, About.TIME_LIMITS)


def said_first(groups: Mapping[About, Group]) -> dict[About, str]:
    """Of each kind by itself, which question was least often well done, and which most often."""
    said = {}
    for about in PARTED:
        if asked := groups.get(about, Group()).enough:
            least = f"Least often well done: {_said(asked[0])}."
            said[about] = f"{least} Most often: {_said(asked[-1])}." if len(asked) > 1 else least
    return said


def _said(one: Counted) -> str:
    return f"“{one.question.text}”, {share_of(one.well, one.of)}"
