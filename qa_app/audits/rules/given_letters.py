"""What a partner is told by email, and what the auditor is: nothing of the child."""

from qa_app.outbox.rules import Letter

_NOTHING = "This email says nothing about the child."

GIVEN_SUBJECT = "A section of an audit is for you to answer"
GIVEN = f"""{{name}} asks you to answer one section of an audit for {{council}}, by {{due}}.

You see the reference of the record, the questions of your section and what you write yourself. Nobody here \
reads it before you hand it in:
{{address}}

{_NOTHING}
"""

REMINDER_SUBJECT = "A section of an audit waits for you"
REMINDER = f"""{{name}} reminds you of a section that you were asked to answer for {{council}}, by {{due}}.

What you have written so far is kept:
{{address}}

{_NOTHING}
"""

HANDED_IN_SUBJECT = "A partner has handed in their section"
HANDED_IN = f"""{{name}} has handed in the section that was given to them. You can now read it in your audit:
{{address}}

{_NOTHING}

{{council}}
"""

RELEASED_SUBJECT = "A section is no longer for you to answer"
RELEASED = f"""The section of an audit that you were asked to answer for {{council}} goes on without you. There is \
nothing left for you to do, and what you had not handed in was deleted.

{_NOTHING}
"""

ASKED = Letter(GIVEN_SUBJECT, GIVEN)
REMINDED = Letter(REMINDER_SUBJECT, REMINDER)
TOLD = Letter(HANDED_IN_SUBJECT, HANDED_IN)
LET_GO = Letter(RELEASED_SUBJECT, RELEASED)
