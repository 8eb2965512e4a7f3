"""Which commands a timer runs, how often, and when one of them is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Timer:
    """A command that runs by itself, and how long it may be silent before somebody should look."""

    name: str
    does: str
    every: str
    late_after: timedelta
    # What may be done by hand as well is late only where a timer has begun to do it.
    is_needed: bool = True

    @property
    def command(self) -> str:
        return f"qa {self.name}"


TIMERS = (
    Timer("mail send", "Sends the emails that wait", "Every 5 minutes", timedelta(minutes=30)),
    Timer(
        "remind",
        "Writes to people who have audits to do, by day and on working days",
        "Every hour",
        timedelta(hours=3),
    ),
    Timer(
        "concerns chase",
        "Tells the next manager of a safety concern that nobody has, in working hours",
        "Every 5 minutes",
        timedelta(minutes=30),
    ),
    Timer(
        "voices invite",
        "Invites practitioners to take part in audits of their work, and reminds each once",
        "Every hour",
        timedelta(hours=3),
    ),
    Timer(
        "voices release",
        "Releases audits to practitioners as soon as each may be",
        "Every 10 minutes",
        timedelta(hours=1),
    ),
    Timer(
        "trail anchor",
        "Writes down outside the database where the record of who did what ends",
        "Every hour",
        timedelta(hours=3),
    ),
    Timer(
        "rounds open",
        "Draws and opens the rounds of the month",
        "Every hour, or by hand",
        timedelta(hours=3),
        is_needed=False,
    ),
    Timer(
        "reports work",
        "Makes the reports that people asked for, and deletes those whose week is over",
        "Every 5 minutes, beside the service itself",
        timedelta(minutes=30),
        is_needed=False,
    ),
    Timer(
        "reports schedule",
        "Makes the reports that are due by a schedule, and queues a link for each person",
        "Every 10 minutes",
        timedelta(hours=1),
    ),
    Timer(
        "sign-in purge",
        "Removes old sessions, links and kept text",
        "Every night",
        timedelta(hours=26),
    ),
    Timer(
        "backup",
        "Makes an encrypted copy of everything",
        "Every night",
        timedelta(hours=26),
    ),
)


def is_late(timer: Timer, last_well: datetime | None, at: datetime) -> bool:
    """One that is needed and never ran well is late from the start."""
    if last_well is None:
        return timer.is_needed
    return at - last_well > timer.late_after
