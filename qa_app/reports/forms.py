"""What is asked of a report, beside the filters."""

from qa_app.reports.rules.levels import Level
from qa_app.web.fields import Form, button, radios, text_area


class ReportForm(Form):
    level = radios(
        "Who will read it?",
        Level,
        hints={one: one.what_it_holds for one in Level},
        missing="Select who will read it",
    )
    ask = button("Ask for this report")

    def offer_inside_alone(self) -> None:
        """To those who see a part of the council: what leaves it is made by whoever sees the whole."""
        self.level.hint = "Reports for others are made by those who see figures of the whole council, such as the QA lead."
        self.level.options = [(Level.INTERNAL.name, Level.INTERNAL.value)]


class ReferencesForm(Form):
    why = text_area(
        "What do you need the references for?",
        hint="It is kept with the report and in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=300,
        missing="Enter what you need the references for",
    )
    ask = button("Ask for this report")
