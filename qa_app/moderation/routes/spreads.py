"""What an exercise came to, once grading is closed."""

from dataclasses import dataclass
from typing import Any

from qa_app.access.gate import viewer
from qa_app.foundation.clock import now
from qa_app.moderation.models import Calibration
from qa_app.moderation.queries import calibrations as queries
from qa_app.moderation.rules.calibrations import (
    Given,
    Names,
    SectionSpread,
    Window,
    compared_in_words,
    spreads_of,
)
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.spread_chart import Row, Spreads, spread_chart


@dataclass(frozen=True)
class Said:
    """Those who gave one grade, by name where names are shown, and what they relied on."""

    grade: str
    people: list[tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """One section: its spread in words, who read it how, and what was agreed."""

    spread: SectionSpread
    sentence: str
    own: str
    agreed: str
    said: list[Said]
    compared: str = ""


def closed_part(found: Calibration, other_id: str) -> dict[str, Any]:
    others = [
        one
        for one in queries.list_calibrations(viewer())
        if one.id != found.id
        and one.window(now()) is Window.CLOSED
        and one.template_version.code == found.template_version.code
    ]
    chosen = next((one for one in others if one.public_id == other_id), None)
    other = queries.find_calibration(chosen.public_id, viewer()) if chosen else None
    told = told_of(found, other)
    return {
        "told": told,
        "drawn": drawn_of(found, told),
        "others": [(one.public_id, one.name) for one in others],
        "other": other,
    }


def told_of(found: Calibration, other: Calibration | None) -> list[Told]:
    given, template = queries.given_in(found), found.template
    sections = queries.sections_of(template)
    words = [one.words for one in template.scale]
    shows_names = queries.leads(viewer()) or found.names is Names.ALL
    names = queries.names_in(found) if shows_names else {}
    me = viewer().person_id
    before = {}
    if other is not None:
        there = queries.sections_of(other.template)
        spread = spreads_of(queries.given_in(other), there, len(other.template.scale))
        before = {one.section: one.spread for one in spread}
    told = []
    for one in spreads_of(given, sections, len(words)):
        those = [x for x in given if x.section == one.section]
        own = next((words[x.grade] for x in those if x.person == me), "")
        agreed = template.grade(found.agreed.get(one.section))
        earlier = before.get(one.section)
        told.append(
            Told(
                one,
                sentence_of(one, words),
                own,
                agreed.words if agreed else "",
                [Said(words[grade], said_by(those, grade, names)) for grade in one.spread.used],
                compared_in_words(earlier, one.spread) if earlier else "",
            )
        )
    return told


def said_by(those: list[Given], grade: int, names: Any) -> list[tuple[str, str]]:
    """By name where names are shown; otherwise by the words, so that the order tells nothing."""
    said = [(names.get(one.person, ""), one.reading) for one in those if one.grade == grade]
    return sorted(said)


def sentence_of(one: SectionSpread, words: list[str]) -> str:
    spread = one.spread
    if not spread.number:
        return "Nobody graded it."
    counts = [f"{spread.counts[grade]} {words[grade]}" for grade in spread.used]
    if len(counts) == 1:
        return f"All {spread.number} gave the same grade: {words[spread.used[0]]}."
    gap = (
        f" Two of them are {spread.average_gap:.1f} grades apart on average."
        if spread.average_gap
        else ""
    )
    return f"Of {spread.number} people: {', '.join(counts)}.{gap}"


def drawn_of(found: Calibration, told: list[Told]) -> Chart | None:
    number = len(found.graded)
    if not number:
        return None
    codes = [one.code for one in found.template.scale]
    words = [one.words for one in found.template.scale]
    differing = sum(len(one.spread.spread.used) > 1 for one in told)
    rows = [
        Row(
            one.spread.heading,
            one.spread.spread.counts,
            words.index(one.agreed) if one.agreed else None,
            words.index(one.own) if one.own else None,
        )
        for one in told
    ]
    sentence = f"{number} of {len(found.parts)} people graded it. They differ in {differing} of {len(told)} sections."
    return spread_chart(Spreads("How people graded it", sentence, words[: len(codes)], rows))
