"""The questions about workbooks of past audits, and about one audit in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa_app.past_audits.rules.columns import may_read, meanings
from qa_app.past_audits.rules.grades import NO_GRADE, Grade
from qa_app.past_audits.rules.removing import Why
from qa_app.past_audits.rules.settling import Word
from qa_app.uploads.questions import table_file
from qa_app.web.fields import Form, button, checkboxes, radios, select

MOST_ASKED = 60
GRADES = [*((one.name, one.value) for one in Grade), (NO_GRADE, "Not a grade: leave it empty")]


class UploadForm(Form):
    workbook = table_file(
        "Workbook of past audits",
        hint="An Excel workbook or a CSV file, up to 16 MB.",
        missing="Choose a file",
    )
    keep = checkboxes(
        "Is anything else to be kept?",
        [("words", "The words of actions, comments and findings")],
        optional=True,
        hint="They may name people. Only those who may read audits where the child is will see them.",
    )
    upload = button("Upload and check")

    @property
    def keeps_words(self) -> bool:
        return "words" in (self.keep.data or [])


def columns_form(headings: Sequence[tuple[str, str]]) -> Form:
    """One question a heading of the file: what is it? Pairs of heading and what it is taken for."""
    asked = [(words, meaning) for words, meaning in headings if words and may_read(words)]
    questions: dict[str, Any] = {
        f"column_{at}": select(words, meanings(), first="Do not read")
        for at, (words, _) in enumerate(asked[:MOST_ASKED])
    }
    questions["save"] = button("Save the columns")
    form: Form = type("ColumnsOfPastAuditsForm", (Form,), questions)(
        data={f"column_{at}": meaning for at, (_, meaning) in enumerate(asked[:MOST_ASKED])}
    )
    return form


def columns_in(form: Form, headings: Sequence[tuple[str, str]]) -> dict[str, str]:
    asked = [words for words, _ in headings if words and may_read(words)]
    return {words: form[f"column_{at}"].data or "" for at, words in enumerate(asked[:MOST_ASKED])}


def grades_form(words: Sequence[Word]) -> Form:
    """One question a word; those that are not known stand first."""
    asked = words[:MOST_ASKED]
    questions: dict[str, Any] = {
        f"word_{at}": select(
            f"“{one.written}”",
            GRADES,
            first="Not said yet",
            hint=f"{one.meaning.how.value}. In {one.number:,} {'cell' if one.number == 1 else 'cells'}.",
        )
        for at, one in enumerate(asked)
    }
    questions["save"] = button("Save and go back")
    form: Form = type("WordsForGradesForm", (Form,), questions)(
        data={f"word_{at}": one.meaning.code for at, one in enumerate(asked)}
    )
    return form


def grades_in(form: Form, words: Sequence[Word]) -> dict[str, str]:
    """By word, what was said of it where that is news: what is guessed alike next time need not be kept."""
    answers = ((one, form[f"word_{at}"].data) for at, one in enumerate(words[:MOST_ASKED]))
    return {one.key: code for one, code in answers if code and code != one.meaning.code}


def destroy_form(years: Mapping[int, int]) -> Form:
    """With each year how many would go."""
    going, options = 0, []
    for year in sorted(years):
        going += years[year]
        options.append((str(year), f"{year} and before: {going:,}"))
    questions = {
        "before": select("Which are kept no longer?", options, missing="Select a year"),
        "destroy": button("Destroy these audits", warning=True),
    }
    form: Form = type("DestroyForm", (Form,), questions)()
    return form


class RemoveForm(Form):
    why = radios("Why is it taken out?", Why, missing="Select why it is taken out")
    remove = button("Take the audit out", warning=True)
