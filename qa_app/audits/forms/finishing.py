"""Submit, withdraw, and correct a fact."""

from typing import Any

from werkzeug.datastructures import MultiDict

from qa_app.audits.forms.sections import SectionForm
from qa_app.audits.rules import Safe
from qa_app.web.fields import Form, button, checkboxes, radios, text_area


class SafetyForm(Form):
    """The question about safety in the words of the template."""

    safe = radios("", Safe, missing="Select whether the child is safe enough")
    save = button("Save and continue")

    def __init__(self, question: str, **about: Any) -> None:
        super().__init__(**about)
        self.safe.label.text = question


class SubmitForm(SafetyForm):
    save = None
    second_opinion = checkboxes(
        "Second opinion",
        [("yes", "I would like somebody else to read this record as well")],
        optional=True,
        hint="They look at it openly, and tell you what they make of it.",
    )
    submit = button("Submit audit")

    def __init__(self, question: str, *, may_ask: bool) -> None:
        super().__init__(question)
        if not question:
            del self.safe
        if not may_ask:
            del self.second_opinion

    @property
    def asks_for_another(self) -> bool:
        return "second_opinion" in self and bool(self.second_opinion.data)

    @property
    def said(self) -> Safe:
        return Safe[self.safe.data] if "safe" in self else Safe.YES


class WithdrawForm(Form):
    why = text_area(
        "Why is it withdrawn?",
        hint="It stands in the history. Write nothing about the child.",
        missing="Enter why it is withdrawn",
        max_length=500,
        rows=3,
    )
    withdraw = button("Withdraw audit", warning=True)


class CorrectForm(SectionForm):
    """The section again, without its judgement, and with the reason."""

    why = text_area(
        "Why is it corrected?",
        hint="It stands beside the correction. Do not name the child or their family.",
        missing="Enter why it is corrected",
        max_length=500,
        rows=3,
    )
    correct = button("Save correction")

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        for name in ("grade", "impact", "note", "go_on", "later"):
            if name in self:
                del self[name]

    def take_all(self, sent: MultiDict[str, str]) -> bool:
        well = self.validate()
        self.take(sent)
        return well and not [*self.problems]
