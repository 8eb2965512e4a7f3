"""What an email about a concern says: that there is one, and nothing of whom."""

SUBJECT = "A safety concern waits for you"

TO_A_MANAGER = """{name} has raised a safety concern while reading a record.

Open it now, and say there that you have it:
{address}

If you cannot open it, ring {name}. Until somebody has it, the next person is told after 30 minutes of \
working time.

This email says nothing about the concern, so that nobody reads it who should not.

{council}
"""

TO_AN_OFFICER = """{name} has raised a safety concern that is for you.

If you have an account, open it here and say that you have it:
{address}

If you have none, {name} will ring you, or you can ring them.

This email says nothing about the concern, so that nobody reads it who should not.

{council}
"""
