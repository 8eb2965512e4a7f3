"""Whether children and families were asked, and how far our own grading can be trusted."""

from qa_app.insight.rules.accuracy import How
from qa_app.insight.rules.grades import WHOLE_AUDITS
from qa_app.reports.queries.agreement import agreement, sees_agreement
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.grades import concepts_in
from qa_app.reports.queries.summary import Counted
from qa_app.reports.queries.voices import list_voices, sees_voices, voices
from qa_app.reports.rules.hiding import Shown
from qa_app.reports.rules.paper import Grid, Said, Section
from qa_app.reports.rules.sentences import columns_of, share_said

ASKED = ("Asked", "Answered, of those asked")
COUNTED = ("What was graded", "Same grade", "Pairs", "Share same")
# Of fewer pairs nothing is told: their share says more than it knows.
LEAST_PAIRS = 10


def heard_section(ask: Ask) -> Section | None:
    if not sees_voices(ask):
        return None
    table = voices(ask, list_voices(ask))
    rows = [row for row in table.rows if row[1] in ASKED]
    heads, words = columns_of(table, ("Who", "What", "Number", "Of", "Share"), rows)
    said = []
    for row in rows:
        if row[1] == ASKED[0] and (told := share_said(Shown(row[2], row[3], row[4]), ask.level)):
            said.append(f"{str(row[0])[:1].lower()}{str(row[0])[1:]} in {told}")
    heading = f"Asked what they think: {'; '.join(said)}" if said else "Who was asked what they think"  # fmt: skip
    grid = Grid("Children and families who were asked, and who answered", heads, words)
    return Section(heading, (grid,))


def sure_section(ask: Ask, counted: Counted) -> Section | None:
    if not sees_agreement(ask):
        return None
    table = agreement(ask, counted.judged)
    pairs, share = table.headings.index("Pairs"), table.headings.index("Share same")
    graded = {one.words for one in concepts_in(counted.shares)} | {WHOLE_AUDITS}
    # What is hidden stays in the table: without it, only lines on which all agreed would be left.
    blind = [
        row
        for row in table.rows
        if row[0] == How.CHANCE_BLIND.value
        and row[1] in graded
        and not (isinstance(number := row[pairs], int) and number < LEAST_PAIRS)
    ]
    if not blind:
        said = "Too few audits of these months were chosen by chance and read a second time by somebody who did not know the first grade."
        return Section("How sure we are of our grades cannot be told yet", (Said(said),))
    heads, words = columns_of(table, COUNTED, blind)
    place = table.headings.index("Same grade")
    whole = next((row for row in blind if row[1] == WHOLE_AUDITS), None)
    told = share_said(Shown(whole[place], whole[pairs], whole[share]), ask.level) if whole else ""
    heading = f"A second reader gave the same grade in {told}" if told else "How sure we are of our grades"  # fmt: skip
    said = "These audits were chosen by chance, and read by somebody who did not know the first grade. They alone say how accurate grading is."
    return Section(heading, (Said(said), Grid("The same grade, read blind", heads, words)))
