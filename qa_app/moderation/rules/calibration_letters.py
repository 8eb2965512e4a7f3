"""What emails about calibration say: that there is something to grade, and until when."""

from qa_app.outbox.rules import Letter

_END = """

Nobody sees anybody else’s grades before grading closes, and the results are never used to judge people.

Sign in to grade it:
{address}

{council}
"""

ASKED = Letter(
    "A calibration exercise asks for your grades",
    "Hello {name}\n\nYou take part in a calibration exercise: several people grade the same record, to see where readings differ. Grade it by {day}."
    + _END,
)
TAKEN_OUT = Letter(
    "You no longer take part in a calibration exercise",
    "Hello {name}\n\nWhoever leads a calibration exercise that you were asked to grade has taken you out of it, so there is nothing left for you to grade in it.\n\nSign in to see what waits for you:\n{address}\n\n{council}\n",
)
STILL_WAITS = Letter(
    "Your grades in a calibration exercise are still to come",
    "Hello {name}\n\nA calibration exercise waits for your grades. Grading closes at the end of {day}."
    + _END,
)
