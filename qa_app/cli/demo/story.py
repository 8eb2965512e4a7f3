"""What becomes of practice in the invented council over two years: one table of months and what is judged.

Seeing the child alone and writing supervision up in time get better once somebody acts on them. Harm outside the
home emerges in the second year. Plans, fathers and chronologies hardly move. A summer without enough people shows.
"""

from random import Random

from qa_app.cli.demo.world import MONTHS

# Of a hundred sections so many are good or better, from the first month to this one.
GOOD_OR_BETTER: dict[str, tuple[int, ...]] = {
    "OVERSIGHT": (49, 49, 52, 50, 53, 53, 52, 54, 53, 53, 49, 47, 47, 51, 51, 54, 59, 61, 61, 61, 64, 62, 66, 65),
    "SUPERVISION": (35, 35, 36, 38, 36, 38, 39, 40, 44, 44, 47, 51, 56, 59, 61, 60, 58, 55, 59, 61, 62, 66, 69, 74),
    "VISIT": (36, 34, 37, 36, 38, 40, 42, 46, 49, 52, 54, 56, 58, 58, 57, 55, 62, 66, 70, 72, 74, 76, 77, 80),
    "VOICE": (48, 49, 49, 48, 49, 50, 48, 50, 50, 50, 50, 51, 47, 45, 47, 50, 49, 52, 54, 57, 58, 59, 59, 61),
    "ASSESS": (54, 57, 57, 54, 55, 55, 55, 57, 57, 56, 56, 57, 57, 55, 53, 53, 54, 55, 57, 55, 60, 61, 62, 63),
    "RISK": (61, 61, 60, 63, 61, 61, 63, 63, 64, 63, 61, 60, 58, 56, 52, 50, 42, 39, 37, 36, 37, 39, 44, 48),
    "PLAN": (44, 44, 43, 43, 44, 44, 47, 44, 44, 47, 44, 42, 42, 41, 44, 46, 47, 47, 46, 47, 46, 49, 48, 49),
    "REVIEW": (51, 51, 54, 56, 56, 56, 57, 57, 56, 57, 57, 54, 52, 51, 52, 55, 57, 56, 59, 61, 62, 60, 61, 62),
    "MULTIAGENCY": (53, 53, 55, 56, 56, 55, 56, 57, 55, 57, 58, 58, 57, 54, 52, 53, 52, 55, 57, 55, 56, 59, 59, 58),
    "FAMILY": (44, 44, 47, 47, 44, 47, 48, 47, 46, 47, 45, 45, 49, 48, 48, 50, 48, 50, 50, 48, 48, 49, 49, 50),
    "NETWORK": (41, 42, 41, 45, 43, 44, 45, 46, 45, 47, 46, 48, 49, 49, 52, 52, 53, 57, 55, 57, 59, 59, 59, 60),
    "DIRECT": (46, 48, 46, 48, 48, 48, 51, 51, 52, 53, 54, 53, 54, 55, 55, 56, 56, 57, 57, 60, 59, 60, 61, 59),
    "IDENTITY": (38, 40, 40, 37, 37, 39, 38, 39, 38, 41, 42, 42, 40, 42, 43, 41, 45, 46, 43, 47, 45, 46, 48, 48),
    "SAFEGUARD-RESPONSE": (65, 66, 66, 66, 66, 66, 68, 65, 68, 68, 66, 65, 64, 61, 57, 58, 55, 55, 51, 51, 52, 57, 57, 59),
    "THRESHOLD": (60, 62, 62, 60, 60, 63, 62, 63, 61, 61, 64, 63, 62, 66, 65, 66, 64, 67, 64, 68, 67, 67, 68, 70),
    "CHRON": (34, 34, 35, 34, 34, 34, 34, 34, 35, 35, 37, 35, 36, 35, 36, 34, 35, 35, 37, 37, 35, 37, 39, 35),
    "RECORD": (45, 44, 44, 46, 44, 45, 46, 47, 45, 47, 49, 51, 52, 53, 54, 55, 56, 59, 58, 59, 59, 63, 64, 64),
    "HEALTH": (57, 57, 58, 59, 58, 59, 59, 62, 63, 61, 60, 64, 61, 60, 57, 57, 56, 55, 55, 58, 58, 60, 61, 64),
    "EDUCATION": (58, 58, 60, 60, 61, 61, 63, 62, 63, 64, 62, 62, 65, 62, 64, 64, 62, 66, 66, 65, 66, 67, 64, 66),
    "PLACEMENT": (64, 66, 66, 66, 65, 67, 66, 66, 65, 64, 65, 64, 61, 62, 59, 58, 58, 59, 59, 58, 61, 62, 61, 62),
    "PERMANENCE": (56, 54, 56, 55, 54, 55, 57, 56, 58, 59, 57, 57, 58, 59, 60, 60, 60, 59, 59, 60, 63, 61, 63, 61),
    "TRANSITION": (48, 49, 51, 51, 51, 50, 51, 51, 51, 50, 53, 51, 54, 54, 51, 53, 55, 56, 55, 54, 54, 58, 55, 57),
    "CONSENT": (55, 56, 58, 55, 58, 57, 59, 58, 56, 59, 58, 56, 56, 58, 59, 58, 58, 59, 59, 62, 59, 62, 63, 60),
    "IRO": (53, 52, 54, 52, 52, 53, 56, 55, 54, 55, 55, 55, 55, 59, 58, 61, 59, 60, 61, 61, 62, 65, 66, 66),
    "IMPACT": (51, 52, 52, 51, 52, 49, 52, 52, 53, 53, 52, 51, 55, 52, 54, 54, 55, 57, 59, 56, 59, 58, 60, 60),
}  # fmt: skip

