"""What a practitioner answers to an audit, and what the auditor says to that."""

from qa_app.voices.rules import Outcome
from qa_app.voices.rules.replies import LONGEST
from qa_app.web.fields import Form, button, radios, text_area

NO_NAMES = "Do not name the child or their family."


class AnswerForm(Form):
    text = text_area(
        "What do you want to say to this audit?",
        hint=f"Whoever reads the audit reads your answer beside it. {NO_NAMES}",
        rows=6,
        max_length=LONGEST,
        missing="Enter your answer",
    )
    save = button("Save answer")


class DisputeForm(Form):
    text = text_area(
        "Which fact is wrong, and what is right?",
        hint=f"Say where on the record it can be seen. {NO_NAMES}",
        rows=6,
        max_length=LONGEST,
        missing="Enter which fact is wrong, and what is right",
    )
    save = button("Send to the auditor")


class OutcomeForm(Form):
    outcome = radios("What came of it?", Outcome, missing="Select what came of it")
    text = text_area(
        "What do you say to it?",
        hint=f"The practitioner reads this beside their own words. {NO_NAMES}",
        rows=5,
        max_length=LONGEST,
        missing="Enter your answer",
    )
    save = button("Send answer")
