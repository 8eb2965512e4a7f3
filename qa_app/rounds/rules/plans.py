"""What a programme says of itself: whom it reads, who reads, how many, how often, by when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from qa_app.foundation.clock import is_working_day, last_working_day, working_days_after
from qa_app.rounds.rules.eligibility import Limits
from qa_app.rounds.rules.independence import Within
from qa_app.rounds.rules.months import months_between, months_on


class Kind(StrEnum):
    MONTHLY = "Monthly audits"
    THEMATIC = "Thematic audit"
    DIP_SAMPLE = "Dip sample"
    DEEP_DIVE = "Deep dive"
    SUPERVISION = "Supervision files"
    OBSERVATION = "Practice observation"
    PRACTICE_WEEK = "Practice week"
    RE_AUDIT = "Re-audit"
    WHOLE_COHORT = "Whole-cohort review"
    REQUESTED = "Requested or tracked audits"
    SURGERY = "Surgery"


class Source(StrEnum):
    """From where records are drawn."""

    OPEN_LIST = "The list of children"
    REFERENCES = "References that you paste or upload"
    PRACTITIONERS = "Practitioners"
    HOUSEHOLDS = "Carer households that you paste or upload"


# Sources that are on no list here: somebody brings them for each draw.
PASTED = (Source.REFERENCES, Source.HOUSEHOLDS)


class Often(StrEnum):
    MONTHLY = "Every month"
    QUARTERLY = "Every three months"
    HALF_YEARLY = "Every six months"
    YEARLY = "Every year"
    ONCE = "Once"


MONTHS_APART = {Often.MONTHLY: 1, Often.QUARTERLY: 3, Often.HALF_YEARLY: 6, Often.YEARLY: 12}


class Spread(StrEnum):
    """By what a draw is spread; at most two, or too many corners stay empty."""

    TEAM = "Team"
    STATUS = "Status"
    AGE = "Age"


MOST_SPREADS = 2

# Kinds that look at what practitioners do themselves, and not at the record of a child.
OWN_WORK = (Kind.SUPERVISION, Kind.OBSERVATION)

# Kinds whose records are due so many hours after they are given out.
DUE_WITHIN_HOURS = (Kind.REQUESTED,)


class HowMany(StrEnum):
    EACH = "So many for each auditor"
    TOTAL = "So many in all"
    ALL = "Every record"


class SignsOff(StrEnum):
    """Who says that an agreed audit is finished."""

    QA_LEAD = "The QA lead"
    HEAD_OF_SERVICE = "The head of service"
    AT_ONCE = "Nobody: it is signed off as soon as it is agreed"


class Released(StrEnum):
    """From when on a practitioner may read the audit."""

    SIGNED_OFF = "Once it is signed off"
    AGREED = "Once it is agreed, before it is signed off"


@dataclass(frozen=True)
class Auditors:
    """Who reads: everybody who holds one of these roles or duties, or is named; people by their public ids."""

    holds: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All that a programme decides before a month begins."""

    kind: Kind = Kind.MONTHLY
    source: Source = Source.OPEN_LIST
    often: Often = Often.MONTHLY
    first_month: date = date(2026, 1, 1)
    months_off: tuple[int, ...] = ()
    how_many: HowMany = HowMany.EACH
    number: int = 2
    # The round opens on this working day of its month.
    opens_on: int = 1
    # A day of the month; 0 is its last working day.
    due_day: int = 0
    # Of requested audits alone: hours from the request to the deadline.
    due_hours: int = 0
    auditors: Auditors = Auditors(holds=("TEAM_MANAGER", "AUDITOR"))
    within: Within = Within.COUNCIL
    spreads: tuple[Spread, ...] = ()
    limits: Limits = Limits()
    # Of a hundred audits so many are read a second time without seeing the grades.
    moderation_share: int = 20
    moderate_inadequate: bool = True
    moderate_first: bool = True
    moderate_override: bool = True
    # Who gives second opinions, by their public ids; nobody named: everybody who has that duty.
    moderators: tuple[str, ...] = ()
    signs_off: SignsOff = SignsOff.AT_ONCE
    released: Released = Released.SIGNED_OFF
    remind_before: tuple[int, ...] = (7, 2)
    has_conversation: bool = True
    blind_repeat: bool = False

    @property
    def is_of_own_work(self) -> bool:
        """Whether practitioners are looked at themselves, which is confidential."""
        draws_them = self.source is Source.PRACTITIONERS and self.kind is not Kind.SURGERY
        return draws_them or self.kind in OWN_WORK


_MONTHLY = Plan(limits=Limits(open_weeks=6, not_audited_months=12), months_off=(8,))

