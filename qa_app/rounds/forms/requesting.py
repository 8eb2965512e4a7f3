"""What is asked when somebody adds a record by name."""

from collections.abc import Iterable
from datetime import date as Day
from datetime import datetime

from qa_app.foundation.clock import LONDON, clock_time
from qa_app.organisation.models import Membership, Place
from qa_app.web.fields import Form, button, checkboxes, date, select, text, text_area

HOURS = [(str(hour), clock_time(datetime(2026, 1, 1, hour, tzinfo=LONDON))) for hour in range(24)]


class AddRecordForm(Form):
    reference = text(
        "Reference",
        width="width-20",
        missing="Enter the reference",
        hint="However its noughts are written.",
    )
    team = select(
        "Team",
        first="As the list of children says",
        search=True,
        optional=True,
        hint="Only for a reference that is on no list of children.",
    )
    to = select("Who is to read it?", search=True, missing="Select who is to read it")
    due_on = date("Due", called="The day it is due", missing="Enter the day it is due")
    due_hour = select("By when on that day?", HOURS, first="The end of the day", optional=True)
    against = text_area(
        "Why this person all the same",
        rows=3,
        max_length=500,
        optional=True,
        hint="Only where a rule says that they should not read it. Write nothing about the child.",
    )
    confirmed = checkboxes(
        "Is that right?", [("yes", "Add it with this day all the same")], optional=True
    )
    save = button("Add the record")

    @classmethod
    def begun(cls, due_on: Day, due_hour: int | None) -> "AddRecordForm":
        hour = "" if due_hour is None else str(due_hour)
        form: AddRecordForm = cls(data={"due_on": due_on, "due_hour": hour})
        return form

    def offer(self, teams: Iterable[Place], people: Iterable[Membership]) -> None:
        self.team.options = [(one.public_id, one.name) for one in teams]
        self.to.options = [(one.person.public_id, one.name) for one in people]


class SurgeryForm(Form):
    practitioner = select(
        "Whose records?", search=True, missing="Select the practitioner whose records are read"
    )
    to = select("Who is to read them?", search=True, missing="Select who is to read them")
    due_on = date("Due", called="The day they are due", missing="Enter the day they are due")
    against = text_area(
        "Why this person all the same",
        rows=3,
        max_length=500,
        optional=True,
        hint="Only where a rule says that they should not read them. Write nothing about a child.",
    )
    save = button("Give out the records")

    @classmethod
    def begun(cls, due_on: Day) -> "SurgeryForm":
        form: SurgeryForm = cls(data={"due_on": due_on})
        return form

    def offer(self, practitioners: Iterable[Membership], people: Iterable[Membership]) -> None:
        self.practitioner.options = [(one.person.public_id, one.name) for one in practitioners]
        self.to.options = [(one.person.public_id, one.name) for one in people]
