"""The paper of a pack: three questions with evidence beside each, and the evidence itself after them."""

from collections.abc import Callable, Iterator

from qa_app.audits.rules import FindingKind
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.imported import imported
from qa_app.reports.queries.papers import done, found, graded, heard, method, owed
from qa_app.reports.queries.programme import planned_ahead, programme
from qa_app.reports.queries.re_audits import re_audits
from qa_app.reports.queries.summary import Counted
from qa_app.reports.queries.themes import themes
from qa_app.reports.rules.packs import ANSWER, EVIDENCE, HOW, PLANS, QUALITY, WHOLE, WORKBOOK
from qa_app.reports.rules.paper import Grid, Said, Section
from qa_app.reports.rules.sentences import columns_of, listed

Step = tuple[str, Callable[[], Section | None]]
STATES = ("Theme", "Found as", "Audits that found it", "Audits that asked", "Share", "State")
MOST_NAMED = 3
IMPORTED = " Imported audits of these months, which are less certain, stand on a sheet of their own and are in no figure."
NONE = "Nothing that could be told of so few audits."


def list_steps(ask: Ask, counted: Counted, files: list[str]) -> Iterator[Step]:
    yield "What is in this pack", lambda: contents_section(ask, files)
    yield QUALITY, lambda: quality_section(ask, counted)
    yield HOW, lambda: how_section(ask, counted)
    yield PLANS, lambda: plans_section(ask, counted)
    yield "Audits done", lambda: done.done_section(ask, counted)
    yield "Programme", lambda: programme_section(ask)
    yield "Grades", lambda: graded.graded_section(ask, counted)
    yield "Themes", lambda: found.found_section(ask, counted)
    yield "States of themes", lambda: states_section(ask, counted)
    yield "Voices", lambda: heard.heard_section(ask)
    yield "You said, we did", lambda: found.said_section(ask)
    yield "Agreement", lambda: heard.sure_section(ask, counted)
    yield "Re-audits", lambda: re_audit_section(ask)
    yield "Actions", lambda: owed.owed_section(ask, counted)
    yield "Method", lambda: method.method_section(ask)


def contents_section(ask: Ask, files: list[str]) -> Section:
    said = {
        EVIDENCE: "This document: three questions, each with its evidence, and the evidence in full.",
        WORKBOOK: "The same figures to work with" + ("." if ask.level.leaves else ", and a row for each audit under the record’s own reference.") + (IMPORTED if imported(ask) else ""),
        WHOLE: "Audits as they were written, each beginning on a page of its own.",
    }  # fmt: skip
    rows = tuple((name, said[name]) for name in files)
    return Section("What is in this pack", (Grid("Files of this pack", ("File", "What it holds"), rows),))  # fmt: skip


def _question(question: str, evidence: list[tuple[str, str]]) -> Section:
    """The answer is whoever’s who answers for the service; what the audits say stands beside it."""
    rows = tuple((f"{said}.", where) for said, where in evidence if said) or ((NONE, ""),)
    grid = Grid(f"Evidence: {question[:1].lower()}{question[1:]}", ("What audits say", "Where it is"), rows)  # fmt: skip
    return Section(question, (Said(ANSWER), grid))


def quality_section(ask: Ask, counted: Counted) -> Section:
    voices = heard.heard_section(ask)
    return _question(
        QUALITY,
        [
            (graded.headline(ask, counted), "Below, and the sheet Grades by section"),
            (graded.change_headline(ask, counted), "Below, and the sheet Trends"),
            (found.headline(ask, counted), "Below, and the sheet Themes"),
            (_again(ask), "Below, and the sheet Re-audits"),
            (voices.heading if voices else "", "Below, and the sheet Voices"),
        ],
    )


def how_section(ask: Ask, counted: Counted) -> Section:
    sure = heard.sure_section(ask, counted)
    names = sorted({str(row[0]) for row in programme(ask).rows if row[2] != "Planned"})
    held = f"Audits were held in {listed(names)}" if names else ""
    return _question(
        HOW,
        [
            (done.headline(ask, counted), "Below, and the sheet Completion"),
            (held, "Below, and the sheet Programme"),
            (sure.heading if sure else "", "Below, and the sheet Agreement"),
            ("How the figures were made, and what they cannot say, stands at the end", "The last section"),
        ],
    )  # fmt: skip


def plans_section(ask: Ask, counted: Counted) -> Section:
    ahead = [f"{name} ({number})" for name, number in planned_ahead(ask)]
    weak = [str(row[0]).lower() for row in found.most_found(ask, counted, FindingKind.DEVELOPMENT)]
    return _question(
        PLANS,
        [
            (owed.headline(ask, counted), "Below, and the sheet Action counts"),
            (f"To be worked on first: {listed(weak[:MOST_NAMED])}" if weak else "", "Below, and the sheet Themes"),
            (f"Rounds that are planned for the next 12 months: {'; '.join(ahead)}" if ahead else "", "The sheet Programme"),
        ],
    )  # fmt: skip


def programme_section(ask: Ask) -> Section:
    rows = [row for row in programme(ask).rows if row[2] != "Planned"]
    heads, words = columns_of(programme(ask), ("Programme", "Month", "Whether", "Due"), rows)
    if not words:
        return Section("No round was held in these months", (Said("None was opened."),))
    return Section("What was audited, and when", (Grid("Rounds of these months", heads, words),))


def states_section(ask: Ask, counted: Counted) -> Section | None:
    """Whether what was found is new, stays, or is getting better."""
    table = themes(ask, counted.lines)
    rows = [row for row in table.rows if row[4] != 0]
    if not rows:
        return None
    heads, words = columns_of(table, STATES, rows)
    said = "A theme is compared with itself: its last six settled months against the year before."
    return Section("What has changed in what we find", (Said(said), Grid("Themes and their states", heads, words)))  # fmt: skip


def re_audit_section(ask: Ask) -> Section:
    table = re_audits(ask)
    heads, words = columns_of(table, ("What was graded", "Good or better at first", "Graded at first", "Good or better again", "Graded again"))  # fmt: skip
    if not words:
        return Section("No record was audited twice", (Said("None whose both grades can be compared was audited again in these months."),))  # fmt: skip
    return Section(_again(ask) or "Records that were audited again", (Said(table.about), Grid("Audited again", heads, words)))  # fmt: skip


def _again(ask: Ask) -> str:
    """As its table shows it; nothing where any of it is hidden."""
    rows = [*re_audits(ask).rows][:1]
    if not rows:
        return ""
    name, then, first, _, again, second, _ = rows[0]
    if not all(isinstance(one, int) for one in (then, first, again, second)):
        return ""
    return f"Of records that were audited again, {then:,} of {first:,} were good or better at first, and {again:,} of {second:,} the second time ({str(name).lower()})"  # fmt: skip
