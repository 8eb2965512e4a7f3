"""What an auditor proposes to be done about what was found."""

from typing import Any

from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, Wish
from qa_app.actions.rules.sources import LONGEST_DAYS, USUAL_DAYS
from qa_app.organisation.models import Membership
from qa_app.web.fields import Form, button, number, radios, select, text_area

NO_NAMES = "Do not name the child or their family."


class ProposalForm(Form):
    what = text_area(
        "What will be done?",
        rows=3,
        max_length=1000,
        hint=f"One thing that somebody can do and say is done. {NO_NAMES}",
        missing="Enter what will be done",
    )
    for_whom = radios(
        "For whom is it?",
        hints={"CHILD": "It is owed by the practitioner’s manager as soon as you submit."},
        missing="Select for whom it is",
    )
    owner = select("Who will do it?", first="Whoever manages the work", search=True, optional=True)
    within = number(
        "In how many working days?",
        at_least=1,
        at_most=LONGEST_DAYS,
        width="width-3",
        hint=f"Counted from the day it is owed. {USUAL_DAYS} is about a month.",
        missing="Enter in how many working days",
    )
    how_we_will_know = text_area(
        "How will we know that it helped?",
        rows=3,
        max_length=1000,
        hint=f"What will be different, and who will say so. {NO_NAMES}",
        missing="Enter how we will know that it helped",
    )
    save = button("Save the action")

    def __init__(self, people: list[Membership], *, is_about_child: bool, **values: Any) -> None:
        super().__init__(**values)
        self.for_whom.options = [
            (one.name, one.value) for one in ForWhom if is_about_child or one is not ForWhom.CHILD
        ]
        self.owner.options = [(one.person.public_id, one.name) for one in people]
        self.ids = {one.person.public_id: one.person_id for one in people}

    @property
    def wish(self) -> Wish:
        return Wish(
            ForWhom[self.for_whom.data],
            self.what.data,
            self.how_we_will_know.data,
            self.within.data,
            self.ids.get(self.owner.data),
        )


def as_typed(action: Action | None) -> dict[str, Any]:
    """What stands in the boxes before anything is changed."""
    if action is None:
        return {"within": USUAL_DAYS}
    return {
        "what": action.what,
        "for_whom": action.for_whom.name,
        "owner": action.owner_here.person.public_id if action.owner_here else None,
        "within": action.within,
        "how_we_will_know": action.how_we_will_know,
    }
