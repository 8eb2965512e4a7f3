"""The one email about a token: it says that there is one, and never its secret."""

from qa_app.outbox.rules import Letter

TO_ITS_OWNER = Letter(
    "You own a token of the case-file audit",
    """Hello {name}

You have been made the owner of a token by which a program can read figures of case-file audits at {council}. It works until {day}.

Sign in to have its secret made. It is shown once, and to you alone:
{address}

If you did not expect this, tell your administrator.
""",
)
