"""Two readings of one audit, section by section, in the words of its template."""

from dataclasses import dataclass

from qa_app.moderation.models import Moderation, OpenedAgain
from qa_app.moderation.queries.sections import WHOLE
from qa_app.moderation.rules import compare


@dataclass(frozen=True)
class Pair:
    section: str
    heading: str
    # The auditor’s now; where it was another when it was read again, that too.
    auditor: str
    auditor_first: str
    moderator: str
    reason: str
    beside: str
    why: str
    proposed: str
    agreed: str
    is_same: bool


def pairs_of(found: Moderation) -> list[Pair]:
    audit = found.audit
    template = audit.template
    scale = [one.code for one in template.scale]
    grades = {**audit.grades, WHOLE: audit.grade}

    def words(code: str | None) -> str:
        grade = template.grade(code)
        return grade.words if grade else ""

    pairs = []
    for one in found.grades:
        section = template.section(one.section)
        now = grades.get(one.section)
        both = compare(scale, now, one.moderator_grade)
        pairs.append(
            Pair(
                one.section,
                section.heading if section else "The whole audit",
                words(now),
                words(one.auditor_grade) if one.auditor_grade != now else "",
                words(one.moderator_grade),
                one.reason,
                both.words if both else "Not graded any more",
                one.why,
                words(one.proposed_grade),
                words(one.agreed_grade),
                now == one.moderator_grade,
            )
        )
    return pairs


def counted_until(found: Moderation, opened: OpenedAgain) -> list[tuple[str, str]]:
    """The grades that counted before it was opened again, by the heading of their section."""
    told = []
    for one in found.grades:
        grade = found.audit.template.grade(opened.agreed.get(one.section))
        if grade:
            section = found.audit.template.section(one.section)
            told.append((section.heading if section else "The whole audit", grade.words))
    return told
