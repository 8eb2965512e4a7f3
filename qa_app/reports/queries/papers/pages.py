"""Papers of a page or two: for a team meeting, for somebody who asks for information, for the lead member."""

from collections.abc import Sequence

from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.suppression.small_counts import THRESHOLD
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.completion import completion
from qa_app.reports.queries.grades import by_grade, by_section, trends
from qa_app.reports.queries.papers import done, found, graded, owed
from qa_app.reports.queries.quotes import approved_about
from qa_app.reports.queries.summary import Counted
from qa_app.reports.rules.paper import Block, Grid, Quote, Said, Section
from qa_app.reports.rules.sentences import columns_of, listed

MOST_NAMED = 3
AGENDA = (
    ("5 minutes", "What we do well: read the strengths aloud. Which of them did we see this month?"),
    ("10 minutes", "What we want to do better: choose one. What gets in the way of it?"),
    ("10 minutes", "What we try until the next meeting, who begins, and how we will know that it helped."),
    ("5 minutes", "What we need from others, and who asks for it."),
)  # fmt: skip
QUESTIONS = (
    "What is being done about the area for development that is found most often, and by when?",
    "What do children and families say has changed?",
    "How do we know that our own grading is right?",
)


def learned_section(ask: Ask, counted: Counted, kind: FindingKind) -> Section:
    """Themes by name alone, each found more often than can be one child: the sheet is for a whole team."""
    there = [one for one in counted.lines if one.kind is kind and one.found > THRESHOLD]
    often = sorted(there, key=lambda one: (-one.found / one.asked, one.theme.name))[:MOST_NAMED]
    headings = {
        FindingKind.STRENGTH: ("What we do well", "strengths"),
        FindingKind.DEVELOPMENT: ("What we want to do better", "areas for development"),
    }
    heading, many = headings[kind]
    if not often:
        return Section(heading, (Said(f"No theme was found so often that it could be told here. Talk about the {many} of your service instead."),))  # fmt: skip
    blocks: list[Block] = [Said(one.theme.name, in_list=True) for one in often]
    return Section(heading, (*blocks, *_quotes(ask, kind, [one.theme.code for one in often])))


def _quotes(ask: Ask, kind: FindingKind, themes: Sequence[str]) -> Sequence[Block]:
    texts = approved_about(ask, kind, themes)
    each = {one.public_id: one for theme in themes for one in texts[theme][:1]}
    return [Quote(one.words, "", one.public_id) for one in each.values()]


def agenda_section() -> Section:
    words = Said("Thirty minutes of a team meeting. Whoever leads it reads this sheet beforehand.")
    return Section("For the team meeting", (words, Grid("Agenda", ("How long", "What"), AGENDA)))


def tried_section() -> Section:
    rows = tuple((f"{number}", "", "", "") for number in range(1, 4))
    heads = ("", "What we try", "Who begins", "How we will know")
    return Section("What we agreed", (Grid("What we agreed, to be written in", heads, rows),))


def learning_note() -> Section:
    said = f"Themes stand here that were found in more than {THRESHOLD} audits of twelve months. None of them is about one child, one family or one person’s work."
    return Section("How this sheet was made", (Said(said),), is_numbered=False, is_method=True)


def request_section(ask: Ask, counted: Counted) -> Section:
    """Tables alone: what was asked for is given, and nothing is made of it."""
    blocks: list[Block] = []
    times = [row for row in completion(ask, counted.given).rows if row[0] == "Months"]
    heads, words = columns_of(completion(ask, counted.given), ("Month or place", "Done", "Due", "Share done"), times)  # fmt: skip
    blocks.append(Grid("Audits of children’s records", ("Quarter", *heads[1:]), words))
    heads, words = columns_of(by_section(ask, counted.shares), graded.COLUMNS)
    if words:
        blocks.append(Grid("Good or better, by what was graded", heads, words))
    heads, words = columns_of(by_grade(ask, counted.groups), ("Grade", "Audits"))
    if words:
        blocks.append(Grid("How often each grade of the whole was given", heads, words))
    table = trends(ask, graded.concepts_in(counted.shares), counted.groups)
    wanted = [one for one in table.headings if one != "Share"][:4]
    heads, words = columns_of(table, wanted)
    if words:
        blocks.append(Grid("Good or better, by quarter", heads, words))
    return Section("Audits of children’s records, as counted for publication", tuple(blocks))


def member_section(ask: Ask, counted: Counted) -> Section:
    """How many, how good and what changed, in as many sentences."""
    said = [
        done.headline(ask, counted),
        graded.headline(ask, counted),
        graded.change_headline(ask, counted),
        owed.headline(ask, counted),
    ]
    lines = [Said(f"{one}.", in_list=True) for one in said if one]
    return Section("How many, how good, and what is done", tuple(lines) or (Said("There is too little to say here without telling of single audits."),))  # fmt: skip


def member_themes(ask: Ask, counted: Counted) -> Section:
    blocks: list[Block] = []
    for kind, begins in ((FindingKind.STRENGTH, "Strengths were found most often in"), (FindingKind.DEVELOPMENT, "Areas for development were found most often in")):  # fmt: skip
        names = [str(row[0]).lower() for row in found.most_found(ask, counted, kind)[:MOST_NAMED]]
        if names:
            blocks.append(Said(f"{begins} {listed(names)}."))
    return Section("What was found", tuple(blocks) or (Said("No theme was found in so many audits that it could be told here."),))  # fmt: skip


def member_questions() -> Section:
    return Section("What you may wish to ask", tuple(Said(one, in_list=True) for one in QUESTIONS))
