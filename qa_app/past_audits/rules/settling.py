"""From what is written to what is taken: words become grades, and what stands twice is taken once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.children.rules.names import person_key
from qa_app.past_audits.rules.grades import Grade, Meaning, read_grade, word_key
from qa_app.past_audits.rules.rows import Written
from qa_app.uploads.rules.identifiers import key_of
from qa_app.uploads.rules.problems import Problem, Weight


@dataclass(frozen=True)
class Section:
    heading: str
    concept: str
    grade: Grade


@dataclass(frozen=True)
class PastRecord:
    """One audit as it will be kept."""

    written: Written
    grade: Grade | None
    moderated_grade: Grade | None
    sections: tuple[Section, ...]

    @property
    def key(self) -> str:
        return key_of(self.written.reference)

    @property
    def counts(self) -> Grade | None:
        """What moderation made of it, where it was moderated."""
        return self.moderated_grade or self.grade

    @property
    def is_moderated(self) -> bool:
        return bool(self.written.moderated) or self.moderated_grade is not None

    @property
    def auditor_key(self) -> str:
        return person_key(self.written.auditor)

    @property
    def completed(self) -> date | None:
        return self.written.completed


@dataclass(frozen=True)
class Earlier:
    """One that was imported before, with another file."""

    grade: Grade | None
    moderated_grade: Grade | None
    sections: tuple[Section, ...]
    auditor_key: str
    completed: date | None


ALSO_BEFORE = "An audit of this child and month was imported before, and not with all the same: both will count"
# By the key of the reference, and by month.
Known = Mapping[tuple[str, date], Sequence[Earlier]]
NONE_KNOWN: Known = {}


@dataclass(frozen=True)
class Word:
    """A word for a grade as the file writes it, how often, and what it is taken for."""

    key: str
    written: str
    number: int
    meaning: Meaning


@dataclass(frozen=True)
class Settled:
    taken: tuple[PastRecord, ...]
    problems: tuple[Problem, ...]
    words: tuple[Word, ...]

    @property
    def unknown(self) -> list[Word]:
        return [one for one in self.words if not one.meaning.is_known]


def settle(
    audits: Sequence[Written],
    chosen: Mapping[str, str],
    this_month: date,
    before: Known = NONE_KNOWN,
) -> Settled:
    words = words_in(audits, chosen)
    meant = {one.key: one.meaning for one in words}
    taken: list[PastRecord] = []
    same: dict[tuple[str, date], list[PastRecord]] = {}
    problems: list[Problem] = []
    for one in audits:
        record = _record_of(one, meant)
        twins = same.setdefault((record.key, one.month), [])
        unknown = any(
            not meant[key].is_known for word in _grades_of(one) if (key := word_key(word))
        )
        earlier = before.get((record.key, one.month), ())
        if why := _why_not(record, this_month, earlier, unknown) or _twin_in_words(record, twins):
            problems.append(_said(Weight.REFUSED, one, why))
            continue
        problems += (_said(Weight.NOTED, one, why) for why in _noted(record, twins, earlier))
        twins.append(record)
        taken.append(record)
    return Settled(tuple(taken), tuple(problems), tuple(words))


def words_in(audits: Sequence[Written], chosen: Mapping[str, str]) -> list[Word]:
    """The commonest spelling of each; what is not known comes first, then what was guessed."""
    often: dict[str, Counter[str]] = {}
    for one in audits:
        for word in _grades_of(one):
            if key := word_key(word):
                often.setdefault(key, Counter())[word] += 1
    words = []
    for key, spellings in often.items():
        written = spellings.most_common(1)[0][0]
        words.append(Word(key, written, spellings.total(), read_grade(written, chosen)))
    order = {"UNKNOWN": 0, "GUESSED": 1, "CHOSEN": 2, "CERTAIN": 3}
    return sorted(words, key=lambda one: (order[one.meaning.how.name], one.key))


def _grades_of(one: Written) -> list[str]:
    return [one.grade, one.moderated_grade, *(word for _, _, word in one.sections)]


def _record_of(one: Written, meant: Mapping[str, Meaning]) -> PastRecord:
    def grade(word: str) -> Grade | None:
        key = word_key(word)
        return meant[key].grade if key else None

    sections = tuple(
        Section(heading, concept, found)
        for heading, concept, word in one.sections
        if (found := grade(word))
    )
    return PastRecord(one, grade(one.grade), grade(one.moderated_grade), sections)


def _why_not(
    record: PastRecord, this_month: date, earlier: Sequence[Earlier], unknown: bool
) -> str:
    if record.written.month > this_month:
        return "The month is still to come"
    if record.counts is None and not record.sections:
        if unknown:
            return "Its only word for a grade is not known. Say what that means"
        return "There is no grade: it was planned, perhaps, and not completed"
    if any(is_same(record, one) for one in earlier):
        return "It was imported before, with another file"
    return ""


def _twin_in_words(record: PastRecord, twins: Sequence[PastRecord]) -> str:
    for twin in twins:
        if is_same(record, twin):
            where = f"row {twin.written.row}"
            if twin.written.sheet != record.written.sheet:
                where += f" of {twin.written.sheet}"
            return f"It is the same audit as {where}"
    return ""


def is_same(one: PastRecord, other: PastRecord | Earlier) -> bool:
    """Of one child and month, with the same grades; by one auditor and of one day, where both rows say so."""
    graded = [(r.grade, r.moderated_grade, {*r.sections}) for r in (one, other)]
    auditors = {r.auditor_key for r in (one, other)} - {""}
    days = {r.completed for r in (one, other)} - {None}
    return graded[0] == graded[1] and len(auditors) < 2 and len(days) < 2


def _noted(
    record: PastRecord, twins: Sequence[PastRecord], earlier: Sequence[Earlier]
) -> list[str]:
    noted = []
    if earlier:
        noted.append(ALSO_BEFORE)
    if twins:
        noted.append(
            f"The child of row {twins[0].written.row} stands here again in the same month, and not "
            "with all the same: both are taken"
        )
    if record.written.moderated is False and record.moderated_grade:
        noted.append("It is marked as not moderated, and has a moderated grade, which counts")
    return noted


def _said(weight: Weight, one: Written, sentence: str) -> Problem:
    return Problem(weight, one.sheet, one.row, "", sentence)
