"""A worry or a complaint, and that its family heard what came of it."""

from datetime import date as day
from typing import Any

from qa_app.voices.rules.complaints import Explained, Kind, Matter, NotTold, ToldHow
from qa_app.web.fields import Form, button, date, hidden, radios, text, text_area

NO_NAMES = "Do not name the child or their family."


class MatterForm(Form):
    kind = radios("What did they voice?", Kind, missing="Select what they voiced")
    what = text_area(
        "What is it about?",
        hint=f"In their words, as briefly as it can be passed on. {NO_NAMES}",
        max_length=1000,
        rows=4,
        missing="Enter what it is about",
    )
    explained = radios("If it is a complaint: do they know how to complain?", Explained)
    passed_to = text(
        "Whom did you pass it to?",
        hint="Their role or team, such as the team manager or the complaints team. Leave it empty for a wish to hear back.",
        max_length=100,
        width="two-thirds",
    )
    passed_on = date("On which day did you pass it on?", called="The day")
    tell_back_by = date(
        "By which day will they hear what came of it?",
        called="The day",
        hint="You are reminded of it two days before.",
        missing="Enter the day by which they will hear",
    )
    save = button("Save")

    def __init__(self, usual: day) -> None:
        super().__init__(data={"tell_back_by": usual})

    @property
    def matter(self) -> Matter:
        explained = self.explained.data
        return Matter(
            Kind[self.kind.data],
            self.what.data,
            self.tell_back_by.data,
            Explained[explained] if explained else None,
            self.passed_to.data or "",
            self.passed_on.data,
        )


class ToldForm(Form):
    told_on = date("On which day were they told?", called="The day", missing="Enter the day")
    told_how = radios("How were they told?", ToldHow, missing="Select how they were told")
    outcome = text_area(
        "What were they told?",
        hint=f"What was done about it, or why nothing could be. {NO_NAMES}",
        max_length=1000,
        rows=4,
        missing="Enter what they were told",
    )
    version = hidden()
    save = button("Save that they were told")

    def __init__(self, version: int, **values: Any) -> None:
        super().__init__(data={"version": str(version)}, **values)


class NotToldForm(Form):
    why = radios("Why will they not be told?", NotTold, missing="Select why they will not be told")
    words = text_area("More about it", hint=NO_NAMES, max_length=500, rows=3, optional=True)
    version = hidden()
    save = button("Save that they will not be told")

    def __init__(self, version: int, **values: Any) -> None:
        super().__init__(data={"version": str(version)}, **values)