# What each kind begins with; everything can be changed.
BEGINNINGS: dict[Kind, Plan] = {
    Kind.MONTHLY: _MONTHLY,
    Kind.THEMATIC: replace(_MONTHLY, kind=Kind.THEMATIC, often=Often.QUARTERLY, number=1, months_off=()),
    Kind.DIP_SAMPLE: Plan(kind=Kind.DIP_SAMPLE, often=Often.ONCE, how_many=HowMany.TOTAL, number=20, has_conversation=False, moderation_share=0),
    Kind.DEEP_DIVE: Plan(kind=Kind.DEEP_DIVE, often=Often.QUARTERLY, how_many=HowMany.TOTAL, number=6, limits=Limits(open_weeks=26)),
    Kind.SUPERVISION: Plan(kind=Kind.SUPERVISION, source=Source.PRACTITIONERS, often=Often.QUARTERLY, number=1, limits=Limits(not_audited_months=6, siblings_once=False, one_a_practitioner=False)),
    Kind.OBSERVATION: Plan(kind=Kind.OBSERVATION, source=Source.PRACTITIONERS, often=Often.HALF_YEARLY, number=1, moderation_share=0, limits=Limits(not_audited_months=12, siblings_once=False, one_a_practitioner=False)),
    Kind.PRACTICE_WEEK: Plan(kind=Kind.PRACTICE_WEEK, often=Often.HALF_YEARLY, number=1, limits=Limits(open_weeks=6)),
    Kind.RE_AUDIT: Plan(kind=Kind.RE_AUDIT, source=Source.REFERENCES, moderation_share=100, limits=Limits(one_a_practitioner=False)),
    Kind.WHOLE_COHORT: Plan(kind=Kind.WHOLE_COHORT, often=Often.ONCE, how_many=HowMany.ALL, moderation_share=10, has_conversation=False, limits=Limits(siblings_once=False, one_a_practitioner=False)),
    Kind.REQUESTED: Plan(kind=Kind.REQUESTED, source=Source.REFERENCES, due_hours=48, moderation_share=100, has_conversation=False, limits=Limits(siblings_once=False, one_a_practitioner=False)),
    Kind.SURGERY: Plan(kind=Kind.SURGERY, source=Source.PRACTITIONERS, often=Often.ONCE, how_many=HowMany.TOTAL, number=1, moderation_share=0, limits=Limits(siblings_once=False, one_a_practitioner=False)),
}  # fmt: skip


def signs_off(plan: Plan) -> SignsOff:
    """What a practitioner does themselves is read by those alone who manage them: nobody signs it off."""
    return SignsOff.AT_ONCE if plan.is_of_own_work else plan.signs_off


def is_held_in(plan: Plan, month: date) -> bool:
    """Whether the programme has a round in the month that begins on this day."""
    since = months_between(plan.first_month, month)
    if since < 0 or month.month in plan.months_off:
        return False
    if plan.often is Often.ONCE:
        return since == 0
    return since % MONTHS_APART[plan.often] == 0


def opening_day(plan: Plan, month: date) -> date:
    return working_days_after(month - timedelta(days=1), plan.opens_on)


def due_day(plan: Plan, month: date) -> date:
    """As it is asked for; never before it opens, should a month have fewer working days than was thought."""
    return max(day_asked_for(plan, month), opening_day(plan, month))


def day_asked_for(plan: Plan, month: date) -> date:
    """The last working day, or the day of the month that is asked for: the one before where that is none."""
    last = last_working_day(month.year, month.month)
    if not plan.due_day:
        return last
    end = months_on(month, 1) - timedelta(days=1)
    day = min(month + timedelta(days=plan.due_day - 1), end)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def as_kept(plan: Plan) -> dict[str, Any]:
    """Plain text and numbers, for the database."""
    return {
        **{name: getattr(plan, name) for name in _PLAIN},
        **{name: getattr(plan, name).name for name in _CHOICES},
        "first_month": plan.first_month.isoformat(),
        "months_off": [*plan.months_off],
        "remind_before": [*plan.remind_before],
        "moderators": [*plan.moderators],
        "spreads": [one.name for one in plan.spreads],
        "auditors": {name: [*words] for name, words in vars(plan.auditors).items()},
        "limits": {name: _listed(value) for name, value in vars(plan.limits).items()},
    }


_PLAIN = (
    "number", "opens_on", "due_day", "due_hours", "moderation_share", "moderate_inadequate",
    "moderate_first", "moderate_override", "has_conversation", "blind_repeat",
)  # fmt: skip
_CHOICES = {
    "kind": Kind, "source": Source, "often": Often, "how_many": HowMany, "within": Within,
    "signs_off": SignsOff, "released": Released,
}  # fmt: skip
_LISTS = ("months_off", "remind_before", "moderators")


def plan_from(kept: Mapping[str, Any]) -> Plan:
    """What an older version did not keep is as a programme of its kind begins."""
    begun = BEGINNINGS[Kind[kept["kind"]]] if "kind" in kept else _MONTHLY
    chosen: dict[str, Any] = {name: kept[name] for name in _PLAIN if name in kept}
    chosen |= {name: choice[kept[name]] for name, choice in _CHOICES.items() if name in kept}
    if "first_month" in kept:
        chosen["first_month"] = date.fromisoformat(kept["first_month"])
    chosen |= {name: tuple(kept[name]) for name in _LISTS if name in kept}
    if "spreads" in kept:
        chosen["spreads"] = tuple(Spread[one] for one in kept["spreads"])
    if "auditors" in kept:
        chosen["auditors"] = Auditors(
            **{name: tuple(one) for name, one in kept["auditors"].items()}
        )
    if "limits" in kept:
        limits: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one
            for name, one in kept["limits"].items()
        }
        chosen["limits"] = Limits(**limits)
    return replace(begun, **chosen)


def _listed(value: Any) -> Any:
    return [*value] if isinstance(value, tuple) else value
