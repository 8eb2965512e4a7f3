"""Give a section to a partner, hand it in, or go on without them."""

from collections.abc import Sequence
from datetime import date as day
from typing import Any

from qa_app.foundation.clock import long_date
from qa_app.organisation.models import Membership
from qa_app.web.fields import Form, button, date, select, text_area


class GiveForm(Form):
    partner = select("Who answers this section?", missing="Select who answers it")
    due_on = date("By when?", called="The date", missing="Enter by when")
    give = button("Give this section")

    def __init__(self, partners: Sequence[tuple[Membership, day | None]], **given: Any) -> None:
        super().__init__(**given)
        self.partner.options = [
            (
                one.person.public_id,
                f"{one.name} (access until {long_date(ends)})" if ends else one.name,
            )
            for one, ends in partners
        ]


class HandInForm(Form):
    hand_in = button("Hand in this section")


class ReleaseForm(Form):
    why = text_area(
        "Why does the audit go on without them?",
        hint="For example: they did not answer by 3 November. It stands in the audit. Write nothing about the child.",
        missing="Enter why the audit goes on without them",
        max_length=500,
        rows=3,
    )
    release = button("Go on without them", warning=True)
