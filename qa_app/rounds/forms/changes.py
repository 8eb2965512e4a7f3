"""What is asked before an audit is put off, paused, left out, given on or replaced."""

from collections.abc import Iterable, Mapping

from wtforms.fields.core import UnboundField

from qa_app.organisation.models import Membership
from qa_app.rounds.rules.changes import Decline
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.requesting import NEVER_GONE_AGAINST
from qa_app.web.fields import Form, button, date, hidden, radios, select, text_area

WHY = "It stands beside the figures and in the history. Write nothing about the child."


def why(missing: str) -> UnboundField:
    return text_area("Why?", rows=3, max_length=500, hint=WHY, missing=missing)


def named_with(name: str, bar: Bar | None) -> str:
    """A name, and what stands against them."""
    return f"{name} ({bar.value})" if bar else name


class ChangeForm(Form):
    """Knows which version of the audit its page showed, so that nobody overwrites a colleague."""

    version = hidden()


class PutOffForm(ChangeForm):
    to = date(
        "New due day",
        called="The new due day",
        missing="Enter the new due day",
        hint="Within 13 weeks of the day on which it was due at first; a line manager, within one week.",
    )
    why = why("Enter why it is put off")
    save = button("Put it off")


class PauseForm(ChangeForm):
    why = why("Enter why it is paused")
    until = date(
        "Until",
        called="The last day of the pause",
        optional=True,
        hint="Leave it empty where nobody knows yet.",
    )
    save = button("Pause")


class GoOnForm(ChangeForm):
    due_on = date(
        "New due day",
        called="The new due day",
        missing="Enter the new due day",
        hint="Within 13 weeks from today.",
    )
    save = button("Go on")


class ExemptForm(ChangeForm):
    why = why("Enter why it is left out")
    save = button("Leave it out of what is due")


class DueAgainForm(ChangeForm):
    save = button("Make it due again")


class WithdrawForm(ChangeForm):
    why = why("Enter why it is withdrawn")
    save = button("Withdraw it", warning=True)


class TakeBackForm(ChangeForm):
    why = why("Enter why the opening is taken back")
    save = button("Take the opening back", warning=True)


class ReplaceForm(ChangeForm):
    why = why("Enter why it cannot be read")
    save = button("Replace it by the next in turn")


class GiveForm(ChangeForm):
    to = select("Who is to read it?", search=True, missing="Select who is to read it")
    why = why("Enter why somebody else reads it")
    against = text_area(
        "Why this person, though a rule says otherwise",
        rows=2,
        max_length=500,
        optional=True,
        hint="It stands in the history of the audit. Write nothing about the child.",
    )
    save = button("Give it to this person")

    def offer(self, people: Iterable[Membership], bars: Mapping[int, Bar | None]) -> None:
        """Those whom no rule keeps from it first; whoever may never be given it is left out."""
        able = [
            one
            for one in people
            if one.person_id in bars and bars[one.person_id] not in NEVER_GONE_AGAINST
        ]
        able.sort(key=lambda one: bars[one.person_id] is not None)
        self.to.options = [
            (one.person.public_id, named_with(one.name, bars[one.person_id])) for one in able
        ]
        against_a_rule = {one.person.public_id for one in able if bars[one.person_id]}
        if self.to.data not in against_a_rule:
            del self.against


class DeclineForm(ChangeForm):
    reason = radios(
        "Why can you not read this record?", Decline, missing="Select why you cannot read it"
    )
    saying = text_area(
        "More about it",
        rows=3,
        max_length=500,
        hint="Write nothing about the child.",
        optional=True,
    )
    save = button("Say that you cannot read it")
