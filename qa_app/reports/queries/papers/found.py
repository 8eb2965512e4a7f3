"""What was found: the themes found most often, as strengths and as areas for development."""

from collections.abc import Sequence

from qa_app.audits.rules import FindingKind
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.quotes import approved_about, approved_you_said
from qa_app.reports.queries.summary import Counted
from qa_app.reports.queries.themes import themes
from qa_app.reports.rules.paper import Block, Grid, Quote, Said, Section
from qa_app.reports.rules.sentences import columns_of, listed
from qa_app.reports.rules.tables import Row

MOST = 6
NAMED = 2
MOST_QUOTED, MOST_SAID = 3, 6
COLUMNS = ("Theme", "Audits that found it", "Audits that asked", "Share", "State")
SAID = {
    FindingKind.STRENGTH: "Strengths found most often",
    FindingKind.DEVELOPMENT: "Areas for development found most often",
}


def most_found(ask: Ask, counted: Counted, kind: FindingKind) -> list[Row]:
    """By share, of those that are shown; a theme whose count is hidden would be known by its place in the order."""
    rows = [row for row in themes(ask, counted.lines).rows if row[3] == kind.value]
    plain = [row for row in rows if isinstance(row[4], int) and row[4] and isinstance(row[6], float)]  # fmt: skip
    return sorted(plain, key=lambda row: (-float(str(row[6])), str(row[0])))[:MOST]


def headline(ask: Ask, counted: Counted) -> str:
    names = {kind: _names(most_found(ask, counted, kind)) for kind in SAID}
    said = []
    if strong := names[FindingKind.STRENGTH]:
        said.append(f"strengths were found most often in {listed(strong)}")
    if weak := names[FindingKind.DEVELOPMENT]:
        said.append(f"areas for development most often in {listed(weak)}")
    words = "; ".join(said)
    return words[:1].upper() + words[1:]


def found_section(ask: Ask, counted: Counted) -> Section:
    blocks: list[Block] = [
        Said(
            "Auditors write what they found and say which theme it belongs to; somebody else checks the themes."
        )
    ]
    for kind, caption in SAID.items():
        rows = most_found(ask, counted, kind)
        if rows:
            heads, words = columns_of(themes(ask, counted.lines), COLUMNS, rows)
            blocks.append(Grid(caption, heads, words))
            blocks += _quotes(ask, kind, rows)
    if len(blocks) == 1:
        blocks.append(Said("No theme was found in so many audits that it could be told here."))
    return Section(headline(ask, counted) or "What was found", tuple(blocks))


def _quotes(ask: Ask, kind: FindingKind, rows: Sequence[Row]) -> Sequence[Block]:
    """One for each theme of a table, of findings of its kind, and none twice."""
    there = approved_about(ask, kind, [str(row[1]) for row in rows])
    found: dict[str, Quote] = {}
    for row in rows:
        said = {one.words for one in found.values()}
        one = next((one for one in there[str(row[1])] if one.words not in said), None)
        if one:
            found[one.public_id] = Quote(one.words, str(row[0]), one.public_id)
    return [*found.values()][:MOST_QUOTED]


def said_section(ask: Ask) -> Section | None:
    """What children and families said, and what was done about it, as somebody wrote and another approved it."""
    there = approved_you_said(ask)[:MOST_SAID]
    if not there:
        return None
    rows = tuple((one.words, one.answer) for one in there)
    sources = tuple(one.public_id for one in there)
    grid = Grid("What children and families said, and what was done", ("You said", "We did"), rows, sources)  # fmt: skip
    return Section("You said, we did", (grid,))


def _names(rows: Sequence[Row]) -> list[str]:
    return [str(row[0])[:1].lower() + str(row[0])[1:] for row in rows[:NAMED]]
