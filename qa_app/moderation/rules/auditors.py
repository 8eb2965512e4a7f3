"""What somebody does before they audit alone, and how far they have come."""

from dataclasses import dataclass
from enum import StrEnum

SHADOWS, PRACTICES = 1, 2


class Practice(StrEnum):
    SHADOW = "Read along with an auditor"
    PRACTICE = "Practice audit"


class Stage(StrEnum):
    TO_TRAIN = "Training to do"
    SHADOWING = "To read along with an auditor"
    PRACTISING = "Practice audits to do"
    TO_SIGN_OFF = "To be signed off"
    SIGNED_OFF = "Signed off"


@dataclass(frozen=True)
class Progress:
    is_trained: bool = False
    shadows: int = 0
    practices: int = 0
    is_signed_off: bool = False


def stage_of(progress: Progress) -> Stage:
    """The first thing that is still to do."""
    if progress.is_signed_off:
        return Stage.SIGNED_OFF
    if not progress.is_trained:
        return Stage.TO_TRAIN
    if progress.shadows < SHADOWS:
        return Stage.SHADOWING
    return Stage.PRACTISING if progress.practices < PRACTICES else Stage.TO_SIGN_OFF


def still_to_do(progress: Progress) -> list[str]:
    """In the order in which it is done."""
    waits = []
    if not progress.is_trained:
        waits.append("training")
    if progress.shadows < SHADOWS:
        waits.append("one audit read along with an auditor")
    if (left := PRACTICES - progress.practices) > 0:
        waits.append("one practice audit" if left == 1 else f"{left} practice audits")
    return waits


def why_not_sign_off(progress: Progress, why: str, *, is_own: bool) -> str:
    """Somebody who audited elsewhere need not do everything again, if it is said why."""
    if is_own:
        return "Somebody else signs you off"
    if progress.is_signed_off:
        return "They are signed off already"
    if (waits := still_to_do(progress)) and not why.strip():
        return f"Still to do: {', '.join(waits)}. Enter why they may audit without it"
    return ""
