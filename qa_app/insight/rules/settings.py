"""What a council chooses about its figures, added to the table of its settings."""

from qa_app.organisation.rules.settings import Asks, Setting, between, declare

TARGET = "completion_target"
LOWEST_TARGET, USUAL_TARGET = 50, 90

declare(
    Setting(
        TARGET,
        "Completion target",
        "Of a hundred audits that are due in a month, how many are to be done. "
        f"Between {LOWEST_TARGET} and 100.",
        USUAL_TARGET,
        Asks.NUMBER,
        between(LOWEST_TARGET, 100, "a number"),
        "Audits",
        said=lambda number: [f"{number}%"],
    ),
)
