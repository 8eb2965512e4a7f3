"""What a template says of itself."""

from typing import Any

from qa_app.audit_templates.forms.parts import Choices, PartForm, with_written
from qa_app.audit_templates.rules.format import OLDEST
from qa_app.audit_templates.rules.lines import DETAILS
from qa_app.audit_templates.rules.words import HEADER, OVERALLS, SUBJECTS
from qa_app.web.fields import button, checkboxes, number, radios, text, text_area


class DetailsForm(PartForm):
    lines = DETAILS

    name = text("Name", max_length=100, missing="Enter the name of the template")
    purpose = text_area(
        "What it is for", rows=3, max_length=1500, missing="Enter what the template is for"
    )
    subject = radios("What is audited?", SUBJECTS.items(), missing="Select what is audited")
    minutes = number(
        "Minutes for one audit",
        at_least=1,
        at_most=1000,
        suffix="minutes",
        missing="Enter how many minutes one audit takes",
    )
    read_months = number(
        "Months to read",
        hint="How far back the auditor reads. Leave both empty where it does not matter.",
        at_least=1,
        at_most=60,
        suffix="months",
        optional=True,
    )
    judge_months = number(
        "Months to judge",
        hint="How many of those months, counted from today, the grades are about.",
        at_least=1,
        at_most=60,
        suffix="months",
        optional=True,
    )
    statuses = checkboxes(
        "Which children does it suit?", hint="Tick none if it suits children of any status."
    )
    youngest = number(
        "Youngest age", hint="-1 is not yet born.", at_least=-1, at_most=OLDEST, optional=True
    )
    oldest = number("Oldest age", at_least=-1, at_most=OLDEST, optional=True)
    header = checkboxes(
        "What stands at the head of the audit?",
        HEADER.items(),
        missing="Select what stands at the head of the audit",
    )
    gate = text_area(
        "The question about safety",
        rows=2,
        max_length=240,
        hint="It is asked before anything is graded.",
        missing="Enter the question about safety",
    )
    overall = radios("How does the audit end?", OVERALLS.items(), missing="Select how it ends")
    strengths = number(
        "Most strengths", at_least=0, at_most=10, missing="Enter the most strengths, or 0"
    )
    development = number(
        "Most areas for development",
        at_least=0,
        at_most=10,
        missing="Enter the most areas for development, or 0",
    )
    save = button("Save details")

    def offer(self, choices: Choices) -> None:
        self.statuses.options = with_written(
            choices.statuses, self.part.get("suits", {}).get("statuses", ())
        )

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if not self.errors and (self.read_months.data is None) != (self.judge_months.data is None):
            empty = "read_months" if self.read_months.data is None else "judge_months"
            self.refuse("Enter both numbers of months, or neither", about=empty)
            return False
        return valid
