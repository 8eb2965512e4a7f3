"""An audit whole, as whoever asks may read it: every answer in words, and nothing that is somebody’s own note."""

from collections.abc import Iterator, Sequence

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import of_source, told_to, with_names
from qa_app.actions.queries.actions import visible_to as actions_visible_to
from qa_app.audit_templates.rules.words import Overall
from qa_app.audits.models import Audit, Finding, GivenSection
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.beside import source_of
from qa_app.audits.queries.reading import SectionTold, Told, corrections_of, what_it_says
from qa_app.audits.rules import FindingKind, Part
from qa_app.audits.rules.given import GivenState
from qa_app.foundation.clock import as_london, clock_time, long_date
from qa_app.reports.rules.paper import Block, Grid, Paper, Said, Section

NOT_SAID = "Not said."


def paper_of(audit: Audit, viewer: Viewer) -> Paper:
    said = what_it_says(audit, picture_of(audit))
    about = audit.allocation
    return Paper(
        f"Audit of record {about.reference}",
        f"{said['template'].name}, {about.round.month:%B %Y}",
        viewer.council,
        "",
        tuple((name, words) for name, words in _front(audit, said) if words),
        tuple(one for one in _sections(audit, said, viewer) if one.blocks),
    )


def _front(audit: Audit, said: dict) -> Iterator[tuple[str, str]]:
    at = as_london(audit.submitted_at) if audit.submitted_at else None
    yield "Status", audit.status_now.value
    yield "Team", audit.allocation.place.name
    yield "Auditor", audit.auditor_name
    yield "Submitted", f"{long_date(at.date())} at {clock_time(at)}" if at else ""
    yield "How far to look back", said["template"].look_back
    moved = as_london(audit.moved_at) if audit.moved_at else None
    yield "Moved here from another record", long_date(moved.date()) if moved else ""


def _sections(audit: Audit, said: dict, viewer: Viewer) -> Iterator[Section]:
    known = tuple((name, words) for name, words in said["head"])
    if known:
        heading = f"What was known on {long_date(audit.begun_on)}"
        yield Section(heading, (Grid(heading, ("", ""), known),))
    if audit.template.overall is not Overall.NONE:
        yield Section("The whole audit", tuple(_whole(said)))
    themes = said["themes"]
    for kind, heading in ((FindingKind.STRENGTH, "Strengths"), (FindingKind.DEVELOPMENT, "Areas for development")):  # fmt: skip
        there = [(one.text, _themes(one, themes)) for one in said["findings"] if one.kind is kind]
        lines = [
            Said(f"{text} ({about})" if about else text, in_list=True) for text, about in there
        ]
        yield Section(heading, tuple(lines))
    parts = tuple(_part(part, said["parts"]) for part in Part if part in said["parts"])
    took_part: Block = Grid("Who took part", ("Who", "Whether, and why not"), parts) if parts else Said(NOT_SAID)  # fmt: skip
    yield Section("Who took part", (took_part,))
    corrected = corrections_of(audit)
    for told in said["sections"]:
        blocks = [*_given(said["given"].get(told.section.id)), *_told(told)]
        for one in corrected.get(told.section.id, ()):
            day = long_date(as_london(one.replaced_at).date())
            blocks.append(Said(f"Corrected on {day}: {one.why}"))
        yield Section(told.section.heading, tuple(blocks))
    owed = tuple((one.what, one.owner_name, long_date(one.due_on) if one.due_on else "", one.state.value) for one in _actions(audit, viewer))  # fmt: skip
    if owed:
        yield Section("Actions", (Grid("Actions out of this audit", ("What will be done", "By whom", "Due", "How it stands"), owed),))  # fmt: skip


def _whole(said: dict) -> Iterator[Block]:
    whole = said["whole"]
    if whole.difference:
        yield Said(whole.difference)
    if said["overall"]:
        yield Said(_grade(said["overall"], said["agreed_overall"]))
    if said["impact"]:
        yield Said(f"{said['impact']}.")
    yield from _reasons(said["reasons"])


def _told(told: SectionTold) -> Iterator[Block]:
    if told.section.graded:
        if told.difference:
            yield Said(told.difference)
        yield Said(_grade(told.grade, told.agreed))
        if told.impact:
            yield Said(f"{told.impact}.")
        if told.grade_before:
            yield Said(f"Changed after reading the practitioner’s own grade. Before: {told.grade_before}.")  # fmt: skip
    yield from _reasons(told.reasons)
    if told.evidence:
        yield Said(told.evidence)
    for caption, answers in (("Questions and answers", told.answers), ("Answered, and not counted because it no longer applies", told.not_counted)):  # fmt: skip
        if answers:
            rows = tuple((one.question.text, _answer(one)) for one in answers)
            yield Grid(f"{told.section.heading}: {caption[:1].lower()}{caption[1:]}", ("Question", "Answer"), rows)  # fmt: skip


def _answer(one: Told) -> str:
    gap = f"{one.gap}." if one.gap else ""
    source = f"{one.source}." if one.source else ""
    said = (one.words or "Not answered", gap, source, one.evidence)
    return "\n".join(line for line in said if line)


def _grade(grade: str, agreed: str) -> str:
    if agreed and agreed != grade:
        return f"{agreed}. Agreed after a second opinion. The auditor’s grade was {grade}."
    if agreed:
        return f"{agreed}. Agreed after a second opinion."
    return f"{grade}." if grade else "Not graded."


def _reasons(reasons: Sequence[tuple[str, str]]) -> Iterator[Block]:
    for words, reason in reasons:
        yield Said(f"{words}. The auditor’s reason: {reason}")


def _themes(finding: Finding, names: dict[str, str]) -> str:
    return "; ".join(names.get(code, code) for code in finding.theme_codes)


def _part(part: Part, parts: dict) -> tuple[str, str]:
    one = parts[part]
    took = "Took part" if one.took_part else "Did not take part"
    why = f": {one.why_not.value[:1].lower()}{one.why_not.value[1:]}" if one.why_not else ""
    saying = f" {one.saying}" if one.saying else ""
    return part.value, f"{took}{why}.{saying}"


def _given(given: GivenSection | None) -> Iterator[Block]:
    """Who answered a section where that was not the auditor."""
    if given is not None and given.state is GivenState.HANDED_IN:
        yield Said(f"Answered by {given.partner_name}, an external auditor.")


def _actions(audit: Audit, viewer: Viewer) -> list[Action]:
    wanted = with_names(actions_visible_to(viewer)).where(of_source(source_of(audit)))
    there = told_to(viewer, wanted.order_by(Action.due_on, Action.id))
    return [one for one in there if one.words_are_open]
