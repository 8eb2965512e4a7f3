"""Why a record is out of draws for now."""

from enum import StrEnum


class Hold(StrEnum):
    DIED = "The child has died"
    ADOPTED = "The child was adopted"
    RAPID_REVIEW = "A rapid review or practice review is under way"
    POLICE = "The police have asked for it"
    COURT = "A court or complaint is looking at it"
    OTHER = "Another reason"
