from typing import Any

from wtforms.fields.core import UnboundField

from qa_app.access.rules import Duty, Role
from qa_app.organisation.forms.places import options_of
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.rules.people import Details
from qa_app.web.fields import Form, button, date, email, number, select, text

HOLDS = [(one.name, one.value) for one in Role]
DUTIES = [(one.name, f"{one.value} (a duty beside their role)") for one in Duty]


def role_or_duty(name: str) -> Role | Duty:
    return Role[name] if name in Role.__members__ else Duty[name]


def people_options(members: list[Membership]) -> list[tuple[str, str]]:
    return [
        (one.person.public_id, f"{one.name}, {one.job_title}" if one.job_title else one.name)
        for one in members
    ]


class AppointForm(Form):
    holds = select("Role or duty", HOLDS + DUTIES, missing="Select a role or a duty")
    place = select("Where?", search=True, missing="Select the place of this role")
    starts_on = date("First day", called="The first day", missing="Enter the first day")
    ends_on = date(
        "Last day",
        called="The last day",
        optional=True,
        hint="Leave it empty if there is none. External auditors (90 days at most) and "
        "inspectors always have one.",
    )
    save = button("Appoint")

    def offer(self, places: list[Place]) -> None:
        self.place.options = options_of(places)

    def place_from(self, places: list[Place]) -> Place:
        return next(place for place in places if place.public_id == self.place.data)


def full_name() -> UnboundField:
    return text(
        "Full name",
        missing="Enter their name",
        max_length=200,
        autocomplete="off",
        width="two-thirds",
    )


class InviteForm(AppointForm):
    name = full_name()
    email = email(
        "Work email address",
        missing="Enter their work email address",
        hint="They get a link to choose a password, and sign in with this address.",
    )
    job_title = text("Job title", optional=True, width="two-thirds")
    save = button("Send invitation")

    @property
    def details(self) -> Details:
        return Details(
            self.name.data, self.email.data.strip().lower(), job_title=self.job_title.data
        )


class EditPersonForm(VersionedForm):
    name = full_name()
    job_title = text("Job title", optional=True, width="two-thirds")
    line_manager = select("Line manager", first="Nobody", search=True, optional=True)
    hours = number(
        "Hours, as a share of full time",
        whole=False,
        at_least=0,
        at_most=1,
        hint="1 is full time, 0.6 is three days of five.",
        missing="Enter their hours, for example 1 or 0.6",
    )
    save = button("Save")

    def details(self, member: Membership, managers: list[Membership]) -> Details:
        chosen = [one for one in managers if one.person.public_id == self.line_manager.data]
        return Details(
            self.name.data,
            member.person.email,
            job_title=self.job_title.data,
            hours=float(self.hours.data),
            line_manager_id=chosen[0].person_id if chosen else None,
        )


class EmailForm(VersionedForm):
    email = email("Work email address", missing="Enter their work email address")
    save = button("Save")


class EndAppointmentForm(VersionedForm):
    ends_on = date(
        "Last day",
        called="The last day",
        hint="They keep the role to the end of this day. To end it at once, enter yesterday’s date.",
        missing="Enter the last day",
    )
    save = button("End appointment", warning=True)


class LeavingForm(VersionedForm):
    leaves_on = date(
        "Last day at work",
        called="The last day",
        optional=True,
        hint="After this day nothing opens to them. Leave it empty if they stay.",
    )
    save = button("Save")


class AbsenceForm(VersionedForm):
    first_day = date("First day away", called="The first day", missing="Enter the first day away")
    last_day = date(
        "Last day away",
        called="The last day",
        optional=True,
        hint="Leave it empty if it is not known yet.",
    )
    deputy = select(
        "Who stands in?",
        first="Nobody",
        search=True,
        optional=True,
        hint="They get approvals and reminders on these days.",
    )
    save = button("Save absence")

    def offer(self, colleagues: list[Membership]) -> None:
        self.deputy.options = people_options(colleagues)

    def words(self, colleagues: list[Membership]) -> dict[str, Any]:
        """What operations.record_absence expects."""
        chosen = [one.person for one in colleagues if one.person.public_id == self.deputy.data]
        return {
            "first_day": self.first_day.data,
            "last_day": self.last_day.data,
            "deputy": chosen[0] if chosen else None,
        }


class ConfirmForm(Form):
    """One button, on a page that says what it will do."""

    save = button("Continue")
