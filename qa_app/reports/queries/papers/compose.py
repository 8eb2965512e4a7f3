"""Put a paper together, section by section."""

from collections.abc import Callable, Iterator

from qa_app.foundation.clock import clock_time, long_date
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.counting import counted_for
from qa_app.reports.queries.papers import done, found, graded, heard, method, owed
from qa_app.reports.queries.summary import Counted
from qa_app.reports.rules.front import Front
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.paper import Paper, Said, Section

Step = tuple[str, Callable[[], Section | None]]
NOTHING = "There is too little to say here without telling of single audits."


def list_steps(kind: ReportKind, ask: Ask, front: Front) -> list[Step]:
    """In the order of the paper. What several are made of is counted once, and first."""
    counted = counted_for(ask)
    return [*_committee(kind, ask, front, counted)]


def _committee(kind: ReportKind, ask: Ask, front: Front, counted: Counted) -> Iterator[Step]:
    if kind.about.has_front:
        yield "Purpose", lambda: method.purpose_section(ask, front)
    yield "Summary", lambda: summary_section(ask, counted)
    yield "Audits done", lambda: done.done_section(ask, counted)
    yield "Grades", lambda: graded.graded_section(ask, counted)
    yield "Themes", lambda: found.found_section(ask, counted)
    yield "Voices", lambda: heard.heard_section(ask)
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
        ("For", ask.level.value),
        ("Figures as at", f"{long_date(ask.today)} at {clock_time(ask.at)}"),
    ]
    return Paper(
        title,
        f"Audits of children’s records, {period}",
        council,
        f"{council}. {title}, {period}",
        tuple((name, words) for name, words in facts if words),
        tuple(sections),
    )
