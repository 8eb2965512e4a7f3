"""What a council chooses about its rounds and its reminders, added to the table of its settings."""

from qa_app.organisation.rules.settings import Asks, Setting, between, day_in, declare
from qa_app.rounds.rules.chasing import OFF, Patience

GROUP, REMINDERS = "Rounds", "Reminders of audits"
HOURS = "audit_hours"
QUIET, MANAGER_AFTER, HEAD_AFTER = "reminders_off", "line_manager_after", "head_of_service_after"
LONGEST = 60


def why_not_quiet(chosen: str) -> str | None:
    if not chosen or chosen.strip().casefold() == OFF or day_in(chosen):
        return None
    return f"Enter “{OFF}”, or a day like 4 January 2027, or leave it empty"


def said_of_quiet(chosen: str) -> list[str]:
    if not chosen:
        return []
    if chosen.strip().casefold() == OFF:
        return ["No reminders are sent until you switch them on again"]
    return [f"No reminders are sent before {chosen}"]


def said_of_days(number: int) -> list[str]:
    return [f"{number} working day{'' if number == 1 else 's'} after an audit was due"]


declare(
    Setting(
        HOURS,
        "Hours for audits",
        "How many hours a month somebody who works full time has for audits. The year planner sets them "
        "beside the hours that rounds ask for.",
        6,
        Asks.NUMBER,
        between(1, 150, "the hours of a month as a whole number"),
        GROUP,
    ),
    Setting(
        QUIET,
        "Switch reminders off",
        f"Leave it empty to send reminders. Write “{OFF}” to send none until you change this, or the day "
        "on which they begin again, like 4 January 2027.",
        "",
        check=why_not_quiet,
        group=REMINDERS,
        said=said_of_quiet,
        when_empty="Reminders are sent",
    ),
    Setting(
        MANAGER_AFTER,
        "Working days after which a line manager hears of an overdue audit",
        "Then once a week as long as it is overdue.",
        Patience.manager,
        Asks.NUMBER,
        between(1, LONGEST, "working days"),
        REMINDERS,
        said=said_of_days,
    ),
    Setting(
        HEAD_AFTER,
        "Working days after which the head of service hears of an overdue audit",
        "Then once a week as long as it is overdue.",
        Patience.head,
        Asks.NUMBER,
        between(1, LONGEST, "working days"),
        REMINDERS,
        said=said_of_days,
    ),
)
