"""Two periods or two places side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.insight.queries.compare import mix_of
from qa_app.insight.queries.grades import Asking, shares_by_concept
from qa_app.insight.queries.offered import Offered
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.queries.versions import names_of_templates
from qa_app.insight.routes.blueprint import compare
from qa_app.insight.routes.chart_files import files_of, picture_of
from qa_app.insight.routes.filtering import KIND, Asked, asked_in_address, choice, this_month
from qa_app.insight.routes.grade_charts import behind
from qa_app.insight.rules import compare as rules
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.beside import Beside
from qa_app.insight.rules.compare import Side
from qa_app.insight.rules.filters import (
    LEVEL,
    NOT_KNOWN,
    Choice,
    Period,
    code_in_address,
    month_options,
    period_asked,
)
from qa_app.insight.rules.grades import BETTER, WHOLE
from qa_app.insight.rules.series import not_settled_in_words
from qa_app.organisation.models import Place
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.range_bars import Groups, first_and_second, range_bars
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ
# Of either side: its months and its place.
ONE_SIDE, OTHER = ("from", "to", "place"), ("with-from", "with-to", "with-place")
ALL = "All your places"


@dataclass(frozen=True)
class Sides:
    """What the address asks for, and the one that it is compared with."""

    asked: Asked
    first: Side
    second: Side

    @property
    def names(self) -> tuple[str, str]:
        return rules.names_of(self.first, self.second)

    def asking(self, side: Side) -> Asking:
        filters = replace(self.asked.filters, period=side.period, below=side.below)
        return Asking(viewer(), filters, WHOLE, self.asked.offered.versions)

    @cached_property
    def lines(self) -> list[Beside]:
        shares = (
            shares_by_concept(self.asking(one), with_whole=True)
            for one in (self.first, self.second)
        )
        return rules.beside(*shares)

    def list_of(self, side: Side, concept: str) -> str:
        """The audits that are good or better, of one side and about one thing."""
        here = {k: v for k, v in self.asked.of_period(side.period).items() if k not in OTHER}
        paths = {one.path: one.public_id for one in self.asked.offered.places}
        place, about = paths.get(side.below, ""), code_in_address(concept)
        return behind({**here, "place": place, "about": about}, grade=BETTER)


@compare.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    sides = _sides()
    return render_template(
        "insight/compare.html",
        asked=sides.asked,
        sides=sides,
        sheet=sheet_of(0),
        sentence=rules.sentence_of(sides.lines) if sides.lines else "",
        by_chance=rules.by_chance_in_words(sides.lines),
        unlike=_unlike(sides) if sides.lines else [],
        unsettled=not_settled_in_words(_unsettled(sides)),
        overlap=sides.first.overlaps(sides.second),
        is_same=sides.first == sides.second,
        chart=_chart(sides) if sides.lines else None,
        files=files_of(sides.asked.address),
    )


@compare.get("/picture")
@requires(READ)
def picture() -> Response:
    return picture_of(_chart(_sides()), "compared")


@compare.get("/download")
@requires(READ)
def download() -> Response:
    sides = _sides()
    look("report:exported", viewer(), rows=len(sides.lines), report="compare")
    headings = (
        "Graded",
        *(f"Good or better, {one}" for one in sides.names),
        "First against second",
    )
    rows = [(one.name, *_in_file(one), one.range) for one in sides.lines]
    return csv_file("compared", headings, rows, TellsOf.NO_RECORD)


def _in_file(line: Beside) -> Sequence[str]:
    return [f"{one.count} of {one.of}" for one in (line.now, line.then)]


def _sides() -> Sides:
    """A year against the year before it, where nothing else is chosen."""
    asked = asked_in_address(_of_the_other)
    chosen = {one.name: one.chosen for one in asked.choices}
    period = asked.filters.period
    if not (chosen["from"] or chosen["to"]):
        period = period.pooled
    names = {one.public_id: one for one in asked.offered.places}
    there = names.get(chosen["with-place"]) or asked.place
    first = _side(period, asked.place)
    second = _side(_other_period(chosen, period), there)
    return Sides(replace(asked, choices=_in_order(asked.choices)), first, second)


def _in_order(choices: Sequence[Choice]) -> list[Choice]:
    """One side, then the other, then what holds for both. A period would say the same as its months."""
    by_name = {one.name: one for one in choices if one.name != "period"}
    first = [by_name.pop(name) for name in (*ONE_SIDE, *OTHER)]
    return [*first, *by_name.values()]


def _side(period: Period, place: Place | None) -> Side:
    return Side(period, place.name, place.path) if place else Side(period, ALL)


def _other_period(chosen: dict[str, str], period: Period) -> Period:
    """Another place is compared over the same months; the same place with the months before."""
    if chosen["with-from"] or chosen["with-to"]:
        return period_asked("", chosen["with-from"], chosen["with-to"], this_month())
    is_other = chosen["with-place"] and chosen["with-place"] != chosen["place"]
    return period if is_other else rules.before(period)


def _of_the_other(offered: Offered) -> list[Choice]:
    months = month_options(this_month())
    highest = min((one.depth for one in offered.places), default=0)
    places = [
        (one.public_id, f"{LEVEL * (one.depth - highest)}{one.name}") for one in offered.places
    ]
    return [
        choice("with-place", "Compare with: place", places, first="The same place"),
        choice("with-from", "Compare with: from", months, first="Not chosen"),
        choice("with-to", "Compare with: to", months, first="Not chosen"),
    ]


def _unsettled(sides: Sides) -> list[date]:
    """Months of either side to which audits may still be added."""
    both = (sides.first.period, sides.second.period)
    period = Period(min(one.first for one in both), max(one.last for one in both))
    settling = settling_of(viewer(), replace(sides.asked.filters, period=period), this_month())
    return settling.unsettled(sorted({month for one in both for month in one.months}))


def _unlike(sides: Sides) -> list[tuple[str, str]]:
    """What differs, and the same two sides of that alone."""
    mixes = [mix_of(sides.asking(one)) for one in (sides.first, sides.second)]
    templates = names_of_templates(sides.asked.offered.versions)
    said = []
    statuses = sides.asked.offered.statuses
    for by, name, words, value in (
        ("template", "template", lambda code: templates[code], str),
        ("status", "status", lambda code: statuses.get(code, "no known status"), _as_status),
        (
            "auditor",
            KIND,
            lambda code: f"who audited: {AuditorKind[code].value.lower()}",
            code_in_address,
        ),
    ):
        if found := rules.unlike(mixes[0], mixes[1], by):
            sentence = rules.unlike_in_words(found, f"“{words(found.code)}”", sides.names)
            here = sides.asked.but(**{name: value(found.code)})
            said.append((sentence, address_of(url_for(".show"), here)))
    return said


def _as_status(code: str) -> str:
    return code_in_address(code) or NOT_KNOWN


def _chart(sides: Sides) -> Chart:
    here, there = sides.names
    bars = first_and_second(
        (one.name, (one.now.count, one.now.of), (one.then.count, one.then.of))
        for one in sides.lines
    )
    sentence = f"Good or better. First: {here}. Second: {there}."
    return range_bars(Groups("Side by side", sentence, bars))
