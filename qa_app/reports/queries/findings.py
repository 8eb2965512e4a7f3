"""What was found, a row for each theme of each finding; for those alone who may open the audits."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func

from qa_app.audit_templates import library
from qa_app.audit_templates.queries.read import templates_of
from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.asking import Theme
from qa_app.audits.models import Audit, Finding
from qa_app.insight.queries.counted import place_of
from qa_app.learning.models import FindingCheck
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.streams import ALL, Part, Wanted, portions, readings_of, themes_of
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers
from qa_app.rounds.models import Allocation, Round


def findings(ask: Ask, part: Part = ALL) -> Table:
    return Table(
        "Findings",
        "findings",
        "A row for each theme of each finding. A finding with two themes has two rows: count those with 1 under “First row” to count findings. "
        "Themes are as they were checked; as the auditor chose, until then.",
        [
            Column("Finding", width=15),
            Column("Audit", width=15),
            Column("Record", width=15),
            Column("Month", Kind.MONTH),
            Column("Theme", width=34),
            Column("Theme code", width=10),
            Column("Concept", width=18),
            Column("Section", width=30),
            Column("Strength or development", width=24),
            Column("Grade of the section", width=24),
            Column("Grade of the whole", width=24),
            Column("Place", width=26),
            Column("Part of", width=26),
            Column("Template", width=42),
            *numbers("Version"),
            Column("Good practice"),
            Column("Themes checked"),
            *numbers("First row"),
            Column("What was found", Kind.LONG),
        ],
        _rows(ask, part),
        keys=3,
        noted=True,
    )


def _rows(ask: Ask, part: Part) -> Iterator[Row]:
    written = _Rows(ask)
    for portion in portions(part.of(wanted_rows(ask))):
        yield from written.of(portion)


def wanted_rows(ask: Ask) -> Wanted:
    """The newest month first."""
    return (
        ask.audits()
        .join(Finding, Finding.audit_id == Audit.id)
        .outerjoin(FindingCheck, FindingCheck.finding_id == Finding.id)
        .with_only_columns(
            Finding.id,
            Finding.public_id.label("finding"),
            Finding.kind,
            Finding.text,
            Finding.good_practice,
            FindingCheck.id.label("check"),
            Audit.id.label("audit_id"),
            Audit.public_id.label("audit"),
            Audit.template_version_id.label("version_id"),
            func.coalesce(Audit.agreed_grade, Audit.grade).label("whole"),
            place_of(ask.filters).label("place"),
            Allocation.reference,
            Allocation.child_id,
            Round.month,
        )
        .order_by(Round.month.desc(), Audit.submitted_at.desc(), Audit.id.desc(), Finding.position, Finding.id)
    )  # fmt: skip


class _Rows:
    """Templates and themes are looked up once for all portions."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        versions = ask.audits().with_only_columns(Audit.template_version_id)
        self.templates = templates_of(versions)
        self.themes: dict[str, Theme] = {one.code: one for one in library.list_of_themes()}

    def of(self, portion: Sequence[Any]) -> Iterator[Row]:
        themes = themes_of(
            [one.id for one in portion], [one.id for one in portion if one.check is not None]
        )
        readings = readings_of({one.audit_id for one in portion})
        for one in portion:
            codes = themes.get(one.id) or [""]
            for turn, code in enumerate(codes):
                yield self._row(one, code, readings.get(one.audit_id, []), is_first=turn == 0)

    def _row(self, one: Any, code: str, readings: Sequence[Any], *, is_first: bool) -> Row:
        template, theme, ask = self.templates[one.version_id], self.themes.get(code), self.ask
        concepts = theme.concepts if theme else frozenset()
        about = [each for each in readings if each.concept in concepts]
        return (
            ask.names.of("F", one.finding),
            ask.audit(one.audit),
            ask.record(one.reference, one.child_id),
            one.month,
            theme.name if theme else "",
            code,
            ", ".join(dict.fromkeys(each.concept for each in about)) or ", ".join(sorted(concepts)),
            "; ".join(_heading(template, each.section) for each in about),
            one.kind.value,
            _words(template, lowest_of(template, [each.grade for each in about])),
            _words(template, one.whole),
            ask.place(one.place),
            ask.part_of(one.place),
            template.name,
            template.number,
            "Yes" if one.good_practice else "No",
            "Yes" if one.check is not None else "No",
            1 if is_first else 0,
            one.text,
        )


def lowest_of(template: Template, grades: Sequence[str | None]) -> str | None:
    """As figures count several sections about the same: with the lowest of their grades."""
    codes = [one.code for one in template.scale]
    there = [one for one in grades if one in codes]
    return max(there, key=lambda one: codes.index(one)) if there else None


def _words(template: Template, code: str | None) -> str:
    grade = template.grade(code)
    return grade.words if grade else ""


def _heading(template: Template, section: str) -> str:
    found = template.section(section)
    return found.heading if found else ""
