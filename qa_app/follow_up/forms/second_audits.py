"""Who reads a record again, what became of an action, and why a grade moved."""

from collections.abc import Iterable, Sequence
from datetime import date as Day

from qa_app.actions.rules import Helped
from qa_app.audits.models import Audit
from qa_app.follow_up.queries.second_audits import ComesBack
from qa_app.follow_up.rules.second_audits import LONGEST_WHY, MOST_TOGETHER, Outcome
from qa_app.foundation.clock import long_date
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Round
from qa_app.web.fields import Form, button, checkboxes, date, hidden, radios, select, text_area


class ReadAgainForm(Form):
    round = select("In which round?", missing="Select a round")
    to = select("Who is to read it?", search=True, missing="Select who is to read it")
    due_on = date("Due", called="The day it is due", missing="Enter the day it is due")
    against = text_area(
        "Why this person all the same",
        rows=3,
        max_length=LONGEST_WHY,
        optional=True,
        hint="Only where a rule says that they should not read it. Write nothing about the child.",
    )
    confirmed = checkboxes(
        "Is that right?", [("yes", "Give it out with this day all the same")], optional=True
    )
    save = button("Have it audited again")

    @classmethod
    def begun(
        cls, rounds: list[Round], people: Iterable[Membership], reader: Membership | None, due: Day
    ) -> "ReadAgainForm":
        first = rounds[0].public_id if rounds else ""
        to = reader.person.public_id if reader else ""
        form: ReadAgainForm = cls(data={"round": first, "to": to, "due_on": due})
        form.round.options = [
            (one.public_id, f"{one.programme.name}, {one.month:%B %Y}") for one in rounds
        ]
        form.to.options = [(one.person.public_id, one.name) for one in people]
        return form


Readers = Sequence[tuple[Audit, Membership | None]]


class TogetherForm(Form):
    records = checkboxes(
        "Which records?",
        missing="Select at least one record",
        hint=f"At most {MOST_TOGETHER} at once. Next you see who is to read each, before anything is given out.",
    )
    round = select("In which round?", missing="Select a round")
    # What was looked at on the page before; without it the choice is shown once more.
    looked_at = hidden()
    save = button("Check before giving out")

    def offer(self, records: Iterable[ComesBack], rounds: list[Round]) -> None:
        self.records.options = [(one.audit.public_id, in_a_line(one)) for one in records]
        self.round.options = [
            (one.public_id, f"{one.programme.name}, {one.month:%B %Y}") for one in rounds
        ]

    def has_been_looked_at(self, readers: Readers) -> bool:
        """The same records for the same round by the same people as the page before showed."""
        return not self.was_refused and bool(self.looked_at.data == self.shown(readers))

    def shown(self, readers: Readers) -> str:
        people = [one.person.public_id if one else "nobody" for _, one in readers]
        return " ".join([self.round.data, *(first.public_id for first, _ in readers), *people])


def in_a_line(one: ComesBack) -> str:
    given = one.audit.allocation
    return f"{given.reference}, {given.place.name}, comes back on {long_date(one.due_on)}"


class SetAsideForm(Form):
    why_not = text_area(
        "Why need it not be audited again?",
        rows=3,
        max_length=LONGEST_WHY,
        hint="For example because the record is closed. Write nothing about the child.",
        missing="Enter why this record need not be audited again",
    )
    save = button("Take it off the list")


class EarlierActionForm(Form):
    outcome = radios("What became of it?", Outcome, missing="Select what became of it")
    helped = radios("Did it help the child?", Helped, missing="Select whether it helped")
    words = text_area(
        "How do you know?",
        rows=3,
        max_length=LONGEST_WHY,
        hint="What you saw on the record. Do not name the child or their family.",
        missing="Enter how you know",
    )
    save = button("Save")


class WhyMovedForm(Form):
    why = text_area(
        "Why has it moved?",
        rows=3,
        max_length=LONGEST_WHY,
        hint="One sentence: what is different now. Do not name the child or their family.",
        missing="Enter why it moved",
    )
    save = button("Save")
