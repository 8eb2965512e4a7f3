"""What is asked when a token is made, and when it is lent more."""

from collections.abc import Sequence

from qa_app.api.rules.tokens import Reads
from qa_app.organisation.forms.places import options_of
from qa_app.organisation.models import Place
from qa_app.web.fields import Form, button, date, radios, select, text, text_area

MORE_THAN_COUNTS = [(one.name, one.value) for one in Reads if one is not Reads.COUNTS]


class TokenForm(Form):
    purpose = text(
        "What is it for?",
        hint="For example, the Power BI report of the performance team. Do not name a child.",
        max_length=120,
        missing="Enter what the token is for",
    )
    place = select("Which place does it read?", search=True, missing="Select a place")
    owner = select(
        "Who owns it?",
        search=True,
        hint="They have its secret made, and answer for what becomes of the figures. When they leave it stops working.",
        missing="Select its owner",
    )
    ends_on = date(
        "Last day",
        called="The last day",
        hint="At most a year from today.",
        missing="Enter the last day",
    )
    save = button("Make the token")

    def offer(self, places: list[Place], owners: Sequence[tuple[str, str]]) -> None:
        self.place.options = options_of(places)
        self.owner.options = list(owners)


class LendForm(Form):
    reads = radios("What may it read?", MORE_THAN_COUNTS, missing="Select what it may read")
    until = date(
        "Until when?",
        called="The last day",
        hint="From the day after it reads counts alone again. Words and references are lent for 92 days at most.",
        missing="Enter the last day",
    )
    why = text_area(
        "What for?",
        hint="It is kept with the token and in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=300,
        missing="Enter what it is for",
    )
    save = button("Let it read more")
