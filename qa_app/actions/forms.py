"""What is asked before an action is done, confirmed, reopened, put off, given on or set aside."""

from collections.abc import Iterable

from wtforms.fields.core import UnboundField

from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, Helped
from qa_app.foundation.clock import long_date
from qa_app.organisation.models import Membership
from qa_app.web.fields import Form, button, checkboxes, date, hidden, radios, select, text_area

NO_NAMES = "Do not name the child or their family."
LONGEST = 2000


def why(label: str, missing: str, hint: str = NO_NAMES) -> UnboundField:
    return text_area(label, rows=3, max_length=500, hint=hint, missing=missing)


class StepForm(Form):
    """Knows which version of the action its page showed, so that nobody overwrites a colleague."""

    version = hidden()

    def fit(self, action: Action) -> None:
        """Ask as this action needs it."""


def helped() -> UnboundField:
    return radios("Did it help the child?", Helped, missing="Select whether it helped")


def how_known() -> UnboundField:
    return text_area(
        "How do you know, or when will you know?",
        rows=4,
        max_length=LONGEST,
        hint=f"What is different because of it, and who says so. {NO_NAMES}",
        missing="Enter how you know, or when you will",
    )


class HelpedForm(StepForm):
    helped = helped()
    words = how_known()
    save = button("Save whether it helped")

    def fit(self, action: Action) -> None:
        if action.for_whom is not ForWhom.CHILD:
            self.helped.label.text = "Did it help children?"


class DoneForm(HelpedForm):
    evidence = text_area(
        "What was done, and where can it be seen?",
        rows=4,
        max_length=LONGEST,
        hint=f"For example the day of the visit, or the minutes it stands in. {NO_NAMES}",
        missing="Enter what was done, and where it can be seen",
    )
    # Asked after the evidence, for the answer rests on it.
    helped = helped()
    words = how_known()
    save = button("Mark as done")


class ConfirmForm(StepForm):
    words = text_area(
        "What did you look at?",
        rows=3,
        max_length=500,
        hint=NO_NAMES,
        missing="Enter what you looked at",
    )
    save = button("Confirm that it was done")


class ReopenForm(StepForm):
    why = why("What is still to do?", "Enter why it is reopened")
    to = date("New due date", called="The new due date", missing="Enter the new due date")
    save = button("Reopen")


class PutOffForm(StepForm):
    to = date("New due date", called="The new due date", missing="Enter the new due date")
    why = why("Why?", "Enter why its due date changes", "It stands in the history of the action.")
    save = button("Change the due date")


class SupervisionForm(StepForm):
    on = date(
        "Day of supervision",
        called="The day of supervision",
        optional=True,
        hint="On which it will be talked about, or was. Leave it empty if it is on no agenda any more.",
    )
    save = button("Save the day")

    def fit(self, action: Action) -> None:
        if not self.is_submitted():
            self.on.process(None, action.supervision_on)


class SetAsideForm(StepForm):
    why = why("Why is it no longer right?", "Enter why it is no longer right")
    save = button("Say that it is no longer right", warning=True)


class LeaveForm(StepForm):
    why = why("Why does it stay with its owner?", "Enter why it stays with its owner")
    save = button("Leave it with its owner")


def offered(people: Iterable[Membership]) -> list[tuple[str, str]]:
    return [(one.person.public_id, one.name) for one in people]


class GiveForm(StepForm):
    to = select("Who will owe it?", search=True, missing="Select who will owe it")
    why = why("Why?", "Enter why somebody else owes it", "It stands in the history of the action.")
    save = button("Give to this person")

    def offer(self, people: Iterable[Membership]) -> None:
        self.to.options = offered(people)


class ManyForm(Form):
    actions = checkboxes("Which actions?", missing="Select at least one action")
    to = select("Another owner", search=True, first="Leave each with its owner")
    due_on = date(
        "Another due date",
        called="The due date",
        optional=True,
        hint="Leave it empty to keep each one’s own day.",
    )
    why = why("Why?", "Enter why they change", "It stands in the history of each action.")
    save = button("Change these actions")

    def offer(self, actions: Iterable[Action], people: Iterable[Membership]) -> None:
        self.actions.options = [(one.public_id, in_a_line(one)) for one in actions]
        self.to.options = offered(people)


class OpenWorkForm(Form):
    actions = checkboxes("Which actions?", missing="Select the actions that somebody else will owe")
    to = select("Who will owe them?", search=True, missing="Select who will owe them")
    save = button("Give to this person")

    def offer(self, actions: Iterable[Action], people: Iterable[Membership]) -> None:
        self.actions.options = [(one.public_id, in_a_line(one)) for one in actions]
        self.to.options = offered(people)


def in_a_line(action: Action) -> str:
    """Enough to know it by in a list of many."""
    due = f", due {long_date(action.due_on)}" if action.due_on else ""
    return f"{action.as_told} ({action.owner_name}, {action.place.name}{due})"
