"""Who may not read which record: independence, clearance and days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Bar(StrEnum):
    """Why somebody may not read a record; the words go on after a name."""

    OWN_WORK = "works with the child"
    OWN_TEAM = "is responsible for the team"
    LINE_MANAGEMENT = "is in one line of management with the practitioner or the team’s manager"
    OTHER_SERVICE = "belongs to another service"
    NOT_CLEARED = "is not cleared for this restricted record"
    DECLINED = "has said that they cannot read it"
    READ_IT_LAST = "read this record last time"


# What a council may choose to do without, when a round cannot be given out otherwise.
MAY_BE_WAIVED = (Bar.OTHER_SERVICE, Bar.READ_IT_LAST)


class Within(StrEnum):
    COUNCIL = "Anywhere in the council"
    SERVICE = "In their own service"


@dataclass(frozen=True)
class Auditor:
    """Somebody who may be given records, as they are on the day of the allocation.

    `responsible_for` are the places that they lead or work at, unless that is the whole council.
    `managers` are those above them, however far up.
    """

    person: int
    responsible_for: tuple[str, ...] = ()
    managers: frozenset[int] = frozenset()
    services: tuple[str, ...] = ()
    cleared_for: tuple[str, ...] = ()
    last_day: date | None = None


@dataclass(frozen=True)
class Record:
    """A record that is to be read. `led_by` are the practitioner’s and the team’s managers, however far up."""

    reference: str
    path: str = ""
    practitioners: tuple[int, ...] = ()
    led_by: frozenset[int] = frozenset()
    is_restricted: bool = False
    declined_by: frozenset[int] = frozenset()
    read_last_by: int | None = None


def bar(auditor: Auditor, record: Record, within: Within) -> Bar | None:
    """The first thing that keeps this person from reading this record; nothing when they may."""
    if auditor.person in record.practitioners:
        return Bar.OWN_WORK
    if auditor.responsible_for and record.path.startswith(auditor.responsible_for):
        return Bar.OWN_TEAM
    if auditor.person in record.led_by or auditor.managers & {*record.practitioners}:
        return Bar.LINE_MANAGEMENT
    if record.is_restricted and not record.path.startswith(auditor.cleared_for or ("-",)):
        return Bar.NOT_CLEARED
    if auditor.person in record.declined_by:
        return Bar.DECLINED
    if record.read_last_by == auditor.person:
        return Bar.READ_IT_LAST
    if within is Within.SERVICE and not record.path.startswith(auditor.services or ("-",)):
        return Bar.OTHER_SERVICE
    return None


def chain_above(person: int | None, manager_of: Mapping[int, int | None]) -> frozenset[int]:
    """Everybody above them; a list in which two manage each other comes to an end as well."""
    above: set[int] = set()
    one = manager_of.get(person) if person is not None else None
    while one is not None and one not in above:
        above.add(one)
        one = manager_of.get(one)
    return frozenset(above)


def service_of(path: str) -> str:
    """“northshire/safeguarding/” of “northshire/safeguarding/east/team-1/”; the council’s own has none below."""
    parts = path.split("/")
    return "/".join(parts[:2]) + "/" if len(parts) > 2 else path


def who_may_read(
    records: Collection[Record], auditors: Collection[Auditor], within: Within
) -> list[list[int]]:
    return [
        [one.person for one in auditors if bar(one, record, within) is None] for record in records
    ]
