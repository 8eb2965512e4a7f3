"""What an email about a shut audit says: that there is one, and nothing of whom."""

from qa_app.outbox.rules import Letter
from qa_app.wrong_child.rules import Outcome

SHUT_SUBJECT = "An audit was shut because of a wrong child"
PROPOSED_SUBJECT = "A shut audit waits for a second person"
REFUSED_SUBJECT = "What you proposed for a shut audit was refused"
DECIDED_SUBJECT = "It was decided about an audit that was shut"

_NOTHING = "This email says nothing about the child, so that nobody reads it who should not."

TO_WHO_DECIDES = f"""{{name}} has found that an audit may be about another child. It is shut: nobody can read it.

Open it, look at what happened, and propose what becomes of it. A second person then decides with you:
{{address}}

{_NOTHING}

{{council}}
"""

TO_THE_OTHERS = f"""An audit that you wrote or that you plan may be about another child. It is shut: nobody can read \
it, and nothing in it is lost.

Information governance decides what becomes of it. You are told when that is done. Until then nobody can \
write in it, and it is not due.

{_NOTHING}

{{council}}
"""

TO_A_SECOND = f"""{{name}} has proposed what becomes of an audit that is shut because of a wrong child. A second person \
has to agree or to refuse.

Open it here:
{{address}}

{_NOTHING}

{{council}}
"""

TO_THE_FIRST = f"""{{name}} has refused what you proposed for an audit that is shut because of a wrong child, and says why.

Open it here:
{{address}}

{_NOTHING}

{{council}}
"""

_TO_DO = (
    "The auditor finds under “Audits” what is now to be read. Whoever runs the programme can put it off "
    "to a later day."
)
_MOVED = f"""What was written was moved to the record it is about. There it is a draft of the same auditor.

{_TO_DO}

{_NOTHING}

{{council}}
"""
_DESTROYED = f"""What was written was destroyed for good.

{_TO_DO}

{_NOTHING}

{{council}}
"""
_OPENED = f"""It is about the right child after all, and is open again as it was.

{_NOTHING}

{{council}}
"""

_PROMISED = (
    """You promised to tell a child or a family what came of something they said, by {day}."""
)
_PROMISE_STANDS = f"""{_PROMISED}

The audit in which that was noted may be about another child. It is shut, and the page of your promise with it. \
The promise stands: tell them by that day, or ask information governance before you do if you are not sure who \
they are. Information governance sees that there is a promise, since when and whose it is, and not what was said.

You are told when it is decided what becomes of the audit.

{_NOTHING}

{{council}}
"""
_PROMISE_IS_BACK = f"""{_PROMISED}

The audit in which that was noted is no longer shut, and the page of your promise is back. You find it when you \
sign in, under “Families to tell what came of their words”.

{_NOTHING}

{{council}}
"""
_PROMISE_DESTROYED = f"""{_PROMISED}

The audit in which that was noted was about another child, and was destroyed for good. What you had noted of the \
promise went with it. The certificate says that there was one, since when and whose it is. Tell them all the same, \
and ask information governance if you no longer know whom.

{_NOTHING}

{{council}}
"""

SHUT = Letter(SHUT_SUBJECT, TO_WHO_DECIDES)
GONE_FOR_NOW = Letter(SHUT_SUBJECT, TO_THE_OTHERS)
PROPOSED = Letter(PROPOSED_SUBJECT, TO_A_SECOND)
REFUSED = Letter(REFUSED_SUBJECT, TO_THE_FIRST)
DECIDED = {
    Outcome.MOVED: Letter(DECIDED_SUBJECT, _MOVED),
    Outcome.DESTROYED: Letter(DECIDED_SUBJECT, _DESTROYED),
    Outcome.OPENED: Letter(DECIDED_SUBJECT, _OPENED),
}

PROMISE_SUBJECT = "What you promised a child or a family"
PROMISE_STANDS = Letter(PROMISE_SUBJECT, _PROMISE_STANDS)
PROMISE_AFTER = {
    Outcome.MOVED: Letter(PROMISE_SUBJECT, _PROMISE_IS_BACK),
    Outcome.DESTROYED: Letter(PROMISE_SUBJECT, _PROMISE_DESTROYED),
    Outcome.OPENED: Letter(PROMISE_SUBJECT, _PROMISE_IS_BACK),
}
