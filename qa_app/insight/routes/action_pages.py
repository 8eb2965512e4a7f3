"""What became of actions: done on time, overdue, and whether they helped."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.actions.queries import children_in
from qa_app.actions.queries import count as count_actions
from qa_app.actions.rules import ForWhom, Helped
from qa_app.follow_up.rules.second_audits import Outcome as FoundAgain
from qa_app.foundation.clock import today
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.insight.queries.actions import (
    behind,
    count_due,
    count_found_again,
    count_raised,
    list_behind,
)
from qa_app.insight.routes.blueprint import actions
from qa_app.insight.routes.chart_files import files_of, picture_of, table_of
from qa_app.insight.routes.filtering import Asked, asked_in_address, choice
from qa_app.insight.routes.place_lines import Line, lines_by_place
from qa_app.insight.rules import actions as rules
from qa_app.insight.rules.actions import HELPED_SOME, NOT_SAID, Group, Narrowed, Outcome
from qa_app.insight.rules.filters import Choice, Period, code_asked, code_in_address
from qa_app.insight.rules.proportions import Proportion
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.p_chart import SharesByMonth, p_chart
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ
# The other filters of these pages are about audits.
OF_ACTIONS = ("whom", "outcome", "helped", "period", "from", "to", "place", "places")
NARROWING = ("outcome", "helped")
SAID = {
    **{one.name: one.value for one in Helped},
    HELPED_SOME: HELPED_SOME,
    NOT_SAID: NOT_SAID,
}
IS_DONE = "done"


@dataclass(frozen=True)
class Figures:
    """Counted once for a page. Its months are those of the period; all else is of the period’s last year."""

    asked: Asked
    groups: Sequence[Group]

    @property
    def pooled(self) -> Period:
        return self.asked.filters.period.pooled

    @cached_property
    def in_year(self) -> list[Group]:
        return [one for one in self.groups if one.month >= self.pooled.first]

    @cached_property
    def shown(self) -> list[date]:
        return rules.months_that_are_over(self.asked.months, today())

    def list_of(self, **narrowed: str) -> str:
        here = {**self.asked.of_period(self.pooled), **narrowed}
        return address_of(url_for("insight_actions.listed"), here)


@actions.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    asked = _asked()
    figures = Figures(asked, count_due(viewer(), _of_actions(asked), today()))
    of_year = replace(_of_actions(asked), period=figures.pooled)
    raised = count_raised(viewer(), of_year)
    return render_template(
        "insight/actions.html",
        asked=asked,
        figures=figures,
        sheet=sheet_of(0),
        sentence=rules.sentence_of(figures.in_year, raised, figures.pooled.words),
        cards=_cards(figures),
        chart=_chart(figures)
        if any(one.month in figures.shown for one in figures.groups)
        else None,
        links=_links(figures),
        files=files_of(asked.address),
        helped=_helped(figures),
        places=_by_place(figures, rules.on_time_by_place(figures.in_year), outcome="on-time"),
        helped_places=_by_place(
            figures,
            rules.helped_by_place(figures.in_year),
            helped=_in_address(HELPED_SOME),
        ),
        found_again=_found_again(count_found_again(viewer(), of_year)),
    )


@actions.get("/picture")
@requires(READ)
def picture() -> Response:
    return picture_of(_chart(_figures()), "actions")


@actions.get("/download")
@requires(READ)
def download() -> Response:
    return table_of(_chart(_figures()), "actions")


@actions.get("/list")
@requires(READ)
def listed() -> ResponseReturnValue:
    asked = _asked(narrowed=True)
    wanted = behind(viewer(), _of_actions(asked), _narrowed(asked), today())
    sheet = sheet_of(count_actions(wanted))
    rows = list_behind(viewer(), wanted, sheet.on_a_page, sheet.offset)
    look("actions:listed", viewer(), ids=children_in(rows))
    back = {name: words for name, words in asked.address.items() if name not in NARROWING}
    return render_template(
        "insight/action_list.html", asked=asked, sheet=sheet, rows=rows, back=back, today=today()
    )


def _figures() -> Figures:
    asked = _asked()
    return Figures(asked, count_due(viewer(), _of_actions(asked), today()))


def _asked(*, narrowed: bool = False) -> Asked:
    whom = choice("whom", "For whom", [(code_in_address(one.name), one.value) for one in ForWhom])
    asked = asked_in_address(
        lambda _: [whom, *(_narrowing() if narrowed else ())], of_rows=narrowed
    )
    return replace(asked, choices=[one for one in asked.choices if one.name in OF_ACTIONS])


def _narrowing() -> list[Choice]:
    outcomes = [(code_in_address(one.name), one.value) for one in Outcome]
    said = [(_in_address(code), words) for code, words in SAID.items()]
    return [
        choice("outcome", "What became of it", [*outcomes, (IS_DONE, "Done, on time or late")]),
        choice("helped", "Did it help?", said),
    ]


def _in_address(code: str) -> str:
    return code_in_address(code).replace(" ", "-")


def _of_actions(asked: Asked) -> rules.Asked:
    chosen = {one.name: one.chosen for one in asked.choices}
    whom = code_asked(chosen["whom"], ForWhom.__members__)
    filters = asked.filters
    return rules.Asked(
        filters.period, filters.below, filters.places, ForWhom[whom] if whom else None
    )


def _narrowed(asked: Asked) -> Narrowed:
    chosen = {one.name: one.chosen for one in asked.choices}
    outcome = code_asked(chosen["outcome"], Outcome.__members__)
    helped = next((code for code in SAID if _in_address(code) == chosen["helped"]), "")
    is_done = chosen["outcome"] == IS_DONE
    return Narrowed(Outcome[outcome] if outcome else None, helped, is_done)


def _cards(figures: Figures) -> list[tuple[int, int, str, str]]:
    on_time, counts = rules.on_time_in(figures.in_year), rules.outcomes_of(figures.in_year)
    return [
        (counts[one], on_time.of, one.value, figures.list_of(outcome=code_in_address(one.name)))
        for one in Outcome
        if on_time.of
    ]


def _chart(figures: Figures) -> Chart:
    series = rules.series_of(figures.groups, figures.shown)
    compared = rules.change_of(series)
    return p_chart(
        SharesByMonth(
            "Done on time, by the month in which actions were due",
            rules.change_in_words(compared, series),
            figures.shown,
            exceptional_months(series.months),
            compared,
            of="Actions",
        )
    )


def _links(figures: Figures) -> list[dict[int, str]]:
    on_time = {"outcome": code_in_address(Outcome.ON_TIME.name)}
    address = url_for("insight_actions.listed")
    with_any = {one.month for one in figures.groups}
    return [
        {1: address_of(address, {**figures.asked.of_month(month), **on_time})}
        if month in with_any
        else {}
        for month in figures.shown
    ]


def _helped(figures: Figures) -> list[tuple[str, Proportion, str]]:
    counts = rules.helped_of(figures.in_year)
    done = sum(counts.values())
    return [
        (
            said.value if said else NOT_SAID,
            Proportion(number, done),
            figures.list_of(helped=_in_address(said.name if said else NOT_SAID)),
        )
        for said, number in counts.items()
    ]


def _by_place(figures: Figures, counts: Mapping[str, Proportion], **narrowed: str) -> list[Line]:
    def here(place: dict[str, str]) -> str:
        return address_of(url_for(".show"), {**figures.asked.address, **place})

    def listed(place: dict[str, str]) -> str:
        return figures.list_of(**narrowed, **place)

    return lines_by_place(figures.asked, counts, here, listed)


def _found_again(
    counts: Counter[tuple[FoundAgain, Helped]],
) -> list[tuple[str, Proportion, list[tuple[str, int]]]]:
    """What second auditors found, and of each whether it had helped."""
    total = counts.total()
    found = []
    for outcome in FoundAgain:
        by_helped = [(one.value, counts[outcome, one]) for one in Helped]
        number = sum(many for _, many in by_helped)
        if total:
            found.append((outcome.value, Proportion(number, total), by_helped))
    return found
