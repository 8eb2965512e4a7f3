"""What the page of grades is made of: what its address asks for, and what that counts to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import request

from qa_app.access.gate import viewer
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.statistics.changes import Compared
from qa_app.insight.queries.grades import Asking, gather
from qa_app.insight.queries.offered import Offered
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.queries.versions import sections_of
from qa_app.insight.routes.filtering import Asked, asked_in_address, choice, this_month
from qa_app.insight.rules.filters import Choice, Picked, code_asked, code_in_address
from qa_app.insight.rules.gathered import Gathered
from qa_app.insight.rules.grade_months import change_in_words, change_of, series_of
from qa_app.insight.rules.grade_tables import scale_most_used
from qa_app.insight.rules.grades import (
    SECTION,
    WHOLE_AUDITS,
    About,
    Group,
    Scale,
    Share,
    share_of_groups,
)
from qa_app.insight.rules.series import Series, Settling


@dataclass(frozen=True)
class Figures:
    """Counted once for a page, over all months over which change is judged. Of these those of the period are
    shown; all else is of the period’s last year.
    """

    asked: Asked
    asking: Asking
    settling: Settling

    @cached_property
    def in_judged(self) -> Asking:
        """The same over all months over which change is judged."""
        return replace(self.asking, filters=self.asking.filters.judged)

    @cached_property
    def gathered(self) -> Gathered:
        return gather(self.in_judged)

    @cached_property
    def groups(self) -> Sequence[Group]:
        return self.gathered.groups

    @property
    def about(self) -> About:
        return self.asking.about

    @cached_property
    def scales(self) -> Mapping[int, Scale]:
        return {number: one.scale for number, one in self.asking.versions.items()}

    @cached_property
    def pooled(self) -> Asking:
        """The same of the last year."""
        period = self.asked.filters.period.pooled
        return replace(self.asking, filters=replace(self.asking.filters, period=period))

    @cached_property
    def in_places(self) -> Mapping[str, Share]:
        """Of the last year, by path as places were then or as they are now."""
        return self.gathered.within(self.pooled.filters.period).by_place

    @cached_property
    def usual(self) -> list[Group]:
        """Picked as the filters say, in all months of the period."""
        first = self.asked.filters.period.first
        return [one for one in self.judged if one.month >= first]

    @cached_property
    def judged(self) -> list[Group]:
        """The same in all months over which change is judged."""
        return [one for one in self.groups if one.picked is self.asked.filters.picked]

    @cached_property
    def in_year(self) -> list[Group]:
        return [one for one in self.usual if one.month >= self.pooled.filters.period.first]

    @cached_property
    def share(self) -> Share:
        return share_of_groups(self.in_year, self.scales)

    @cached_property
    def scale(self) -> Scale | None:
        return scale_most_used(self.usual, self.scales)

    @cached_property
    def lowest(self) -> int:
        """How many have the lowest grade of their own scale."""
        return sum(
            one.number
            for one in self.in_year
            if one.grade and one.grade == self.scales[one.version].lowest
        )

    @cached_property
    def without_grade(self) -> int:
        return sum(one.number for one in self.in_year if one.grade is None)

    @cached_property
    def series(self) -> Series:
        filters = self.asked.filters
        dates = filters.period.judged.months
        return series_of(self.groups, self.scales, self.settling, dates, filters.picked)

    @cached_property
    def shown(self) -> Series:
        return self.series.since(self.asked.filters.period.first)

    @cached_property
    def compared(self) -> Compared:
        return change_of(self.series)

    @property
    def year(self) -> dict[str, str]:
        """The address of the last year, for links to what is counted in it."""
        return self.asked.of_period(self.pooled.filters.period)


def figures_asked() -> Figures:
    asked, asking = grades_asked()
    settling = settling_of(viewer(), asked.filters, this_month())
    return Figures(asked, asking, settling)


def grades_asked(
    extra: Callable[[Offered], Sequence[Choice]] | None = None,
) -> tuple[Asked, Asking]:
    """`extra` makes filters of one page alone, beside what was graded."""
    sections = sections_of(request.args.get("template", ""), viewer())
    chosen = _about_choice(sections)
    asked = asked_in_address(
        lambda offered: (chosen, *(extra(offered) if extra else ())), of_rows=extra is not None
    )
    about = _about(chosen.chosen, sections if asked.filters.template else {})
    return asked, Asking(viewer(), asked.filters, about, asked.offered.versions)


def _about_choice(sections: Mapping[str, str]) -> Choice:
    """What sections are about, in the order of the catalogue; of one template also each of its sections."""
    concepts = [(code_in_address(code), words) for code, words in CONCEPTS.items()]
    each = [(f"{SECTION}{one}", f"Section: {heading}") for one, heading in sections.items()]
    about = choice("about", "What was graded", [*concepts, *each], first=WHOLE_AUDITS)
    return replace(about, is_filter=False)


def _about(chosen: str, sections: Mapping[str, str]) -> About:
    section = chosen.removeprefix(SECTION) if chosen.startswith(SECTION) else ""
    if section in sections:
        return About(section=section, heading=sections[section])
    return About(concept=code_asked(chosen, CONCEPTS))


def said_of_change(figures: Figures) -> str:
    if figures.asked.filters.is_trend:
        return change_in_words(figures.compared, figures.series)
    return "Records of this kind were not drawn from all records, so nothing is said of change."


def is_trend(asked: Asked) -> bool:
    """What was asked for by name is never drawn from month to month."""
    return asked.filters.picked is not Picked.BY_NAME
