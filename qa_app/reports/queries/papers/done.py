"""How much was audited, and where somebody may need help."""

from qa_app.insight.queries.overview import list_overdue
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.completion import completion, done_of_due
from qa_app.reports.queries.summary import Counted
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.paper import Block, Grid, Said, Section
from qa_app.reports.rules.sentences import columns_of, share_said

COLUMNS = ("Month or place", "Done", "Due", "Share done")


def headline(ask: Ask, counted: Counted) -> str:
    said = share_said(done_of_due(ask, counted.given), ask.level, "audits due")
    return f"Auditors completed {said}" if said else ""


def done_section(ask: Ask, counted: Counted) -> Section:
    table = completion(ask, counted.given)
    blocks: list[Block] = [
        Said(
            "An audit is due when a record was given out for it and its round has come. Paused and exempt ones are not due."
        )
    ]
    for by, caption in (("Months", "Audits done of those due, by time"), ("Places", "Audits done of those due, by place")):  # fmt: skip
        rows = [row for row in table.rows if row[0] == by]
        if by == "Places" and ask.level is Level.PUBLIC:
            continue
        if rows:
            heads, words = columns_of(table, COLUMNS, rows)
            place = "Place" if by == "Places" else "Time"
            blocks.append(Grid(caption, (place, *heads[1:]), words))
    return Section(headline(ask, counted) or "How many audits were done", tuple(blocks))


def help_section(ask: Ask) -> Section | None:
    """For those who manage these places: where to ask, by name and in no order of merit."""
    if ask.level.leaves:
        return None
    below = ask.filters.below
    there = [one for one in list_overdue(ask.viewer, ask.at) if one.path.startswith(below)]
    if not there:
        said = "No audit and no action is overdue in these places."
        return Section("Nothing is overdue today", (Said(said),))
    rows = tuple((one.name, f"{one.audits:,}", f"{one.actions:,}") for one in there)
    audits, actions = sum(one.audits for one in there), sum(one.actions for one in there)
    heading = f"Overdue today: {_many(audits, 'audit')} and {_many(actions, 'action')}"
    said = "Places stand in the order of their names. A number says where to ask, and not how good the work is."
    grid = Grid("Overdue today, by place", ("Place", "Audits late", "Actions overdue"), rows)
    return Section(heading, (Said(said), grid))


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
