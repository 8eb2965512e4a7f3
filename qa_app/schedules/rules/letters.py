"""Emails of a schedule. They lead to a page that asks who somebody is, and hold no figure, no child and no file."""

from qa_app.outbox.rules import Letter

KEY = "report-schedule"

TO_A_RECIPIENT = Letter(
    "A report is ready for you: {what}",
    """Hello {name}

{what} has been made for you, from what you may see yourself. Nobody else can open it.

Sign in to fetch it until {day}:
{address}

Whoever set up the schedule sees whether you have fetched it. On the schedule’s page, under “Schedules”, you can say that you no longer want it.
""",
)

NOT_SENT = Letter(
    "A scheduled report did not reach everybody",
    """Hello {name}

{what} was due on {day}. It could not be made for everybody who gets it ({count}).

Sign in to see for whom, why, and what to do:
{address}
""",
)

STOPPED = Letter(
    "A schedule of reports has stopped",
    """Hello {name}

Your schedule of this report makes nothing any more: {what}.

Sign in to see why, and what to do:
{address}
""",
)

STOPPED_FOR_READERS = Letter(
    "A scheduled report has stopped",
    """Hello {name}

This report came to you by itself, and does no more: {what}. Whoever set it up cannot see to it any longer.

Somebody else who asks for such reports can take it over:
{address}
""",
)
