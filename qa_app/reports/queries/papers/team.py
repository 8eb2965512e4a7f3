"""A manager's own month: their audits, what their team owes, and supervision in their own words."""

from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.team_months import owed_by, own_audits, told_below
from qa_app.reports.rules.paper import Block, Grid, Said, Section
from qa_app.reports.rules.team_months import Told

TO_FILL_IN = "Nothing was said of supervision in this month yet. Fill it in under Reports, Team months, then ask for this report again."


def own_section(ask: Ask) -> Section:
    found = own_audits(ask.viewer, ask.filters.period.last)
    said = "These are audits of other teams’ records, which you did yourself."
    return Section(found.sentence, (Said(said),))


def due_section(ask: Ask) -> Section:
    found = owed_by(ask.viewer, ask.filters.below, ask.filters.period.last, ask.today)
    rows = (
        ("Overdue", f"{found.overdue:,}"),
        ("Due in the month", f"{found.due:,}"),
        ("Open altogether", f"{found.open:,}"),
    )
    return Section(found.sentence, (Grid("What the team owes", ("Actions", "Number"), rows),))


def supervision_section(ask: Ask) -> Section:
    blocks: list[Block] = []
    for name, one in told_below(ask.filters.below, ask.filters.period.last, ask.viewer):
        told = Told(one.due, one.held, one.went, one.improvements)
        rows = [
            ("Talks", f"{told.talks}." if told.talks else ""),
            ("How supervision went", told.went),
            ("Improvements in place", told.improvements),
        ]
        words = tuple((what, said) for what, said in rows if said)
        blocks.append(Grid(name, ("Supervision", "What the manager says"), words))
    return Section("Supervision", tuple(blocks) or (Said(TO_FILL_IN),))
