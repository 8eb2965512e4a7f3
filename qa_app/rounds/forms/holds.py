"""What is asked before a record is taken out of draws, and put back."""

from qa_app.rounds.rules.holds import Hold
from qa_app.web.fields import Form, button, date, radios, text_area


class HoldForm(Form):
    why = radios("Why is it kept out of draws?", Hold, missing="Select why it is kept out of draws")
    note = text_area(
        "What others who run rounds should know",
        rows=3,
        max_length=500,
        optional=True,
        hint="Name neither the child nor their family.",
    )
    until = date(
        "Until",
        called="The last day",
        optional=True,
        hint="The last day on which it is kept out. Leave it empty where nobody knows yet.",
    )
    save = button("Keep it out of draws")


class LiftHoldForm(Form):
    save = button("Put it back into draws")
