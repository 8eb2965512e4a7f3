"""Whether practice is graded alike for children of every group. No figure here leads to a record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.children.queries.lists import keeps_characteristics
from qa_app.foundation.clock import today
from qa_app.foundation.statistics.suppression.small_counts import HIDDEN
from qa_app.insight.queries.fairness import count_by_characteristics
from qa_app.insight.queries.grades import Asking, shares_by_concept
from qa_app.insight.routes.blueprint import fairness
from qa_app.insight.routes.chart_files import picture_of
from qa_app.insight.routes.filtering import Asked
from qa_app.insight.routes.grade_figures import grades_asked
from qa_app.insight.rules import fairness as rules
from qa_app.insight.rules.fairness import Characteristic, Group, Line
from qa_app.insight.rules.filters import Choice, Filters, code_asked, code_in_address
from qa_app.insight.rules.grades import SECTION, WHOLE
from qa_app.insight.rules.proportions import gap_in_words
from qa_app.rounds.rules import first_of_month
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.files import Links, figures_link, picture_links
from qa_app.web.charts.range_bars import Group as Bar
from qa_app.web.charts.range_bars import Groups, range_bars
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ


@dataclass(frozen=True)
class Figures:
    asked: Asked
    asking: Asking
    groups: Sequence[Group]

    @cached_property
    def lines(self) -> dict[Characteristic, list[Line]]:
        scales = {number: one.scale for number, one in self.asking.versions.items()}
        return {one: rules.lines_by(one, self.groups, scales) for one in Characteristic}


@fairness.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    figures = _figures_asked()
    if instead := _what_is_graded(figures):
        return redirect(address_of(url_for(".show"), {**figures.asked.address, "about": instead}))
    return render_template(
        "insight/fairness.html",
        asked=figures.asked,
        about=figures.asking.about,
        sheet=sheet_of(0),
        number=sum(one.number for one in figures.groups),
        keeps=keeps_characteristics(viewer().council_id),
        parts=[(by, lines, _chart(by, lines)) for by, lines in figures.lines.items()],
        sentence_of=rules.sentence_of,
        apart=lambda line: gap_in_words(line.apart),
        files=lambda by: _files(figures, by),
        least=rules.LEAST,
    )


@fairness.get("/picture")
@requires(READ)
def picture() -> Response:
    """Without the groups whose counts may not leave the service."""
    by, lines = _asked_by()
    return picture_of(_chart(by, _may_be_drawn(lines)), f"fairness-{code_in_address(by.name)}")


@fairness.get("/download")
@requires(READ)
def download() -> Response:
    """Small counts hidden, and as many others as it takes to keep them so; no line where that is not enough."""
    by, lines = _asked_by()
    found = rules.as_it_may_leave(lines)
    names = [*(one.name for one in lines), "All"] if found else []
    look("report:exported", viewer(), rows=len(names), report="fairness")
    rows = [(name, *row) for name, row in zip(names, found.shown if found else [], strict=True)]
    return csv_file(
        f"fairness-{code_in_address(by.name)}", (by.value, *rules.COLUMNS), rows, TellsOf.NO_RECORD
    )


def _what_is_graded(figures: Figures) -> str:
    """Where nobody chose, and no template grades the whole: what most graded sections are about."""
    if "about" in request.args or figures.groups:
        return ""
    counts: Counter[str] = Counter()
    for (concept, _), share in shares_by_concept(figures.asking).items():
        counts[concept] += share.of
    most = max(CONCEPTS, key=lambda code: counts[code])
    return code_in_address(most) if counts[most] else ""


def _figures_asked() -> Figures:
    """Of what the address asks only what was graded and the place: more would single out a child."""
    asked, asking = grades_asked()
    if asked.place and not _may_know(asked.place.path):
        asked = replace(asked, place=None)
    period = rules.year_to_quarter(first_of_month(today()))
    filters = Filters(period, below=asked.place.path if asked.place else "")
    by_name = {one.name: one for one in asked.choices}
    choices = [_of_all_templates(by_name["about"]), _of_open_places(asked, by_name["place"])]
    about = WHOLE if asking.about.section else asking.about
    asking = replace(asking, filters=filters, about=about)
    asked = replace(asked, filters=filters, choices=choices)
    return Figures(asked, asking, count_by_characteristics(asking))


def _of_all_templates(about: Choice) -> Choice:
    options = [one for one in about.options if not one[0].startswith(SECTION)]
    chosen = "" if about.chosen.startswith(SECTION) else about.chosen
    return replace(about, options=options, chosen=chosen)


def _of_open_places(asked: Asked, place: Choice) -> Choice:
    """Whoever may not know what a child is, sees all their places together."""
    known = {one.public_id for one in asked.offered.places if _may_know(one.path)}
    options = [one for one in place.options if one[0] in known]
    return replace(place, options=options, chosen=asked.place.public_id if asked.place else "")


def _may_know(path: str) -> bool:
    return may_at(viewer(), Permission.CHILD_IDENTITY, path)


def _asked_by() -> tuple[Characteristic, list[Line]]:
    """The first where none is named; a page that is not there for one that is none."""
    typed = request.args.get("by", code_in_address(Characteristic.ETHNICITY.name))
    by = Characteristic[code_asked(typed, Characteristic.__members__) or abort(404)]
    return by, _figures_asked().lines[by]


def _chart(by: Characteristic, lines: Sequence[Line]) -> Chart:
    return range_bars(
        Groups(
            f"Good or better, by {by.value.lower()}",
            rules.sentence_of(by, lines),
            [Bar(one.name, one.tally.good, one.tally.of) for one in lines],
        )
    )


def _may_be_drawn(lines: Sequence[Line]) -> Sequence[Line]:
    """All or none: beside the figures that leave, a group that is drawn would tell of one that is hidden there."""
    found = rules.as_it_may_leave(lines)
    is_whole = found and not any(HIDDEN in row for row in found.shown)
    return lines if is_whole else []


def _files(figures: Figures, by: Characteristic) -> Links:
    here, lines = {**figures.asked.address, "by": code_in_address(by.name)}, figures.lines[by]
    files: Links = []
    if _may_be_drawn(lines):
        files += picture_links(url_for(".picture"), here)
    if rules.as_it_may_leave(lines):
        files += figures_link(url_for(".download"), here)
    return files
