"""What emails to a practitioner and an auditor say: that something waits, never how anything went."""

INVITED = "You can take part in an audit"
INVITATION = """Hello {name}

Work that you do is going to be audited. You can take part: say beforehand what matters to you, and grade \
your own work. It takes about 15 minutes, and you can leave out whatever you like.

Sign in to prepare:
{address}

An audit looks at practice, so that all of us learn. It is not about your capability.

{council}
"""

REMINDED = "You can still take part in an audit"
REMINDER = """Hello {name}

You were invited to take part in an audit. There is still time to prepare, or to say that you cannot.

Sign in to see it:
{address}

This is the only reminder.

{council}
"""

BOOKED = "A practice conversation is booked"
BOOKING = """Hello {name}

A practice conversation with you is booked for {day} at {time}.

Sign in to see it, and to put it into your calendar:
{address}

{council}
"""

CANCELLED = "A practice conversation is cancelled"
CANCELLING = """Hello {name}

The practice conversation that was booked for {day} at {time} is cancelled.

Sign in to see more:
{address}

{council}
"""

RELEASED = "An audit is ready for you to read"
RELEASE = """Hello {name}

An audit of work that you do is ready for you to read. You can answer it there.

Sign in to read it:
{address}

{council}
"""

REPLIED = "An answer to an audit waits for you"
REPLY = """Hello {name}

Somebody has answered an audit that you wrote.

Sign in to read it:
{address}

{council}
"""

ANSWERED = "Your auditor has answered you"
ANSWER = """Hello {name}

The auditor has answered what you wrote about an audit.

Sign in to read it:
{address}

{council}
"""
