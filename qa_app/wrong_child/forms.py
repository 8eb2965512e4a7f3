"""What is asked of whoever finds a wrong child, and of the two people who decide."""

from qa_app.web.fields import Form, button, radios, text, text_area
from qa_app.web.fields.checks import Pattern
from qa_app.wrong_child.rules import Answer, Kind, Outcome, Proposal

KIND_HINTS: dict[str, str] = {
    Kind.OTHER_CHILD: "The reference is right. The words belong to another child’s record.",
    Kind.OTHER_REFERENCE: "The words are about the child who was read. The reference names somebody else.",
}
OUTCOME_HINTS: dict[str, str] = {
    Outcome.MOVED: "It becomes a draft of the same auditor there.",
    Outcome.DESTROYED: "For good. Where you do not know whose record it is, or nobody may read it there.",
    Outcome.OPENED: "Nothing is changed.",
}
NO_WORDS = "It stays for good. Write nothing about the child or their family."


class ShutForm(Form):
    kind = radios("What happened?", Kind, hints=KIND_HINTS, missing="Select what happened")
    believed = text(
        "Which record do you think it belongs to?",
        hint="Its reference alone, if you know it. Leave it empty if you do not.",
        optional=True,
        width="one-half",
        max_length=30,
        checks=[Pattern(r"[\w/.-]*", "Enter the reference alone, such as 0012345")],
    )
    shut = button("Shut this audit now", warning=True)


class ProposalForm(Form):
    outcome = radios(
        "What should become of it?",
        Outcome,
        hints=OUTCOME_HINTS,
        missing="Select what should become of it",
    )
    kind = radios("What happened?", Kind, hints=KIND_HINTS, missing="Select what happened")
    reference = text(
        "Reference of the right child",
        hint="To move it, or where the reference was wrong and another record is to be read instead.",
        optional=True,
        width="one-half",
        max_length=60,
    )
    why = text_area(
        "Why?", hint=NO_WORDS, rows=3, max_length=500, missing="Enter why you propose this"
    )
    propose = button("Propose this")

    @property
    def proposal(self) -> Proposal:
        return Proposal(
            Outcome[self.outcome.data],
            Kind[self.kind.data],
            (self.reference.data or "").strip(),
            self.why.data,
        )


class AnswerForm(Form):
    answer = radios("Do you agree?", Answer, missing="Select whether you agree")
    why = text_area(
        "Why do you refuse?",
        hint=f"If you agree, leave this empty. {NO_WORDS}",
        rows=3,
        max_length=500,
        optional=True,
    )
    decide = button("Decide", warning=True)

    @property
    def agrees(self) -> bool:
        return self.answer.data == Answer.AGREE.name

    def says_why(self) -> bool:
        """A refusal needs its reason."""
        if self.agrees or (self.why.data or "").strip():
            return True
        self.refuse("Enter why you refuse", about="why")
        return False
