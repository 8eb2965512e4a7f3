"""What an email says when somebody is thanked: who did it, and nothing of any child or any audit."""

from qa_app.outbox.rules import Letter

SUBJECT = "{what} thanks you"
TEXT = """Hello {name}

{what} thanks you for work of yours that they have read.

Sign in to see it:
{address}

{council}
"""

THANKED = Letter(SUBJECT, TEXT)
