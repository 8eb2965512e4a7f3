"""The filters of the pages that say what audits found: one form, kept in the address, never a person in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from flask import request

from qa_app.access.gate import viewer
from qa_app.children.rules.ages import AgeBand
from qa_app.foundation.clock import today
from qa_app.insight.queries.auditors import people_by_kind
from qa_app.insight.queries.offered import Offered, list_offered_to
from qa_app.insight.rules.auditors import AuditorKind, may_be_told_apart
from qa_app.insight.rules.filters import (
    LEVEL,
    NOT_KNOWN,
    PERIOD_WORDS,
    USUAL_PERIOD,
    Choice,
    Filters,
    Period,
    Picked,
    PlacesAs,
    chips_of,
    chosen_from,
    code_asked,
    code_in_address,
    month_options,
    period_asked,
)
from qa_app.insight.rules.months import written
from qa_app.organisation.models import Place
from qa_app.rounds.rules import first_of_month
from qa_app.web.searches import address_of

Options = list[tuple[str, str]]
KIND = "auditor-kind"
MONTHS_AND_PLACE = ("period", "from", "to", "place")


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and what its form offers instead."""

    filters: Filters
    choices: Sequence[Choice]
    offered: Offered
    place: Place | None = None
    # Whether a kind of auditor was asked for of whom there are too few people here.
    few_auditors: bool = False

    @property
    def address(self) -> dict[str, str]:
        """The same again, for links and files."""
        return chosen_from(self.choices)

    @property
    def chips(self) -> list[tuple[str, str]]:
        return chips_of(self.choices)

    @property
    def of_months_and_place(self) -> "Asked":
        """For what counts whole places alone: nothing else is asked, and nothing else is offered."""
        kept = [one for one in self.choices if one.name in MONTHS_AND_PLACE]
        return replace(self, filters=self.filters.of_months_and_place, choices=kept)

    @property
    def not_offered(self) -> list[str]:
        """What the address asks for and nobody may choose here: not there, or not for the viewer to see."""
        return [
            one.label
            for one in self.choices
            if _typed(one.name) and _typed(one.name) not in {value for value, _ in one.options}
        ]

    @property
    def bare(self) -> str:
        """The same page of everything, about the same."""
        return address_of(request.path, chosen_from(x for x in self.choices if not x.is_filter))

    @property
    def months(self) -> list[date]:
        return self.filters.period.months

    def but(self, **otherwise: str) -> dict[str, str]:
        """The address with some things asked otherwise; empty asks for none of that."""
        return {name: words for name, words in {**self.address, **otherwise}.items() if words}

    def picked_as(self, picked: Picked) -> str:
        """The same page of audits that were picked in another way."""
        return address_of(request.path, self.but(picked=code_in_address(picked.name)))

    def of_period(self, period: Period) -> dict[str, str]:
        if period == self.filters.period:
            return self.address
        ends = {"from": written(period.first), "to": written(period.last)}
        return self.but(period="", **ends)

    def of_month(self, month: date) -> dict[str, str]:
        return self.of_period(Period(month, month))


def asked_in_address(
    extra: Callable[[Offered], Sequence[Choice]] | None = None, *, of_rows: bool = False
) -> Asked:
    """What makes no sense in the address asks for nothing. `extra` makes the filters of one page alone.

    `of_rows` is a list of audits that the viewer may open, one by one: there is nothing to find out by counting.
    """
    offered = list_offered_to(viewer())
    place = next((one for one in offered.places if one.public_id == _typed("place")), None)
    own = extra(offered) if extra else ()
    choices = (*own, *_choices_of_months(), *_choices_of_audits(offered, place))
    chosen = {one.name: one.chosen for one in choices}
    age = code_asked(chosen["age"], AgeBand.__members__)
    filters = Filters(
        period_asked(chosen["period"], chosen["from"], chosen["to"], this_month()),
        below=place.path if place else "",
        places=PlacesAs[code_asked(chosen["places"], PlacesAs.__members__)],
        template=chosen["template"],
        programme=chosen["programme"],
        status=code_asked(chosen["status"], [*offered.statuses, NOT_KNOWN]),
        age=AgeBand[age] if age else None,
        picked=Picked[code_asked(chosen["picked"], Picked.__members__)],
    )
    asked = Asked(filters, choices, offered, place)
    return _of_auditors(asked, code_asked(chosen[KIND], AuditorKind.__members__), of_rows=of_rows)


def _of_auditors(asked: Asked, code: str, *, of_rows: bool) -> Asked:
    """Not where there are so few people of a kind that a figure would be about them."""
    if not code:
        return asked
    kind, whole = AuditorKind[code], asked.filters
    if not of_rows:
        there = replace(whole.of_everything, below=whole.below, places=whole.places).judged
        if not may_be_told_apart(kind, people_by_kind(viewer(), there)):
            choices = [replace(o, chosen="") if o.name == KIND else o for o in asked.choices]
            return replace(asked, choices=choices, few_auditors=True)
    return replace(asked, filters=replace(whole, auditor=kind))


def choice(
    name: str, label: str, options: Options, *, first: str = "All", usual: str = ""
) -> Choice:
    """As the address chooses; the usual one where it names none that is on offer."""
    typed = _typed(name)
    chosen = typed if typed in {value for value, _ in options} else usual
    return Choice(name, label, options, chosen, "" if usual else first, usual)


def _choices_of_months() -> list[Choice]:
    """Months from and to win over the period, which then stands for itself no more."""
    months = month_options(this_month())
    ends = [
        choice("from", "From", months, first="Not chosen"),
        choice("to", "To", months, first="Not chosen"),
    ]
    periods = [*PERIOD_WORDS.items()]
    if any(one.is_set for one in ends):
        return [Choice("period", "Months", periods, first="As chosen below"), *ends]
    return [choice("period", "Months", periods, usual=USUAL_PERIOD), *ends]


def _choices_of_audits(offered: Offered, place: Place | None) -> list[Choice]:
    """How records were chosen follows a programme that is asked for."""
    programme = offered.programme(_typed("programme"))
    picked = (programme.picked if programme else Picked.USUAL).name
    programmes = [(one.public_id, one.name) for one in offered.programmes]
    return [
        Choice("place", "Place", in_tree(offered.places), place.public_id if place else ""),
        choice("places", "Places", _options(PlacesAs), usual=code_in_address(PlacesAs.THEN.name)),
        choice("template", "Template", sorted(offered.templates.items(), key=_by_words)),
        choice("programme", "Programme", programmes),
        choice("status", "Child’s status then", _statuses(offered.statuses)),
        choice("age", "Child’s age then", _options(AgeBand)),
        choice(KIND, "Who audited", _options(AuditorKind)),
        choice("picked", "How records were chosen", _options(Picked), usual=code_in_address(picked)),
    ]  # fmt: skip


def _typed(name: str) -> str:
    return request.args.get(name, "")


def this_month() -> date:
    return first_of_month(today())


def in_tree(places: Sequence[Place]) -> Options:
    """Each set in by its level below the highest that there is to choose."""
    highest = min((one.depth for one in places), default=0)
    return [(one.public_id, f"{LEVEL * (one.depth - highest)}{one.name}") for one in places]


def _statuses(names: Mapping[str, str]) -> Options:
    each = [(code_in_address(code), name) for code, name in names.items()]
    return [*each, (NOT_KNOWN, "Not known")]


def _options(kinds: type[StrEnum]) -> Options:
    return [(code_in_address(one.name), one.value) for one in kinds]


def _by_words(option: tuple[str, str]) -> tuple[str, str]:
    return option[1].casefold(), option[0]
