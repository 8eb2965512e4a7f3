"""What reminders about second opinions say: how many wait and until when, and nothing of any child or grade."""

from qa_app.outbox.rules import Letter

_END = """

Sign in to see it:
{address}

{council}
"""

QUEUE = Letter(
    "Second opinions have waited for long",
    "Hello {name}\n\n{count} that you can give, or have begun, waited for longer than your council wants them to. The longest has waited since {day}."
    + _END,
)
REPLY_DUE = Letter(
    "Your answer to a second opinion is due",
    "Hello {name}\n\nA second opinion on an audit of yours waits for your answer until {day}. After that, somebody else can settle it without you."
    + _END,
)
CHALLENGE_DUE = Letter(
    "Your answer to a challenge is due",
    "Hello {name}\n\nSomething that was challenged in an audit of yours waits for your answer until {day}. After that, a moderator decides it."
    + _END,
)
ANSWER_DUE = Letter(
    "Your answer about an audit is due",
    "Hello {name}\n\nAn audit in your service needs you to say by {day} what was put right." + _END,
)
ANSWER_LATE = Letter(
    "Your answer about an audit is late",
    "Hello {name}\n\nAn audit in your service needed you to say by {day} what was put right. The director sees that it is late."
    + _END,
)
