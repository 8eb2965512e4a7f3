"""When a child and a family may be asked: only after somebody who knows them said that it is safe, and not too often."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from qa_app.audits.rules import Part, WhyNot
from qa_app.audits.rules.people import whom
from qa_app.foundation.clock import long_date
from qa_app.foundation.errors import Reason

# What was safe a fortnight ago may not be so today.
HOLDS_FOR = timedelta(days=14)
MONTHS_BETWEEN = 6


class Number(StrEnum):
    """No number is kept here: whoever rings reads it on the child’s own record."""

    CHECKED = "It is right, and nobody else answers it"
    NOT_BY_PHONE = "Do not ring. They can be asked on a visit"


class Near(StrEnum):
    NOBODY = "Nobody who could make it unsafe"
    SOMEBODY = "Somebody who could make it unsafe, unless it is done with care"


class Court(StrEnum):
    NONE = "There is none"
    AGREED = "There is one, and whoever leads it agrees that we ask"
    AGAINST = "There is one, and it speaks against asking now"


class Interpreter(StrEnum):
    NOT_NEEDED = "They need none"
    NEEDED = "They need one, who is not of their family or friends"


class Who(StrEnum):
    """Who answered."""

    CHILD = "The child or young person"
    PARENT = "A parent"
    CARER = "A carer"
    OTHER = "Another family member"


class How(StrEnum):
    PHONE = "By telephone"
    VISIT = "On a visit"


class Outcome(StrEnum):
    """What became of it."""

    ASKED = "Being written down"
    ANSWERED = "Answered"
    DECLINED = "Asked, and did not want to answer"
    NOT_ASKED = "Not asked"


SETTLED = (Outcome.ANSWERED, Outcome.DECLINED, Outcome.NOT_ASKED)
# Whoever was spoken to was asked, whatever they answered.
WERE_ASKED = (Outcome.ASKED, Outcome.ANSWERED, Outcome.DECLINED)

# Why whoever knows the family says that somebody must not be asked.
MUST_NOT = {
    WhyNot.NOT_SAFE: "it is not safe",
    WhyNot.NOT_RIGHT_NOW: "it would not be right at this time",
    WhyNot.LEGAL: "because of a court case or an investigation",
    WhyNot.TOO_YOUNG: "the child is too young to be asked",
    WhyNot.NOT_INVOLVED: "they are not involved with this child",
}
# These say too little by themselves.
NEED_WORDS = (WhyNot.NOT_RIGHT_NOW, WhyNot.NO_TIME, WhyNot.NOT_REACHED)
ABOUT_THE_CHILD = (WhyNot.TOO_YOUNG,)
ABOUT_THE_FAMILY = (WhyNot.NOT_INVOLVED,)


@dataclass(frozen=True)
class Safety:
    """What somebody who knows the family said of ringing them."""

    number: Number
    near: Near
    court: Court
    interpreter: Interpreter
    # Of whom it is not so; everybody else may be asked.
    why_not: Mapping[Part, WhyNot] = field(default_factory=dict)
    language: str = ""
    for_the_caller: str = ""


@dataclass(frozen=True)
class Asking:
    """Somebody was asked."""

    part: Part
    who: Who
    how: How
    with_interpreter: bool
    on: date


@dataclass(frozen=True)
class AskedBefore:
    """A time at which this child or their family was asked for another audit."""

    on: date
    same_child: bool


def who_may_be(part: Part) -> tuple[Who, ...]:
    return (Who.CHILD,) if part is Part.CHILD else (Who.PARENT, Who.CARER, Who.OTHER)


def reasons_for(part: Part) -> tuple[WhyNot, ...]:
    """Why this one was not asked, as far as it can be said of them; that they would not is an answer."""
    others = ABOUT_THE_FAMILY if part is Part.CHILD else ABOUT_THE_CHILD
    return tuple(why for why in WhyNot if why not in others and why is not WhyNot.DECLINED)


def why_not_say(safety: Safety, parts: Iterable[Part], *, is_auditor: bool) -> list[str]:
    """What whoever knows the family has still to say, or may not say."""
    if is_auditor:
        return ["Somebody else than the auditor says whether it is safe to ask"]
    may = [part for part in parts if part not in safety.why_not]
    said: list[str] = []
    if safety.court is Court.AGAINST and may:
        said.append(Reason("Nobody is asked while a court case speaks against it", "court"))
    if safety.near is Near.SOMEBODY and may and not safety.for_the_caller:
        words = "Enter what whoever asks must know, because somebody may be near"
        said.append(Reason(words, "for_the_caller"))
    if safety.interpreter is Interpreter.NEEDED and may and not safety.language:
        said.append(Reason("Enter the language", "language"))
    return said


def holds(answered_on: date | None, on: date) -> bool:
    return answered_on is not None and answered_on <= on <= answered_on + HOLDS_FOR


class SaidState(StrEnum):
    """How an answer stands that somebody gave about the safety of a family."""

    HOLDS = "Holds"
    RUN_OUT = "No longer holds"
    ASKED = "They have been asked"
    OVER = "The audit is over"


def state_of_answer(
    answered_on: date | None,
    today: date,
    parts: Iterable[Part],
    asked: Collection[Part],
    *,
    is_open: bool,
) -> SaidState:
    """It can be changed and taken back as long as there is somebody whom nobody has asked yet."""
    if not is_open:
        return SaidState.OVER
    if all(part in asked for part in parts):
        return SaidState.ASKED
    return SaidState.HOLDS if holds(answered_on, today) else SaidState.RUN_OUT


CAN_BE_CHANGED = (SaidState.HOLDS, SaidState.RUN_OUT)
TOO_LATE = {
    SaidState.ASKED: "They have been asked already, so there is nothing left to change",
    SaidState.OVER: "The audit is no longer open, so nobody will be asked for it",
}


def why_not_ask(
    safety: Safety | None,
    answered_on: date | None,
    asking: Asking,
    before: Iterable[AskedBefore],
    today: date,
) -> list[str]:
    """In the order in which they are to be mended; nothing where the family may be asked."""
    if asking.on > today:
        return [Reason("The day must be today or in the past", "on")]
    if safety is None or answered_on is None:
        return ["Nobody has said yet that it is safe to ask. Until then nobody may be asked"]
    if asking.on < answered_on:
        words = f"Nobody had said before {long_date(answered_on)} that it was safe to ask"
        return [Reason(words, "on")]
    if not holds(answered_on, asking.on):
        return [
            f"It was said on {long_date(answered_on)} that it is safe to ask. That holds for "
            f"{HOLDS_FOR.days} days. Ask again whether it is safe"
        ]
    if why := safety.why_not.get(asking.part):
        return [
            f"Whoever knows them said that {whom(asking.part)} must not be asked: {MUST_NOT[why]}"
        ]
    return [*_why_not_so(safety, asking), *why_not_again(asking.on, before)]


def _why_not_so(safety: Safety, asking: Asking) -> list[str]:
    said: list[str] = []
    if safety.number is Number.NOT_BY_PHONE and asking.how is How.PHONE:
        said.append(Reason("It was not safe to ring. Ask on a visit", "how"))
    if safety.interpreter is Interpreter.NEEDED and not asking.with_interpreter:
        said.append(Reason("They need an interpreter", "with_interpreter"))
    if asking.who not in who_may_be(asking.part):
        said.append(Reason("Select who answered", "who"))
    return said


def why_not_again(on: date, before: Iterable[AskedBefore]) -> list[str]:
    """No family is asked twice in six months: not about a brother or sister, nor for another programme."""
    near = [one for one in before if one.on < months_after(on) and on < months_after(one.on)]
    if not near:
        return []
    last = max(near, key=lambda one: one.on)
    about = "" if last.same_child else ", about a brother or sister"
    again = long_date(months_after(last.on))
    return [
        f"This family was asked on {long_date(last.on)}{about}. No family is asked twice in six months: "
        f"they can be asked again from {again}"
    ]


def months_after(day: date, number: int = MONTHS_BETWEEN) -> date:
    """The same day so many months later; of a shorter month the first day of the next."""
    counted = day.year * 12 + day.month - 1 + number
    year, month = counted // 12, counted % 12 + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)


def why_not_leave_out(
    part: Part, why: WhyNot, saying: str, *, is_checked: bool, was_lately: bool
) -> list[str]:
    """What is wrong with a reason for not asking."""
    if why not in reasons_for(part):
        return [Reason("Select why they were not asked", "why_not")]
    if why is WhyNot.ASKED_LATELY and not was_lately:
        return [Reason("Nobody of this family was asked in the last six months", "why_not")]
    if why is WhyNot.NOT_CHECKED and is_checked:
        return [
            Reason("It was said whether it is safe. Select what kept you from asking", "why_not")
        ]
    if why in NEED_WORDS and not saying:
        return [Reason(f"Enter more: “{why.value}” says too little by itself", "saying")]
    return []


def small(words: str) -> str:
    """As it stands inside a sentence."""
    return f"{words[:1].lower()}{words[1:]}"
