"""Invented records: who would stand on a council's list from month to month. No names of children."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from qa_app.cli.demo.records import Life
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, start_of

# How many records of each status a council of this size has open at once.
OPEN = {
    "CHILD_IN_NEED": 1150,
    "CARE": 520,
    "CHILD_PROTECTION": 350,
    "ASSESSMENT": 330,
    "CARE_LEAVER": 250,
}
LEAVE_A_MONTH = {
    "CHILD_IN_NEED": 0.11,
    "CARE": 0.025,
    "CHILD_PROTECTION": 0.08,
    "ASSESSMENT": 0.45,
    "CARE_LEAVER": 0.02,
}
# Youngest, likeliest and oldest age in years, on the day the status began.
AGES = {
    "CHILD_IN_NEED": (-0.3, 8, 17),
    "CARE": (0, 12, 17),
    "CHILD_PROTECTION": (-0.3, 4, 16),
    "ASSESSMENT": (-0.3, 7, 17),
    "CARE_LEAVER": (18, 19, 24),
}
ETHNIC_GROUPS = {"White": 70, "Mixed": 10, "Asian": 8, "Black": 7, "Other": 3, "Not known": 2}
NEEDS = ("N1", "N1", "N1", "N1", "N4", "N5", "N5", "N6", "N3")
ABUSE = ("Neglect", "Neglect", "Neglect", "Emotional abuse", "Emotional abuse", "Physical abuse", "Sexual abuse")  # fmt: skip
LEGAL = ("C2", "C2", "C2", "C1", "V2", "V2", "E1")
ELIGIBLE = ("Former relevant", "Former relevant", "Relevant", "Qualifying")


def months(world: World) -> Iterator[tuple[date, list[Life]]]:
    """The lists of two years, the oldest first."""
    inventing = Inventing(world)
    day = first_of(world.today, MONTHS - 1)
    statuses = [status for status, many in OPEN.items() for _ in range(many)]
    world.chance.shuffle(statuses)
    lives = [
        inventing.life(status, day - timedelta(days=world.chance.randrange(400)))
        for status in statuses
    ]
    for months_ago in range(MONTHS - 1, -1, -1):
        day = listed_on(world, months_ago)
        lives = inventing.month_later(lives, day)
        yield day, lives


def first_of(today: date, months_ago: int) -> date:
    number = today.year * 12 + today.month - 1 - months_ago
    return date(number // 12, number % 12 + 1, 1)


def listed_on(world: World, months_ago: int) -> date:
    """The day of a month's list: its first, or before it where the month is about to begin."""
    return london_day(world.in_time(start_of(first_of(world.today, months_ago))))


class Inventing:
    def __init__(self, world: World) -> None:
        self.chance: Random = world.chance
        self.teams = {
            status: [team for team in world.teams for one in team.statuses if one == status]
            for status in OPEN
        }
        self.number = 30_000
        self.families = 7_000

    def month_later(self, lives: list[Life], day: date) -> list[Life]:
        """Some close and as many open; a few are given to another practitioner of the team."""
        chance = self.chance
        staying = [one for one in lives if chance.random() > LEAVE_A_MONTH[one.status]]
        missing = {status: many for status, many in OPEN.items()}
        for one in staying:
            missing[one.status] -= 1
        arriving = [
            self.life(status, day)
            for status, many in missing.items()
            for _ in range(max(0, many + chance.randrange(-6, 7)))
        ]
        return [self.perhaps_handed_on(one) for one in staying] + arriving

    def perhaps_handed_on(self, life: Life) -> Life:
        if self.chance.random() > 0.03:
            return life
        return replace(life, practitioner=self.chance.choice(life.team.practitioners))

    def life(self, status: str, day: date) -> Life:
        chance = self.chance
        team = chance.choice(self.teams[status])
        since = day - timedelta(days=chance.randrange(1, 40))
        youngest, likeliest, oldest = AGES[status]
        age = timedelta(days=365.25 * chance.triangular(youngest, oldest, likeliest))
        self.number += chance.randrange(1, 9)
        # Every third record or so is of a brother or sister of the one before.
        self.families += chance.random() > 0.35
        return Life(
            reference=f"{self.number:07}",
            family=f"F{self.families}",
            born=since - age,
            gender=chance.choice(("Male", "Female")),
            ethnic_group=chance.choices(list(ETHNIC_GROUPS), list(ETHNIC_GROUPS.values()))[0],
            disabled=chance.random() < (0.9 if "Disabled" in team.place.name else 0.07),
            status=status,
            since=since,
            category=self.category(status),
            legal_status=chance.choice(LEGAL) if status == "CARE" else "",
            team=team,
            practitioner=chance.choice(team.practitioners),
        )

    def category(self, status: str) -> str:
        words = {"CHILD_PROTECTION": ABUSE, "CARE_LEAVER": ELIGIBLE}.get(status, NEEDS)
        return self.chance.choice(words)
