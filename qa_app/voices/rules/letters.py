"""What emails to a practitioner and an auditor say: that something waits, never how anything went."""

from qa_app.outbox.rules import Letter

INVITATION_SUBJECT = "You can take part in an audit"
INVITATION_TEXT = """Hello {name}

Work that you do is going to be audited. You can take part: say beforehand what matters to you, and grade \
your own work. It takes about 15 minutes, and you can leave out whatever you like.

Sign in to prepare:
{address}

An audit looks at practice, so that all of us learn. It is not about your capability.

{council}
"""

REMINDER_SUBJECT = "You can still take part in an audit"
REMINDER_TEXT = """Hello {name}

You were invited to take part in an audit. There is still time to prepare, or to say that you cannot.

Sign in to see it:
{address}

This is the only reminder.

{council}
"""

BOOKING_SUBJECT = "A practice conversation is booked"
BOOKING_TEXT = """Hello {name}

A practice conversation with you is booked for {day} at {time}.

Sign in to see it, and to put it into your calendar:
{address}

{council}
"""

CANCELLING_SUBJECT = "A practice conversation is cancelled"
CANCELLING_TEXT = """Hello {name}

The practice conversation that was booked for {day} at {time} is cancelled.

Sign in to see more:
{address}

{council}
"""

RELEASE_SUBJECT = "An audit is ready for you to read"
RELEASE_TEXT = """Hello {name}

An audit of work that you do is ready for you to read. You can answer it there.

Sign in to read it:
{address}

{council}
"""

REPLY_SUBJECT = "An answer to an audit waits for you"
REPLY_TEXT = """Hello {name}

Somebody has answered an audit that you wrote.

Sign in to read it:
{address}

{council}
"""

ANSWER_SUBJECT = "Your auditor has answered you"
ANSWER_TEXT = """Hello {name}

The auditor has answered what you wrote about an audit.

Sign in to read it:
{address}

{council}
"""

INVITED = Letter(INVITATION_SUBJECT, INVITATION_TEXT)
REMINDED = Letter(REMINDER_SUBJECT, REMINDER_TEXT)
BOOKED = Letter(BOOKING_SUBJECT, BOOKING_TEXT)
CANCELLED = Letter(CANCELLING_SUBJECT, CANCELLING_TEXT)
RELEASED = Letter(RELEASE_SUBJECT, RELEASE_TEXT)
REPLIED = Letter(REPLY_SUBJECT, REPLY_TEXT)
ANSWERED = Letter(ANSWER_SUBJECT, ANSWER_TEXT)
