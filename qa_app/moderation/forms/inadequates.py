"""What is asked after an audit with the lowest grade."""

from collections.abc import Sequence

from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day, long_date
from qa_app.moderation.operations.inadequates import Answer
from qa_app.moderation.rules.inadequates import Closed, Siblings
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.web.fields import Form, button, radios, select, text_area

NO_NAMES = "Do not name the child or their family."


class AnswerForm(VersionedForm):
    put_right = text_area(
        "What was put right for this child?",
        hint=f"What was done, by whom and when, and what is still to come. {NO_NAMES}",
        missing="Enter what was put right for this child",
        max_length=2000,
        rows=5,
    )
    siblings = radios(
        "Do brothers and sisters need looking at?",
        Siblings,
        missing="Select whether brothers and sisters need looking at",
    )
    siblings_words = text_area(
        "What was or will be looked at?",
        hint=f"If they need looking at: which records, and by when. {NO_NAMES}",
        optional=True,
        max_length=1000,
        rows=3,
    )
    support = text_area(
        "What support does the practitioner have?",
        hint="This is about learning and workload, not about capability.",
        missing="Enter what support the practitioner has",
        max_length=1000,
        rows=3,
    )
    save = button("Save")

    @property
    def said(self) -> Answer:
        return Answer(
            self.put_right.data,
            Siblings[self.siblings.data],
            self.siblings_words.data or "",
            self.support.data,
        )


class CloseForm(Form):
    how = radios("How does it end?", Closed, missing="Select how it ends")
    re_audit = select(
        "Which audit followed?",
        first="None yet",
        hint="Of the same child, handed in after this one.",
        optional=True,
    )
    words = text_area(
        "Is there more to say?", hint=NO_NAMES, optional=True, max_length=1000, rows=3
    )
    close = button("Close", warning=True)

    def offer(self, audits: Sequence[Audit]) -> None:
        self.re_audit.options = [
            (
                one.public_id,
                f"{one.template_version.name}, submitted {long_date(london_day(one.submitted_at))}",
            )
            for one in audits
            if one.submitted_at
        ]
