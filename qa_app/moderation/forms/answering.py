"""The auditor’s reply, sending back, and signing off."""

from collections.abc import Sequence
from enum import StrEnum

from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day, long_date
from qa_app.voices.rules import Decision
from qa_app.web.fields import Form, button, checkboxes, radios, select, text_area


class Agrees(StrEnum):
    YES = "Yes, these grades should count"
    NO = "No, I stand by my own"


class ReplyForm(Form):
    agrees = radios("Do you agree?", Agrees, missing="Select whether you agree")
    text = text_area(
        "What do you say to it?",
        hint="If you do not agree: what on the record speaks for your grade. Do not name the child or their family.",
        optional=True,
        max_length=2000,
        rows=5,
    )
    send = button("Send your answer")

    def __init__(self, *, is_open: bool) -> None:
        super().__init__()
        if not is_open:
            del self.agrees

    @property
    def agreed(self) -> bool | None:
        return self.agrees.data == Agrees.YES.name if "agrees" in self else None


class OpenAgainForm(Form):
    why = text_area(
        "Why is it opened again?",
        hint="Whoever gave the two opinions reads it. Do not name the child or their family.",
        missing="Enter why it is opened again",
        max_length=1000,
        rows=4,
    )
    open_again = button("Open it again", warning=True)


class SendBackForm(Form):
    why = text_area(
        "What is missing?",
        hint="The auditor reads it, and submits the audit again. Do not name the child or their family.",
        missing="Enter what is missing",
        max_length=1000,
        rows=4,
    )
    send_back = button("Send back", warning=True)


class DecideForm(Form):
    decision = radios("What do you decide?", Decision, missing="Select what you decide")
    grade = select("Which grade counts?", first="The one that stands", optional=True)
    words = text_area(
        "Why?",
        hint="Both read it. Do not name the child or their family.",
        missing="Enter why you decide so",
        max_length=2000,
        rows=4,
    )
    decide = button("Decide", warning=True)

    def __init__(self, template: Template, *, is_of_grade: bool) -> None:
        super().__init__()
        if is_of_grade:
            self.grade.options = [(one.code, one.words) for one in template.scale]
        else:
            del self.grade

    @property
    def chosen_grade(self) -> str:
        return (self.grade.data or "") if "grade" in self else ""


class SignOffForm(Form):
    audits = checkboxes("Audits to sign off", missing="Select the audits to sign off")
    sign_off = button("Sign off")

    def offer(self, audits: Sequence[Audit]) -> None:
        self.audits.options = [(one.public_id, line_of(one)) for one in audits]


def line_of(audit: Audit) -> str:
    agreed = f", agreed {long_date(london_day(audit.agreed_at))}" if audit.agreed_at else ""
    place = audit.allocation.place.name
    return (
        f"{audit.of_whom}, {place}: {audit.template_version.name}, by {audit.auditor_name}{agreed}"
    )
