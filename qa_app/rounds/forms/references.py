"""References for a draw, pasted or in a file."""

from typing import Any

from wtforms.validators import StopValidation

from qa_app.foundation.errors import DomainError, Reason
from qa_app.rounds.operations.references import WHAT_WAS_PASTED
from qa_app.uploads.questions import given, table_file
from qa_app.web.fields import Form, button, text_area

MOST_PASTED = 20_000


def short_enough(form: Form, box: Any) -> None:
    """A file can hold more than a box on a page."""
    if len(box.data or "") > MOST_PASTED:
        raise StopValidation(
            f"Paste {MOST_PASTED:,} characters at most. For more, save the references as a file and "
            "choose it below"
        )


class ReferencesForm(Form):
    pasted = text_area(
        "Paste the references",
        rows=10,
        optional=True,
        checks=[short_enough],
        hint="One a line; or rows from a spreadsheet, with their line of headings above. Up to "
        f"{MOST_PASTED:,} characters: choose a file for more.",
    )
    references_file = table_file(
        "Or choose a file",
        optional=True,
        hint="An Excel workbook or a CSV file, with a line of headings.",
    )
    upload = button("Upload and check")

    @property
    def given(self) -> tuple[str, bytes]:
        """Its name and what is in it; one of the two and no more."""
        chosen, pasted = self.references_file.data, self.pasted.data or ""
        if chosen is not None and pasted:
            raise DomainError(Reason("Paste the references or choose a file, not both", "pasted"))
        if chosen is not None:
            return given(chosen)
        if not pasted:
            raise DomainError(Reason("Paste the references or choose a file", "pasted"))
        return WHAT_WAS_PASTED, pasted.encode()
