"""The charts of the page of grades, each with the lists behind its figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.foundation.statistics.wording import is_enough
from qa_app.foundation.statistics.xmr import xmr
from qa_app.foundation.statistics.xmr_settings import Better
from qa_app.insight.routes.grade_figures import Figures, said_of_change
from qa_app.insight.rules.filters import Period as Span
from qa_app.insight.rules.filters import code_in_address
from qa_app.insight.rules.grade_tables import mix_in, quarters_of
from qa_app.insight.rules.grades import NONE, Scale, Share
from qa_app.insight.rules.places import has_below
from qa_app.insight.rules.series import not_settled_in_words
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.funnel_chart import Team, Teams, funnel_chart
from qa_app.web.charts.grade_mix import GradeMix, Period, grade_mix
from qa_app.web.charts.heat_map import HeatMap, HeatRow, heat_map
from qa_app.web.charts.p_chart import SharesByMonth, p_chart
from qa_app.web.charts.xmr_chart import ValuesByMonth, xmr_chart
from qa_app.web.searches import address_of

# Fewer teams than this with audits enough are no funnel.
LEAST_TEAMS = 5
Links = Sequence[Mapping[int, str]]


@dataclass(frozen=True)
class Linked:
    """A chart, its name on the page and in files, and for each row of its table the lists behind its cells."""

    name: str
    chart: Chart
    links: Links


def months_chart(figures: Figures) -> Linked:
    drawn = p_chart(
        SharesByMonth(
            f"Good or better, month by month: {figures.about.words.lower()}",
            said_of_change(figures),
            figures.shown.dates,
            # The limits are the same, however few of the months are shown.
            exceptional_months(figures.shown.months, figures.series.months),
            figures.compared,
            earlier=len(figures.series.dates) - len(figures.shown.dates),
            apart=figures.past.apart([*figures.shown.dates]),
        )
    )
    return Linked("months", drawn, _links_of_months(figures))


def second_view(figures: Figures) -> Linked:
    """The same shares as reports of the NHS draw them."""
    months = figures.shown.months
    used = [one.share if one.is_used and is_enough(one.of) else None for one in months]
    drawn = xmr_chart(
        ValuesByMonth(
            f"Good or better as Making Data Count draws it: {figures.about.words.lower()}",
            "The share of each month against the average and the usual step from month to month. "
            "Months that are not settled, months left out and months of fewer than 5 are not drawn.",
            figures.asked.months,
            xmr([None if one is None else 100 * one for one in used], Better.INCREASE),
            Better.INCREASE,
            is_share=True,
        )
    )
    return Linked("months", drawn, _links_of_months(figures))


def mix_chart(figures: Figures) -> Linked | None:
    """Of settled months alone."""
    scale, months = figures.scale, figures.asked.months
    settled = [one for one in months if figures.settling.is_settled(one)]
    if scale is None or not settled:
        return None
    quarters = quarters_of(months[: months.index(settled[-1]) + 1])
    mixes = [
        mix_in(figures.usual, scale, figures.scales, {*one.months} & {*settled}) for one in quarters
    ]
    periods = [Period(_short(one.last), mix) for one, mix in zip(quarters, mixes, strict=True)]
    drawn = grade_mix(
        GradeMix(
            f"Grades over time: {figures.about.words.lower()}",
            f"Three settled months each, named by the last of them. {_of_one_scale(figures, scale)}"
            f"{_left_out(figures)}",
            scale.words,
            periods,
        )
    )
    links = [
        _each_grade(figures, one, scale, mix) for one, mix in zip(quarters, mixes, strict=True)
    ]
    return Linked("mix", drawn, links)


def _left_out(figures: Figures) -> str:
    """The months that no column of settled ones has."""
    months = figures.settling.unsettled(figures.asked.months)
    if not months:
        return ""
    are = "is" if len(months) == 1 else "are"
    return f" {not_settled_in_words(months)} {are} not settled, and in no column."


def sections_chart(figures: Figures, shares: Mapping[tuple[str, date], Share]) -> Linked | None:
    """In the order of the catalogue, and in no other."""
    months = figures.pooled.filters.period.months
    there = [code for code in CONCEPTS if any(concept == code for concept, _ in shares)]
    if not there:
        return None
    pairs = {code: [shares.get((code, month), NONE) for month in months] for code in there}
    rows = [HeatRow(CONCEPTS[code], [(one.good, one.of) for one in pairs[code]]) for code in there]
    drawn = heat_map(
        HeatMap(
            "Good or better, by what sections are about",
            "Each cell is the share of a month’s audits in which it is good or better.",
            months,
            rows,
            figures.settling.unsettled(months),
        )
    )
    return Linked("sections", drawn, [_cells(figures, code, pairs[code], months) for code in there])


def teams_chart(
    figures: Figures, shares: Mapping[str, Share], name: Callable[[str], str]
) -> Linked | None:
    """Of the last year. Nothing of fewer than five teams with audits enough; a service is no team."""
    shares = {path: share for path, share in shares.items() if not has_below(path, shares)}
    teams = Teams(
        f"Teams beside each other: {figures.about.words.lower()}",
        f"Good or better of {figures.pooled.filters.period.words}. A team outside the lines is worth "
        "a conversation; it is no rank.",
        [Team(name(path), share.good, share.of) for path, share in shares.items()],
    )
    if len(teams.compared) < LEAST_TEAMS:
        return None
    places = {one.path: one.public_id for one in figures.asked.offered.places}
    in_order = sorted(shares, key=lambda path: name(path).casefold())
    links = [
        {1: behind({**figures.year, "place": places[path]})} if path in places else {}
        for path in in_order
    ]
    return Linked("teams", funnel_chart(teams), links)


def behind(address: Mapping[str, str], **narrowed: str) -> str:
    """The list of audits behind a figure."""
    return address_of(url_for("grades.audits"), {**address, **narrowed})


def _links_of_months(figures: Figures) -> Links:
    return [
        {1: behind(figures.asked.of_month(month))} if one.of and not one.marked else {}
        for month, one in zip(figures.shown.dates, figures.shown.months, strict=True)
    ]


def _each_grade(
    figures: Figures, quarter: Span, scale: Scale, mix: Sequence[int]
) -> dict[int, str]:
    """None where the list of these months would hold more than the column, which leaves some of them out."""
    if figures.settling.unsettled(quarter.months):
        return {}
    address = figures.asked.of_period(quarter)
    return {
        at: behind(address, grade=code)
        for at, (code, number) in enumerate(zip(scale.codes, mix, strict=True), 1)
        if number
    }


def _cells(
    figures: Figures, concept: str, shares: Sequence[Share], months: Sequence[date]
) -> dict[int, str]:
    about = {"about": code_in_address(concept)}
    here = {0: address_of(url_for("grades.show"), {**figures.asked.address, **about})}
    each = {
        at: behind({**figures.asked.of_month(month), **about})
        for at, (month, share) in enumerate(zip(months, shares, strict=True), 1)
        if share.of
    }
    return {**here, **each}


def _of_one_scale(figures: Figures, scale: Scale) -> str:
    months = {one for one in figures.asked.months if figures.settling.is_settled(one)}
    graded = sum(one.number for one in figures.usual if one.grade and one.month in months)
    drawn = sum(mix_in(figures.usual, scale, figures.scales, months))
    if drawn == graded:
        return "A change in the mix shows only over several of them."
    return f"{graded - drawn:,} of {graded:,} were graded on another scale, and are not drawn here."


def _short(month: date) -> str:
    return f"{month:%b %y}"
