"""What emails about second opinions say: that something waits, never how anything was graded."""

from qa_app.outbox.rules import Letter

_END = """

Sign in to read it:
{address}

{council}
"""

FEEDBACK = Letter(
    "A second opinion on an audit waits for you",
    "Hello {name}\n\nSomebody has read a record that you audited, and tells you what they make of the audit."
    + _END,
)
SENT_BACK = Letter(
    "An audit came back to you",
    "Hello {name}\n\nWhoever gave a second opinion on an audit of yours asks for more. They say what."
    + _END,
)
SETTLED = Letter(
    "A second opinion is settled",
    "Hello {name}\n\nIt is settled which grades count in an audit of yours that was read a second time."
    + _END,
)
TO_SETTLE = Letter(
    "A second opinion waits to be settled",
    "Hello {name}\n\nAn auditor and a moderator do not agree. Somebody who has not moderated the audit settles it."
    + _END,
)
OPENED_AGAIN = Letter(
    "A second opinion was opened again",
    "Hello {name}\n\nIt was settled which grades count in an audit that was read a second time. Whoever settled it has opened it again, and says why."
    + _END,
)
LOOK_AT = Letter(
    "An audit needs you to say what was put right",
    "Hello {name}\n\nAn audit in your service asks something of you by {day}." + _END,
)
DECIDED = Letter(
    "What you said about an audit is decided",
    "Hello {name}\n\nA moderator has decided about something that you challenged or answered in an audit."
    + _END,
)
