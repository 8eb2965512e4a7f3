"""What a council chooses about second opinions, added to the table of its settings."""

from qa_app.organisation.rules.settings import Asks, Setting, between, declare

GROUP = "Second opinions"
WITHIN, WITHIN_DAYS = "second_opinion_within", 10


def said_of_days(number: int) -> list[str]:
    return [f"{number} working day{'' if number == 1 else 's'} after the audit was submitted"]


declare(
    Setting(
        WITHIN,
        "Working days within which a second opinion is given",
        "Whoever can give one that has waited for longer is reminded, once for each day on which one becomes late. "
        "Switching reminders off holds these back as well.",
        WITHIN_DAYS,
        Asks.NUMBER,
        between(1, 60, "working days"),
        GROUP,
        said=said_of_days,
    ),
)
