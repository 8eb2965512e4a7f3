"""What a child or a family said, in boxes of its own."""

from collections.abc import Iterator
from typing import Any

from qa_app.audits.rules import Part
from qa_app.voices.rules.families import (
    ALWAYS_ASKED,
    BETTER_OF,
    LONGEST,
    Better,
    Question,
    Words,
    questions_for,
)
from qa_app.web.fields import Form, button, hidden, radios, text_area

YES, NO = "yes", "no"


class WordsForm(Form):
    version = hidden()
    better = radios("", Better)
    may_be_quoted = radios(
        "May we use their words without their name?",
        [(NO, "No, or I have not asked"), (YES, "Yes, they said so")],
        hint="In training or a report, where nobody could tell who said it.",
    )
    finish = button("Save and finish")
    later = button("Save and come back later", secondary=True)

    before: Words = Words()
    asked: tuple[Question, ...] = ()

    @property
    def first(self) -> list[Any]:
        """The boxes of the questions that are always asked."""
        return [self[one.code] for one in self.asked[:ALWAYS_ASKED]]

    @property
    def others(self) -> list[Any]:
        return [self[one.code] for one in self.asked[ALWAYS_ASKED:]]

    @property
    def words(self) -> Words:
        """What can be taken of it; in place of what cannot, what is kept."""
        answers = {
            one.code: self.before.answers.get(one.code, "")
            if self[one.code].errors
            else self[one.code].data or ""
            for one in self.asked
        }
        better = self.before.better
        if not self.better.errors:
            better = Better[self.better.data] if self.better.data else None
        return Words(answers, better, self.may_be_quoted.data == YES)

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        for one in self.asked:
            yield one.code, self[one.code].data or ""

    @property
    def problems(self) -> dict[str, str]:
        """The id of each box that could not be taken, and why."""
        return {
            getattr(one, "first_wrong", one.name): str(one.errors[0]) for one in self if one.errors
        }


def words_form(part: Part, there: Words, version: int) -> WordsForm:
    asked = questions_for(part)
    fields: dict[str, Any] = {"before": there, "asked": asked}
    for one in asked:
        fields[one.code] = text_area(
            one.words, max_length=LONGEST, rows=4, default=there.answers.get(one.code, "")
        )
    kind = type("WordsFormOf", (WordsForm,), fields)
    form: WordsForm = kind(
        data={
            "version": str(version),
            "better": there.better,
            "may_be_quoted": YES if there.may_be_quoted else NO,
        }
    )
    form.better.label.text = BETTER_OF[part]
    return form
