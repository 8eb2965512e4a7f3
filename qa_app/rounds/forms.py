"""Giving work to somebody else."""

from collections.abc import Iterable

from qa_app.organisation.models import Membership
from qa_app.rounds.models import Allocation
from qa_app.web.fields import Form, button, checkboxes, select


class OpenWorkForm(Form):
    allocations = checkboxes(
        "Which records?", missing="Select the records that somebody else is to read"
    )
    to = select("Who is to read them?", search=True, missing="Select who is to read them")
    save = button("Give to this person")

    def offer(self, allocations: Iterable[Allocation], auditors: Iterable[Membership]) -> None:
        self.allocations.options = [
            (one.public_id, f"{one.reference}, {one.place.name}") for one in allocations
        ]
        self.to.options = [(one.person.public_id, one.name) for one in auditors]
