"""What a council chooses about its rounds, added to the table of its settings."""

from qa_app.organisation.rules.settings import Asks, Setting, between, declare

GROUP = "Rounds"
HOURS = "audit_hours"

declare(
    Setting(
        HOURS,
        "Hours for audits",
        "How many hours a month somebody who works full time has for audits. The year planner sets them "
        "beside the hours that rounds ask for.",
        6,
        Asks.NUMBER,
        between(1, 150, "Enter the hours of a month as a whole number from 1 to 150"),
        GROUP,
    ),
)
