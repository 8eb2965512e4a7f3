"""Answers by question: how often each was given, in the words of the newest version of each template."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_app.audit_templates.rules import Template
from qa_app.foundation.statistics.suppression.small_counts import HIDDEN
from qa_app.insight.queries.questions import count_answers, numbers_by_template, versions_of
from qa_app.insight.rules.questions import Counted, asked_in, counted_questions
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.breakdowns import Gated, hidden_beside_sum
from qa_app.reports.rules.hiding import shown_pairs, shown_whole
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Cell, Column, Kind, Row, Table, numbers


@dataclass(frozen=True)
class Used:
    """A template that audits of this report used, the newest version first."""

    code: str
    number: int
    versions: Sequence[Template]


def list_used(ask: Ask) -> list[Used]:
    numbers_of = numbers_by_template(ask.viewer, ask.filters)
    return [Used(code, many, versions_of(code, ask.viewer)) for code, many in numbers_of.items()]


def answers(ask: Ask, used: Sequence[Used]) -> Table:
    """A row for each answer that a question offers.

    All who answered are nearly all audits with a template, and those of all templates add up to what the report is of:
    of a template that is hidden beside the others nothing is told. Nor of a question that was asked of few.
    """
    is_apart = ask.level is Level.COUNCIL
    hidden = hidden_beside_sum({one.code: one.number for one in used}) if is_apart else ()
    return Table(
        "Answers by question",
        "answers_by_question",
        "How often each answer was given. Questions are those of the newest version of each template; an answer counts only where its question was shown. "
        "“Well done” is yes, of all but those to whom it did not apply.",
        [
            Column("Template", width=42),
            Column("Section", width=30),
            Column("Question code", width=14),
            Column("Question", width=60),
            Column("About", width=30),
            Column("Answer", width=20),
            *numbers("Audits", "Answers in all"),
            Column("Well done", Kind.SHARE),
        ],
        [
            row
            for one in used
            if not ask.wholes_only
            for row in _of_template(ask, one, is_hidden=one.code in hidden)
        ],
        keys=3,
    )


def _of_template(ask: Ask, used: Used, *, is_hidden: bool) -> list[Row]:
    filters = replace(ask.filters, template=used.code)
    counts = count_answers(ask.viewer, filters, used.versions)
    rows: list[Row] = []
    gates, so_far = counted_questions(used.versions[0]), Gated()
    for one in asked_in(used.versions, counts):
        closed = is_hidden or not so_far.opens(gates[one.question.id])
        cells = _cells(ask, one, is_hidden=closed)
        so_far.note(one.question.id, one.question.answers, cells[0])
        rows += _of_question(ask, used.versions[0].name, one, *cells)
    return rows


def _cells(ask: Ask, one: Counted, *, is_hidden: bool) -> tuple[list[Cell], Cell]:
    numbers = [number for _, _, number in one.in_words]
    if is_hidden and ask.level is Level.COUNCIL:
        return [HIDDEN for _ in numbers], HIDDEN
    return shown_whole(numbers, ask.level)


def _of_question(
    ask: Ask, template: str, one: Counted, shown: Sequence[Cell], everybody: Cell
) -> list[Row]:
    all_shown = all(isinstance(each, int) for each in shown)
    well = shown_pairs([(one.well, one.of)], ask.level)[0].share if all_shown else None
    about = one.about.value if one.about else ""
    return [
        (
            template,
            one.section.heading,
            one.question.id,
            one.question.text,
            about,
            words,
            number,
            everybody,
            well if code == "yes" else None,
        )
        for (code, words, _), number in zip(one.in_words, shown, strict=True)
    ]
