"""What stands at the end of an invented audit: the whole, what was found, who took part, and reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa_app.audit_templates.rules.limits import Said
from qa_app.audit_templates.rules.words import Overall, RuleKind
from qa_app.audits.operations.bringing_in import WrittenAudit, WrittenFinding
from qa_app.audits.operations.people import TookPart
from qa_app.audits.rules import HEARD, FindingKind, Part, Safe, WhyNot
from qa_app.audits.rules.people import always_said
from qa_app.audits.rules.picture import Picture, needs_reason
from qa_app.audits.rules.written import WrittenSection, WrittenWhole
from qa_app.cli.demo.answers import GOOD, IMPACTS
from qa_app.cli.demo.story import month_number
from qa_app.cli.demo.words import Issue
from qa_app.cli.demo.words.remarks import (
    DID_NOT,
    REASONS,
    STRENGTHS_ANYWAY,
    TOOK_PART,
    USUAL_REASONS,
)
from qa_app.cli.demo.writing import Told, Writing

KEEPS_A_REASON = 0.12
YOUNG = 5
# Of a hundred audits somebody took part in so many in the first month, and in so many more in the latest.
TAKING_PART = {
    Part.PRACTITIONER: (86, 6),
    Part.MANAGER: (35, 10),
    Part.CHILD: (24, 22),
    Part.FAMILY: (34, 20),
}
WHY_NOT = {
    Part.PRACTITIONER: (WhyNot.AWAY, WhyNot.NO_TIME),
    Part.MANAGER: (WhyNot.NO_TIME, WhyNot.AWAY),
    Part.CHILD: (WhyNot.DECLINED, WhyNot.NOT_REACHED, WhyNot.NOT_RIGHT_NOW, WhyNot.NO_TIME),
    Part.FAMILY: (WhyNot.NOT_REACHED, WhyNot.DECLINED, WhyNot.NOT_SAFE, WhyNot.LEGAL, WhyNot.NO_TIME),
}  # fmt: skip


def finished(writing: Writing) -> WrittenAudit:
    """All of it, with a reason wherever a rule of the template asks for one."""
    parts = parts_of(writing)
    whole = whole_of(writing)
    findings = [*strengths_of(writing), *development_of(writing)]
    picture = replace(
        writing.picture,
        whole=whole,
        findings=tuple(one.kind for one in findings),
        parts={part: told.took_part for part, told in parts.items()},
    )
    picture = with_a_grade_that_stands(writing, picture)
    sections = {
        one: replace(told, reasons=reasons(writing, picture.said_of(one)))
        for one, told in writing.sections.items()
        if not told.is_empty
    }
    if not any(part in HEARD and told.took_part for part, told in parts.items()):
        sections = {one: without_quotes(told) for one, told in sections.items()}
    whole = replace(picture.whole, reasons=reasons(writing, picture.said_of(None)))
    return WrittenAudit(sections, whole, findings, parts, safe_of(writing))


def without_quotes(written: WrittenSection) -> WrittenSection:
    """Nobody is quoted who was not asked, or not yet."""
    said = {one: told for one, told in written.answers.items() if not told.value.startswith("“")}
    return replace(written, answers=said)


def safe_of(writing: Writing) -> Safe | None:
    """Whoever is not sure raises a concern, which is told elsewhere."""
    return Safe.YES if writing.audit.template.gate else None


def whole_of(writing: Writing) -> WrittenWhole:
    """What the sections come to, between them."""
    template, graded = writing.audit.template, graded_in(writing)
    if template.overall is Overall.NONE or not graded:
        return WrittenWhole()
    stands = round(sum(one.standing for one in graded) / len(graded))
    whole = whole_that_stands(writing, stands)
    return whole if template.overall is Overall.GRADED else replace(whole, grade=None)


def whole_that_stands(writing: Writing, stands: int) -> WrittenWhole:
    """In the words of the section that is nearest to it."""
    nearest = min(graded_in(writing), key=lambda one: abs(one.standing - stands))
    impact = writing.chance.choice(IMPACTS[stands])
    return WrittenWhole(
        writing.difference(nearest), impact, writing.audit.template.scale[stands].code
    )


def graded_in(writing: Writing) -> list[Told]:
    return [one for one in writing.told if one.section.graded]


def with_a_grade_that_stands(writing: Writing, picture: Picture) -> Picture:
    """Lower while a rule speaks against it; now and then its auditor stays with it, and says why."""
    codes = [one.code for one in picture.template.scale]
    while picture.said_of(None) and writing.chance.random() > KEEPS_A_REASON:
        lower = codes.index(str(picture.whole.grade)) + 1
        if lower == len(codes):
            break
        picture = replace(picture, whole=whole_that_stands(writing, lower))
    return picture


def reasons(writing: Writing, said: Iterable[Said]) -> dict[str, str]:
    return {
        one.key: writing.filling.one(REASONS.get(one.kind, USUAL_REASONS), USUAL_REASONS)
        for one in said
        if needs_reason(one, {}) and one.kind is not RuleKind.EXPLAIN_CRITICAL
    }


def strengths_of(writing: Writing) -> Iterator[WrittenFinding]:
    """The best first; and one there always is."""
    most = writing.audit.template.strengths
    best = sorted(
        (one for one in writing.told if one.standing <= GOOD), key=lambda one: one.standing
    )
    found: dict[str, WrittenFinding] = {}
    for told in best:
        for strength in told.strengths:
            saw = writing.some_of(strength.saw, ())
            if saw and strength.theme not in found:
                is_shared = told.standing == 0 and writing.chance.random() < 0.4
                found[strength.theme] = WrittenFinding(
                    FindingKind.STRENGTH, saw[0], (strength.theme,), is_shared
                )
    if not found and most:
        theme, text = writing.chance.choice(STRENGTHS_ANYWAY)
        found[theme] = WrittenFinding(FindingKind.STRENGTH, writing.filling.filled(text), (theme,))
    yield from list(found.values())[: min(most, writing.chance.choice((1, 2, 2, 3)))]


def development_of(writing: Writing) -> Iterator[WrittenFinding]:
    """The weakest first: what was seen, and what has to change."""
    most = writing.audit.template.development
    weakest = sorted(writing.told, key=lambda one: -one.standing)
    found: dict[str, WrittenFinding] = {}
    for told in weakest:
        for issue in told.issues:
            if issue.name not in found:
                found[issue.name] = finding_of(writing, issue)
    yield from list(found.values())[: min(most, writing.chance.choice((1, 2, 2, 3)))]


def finding_of(writing: Writing, issue: Issue) -> WrittenFinding:
    saw = writing.some_of(issue.saw, ())
    needs = writing.filling.filled(issue.needs)
    text = " ".join([*saw[:1], needs])
    return WrittenFinding(FindingKind.DEVELOPMENT, text, (issue.theme,))


def parts_of(writing: Writing) -> dict[Part, TookPart]:
    """Those of whom it must be said, and now and then the manager."""
    asked = [*always_said(writing.audit.template)]
    if asked and writing.chance.random() < 0.4:
        asked.append(Part.MANAGER)
    return {part: took_part(writing, part) for part in asked if part in TAKING_PART}


def took_part(writing: Writing, part: Part) -> TookPart:
    chance, age = writing.chance, writing.audit.age_then
    first, more = TAKING_PART[part]
    share = first + more * month_number(writing.months_ago) / 23
    if part is Part.CHILD and age is not None and age < YOUNG:
        return TookPart(False, WhyNot.TOO_YOUNG)
    if chance.random() * 100 < share:
        return TookPart(True, None, chance.choice(TOOK_PART) if chance.random() < 0.3 else "")
    why = chance.choice(WHY_NOT[part])
    says_more = why in (WhyNot.NOT_REACHED, WhyNot.AWAY, WhyNot.NOT_RIGHT_NOW)
    saying = (
        DID_NOT[(WhyNot.NOT_REACHED, WhyNot.AWAY, WhyNot.NOT_RIGHT_NOW).index(why)]
        if says_more
        else ""
    )
    return TookPart(False, why, saying if chance.random() < 0.5 else "")
