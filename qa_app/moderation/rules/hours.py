"""The hours that second opinions take, beside the hours that there are."""

from dataclasses import dataclass

# Reading a record afresh and grading it; going over an audit openly. Nobody has measured either here.
BLIND_MINUTES, OPEN_MINUTES = 45, 20


@dataclass(frozen=True)
class Hours:
    """Of one round: second opinions by chance, what they take, and what moderators have."""

    blind: int
    asked: float
    there: float
    people: int

    @property
    def is_too_much(self) -> bool:
        return self.asked > self.there

    @property
    def words(self) -> str:
        if not self.blind:
            return (
                "No audit is chosen by chance. Those chosen by a rule take about 20 minutes each."
            )
        opinions = f"{self.blind} second {'opinion' if self.blind == 1 else 'opinions'}"
        made = f"About {opinions} a round, 45 minutes each: {_hours(self.asked)}"
        there = f"{self.people} {'person' if self.people == 1 else 'people'} may give them, with {_hours(self.there)} in all"
        also = "Those chosen by a rule come on top, about 20 minutes each"
        too_much = " That is more than there are." if self.is_too_much else ""
        return f"{made}. {there}.{too_much} {also}."


def hours_of(audits: int, share: int, people: int, hours_each: float) -> Hours:
    blind = round(audits * share / 100)
    return Hours(blind, blind * BLIND_MINUTES / 60, people * hours_each, people)


def _hours(hours: float) -> str:
    whole = max(round(hours), 1) if hours else 0
    return f"{whole:,} {'hour' if whole == 1 else 'hours'}"
