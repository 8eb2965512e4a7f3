"""Giving work to somebody else, and rounds to be read."""

from collections.abc import Iterable

from qa_app.foundation.clock import long_date
from qa_app.organisation.models import Appointment, Membership
from qa_app.rounds.models import Allocation, Round
from qa_app.web.fields import Form, button, checkboxes, select, text_area


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


class OpenWorkForm(Form):
    allocations = checkboxes(
        "Which records?", missing="Select the records that somebody else is to read"
    )
    to = select("Who is to read them?", search=True, missing="Select who is to read them")
    against = text_area(
        "Why this person, though a rule says otherwise",
        rows=2,
        max_length=500,
        optional=True,
        hint="Only where you were told of a rule. Write nothing about the child.",
    )
    save = button("Give to this person")

    def offer(self, allocations: Iterable[Allocation], auditors: Iterable[Membership]) -> None:
        self.allocations.options = [
            (one.public_id, f"{capitalised(one.called)}, {one.place.name}") for one in allocations
        ]
        self.to.options = [(one.person.public_id, one.name) for one in auditors]


class NamingForm(Form):
    who = select("Who is to read them?", search=True, missing="Select who is to read the rounds")
    rounds = checkboxes("Which rounds?", missing="Select at least one round")
    save = button("Let them read these rounds")

    def offer(self, inspectors: Iterable[tuple[Appointment, str]], rounds: Iterable[Round]) -> None:
        self.who.options = [
            (one.public_id, f"{name}, until {long_date(one.ends_on)}" if one.ends_on else name)
            for one, name in inspectors
        ]
        self.rounds.options = [
            (one.public_id, f"{one.month:%B %Y}, {one.programme.name}") for one in rounds
        ]
