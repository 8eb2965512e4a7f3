"""An audit as an invented auditor writes it, section by section, so that all of it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from qa_app.audit_templates.rules import Question, Section
from qa_app.audits.models import Audit
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenSection
from qa_app.cli.demo.answers import GOOD, IMPACTS, Telling, answered
from qa_app.cli.demo.filling import Filling, word_for
from qa_app.cli.demo.hands import Hand
from qa_app.cli.demo.story import share_good, standing, weight_of
from qa_app.cli.demo.words import Issue, Strength, Words, words_for
from qa_app.cli.demo.words.remarks import (
    AFTER_BETTER,
    AFTER_WORSE,
    BETTER,
    BETTER_GROWN,
    LOOKED,
    MIXED,
    SAW_GOOD,
    SAW_WEAK,
    SMALL,
    WORSE,
)
from qa_app.foundation.clock import london_day

# What is shown may depend on the answer before, which may depend on the one before that.
ROUNDS_OF_QUESTIONS = 4
BETTER_OR_WORSE_OF_THE_WORK = 13
SMALL_ISSUE, STRENGTH_BESIDE, NEARLY, SAYS_MORE, CLOSES = 0.3, 0.5, 0.4, 0.7, 0.55
LEAST_EVIDENCE = 45


@dataclass
class Told:
    """A section as it is told: how it stands, and what was found in it."""

    section: Section
    standing: int
    words: Words
    strengths: list[Strength] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass
class Writing:
    """One audit while it is being written."""

    audit: Audit
    months_ago: int
    chance: Random
    hand: Hand
    sections: dict[str, WrittenSection] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    seen: Picture | None = None

    def __post_init__(self) -> None:
        begun_on = london_day(self.audit.begun_at)
        age = self.audit.age_then
        self.filling = Filling(self.chance, begun_on, age, word_for(age))
        # Some records are worked well from end to end, and some are not.
        self.lean = self.chance.gauss(0, BETTER_OR_WORSE_OF_THE_WORK) - self.hand.strict

    @property
    def picture(self) -> Picture:
        """As far as it is written; made anew only when something was written since."""
        if self.seen is None:
            self.seen = Picture(self.audit.template, self.audit.then.facts, dict(self.sections))
        return self.seen

    def keep(self, section: Section, written: WrittenSection) -> None:
        self.sections[section.id] = written
        self.seen = None

    def write(self, how_many: int | None = None) -> None:
        """All sections in their order, or the first so many."""
        for section in self.audit.template.sections:
            if how_many is not None and len(self.sections) >= how_many:
                return
            if section.id in self.picture.shown:
                self.write_section(section)

    def write_section(self, section: Section) -> None:
        told = self.tell(section)
        written = self.with_answers(told, self.judged(told), self.picture.shown[section.id][1])
        for _ in range(ROUNDS_OF_QUESTIONS):
            self.keep(section, written)
            shown = self.picture.shown[section.id][1]
            if all(one.id in written.answers for one in shown):
                break
            written = self.with_answers(told, written, shown)
        self.told.append(told)

    def tell(self, section: Section) -> Told:
        share = share_good(section.concept, self.audit.place_then, self.months_ago) + self.lean
        words = words_for(self.audit.template.code, section.id, section.concept)
        told = Told(section, self.standing_of(section, share), words)
        is_good = told.standing <= GOOD
        if is_good or (told.standing == 2 and self.chance.random() < STRENGTH_BESIDE):
            told.strengths = self.chance.sample(words.strengths, 1)
        if not is_good or (told.standing == GOOD and self.chance.random() < SMALL_ISSUE):
            weights = [weight_of(one.name, self.months_ago) for one in words.issues]
            told.issues = self.chance.choices(words.issues, weights)
        return told

    def standing_of(self, section: Section, share: float) -> int:
        if section.graded or not self.told:
            return standing(self.chance, share)
        return round(sum(one.standing for one in self.told) / len(self.told))

    def judged(self, told: Told) -> WrittenSection:
        if not told.section.graded:
            return WrittenSection(evidence=self.evidence(told) if self.hand.sentences > 2 else "")
        impact = self.chance.choice(IMPACTS[told.standing])
        return WrittenSection(self.difference(told), self.evidence(told), self.grade(told), impact)

    def grade(self, told: Told) -> str:
        """A scale may have three good grades and one that is not."""
        scale = self.audit.template.scale
        fitting = [one.code for one in scale if one.counts_as_good is (told.standing <= GOOD)]
        return fitting[min(told.standing % 2, len(fitting) - 1)]

    def difference(self, told: Told) -> str:
        """What it is, and as often as not how one knows."""
        is_near = told.standing == GOOD + 1 and self.chance.random() < NEARLY
        if told.standing <= GOOD:
            said = self.filling.one(told.words.better, (*BETTER, *BETTER_GROWN))
            after = AFTER_BETTER
        else:
            said = self.filling.one(MIXED if is_near else told.words.worse, WORSE)
            after = AFTER_WORSE
        more = self.filling.one(after) if self.chance.random() < SAYS_MORE else ""
        return f"{said} {more}".rstrip()

    def evidence(self, told: Told) -> str:
        """What was seen, good and weak; as many sentences as this auditor writes, and enough to grade by."""
        saw = [*self.of_strengths(told), *self.of_issues(told)]
        self.chance.shuffle(saw)
        kept = list(dict.fromkeys(saw))[: self.hand.sentences]
        rest = [one for one in dict.fromkeys(saw) if one not in kept]
        while len(" ".join(kept)) < LEAST_EVIDENCE:
            kept.append(rest.pop() if rest else self.filling.one(self.otherwise(told)))
        if self.chance.random() < CLOSES:
            kept.append(self.filling.one(self.hand.closing or LOOKED))
        return " ".join(one for one in kept if one)

    def of_strengths(self, told: Told) -> list[str]:
        return [one for strength in told.strengths for one in self.some_of(strength.saw, SAW_GOOD)]

    def of_issues(self, told: Told) -> list[str]:
        found = [one for issue in told.issues for one in self.some_of(issue.saw, SAW_WEAK)]
        if told.standing > GOOD:
            return found
        return [
            self.chance.choice(SMALL).format(issue=f"{one[:1].lower()}{one[1:]}")
            for one in found[:1]
        ]

    def some_of(self, sentences: Sequence[str], otherwise: Sequence[str]) -> list[str]:
        fit = [one for one in sentences if self.filling.suits(one)] or otherwise
        many = min(len(fit), 2)
        return [self.filling.filled(one) for one in self.chance.sample(fit, many)]

    def otherwise(self, told: Told) -> Sequence[str]:
        return SAW_GOOD if told.standing <= GOOD else SAW_WEAK

    def with_answers(
        self, told: Told, written: WrittenSection, shown: Sequence[Question]
    ) -> WrittenSection:
        telling = Telling(
            self.audit.template,
            told.standing,
            {one for strength in told.strengths for one in strength.asks},
            {one for issue in told.issues for one in issue.asks},
            self.hand.remarks,
            self.filling,
            self.chance,
        )
        answers = {one.id: written.answers.get(one.id) or answered(one, telling) for one in shown}
        return WrittenSection(
            written.difference, written.evidence, written.grade, written.impact, {}, answers
        )
