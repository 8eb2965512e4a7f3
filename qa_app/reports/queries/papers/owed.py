"""What is done about it: actions out of these audits, and how they stand."""

from qa_app.actions.rules import State
from qa_app.actions.rules.states import OPEN
from qa_app.foundation.statistics.suppression.small_counts import HIDDEN
from qa_app.reports.queries.actions import action_counts
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.summary import Counted
from qa_app.reports.rules.hiding import shown_whole
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.paper import Grid, Said, Section
from qa_app.reports.rules.sentences import columns_of, in_words
from qa_app.reports.rules.tables import Cell, Column, Kind

# What leaves tells of three states alone: of more, too much would have to be hidden.
OWED, DONE, NOT_RIGHT = "Still owed", "Done, or confirmed as done", "No longer right"
STATES = {OWED: OPEN, DONE: (State.DONE, State.CONFIRMED), NOT_RIGHT: (State.NO_LONGER_RIGHT,)}
NUMBER = Column("Actions", Kind.NUMBER)


def headline(ask: Ask, counted: Counted) -> str:
    """Nothing where any of it is hidden: a sum would help to work it out."""
    (owed, *others), whole = _standing(ask, counted)
    if not whole or not all(isinstance(one, int) for one in (owed, *others, whole)):
        return ""
    begins = "About " if ask.level is Level.PUBLIC else ""
    actions = "action" if whole == 1 else "actions"
    return f"{begins}{whole:,} {actions} came out of these audits; still owed: {owed:,}"


def owed_section(ask: Ask, counted: Counted) -> Section:
    if not counted.actions.total():
        return Section("No action came out of these audits", (Said("None is owed or done."),))
    said = "Every action has an owner and a day, and is closed once somebody other than its owner has seen that it is done."
    if ask.level.leaves:
        numbers, whole = _standing(ask, counted)
        rows = [*zip(STATES, numbers, strict=True), ("All", whole)]
        words = tuple((name, in_words(one, NUMBER)) for name, one in rows)
        grid = Grid("Actions out of these audits", ("How they stand", "Actions"), words)
    else:
        table = action_counts(ask, counted.actions)
        heads, cells = columns_of(table, table.headings)
        grid = Grid("Actions, by whom they are for and how they stand", heads, cells)
    return Section(headline(ask, counted) or "What is done about it", (Said(said), grid))


def _standing(ask: Ask, counted: Counted) -> tuple[list[Cell], Cell]:
    if ask.wholes_only:
        return [HIDDEN for _ in STATES], HIDDEN
    numbers = [
        sum(many for (_, state), many in counted.actions.items() if state in states)
        for states in STATES.values()
    ]
    return shown_whole(numbers, ask.level)
