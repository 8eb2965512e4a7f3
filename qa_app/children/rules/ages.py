"""Ages, in the bands that lists and samples use."""

from enum import StrEnum


class AgeBand(StrEnum):
    UNBORN = "Not yet born"
    UNDER_1 = "Under 1"
    FROM_1 = "1 to 4"
    FROM_5 = "5 to 9"
    FROM_10 = "10 to 15"
    FROM_16 = "16 and 17"
    FROM_18 = "18 and over"


# The first and the last age of each band.
AGES = {
    AgeBand.UNBORN: (-1, -1),
    AgeBand.UNDER_1: (0, 0),
    AgeBand.FROM_1: (1, 4),
    AgeBand.FROM_5: (5, 9),
    AgeBand.FROM_10: (10, 15),
    AgeBand.FROM_16: (16, 17),
    AgeBand.FROM_18: (18, 99),
}


def age_band(age: int | None) -> AgeBand | None:
    if age is None:
        return None
    return next((band for band, (first, last) in AGES.items() if first <= age <= last), None)
