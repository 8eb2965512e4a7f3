"""What is asked before a programme is planned, and before it ends."""

from collections.abc import Sequence

from qa_app.rounds.rules.plans import Kind
from qa_app.web.fields import Form, button, radios

HINTS = {
    Kind.MONTHLY: "Every month, so many records for each auditor.",
    Kind.THEMATIC: "One subject, looked at across the council.",
    Kind.DIP_SAMPLE: "Ten to twenty records, on one light form.",
    Kind.DEEP_DIVE: "A few records, read in depth.",
    Kind.SUPERVISION: "Practitioners are drawn, and their supervision files are read.",
    Kind.OBSERVATION: "Practitioners are drawn, and somebody watches their practice.",
    Kind.PRACTICE_WEEK: "A week in which senior people read and visit.",
    Kind.RE_AUDIT: "Records that were found wanting, read again.",
    Kind.WHOLE_COHORT: "Every open record, with the pace to the end date.",
    Kind.REQUESTED: "Records that somebody asks for, with a deadline in hours.",
    Kind.SURGERY: "All records of one practitioner, a line each.",
}


class KindForm(Form):
    kind = radios(
        "What kind of audit is it?",
        Kind,
        hints={one.name: words for one, words in HINTS.items()},
        missing="Select what kind of audit it is",
    )
    go_on = button("Continue")

    def offer(self, kinds: Sequence[Kind]) -> None:
        self.kind.options = [(one.name, one.value) for one in kinds]


class EndForm(Form):
    save = button("End the programme", warning=True)
