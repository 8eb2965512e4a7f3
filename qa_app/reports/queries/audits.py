"""A row for each audit, with every grade and every answer that can be counted; inside the service alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func

from qa_app.audit_templates.queries.read import templates_of
from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Audit
from qa_app.children.rules.ages import age_band
from qa_app.insight.queries.counted import place_of
from qa_app.insight.rules.grade_tables import IMPACTS
from qa_app.insight.rules.questions import Gates, asking_the_same, counted_questions, newer_ids
from qa_app.organisation.models import Membership
from qa_app.reports.queries.answers import Used
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.streams import ALL, Part, Wanted, answers_of, portions, readings_of
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers
from qa_app.rounds.models import Allocation, Round

# Excel has no more columns; what would come after them is told, and left out.
MOST_COLUMNS = 16_000
LONGEST_HEADING = 200


class Asked:
    """The questions of a template that can be counted, under the ids of its newest version."""

    def __init__(self, used: Used) -> None:
        self.template = used.versions[0]
        self.newer = newer_ids(used.versions)
        self.gates: dict[str, Gates] = {}
        for version in used.versions:
            self.gates = {**counted_questions(version), **self.gates}
        self.questions = [one for one in self.template.questions if one.id in self.gates]

    def shown(self, answers: Mapping[str, str]) -> dict[str, str]:
        """What was answered, by the newest question that asks it; a hidden answer is kept, and counts for nothing."""
        return {
            self.newer.get(question, question): value
            for question, value in answers.items()
            if question in self.gates and self._is_open(self.gates[question], answers)
        }

    def _is_open(self, gates: Gates, answers: Mapping[str, str]) -> bool:
        return all(
            any(answers.get(one) in values for one in asking_the_same(question, self.newer))
            for question, values in gates
        )


def audits(ask: Ask, used: Sequence[Used], part: Part = ALL) -> Table:
    asked = {one.code: Asked(one) for one in used}
    sections = _sections(asked.values())
    questions = [(code, one) for code, of in asked.items() for one in of.questions]
    columns = [
        Column("Audit", width=15),
        Column("Record", width=15),
        Column("Month", Kind.MONTH),
        Column("Place", width=26),
        Column("Part of", width=26),
        Column("Template", width=42),
        *numbers("Version"),
        Column("Auditor", width=24),
        Column("Handed in", Kind.DAY),
        Column("Child’s status then", width=24),
        Column("Child’s age then", width=14),
        Column("Second opinion", width=14),
        Column("Grade of the whole", width=24),
        Column("Difference made", width=24),
    ]
    graded = [
        Column(f"Grade: {heading}", width=24, group="grades", code=heading) for heading in sections
    ]
    answered = [
        Column(
            _heading(code, one.id, one.text, several=len(asked) > 1),
            width=18,
            group="answers",
            code=f"{code}/{one.id}",
        )
        for code, one in questions
    ][: MOST_COLUMNS - len(columns) - len(graded)]
    return Table(
        "Audits",
        "audits",
        "A row for each audit: its agreed grades, and its answers to questions that can be counted. What was written in words is not here. "
        "Questions stand under their code; the sheet Answers by question has them in full.",
        [*columns, *graded, *answered],
        _rows(
            ask, asked, sections, [(code, one.id) for code, one in questions][: len(answered)], part
        ),
        keys=2,
    )


def _sections(asked: Collection[Asked]) -> list[str]:
    """Headings of graded sections; those that read alike share a column."""
    found: dict[str, str] = {}
    for one in asked:
        for section in one.template.graded_sections:
            found.setdefault(section.heading.casefold(), section.heading)
    return [*found.values()]


def _heading(code: str, question: str, text: str, *, several: bool) -> str:
    known = f"{code} {question}" if several else question
    rest = text if len(text) <= LONGEST_HEADING else f"{text[:LONGEST_HEADING]}…"
    return f"{known}: {rest}"


def _rows(
    ask: Ask,
    asked: Mapping[str, Asked],
    sections: Sequence[str],
    questions: Sequence[tuple[str, str]],
    part: Part,
) -> Iterator[Row]:
    templates = templates_of(ask.audits().with_only_columns(Audit.template_version_id))
    words = {code: _words_of(one) for code, one in asked.items()}
    for portion in portions(part.of(wanted_rows(ask))):
        ids = [one.audit_id for one in portion]
        readings, answers = readings_of(ids), answers_of(ids)
        for one in portion:
            template = templates[one.version_id]
            grades = _grades(template, readings.get(one.audit_id, []))
            given = asked[template.code].shown(answers.get(one.audit_id, {}))
            said = words[template.code]
            yield (
                *_about(ask, one, template),
                *(grades.get(heading.casefold(), "") for heading in sections),
                # Two templates may know different questions by the same code.
                *(
                    said[question].get(given[question], given[question])
                    if code == template.code and question in given and question in said
                    else ""
                    for code, question in questions
                ),
            )


def _words_of(asked: Asked) -> dict[str, Mapping[str, str]]:
    return {one.id: one.answers for one in asked.questions}


def _grades(template: Template, readings: Sequence[Any]) -> dict[str, str]:
    found = {}
    for one in readings:
        section, grade = template.section(one.section), template.grade(one.grade)
        if section and grade:
            found[section.heading.casefold()] = grade.words
    return found


def _about(ask: Ask, one: Any, template: Template) -> Row:
    band, grade = age_band(one.age), template.grade(one.whole)
    return (
        ask.audit(one.audit),
        ask.record(one.reference, one.child_id),
        one.month,
        ask.place(one.place),
        ask.part_of(one.place),
        template.name,
        template.number,
        one.auditor or "",
        one.submitted_at,
        ask.offered.statuses.get(one.status, "Not known"),
        band.value if band else "Not known",
        "Yes" if one.chosen else "No",
        grade.words if grade else "",
        IMPACTS.get(one.impact or "", ""),
    )


def wanted_rows(ask: Ask) -> Wanted:
    """The newest month first."""
    return (
        ask.audits()
        .outerjoin(
            Membership,
            (Membership.person_id == Audit.read_by_id)
            & (Membership.council_id == Audit.council_id),
        )
        .with_only_columns(
            Audit.id.label("audit_id"),
            Audit.public_id.label("audit"),
            Audit.template_version_id.label("version_id"),
            Audit.submitted_at,
            Audit.status_then.label("status"),
            Audit.age_then.label("age"),
            Audit.chosen,
            Audit.impact,
            func.coalesce(Audit.agreed_grade, Audit.grade).label("whole"),
            place_of(ask.filters).label("place"),
            Membership.name.label("auditor"),
            Allocation.reference,
            Allocation.child_id,
            Round.month,
        )
        .order_by(Round.month.desc(), Audit.submitted_at.desc(), Audit.id.desc())
    )
