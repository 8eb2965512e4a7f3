"""How often children, families and practitioners were heard in audits, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.statistics.changes import FOR_GRADES, Compared, compare
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.foundation.statistics.wording import LEAST_TO_BE_PLAIN
from qa_app.insight.queries.counted import count_left_out
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.queries.voices import Counted, count_voices
from qa_app.insight.routes.blueprint import voices
from qa_app.insight.routes.chart_files import files_of, picture_of, table_of
from qa_app.insight.routes.filtering import Asked, asked_in_address, this_month
from qa_app.insight.routes.place_lines import Line, lines_by_place
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.routes.voice_audits import behind_address, part_asked, who_choice
from qa_app.insight.rules import voices as rules
from qa_app.insight.rules.filters import Period, Picked, code_in_address
from qa_app.insight.rules.proportions import Proportion
from qa_app.insight.rules.series import Series, Settling
from qa_app.insight.rules.voices import NOT_HEARD, WHO, Group
from qa_app.voices.rules.families import Better
from qa_app.voices.rules.rates import heard_of
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.p_chart import SharesByMonth, p_chart
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ


@dataclass(frozen=True)
class Figures:
    """Counted once for a page, over all months in which change is judged; all but the trend is of the period’s last year."""

    asked: Asked
    part: Part
    counted: Counted
    settling: Settling

    @cached_property
    def groups(self) -> dict[Part, list[Group]]:
        return {
            Part.CHILD: rules.of_families(self.counted.families, Part.CHILD),
            Part.FAMILY: rules.of_families(self.counted.families, Part.FAMILY),
            Part.PRACTITIONER: rules.of_practitioners(self.counted.practitioners),
        }

    @cached_property
    def in_year(self) -> dict[Part, list[Group]]:
        first = self.pooled.first
        return {
            part: [one for one in groups if one.month >= first]
            for part, groups in self.groups.items()
        }

    @property
    def pooled(self) -> Period:
        return self.asked.filters.period.pooled

    @property
    def heard(self) -> dict[Part, Proportion]:
        return {part: rules.heard_in(groups) for part, groups in self.in_year.items()}

    @cached_property
    def series(self) -> Series:
        filters = self.asked.filters
        dates = filters.period.judged.months
        groups = self.groups[self.part]
        return rules.series_of(groups, dates, self.settling, is_trend=filters.is_trend)

    @cached_property
    def shown(self) -> Series:
        return self.series.since(self.asked.filters.period.first)

    @cached_property
    def compared(self) -> Compared:
        return compare(self.series.months, FOR_GRADES)

    @property
    def year(self) -> dict[str, str]:
        return self.asked.of_period(self.pooled)

    @property
    def better(self) -> list[tuple[Better, Proportion, str]]:
        """What they said of the difference made, of those who were asked that."""
        first = self.pooled.first
        rows = [r for r in self.counted.families if r.part is self.part and r.month >= first]
        said = heard_of(rows).better
        return [
            (one, Proportion(said[one], said.total()), self.list_of(said=code_in_address(one.name)))
            for one in Better
            if said.total()
        ]

    def list_of(self, **narrowed: str) -> str:
        return behind_address({**self.year, **narrowed})


@voices.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    figures = _figures_asked()
    of_part = figures.in_year[figures.part]
    return render_template(
        "insight/voices.html",
        asked=figures.asked,
        figures=figures,
        sheet=sheet_of(0),
        who=WHO,
        child=Part.CHILD,
        sentence=rules.sentence_of(figures.heard, figures.pooled.words),
        changed=rules.change_in_words(figures.part, figures.compared, figures.series),
        cards=_cards(figures),
        chart=_chart(figures) if _is_drawn(figures) else None,
        links=_links(figures),
        files=files_of(figures.asked.address),
        asked_of=rules.asked_in(of_part),
        heard_of=rules.heard_in(of_part),
        reasons=_reasons(figures, of_part),
        places=_places(figures, of_part),
        waiting=figures.settling.waiting_in(figures.asked.months),
        left_out=count_left_out(viewer(), figures.asked.filters),
        fewer=why_fewer(viewer()),
    )


@voices.get("/picture")
@requires(READ)
def picture() -> Response:
    return picture_of(_chart(_figures_asked()), "voices")


@voices.get("/download")
@requires(READ)
def download() -> Response:
    return table_of(_chart(_figures_asked()), "voices")


def _figures_asked() -> Figures:
    asked = asked_in_address(lambda _: [who_choice()])
    counted = count_voices(viewer(), asked.filters.judged)
    settling = settling_of(viewer(), asked.filters, this_month())
    return Figures(asked, part_asked(asked), counted, settling)


def _cards(figures: Figures) -> list[tuple[int, int, str, str]]:
    return [
        (
            one.count,
            one.of,
            f"{WHO[part]} heard",
            figures.list_of(who=code_in_address(part.name), heard=rules.HEARD),
        )
        for part, one in figures.heard.items()
        if one.of
    ]


def _is_drawn(figures: Figures) -> bool:
    """What was asked for by name is never drawn from month to month."""
    is_by_name = figures.asked.filters.picked is Picked.BY_NAME
    return not is_by_name and any(one.of for one in figures.shown.months)


def _chart(figures: Figures) -> Chart:
    return p_chart(
        SharesByMonth(
            f"{WHO[figures.part]} heard, month by month",
            rules.change_in_words(figures.part, figures.compared, figures.series),
            figures.shown.dates,
            exceptional_months(figures.shown.months, figures.series.months),
            figures.compared,
            earlier=len(figures.series.dates) - len(figures.shown.dates),
        )
    )


def _links(figures: Figures) -> list[dict[int, str]]:
    return [
        {1: behind_address({**figures.asked.of_month(month), "heard": rules.HEARD})}
        if one.of
        else {}
        for month, one in zip(figures.shown.dates, figures.shown.months, strict=True)
    ]


def _reasons(figures: Figures, groups: Sequence[Group]) -> list[tuple[str, Proportion, str]]:
    """Of practitioners without a list: some reasons are theirs alone to tell."""
    found = rules.reasons_of(groups)
    total = sum(number for _, number in found)
    # One or two of a team and month would lead to a practitioner, whose own reason it may be.
    if figures.part is Part.PRACTITIONER and total < LEAST_TO_BE_PLAIN:
        return []
    return [
        (
            why.value if why else "No reason was given",
            Proportion(number, total),
            figures.list_of(heard=NOT_HEARD, why=code_in_address(why.name))
            if isinstance(why, WhyNot) and figures.part is not Part.PRACTITIONER
            else "",
        )
        for why, number in found
    ]


def _places(figures: Figures, groups: Sequence[Group]) -> list[Line]:
    def here(place: dict[str, str]) -> str:
        return address_of(url_for(".show"), {**figures.asked.address, **place})

    def listed(place: dict[str, str]) -> str:
        return figures.list_of(heard=rules.HEARD, **place)

    return lines_by_place(figures.asked, rules.heard_by_place(groups), here, listed)