# In each half-year: how often what is not yet good is this; whatever is not named counts USUAL throughout.
ISSUES: dict[str, tuple[int, int, int, int]] = {
    "recorded-late": (60, 50, 22, 8),
    "gaps": (20, 20, 24, 20),
    "not-alone": (50, 26, 18, 12),
    "outside-the-home": (4, 8, 26, 40),
    "return-interviews": (10, 14, 30, 36),
    "actions-not-aims": (40, 40, 40, 40),
    "fathers": (30, 30, 30, 30),
    "father-missing": (26, 26, 24, 24),
    "handover": (12, 14, 30, 18),
}
USUAL = 16

# In each half-year: so many sections more or fewer of a hundred than the council as a whole, by service.
SERVICES: dict[str, tuple[int, int, int, int]] = {
    "front-door-and-assessment": (2, 1, -5, 0),
    "safeguarding": (-6, -4, -6, -1),
    "children-in-care": (6, 5, 4, 5),
    "disabled-children": (-10, -8, -2, 4),
    "family-help": (7, 8, 6, 4),
}
HALF_YEAR = 6
# What is outstanding of what is good, and inadequate of what is not, of a hundred.
OUTSTANDING, INADEQUATE = 13, 17


def half_year(months_ago: int) -> int:
    return min(3, month_number(months_ago) // HALF_YEAR)


def month_number(months_ago: int) -> int:
    return max(0, MONTHS - 1 - months_ago)


def share_good(concept: str, path: str, months_ago: int) -> int:
    """Of a hundred sections about this, of records in this place, in this month."""
    of_council = GOOD_OR_BETTER.get(concept, GOOD_OR_BETTER["IMPACT"])[month_number(months_ago)]
    here = SERVICES.get(service_in(path), (0, 0, 0, 0))
    return of_council + here[half_year(months_ago)]


def service_in(path: str) -> str:
    parts = path.strip("/").split("/")
    return parts[1] if len(parts) > 1 else ""


def standing(chance: Random, share: float) -> int:
    """How one section stands: 0 outstanding, 1 good, 2 requires improvement, 3 inadequate."""
    share = max(4.0, min(96.0, share))
    if chance.random() * 100 < share:
        return 0 if chance.random() * 100 < OUTSTANDING * share / 55 else 1
    return 3 if chance.random() * 100 < INADEQUATE * (100 - share) / 45 else 2


def weight_of(issue: str, months_ago: int) -> int:
    return ISSUES[issue][half_year(months_ago)] if issue in ISSUES else USUAL
