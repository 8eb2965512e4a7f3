"""How many audits of somebody’s work they cannot read yet, and what each of them waits for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Waits(Enum):
    """For what an audit of somebody’s work waits before they can read it."""

    SUBMITTED = "submitted"
    RELEASED = "released"
    OWN_GRADES = "own grades"
    AGREED_AGAIN = "agreed again"


# For one, and for several.
SAID = {
    Waits.OWN_GRADES: (
        "1 audit is released to you and opens once you have given your own grades, or said that you go on "
        "without them.",
        "{number} audits are released to you. Each opens once you have given your own grades, or said that you "
        "go on without them.",
    ),
    Waits.RELEASED: (
        "1 audit is handed in and not released to you yet. You can read it once its grades are agreed and it is "
        "signed off; where a grade is below good, the auditor talks with you first. You are told by email.",
        "{number} audits are handed in and not released to you yet. You can read each once its grades are agreed "
        "and it is signed off; where a grade is below good, the auditor talks with you first. You are told by "
        "email.",
    ),
    Waits.SUBMITTED: (
        "1 audit is still being read by its auditor.",
        "{number} audits are still being read by their auditors.",
    ),
    Waits.AGREED_AGAIN: (
        "1 audit that you could read is being looked at again. It opens once its grades are agreed.",
        "{number} audits that you could read are being looked at again. Each opens once its grades are agreed.",
    ),
}


@dataclass(frozen=True)
class ToCome:
    """By what they wait for; what somebody can do something about comes first."""

    counts: Counter[Waits]

    @property
    def sentences(self) -> list[str]:
        return [
            said[0] if self.counts[waits] == 1 else said[1].format(number=self.counts[waits])
            for waits, said in SAID.items()
            if self.counts[waits]
        ]


def waits_for(
    *, is_submitted: bool, is_released: bool, grades_first: bool, is_reopened: bool
) -> Waits | None:
    """Nothing where they can read it."""
    if not is_released:
        return Waits.RELEASED if is_submitted else Waits.SUBMITTED
    if is_reopened:
        return Waits.AGREED_AGAIN
    return Waits.OWN_GRADES if grades_first else None


def to_come(waiting: Iterable[Waits | None]) -> ToCome:
    return ToCome(Counter(one for one in waiting if one))
