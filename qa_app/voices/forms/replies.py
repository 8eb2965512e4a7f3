"""What a practitioner answers to an audit, and what the auditor says to that."""

from enum import StrEnum

from qa_app.voices.rules import ReplyKind
from qa_app.voices.rules.replies import LONGEST, OUTCOMES
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


class What(StrEnum):
    FACT = "A fact"
    GRADE = "The grade"


class ChallengeForm(Form):
    what = radios("What do you challenge?", What, missing="Select what you challenge")
    text = text_area(
        "What is wrong, and what on the record shows it?",
        hint=NO_NAMES,
        rows=6,
        max_length=LONGEST,
        missing="Enter what is wrong, and what on the record shows it",
    )
    save = button("Send to the auditor")

    @classmethod
    def of(cls, *, is_graded: bool) -> "ChallengeForm":
        """Of a section without a grade a fact alone can be wrong, so that nobody is asked which it is."""
        form: ChallengeForm = cls()
        if not is_graded:
            del form.what
        return form

    @property
    def is_of_grade(self) -> bool:
        return "what" in self and self.what.data == What.GRADE.name


class OutcomeForm(Form):
    outcome = radios("What came of it?", missing="Select what came of it")
    text = text_area(
        "What do you say to it?",
        hint=f"The practitioner reads this beside their own words. {NO_NAMES}",
        rows=5,
        max_length=LONGEST,
        missing="Enter your answer",
    )
    save = button("Send answer")

    def __init__(self, kind: ReplyKind) -> None:
        super().__init__()
        self.outcome.options = [(one.name, one.value) for one in OUTCOMES[kind]]
