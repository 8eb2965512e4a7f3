"""The report of one round: what is said of it, and beside it how many were done, how good, what was found, what is owed."""

from collections.abc import Callable
from typing import Any

from qa_app.reports.queries.actions import count_actions
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.grades import list_shares
from qa_app.reports.queries.narratives import round_in, texts_of
from qa_app.reports.queries.papers import found, graded, method, owed
from qa_app.reports.queries.summary import Counted, list_groups
from qa_app.reports.queries.themes import list_lines
from qa_app.reports.rules.hiding import shown_pairs
from qa_app.reports.rules.paper import Grid, Paper, Said, Section, to_keep
from qa_app.reports.rules.sentences import share_said
from qa_app.rounds.models import Round
from qa_app.rounds.queries.progress import tally_of

Step = tuple[str, Callable[[], Section | None]]
FOUND, DOING = "What we found", "What we do about it"
FOR_THE_ROUND = "What was written of this round is for those who may open it, and stands in no report for others."
NOT_WRITTEN = "Nothing that somebody wrote of this round has been approved yet."


def list_steps(ask: Ask) -> list[Step]:
    round_ = round_in(ask.filters, ask.viewer.council_id)
    counted = counted_in(ask)
    return [
        (FOUND, lambda: said_section(ask, round_, FOUND)),
        (DOING, lambda: said_section(ask, round_, DOING)),
        ("Audits done", lambda: done_section(ask, round_)),
        ("Grades", lambda: graded.graded_section(ask, counted)),
        ("Themes", lambda: found.found_section(ask, counted)),
        ("Actions", lambda: owed.owed_section(ask, counted)),
        ("Method", lambda: method.method_section(ask)),
    ]


def counted_in(ask: Ask) -> Counted:
    """Without what is never counted by one programme: completion, and how far two readers agree."""
    return Counted([], list_shares(ask), list_groups(ask), list_lines(ask), count_actions(ask), [])


def said_section(ask: Ask, round_: Round, heading: str) -> Section:
    """As it was approved, paragraph by paragraph. It was written and approved for those who open the round."""
    if ask.level.leaves:
        return Section(heading, (Said(FOR_THE_ROUND),))
    newest = texts_of(round_).newest
    if newest is None:
        return Section(heading, (Said(NOT_WRITTEN),))
    words = newest.found if heading == FOUND else newest.doing
    return Section(heading, tuple(Said(one.strip()) for one in words.splitlines() if one.strip()))


def done_section(ask: Ask, round_: Round) -> Section:
    tally = tally_of(round_, ask.viewer)
    shown = shown_pairs([(tally.done, tally.due)], ask.level)[0]
    said = share_said(shown, ask.level, "audits due")
    row = (str(shown.count), str(shown.of))
    grid = Grid("Audits of this round", ("Done", "Due"), (row,))
    return Section(f"Auditors completed {said}" if said else "How many audits were done", (grid,))


def figures_of(ask: Ask, round_: Round) -> dict[str, Any]:
    """Its tables alone, to be kept beside what is said of them: no chart, and no quote that may be taken back."""
    counted = counted_in(ask)
    sections = (
        done_section(ask, round_),
        graded.graded_section(ask, counted),
        found.found_section(ask, counted),
        owed.owed_section(ask, counted),
    )
    kept = tuple(
        Section(one.heading, tuple(each for each in one.blocks if isinstance(each, Grid)))
        for one in sections
    )
    return to_keep(Paper("", "", "", "", sections=kept))
