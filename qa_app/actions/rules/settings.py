"""What a council chooses about reminders of actions, added to the table of its settings."""

from qa_app.actions.rules.chasing import Patience
from qa_app.organisation.rules.settings import Asks, Setting, between, declare

GROUP = "Reminders of actions"
MANAGER_AFTER, HEAD_AFTER = "action_manager_after", "action_head_after"
LONGEST = 60


def said_of_days(number: int) -> list[str]:
    return [f"{number} working day{'' if number == 1 else 's'} after an action was due"]


declare(
    Setting(
        MANAGER_AFTER,
        "Working days after which a manager hears of an overdue action",
        "Then once a week as long as it is overdue. Switching reminders off holds these back as well.",
        Patience.manager,
        Asks.NUMBER,
        between(1, LONGEST, "working days"),
        GROUP,
        said=said_of_days,
    ),
    Setting(
        HEAD_AFTER,
        "Working days after which the head of service hears of an overdue action",
        "Then once a week as long as it is overdue.",
        Patience.head,
        Asks.NUMBER,
        between(1, LONGEST, "working days"),
        GROUP,
        said=said_of_days,
    ),
)
