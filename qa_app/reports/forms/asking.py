"""A report: who will read it, and why it is needed."""

from collections.abc import Iterable, Mapping

from wtforms.fields.core import UnboundField

from qa_app.reports.rules.levels import Level
from qa_app.web.fields import Form, button, radios, text_area

LONGEST = 300


def who_will_read_it(hints: Mapping[str, str]) -> UnboundField:
    return radios("Who will read it?", Level, hints=hints, missing="Select who will read it")


def offer_levels(form: Form, levels: Iterable[Level], *, may_release: bool) -> None:
    """Those that it is made for, as far as whoever asks may make them."""
    there = [one for one in levels if may_release or not one.leaves]
    form.level.options = [(one.name, one.value) for one in there]


def why_it_is_needed(label: str, what: str, missing: str) -> UnboundField:
    return text_area(
        label,
        hint=f"It is kept with the {what} and in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=LONGEST,
        missing=missing,
    )


class ReportForm(Form):
    level = who_will_read_it({one: one.what_it_holds for one in Level})
    ask = button("Ask for this report")

    def offer_inside_alone(self) -> None:
        """To those who see a part of the council: what leaves it is made by whoever sees the whole."""
        self.level.hint = "Reports for others are made by those who see figures of the whole council, such as the QA lead."
        self.level.options = [(Level.INTERNAL.name, Level.INTERNAL.value)]


class ReferencesForm(Form):
    why = why_it_is_needed(
        "What do you need the references for?", "report", "Enter what you need the references for"
    )
    ask = button("Ask for this report")


class WholeAuditsForm(Form):
    why = why_it_is_needed("What do you need it for?", "file", "Enter what you need it for")
    ask = button("Ask for this PDF")
