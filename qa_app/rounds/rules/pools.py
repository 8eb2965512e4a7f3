"""What a draw chooses from, and what became of each record in it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from qa_app.rounds.rules.drawing import Candidate, Drawn, Stratum, draw
from qa_app.rounds.rules.eligibility import (
    EVERYBODY,
    MISSING,
    Facts,
    Out,
    Suits,
    Unchecked,
    Unfinished,
    not_checked,
    why_out,
)
from qa_app.rounds.rules.plans import HowMany, Kind, Plan, Spread

AGE_BANDS = ((0, "Under 5"), (5, "5 to 9"), (10, "10 to 15"), (16, "16 and over"))
NOT_KNOWN = "Not known"
OLD_LIST_DAYS = 35


@dataclass(frozen=True)
class Pool:
    """All records of a list, with the digest that the list had before the seed was made."""

    facts: tuple[Facts, ...]
    as_at: date
    digest: str
    case_list_id: int | None


@dataclass(frozen=True)
class Chosen:
    """A draw: every record of the pool is in `drawn` or in `out`."""

    drawn: Drawn
    out: tuple[tuple[Facts, Out], ...]
    unchecked: tuple[Unchecked, ...]
    wanted: int
    facts: dict[str, Facts]


def digest_of_references(references: Collection[str]) -> str:
    return sha256("\n".join(sorted(references)).encode()).hexdigest()


def reasons_of(
    pool: Pool,
    plan: Plan,
    on: date,
    in_conversation: Collection[int] = (),
    suits: Suits = EVERYBODY,
) -> list[tuple[Facts, Out | None]]:
    """Each record with why it stays out, or None.

    A review of every child reads again what nobody is reminded of any more: else it would never be read.
    """
    counted = (Unfinished.CHASED,) if plan.kind is Kind.WHOLE_COHORT else (*Unfinished,)
    return [
        (one, why_out(one, plan.limits, on, in_conversation, suits, counted)) for one in pool.facts
    ]


def choose(
    pool: Pool,
    plan: Plan,
    seed: str,
    wanted: int,
    on: date,
    in_conversation: Collection[int] = (),
    suits: Suits = EVERYBODY,
) -> Chosen:
    """Who stays out and why; and of the others whom the seed puts first."""
    limits = plan.limits
    reasons = reasons_of(pool, plan, on, in_conversation, suits)
    inside = [one for one, why in reasons if why is None]
    if plan.how_many is HowMany.ALL:
        wanted = len(inside)
    drawn = draw(
        [candidate(one, plan.spreads) for one in inside],
        seed,
        wanted,
        siblings_once=limits.siblings_once,
        one_a_practitioner=limits.one_a_practitioner,
    )
    return Chosen(
        drawn=drawn,
        out=tuple((one, why) for one, why in reasons if why is not None),
        unchecked=tuple(not_checked(pool.facts, limits)),
        wanted=wanted,
        facts={one.reference: one for one in pool.facts},
    )


def candidate(one: Facts, spreads: Sequence[Spread]) -> Candidate:
    practitioner = one.practitioners[0] if one.practitioners else None
    return Candidate(
        one.reference, stratum_of(one, spreads), one.family, practitioner, one.is_restricted
    )


def stratum_of(one: Facts, spreads: Sequence[Spread]) -> Stratum:
    values = {
        Spread.TEAM: one.path,
        Spread.STATUS: one.status or NOT_KNOWN,
        Spread.AGE: _age_band(one.age),
    }
    return tuple(values[spread] for spread in spreads)


def _age_band(age: int | None) -> str:
    if age is None:
        return NOT_KNOWN
    return [words for youngest, words in AGE_BANDS if max(age, 0) >= youngest][-1]


def counted_out(out: Collection[tuple[Facts, Out]]) -> list[tuple[Out, int]]:
    """How many stay out for each reason, in the order in which reasons are looked at."""
    counts = Counter(why for _, why in out)
    return [(why, counts[why]) for why in Out if counts[why]]


def missing_in_words(out: Collection[tuple[Out, int]]) -> str:
    """Who is not among “every open child”, and why; nothing where all are."""
    missing = [(why, number) for why, number in out if why is not Out.CLOSED]
    if not missing:
        return ""
    number = sum(each for _, each in missing)
    told = "; ".join(f"{each:,} {MISSING[why]}" for why, each in missing)
    return f"Of the open records of the list, {number:,} {'is' if number == 1 else 'are'} not read: {told}"


def warnings_of(pool: Pool, on: date) -> list[str]:
    """What to know of a list before it is drawn from."""
    age = (on - pool.as_at).days
    if age > OLD_LIST_DAYS:
        return [
            f"The list is {age} days old. Records that were opened, closed or moved since are not "
            "known. Import a newer list first, or draw from this one knowingly"
        ]
    return []


@dataclass(frozen=True)
class Forecast:
    """What is known before a draw: how many may be drawn, how many are out and why, what is not checked."""

    inside: int
    out: list[tuple[Out, int]]
    unchecked: list[Unchecked]
    practitioners: int
    # Of what the draw is spread by, how many parts there are.
    parts: int

    def most(self, limits_practitioners: bool) -> int:
        """No more can be drawn than there are practitioners, where each is drawn once."""
        known = self.practitioners
        return min(self.inside, known) if limits_practitioners and known else self.inside


def forecast(
    pool: Pool,
    plan: Plan,
    on: date,
    in_conversation: Collection[int] = (),
    suits: Suits = EVERYBODY,
) -> Forecast:
    reasons = reasons_of(pool, plan, on, in_conversation, suits)
    inside = [one for one, why in reasons if why is None]
    without = sum(not one.practitioners for one in inside)
    return Forecast(
        len(inside),
        counted_out([(one, why) for one, why in reasons if why is not None]),
        not_checked(pool.facts, plan.limits),
        len({one.practitioners[0] for one in inside if one.practitioners}) + without,
        len({stratum_of(one, plan.spreads) for one in inside}),
    )
