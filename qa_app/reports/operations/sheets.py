"""Which sheets the workbook of a pack has, in their order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from qa_app.reports.queries import actions, agreement, answers, audits, completion, grades, themes
from qa_app.reports.queries import voices as heard
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.counting import counted_for
from qa_app.reports.queries.imported import imported, imported_audits
from qa_app.reports.queries.programme import programme
from qa_app.reports.queries.re_audits import re_audits
from qa_app.reports.rules.tables import Table


def pack_sheets(ask: Ask) -> Iterator[Callable[[], Table]]:
    counted = counted_for(ask)
    there = grades.concepts_in(counted.shares)
    if not ask.level.leaves:
        yield lambda: list_of_audits(ask)
        if imported(ask):
            yield lambda: imported_audits(ask)
    yield lambda: programme(ask)
    yield lambda: completion.completion(ask, counted.given)
    yield lambda: grades.by_section(ask, counted.shares)
    yield lambda: grades.trends(ask, there, counted.groups)
    yield lambda: themes.themes(ask, counted.lines)
    if agreement.sees_agreement(ask):
        yield lambda: agreement.agreement(ask, counted.judged)
    yield lambda: re_audits(ask)
    if heard.sees_voices(ask):
        yield lambda: heard.voices(ask, heard.list_voices(ask))
    yield lambda: actions.action_counts(ask, counted.actions)


def list_of_audits(ask: Ask) -> Table:
    """With their grades, and without their answers: a list is to be looked through."""
    table = audits.audits(ask, answers.list_used(ask))
    columns = [*takewhile(lambda one: one.group != "answers", table.columns)]
    about = "A row for each audit with its agreed grades."
    return replace(table, columns=columns, about=about, rows=(row[: len(columns)] for row in table.rows))  # fmt: skip
