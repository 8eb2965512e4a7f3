"""The tables of the page of grades: each line leads to the same page of itself, and to the audits behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qa_app.access.gate import viewer
from qa_app.children.rules.ages import AgeBand
from qa_app.insight.queries.counted import count_left_out
from qa_app.insight.queries.places import MOVED
from qa_app.insight.queries.versions import names_of_templates
from qa_app.insight.routes.filtering import KIND
from qa_app.insight.routes.grade_charts import behind
from qa_app.insight.routes.grade_figures import Figures
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import NOT_KNOWN, Picked, code_in_address
from qa_app.insight.rules.grade_months import (
    graded_in,
    is_compared,
    kinds_in,
    statuses_in,
    unlike_in,
)
from qa_app.insight.rules.grade_tables import by_part, share_by
from qa_app.insight.rules.grades import NONE, OfChildren, Share
from qa_app.insight.rules.places import has_below
from qa_app.web.searches import address_of


@dataclass(frozen=True)
class Line:
    """One part of a table: where its name leads, and where its figures do."""

    name: str
    share: Share
    here: str = ""
    behind: str = ""


def by_place(figures: Figures, shares: Mapping[str, Share]) -> list[Line]:
    """One level below what is chosen, by name; what stood elsewhere then comes last."""
    offered = figures.asked.offered.places
    chosen = figures.asked.place
    highest = min((one.depth for one in offered), default=0)
    tops = [chosen.path] if chosen else [one.path for one in offered if one.depth == highest]
    by_path = {one.path: one for one in offered}
    lines = []
    for path, share in by_part(shares, tops).items():
        place = by_path.get(path)
        if place is None:
            lines.append(Line(MOVED, share))
            continue
        is_top = place.path in tops and (chosen is not None or has_below(path, shares))
        name = f"{place.name} itself" if is_top else place.name
        address = {**figures.year, "place": place.public_id}
        to_it = "" if is_top else _with(figures, place=place.public_id)
        lines.append(Line(name, share, to_it, "" if is_top else behind(address)))
    return sorted(lines, key=lambda one: (one.name == MOVED, one.name.casefold()))


NO_MORE = "A status that is on the list no more"


def by_status(figures: Figures, shares: Sequence[OfChildren]) -> list[Line]:
    """In the order of the council’s list."""
    found: dict[str, Share] = {}
    for one in _of_year(figures, shares):
        found[one.status] = found.get(one.status, NONE) + one.share
    names = {**figures.asked.offered.statuses, "": "Not known"}
    lines = [
        _line(figures, names[code], found[code], "status", code_in_address(code) or NOT_KNOWN)
        for code in names
        if code in found
    ]
    no_more = [share for code, share in found.items() if code not in names]
    return [*lines, *([Line(NO_MORE, sum(no_more, NONE))] if no_more else [])]


def by_age(figures: Figures, shares: Sequence[OfChildren]) -> list[Line]:
    found: dict[AgeBand | None, Share] = {}
    for one in _of_year(figures, shares):
        found[one.age] = found.get(one.age, NONE) + one.share
    lines = [
        _line(figures, band.value, found[band], "age", code_in_address(band.name))
        for band in AgeBand
        if band in found
    ]
    return [*lines, *([Line("Not known", found[None])] if None in found else [])]


def _of_year(figures: Figures, shares: Iterable[OfChildren]) -> Iterator[OfChildren]:
    first = figures.pooled.filters.period.first
    return (one for one in shares if one.month >= first)


def by_template(figures: Figures) -> list[Line]:
    codes = {number: one.code for number, one in figures.asking.versions.items()}
    shares = share_by(figures.in_year, figures.scales, codes)
    names = names_of_templates(figures.asking.versions)
    lines = [_line(figures, names[code], share, "template", code) for code, share in shares.items()]
    return sorted(lines, key=lambda one: one.name.casefold())


def _line(figures: Figures, name: str, share: Share, filter_name: str, value: str) -> Line:
    here = _with(figures, **{filter_name: value})
    return Line(name, share, here, behind({**figures.year, filter_name: value}))


def unlike_periods(figures: Figures, shares: Sequence[OfChildren]) -> list[tuple[str, str]]:
    """Where the two periods compared are made of unlike audits: a sentence, and the way to like with like."""
    if not is_compared(figures.compared):
        return []
    windows = (figures.compared.before, figures.compared.recent)
    before, recent = (figures.series.used_in(one) for one in windows)
    versions, said = figures.asking.versions, []
    codes = {number: one.code for number, one in versions.items()}
    templates = [graded_in(figures.judged, codes, one) for one in (before, recent)]
    if unlike := unlike_in(*templates):
        name = names_of_templates(versions)[unlike.code]
        said.append((unlike.sentence(f"“{name}”"), _with(figures, template=unlike.code)))
    statuses = [statuses_in(shares, one) for one in (before, recent)]
    if unlike := unlike_in(*statuses):
        name = figures.asked.offered.statuses.get(unlike.code, "no known status")
        value = code_in_address(unlike.code) or NOT_KNOWN
        said.append((unlike.sentence(f"“{name}”"), _with(figures, status=value)))
    kinds = figures.gathered.by_auditor
    if unlike := unlike_in(*(kinds_in(kinds, one) for one in (before, recent))):
        name = AuditorKind[unlike.code].value.lower()
        address = _with(figures, **{KIND: code_in_address(unlike.code)})
        said.append((unlike.sentence(f"“who audited: {name}”"), address))
    return said


@dataclass(frozen=True)
class LeftOut:
    """What was picked in another way in the same months: how many, how many of them have this grade, and where."""

    picked: Picked
    number: int
    graded: int
    here: str
    behind: str


def left_out(figures: Figures) -> list[LeftOut]:
    """As other pages count them, whatever they were graded on."""
    every = count_left_out(viewer(), figures.asked.filters)
    graded = figures.gathered.within(figures.asked.filters.period).picked_otherwise
    found = []
    for one in Picked:
        if one in every:
            picked = {"picked": code_in_address(one.name)}
            to_list = behind({**figures.asked.address, **picked})
            number = graded.get(one, 0)
            found.append(LeftOut(one, every[one], number, _with(figures, **picked), to_list))
    return found


def set_apart(figures: Figures, others: Sequence[LeftOut]) -> list[tuple[Picked, int]]:
    """Where nothing else fits the filters: those picked in another way, of which no change will ever be told."""
    if figures.judged:
        return []
    numbers = [(one.picked, one.graded or one.number * figures.about.is_whole) for one in others]
    return [one for one in numbers if one[1]]


def _with(figures: Figures, **otherwise: str) -> str:
    """The same page with one thing asked otherwise."""
    return address_of(url_for("grades.show"), {**figures.asked.address, **otherwise})
