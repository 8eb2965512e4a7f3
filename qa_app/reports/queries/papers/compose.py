"""Put a paper together, section by section."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import clock_time, long_date
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.counting import counted_for
from qa_app.reports.queries.papers import done, found, graded, heard, method, owed, pages, team
from qa_app.reports.queries.papers.a_round import list_steps as list_round_steps
from qa_app.reports.queries.summary import Counted
from qa_app.reports.rules.front import Front
from qa_app.reports.rules.kinds import ReportKind, filters_of_rows
from qa_app.reports.rules.paper import Paper, Said, Section

Step = tuple[str, Callable[[], Section | None]]
WHOLE_TEAM = "Everybody in the team"
# On the front of every paper that leaves.
PRIVACY = "This paper names no child, no family and no member of staff, and its figures are shown so that none can be told from them. How the council uses personal information, for audits too, stands in its privacy notice."
NOTHING = "There is too little to say here without telling of single audits."


def list_steps(kind: ReportKind, ask: Ask, front: Front) -> list[Step]:
    """In the order of the paper. What several are made of is counted once, and first."""
    if kind is ReportKind.ROUND:
        return list_round_steps(ask)
    counted = counted_for(ask)
    if kind in _SHORT:
        return [*_SHORT[kind](ask, counted)]
    if kind is ReportKind.TEAM:
        return [*_team(ask, counted)]
    return [*_committee(kind, ask, front, counted)]


def _team(ask: Ask, counted: Counted) -> Iterator[Step]:
    """Of the month alone but for the grades and themes, which are of the year up to it."""
    year = replace(ask, filters=filters_of_rows(ReportKind.TEAM, ask.filters))
    counted_in_year = counted_for(year)
    yield "Own audits", lambda: team.own_section(ask)
    yield "Audits done", lambda: done.done_section(ask, counted)
    yield "Grades", lambda: graded.graded_section(year, counted_in_year)
    yield "Themes", lambda: found.found_section(year, counted_in_year)
    yield "Actions", lambda: team.due_section(ask)
    yield "Supervision", lambda: team.supervision_section(ask)
    yield "Method", lambda: method.method_section(ask)


def _learning(ask: Ask, counted: Counted) -> Iterator[Step]:
    for kind in (FindingKind.STRENGTH, FindingKind.DEVELOPMENT):
        yield kind.value, partial(pages.learned_section, ask, counted, kind)
    yield "Agenda", pages.agenda_section
    yield "What we agreed", pages.tried_section
    yield "How it was made", pages.learning_note


def _request(ask: Ask, counted: Counted) -> Iterator[Step]:
    yield "Tables", lambda: pages.request_section(ask, counted)
    yield "Method", lambda: method.method_section(ask)


def _member(ask: Ask, counted: Counted) -> Iterator[Step]:
    yield "Figures", lambda: pages.member_section(ask, counted)
    yield "Themes", lambda: pages.member_themes(ask, counted)
    yield "You said, we did", lambda: found.said_section(ask)
    yield "Questions", pages.member_questions
    yield "How it was made", lambda: method.note_section(ask)


_SHORT: dict[ReportKind, Callable[[Ask, Counted], Iterator[Step]]] = {
    ReportKind.LEARNING: _learning,
    ReportKind.REQUEST: _request,
    ReportKind.MEMBER: _member,
}


def _committee(kind: ReportKind, ask: Ask, front: Front, counted: Counted) -> Iterator[Step]:
    if kind.about.has_front:
        yield "Purpose", lambda: method.purpose_section(ask, front)
    yield "Summary", lambda: summary_section(ask, counted)
    yield "Audits done", lambda: done.done_section(ask, counted)
    yield "Grades", lambda: graded.graded_section(ask, counted)
    yield "Themes", lambda: found.found_section(ask, counted)
    yield "Voices", lambda: heard.heard_section(ask)
    yield "You said, we did", lambda: found.said_section(ask)
    yield "Agreement", lambda: heard.sure_section(ask, counted)
    yield "Actions", lambda: owed.owed_section(ask, counted)
    yield "Help", lambda: done.help_section(ask)
    yield "Method", lambda: method.method_section(ask)
    if ask.level.leaves:
        yield "Implications", method.implications_section


def summary_section(ask: Ask, counted: Counted) -> Section:
    """The headlines of what follows, one a line."""
    said = [
        done.headline(ask, counted),
        graded.headline(ask, counted),
        graded.change_headline(ask, counted) if ask.level.leaves else "",
        found.headline(ask, counted),
        owed.headline(ask, counted),
    ]
    lines = tuple(Said(f"{one}.", in_list=True) for one in said if one)
    return Section("In short", lines or (Said(NOTHING),))


def paper_of(kind: ReportKind, ask: Ask, front: Front, council: str, sections: list[Section]) -> Paper:  # fmt: skip
    title, period = kind.value, ask.filters.period.words
    facts = [
        ("Meeting", front.meeting),
        ("Date of the meeting", long_date(front.held_on) if front.held_on else ""),
        ("Report of", front.of_whom),
        ("Period", f"{period}, by the month of each round"),
        ("Of", ask.place_names.get(ask.filters.below, "") if ask.filters.below else council),
        ("For", WHOLE_TEAM if kind is ReportKind.LEARNING else ask.level.value),
        ("Figures as at", f"{long_date(ask.today)} at {clock_time(ask.at)}"),
        ("Privacy", PRIVACY if ask.level.leaves else ""),
    ]
    return Paper(
        title,
        f"Audits of children’s records, {period}",
        council,
        f"{council}. {title}, {period}",
        tuple((name, words) for name, words in facts if words),
        tuple(sections),
    )
