"""What a practitioner is asked before an audit: prompts, and a grade for each section of their own work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules import Section, Template
from qa_app.voices.rules.preparing import (
    LONGEST_REASON,
    LONGEST_WORDS,
    WHY_NOT,
    OwnGradeSaid,
    Prepared,
)
from qa_app.web.fields import Form, button, hidden, radios, text, text_area

PROMPT, GRADE, WORDS = "p-", "g-", "w-"


class PrepareForm(Form):
    version = hidden()
    go_on = button("Save and check")
    later = button("Save and come back later", secondary=True)

    prompts: Sequence[str] = ()
    sections: Sequence[Section] = ()
    before = Prepared()

    @property
    def prepared(self) -> Prepared:
        """What was entered; where that cannot be taken, what was kept before."""
        there = self.before
        words = {one: self._text(PROMPT + one, there.words.get(one, "")) for one in self.prompts}
        grades = {
            one.id: self._own_grade(one.id, there.grades.get(one.id, OwnGradeSaid()))
            for one in self.sections
        }
        # Of sections that apply no longer what was said stays.
        return Prepared({**there.words, **words}, {**there.grades, **grades})

    def _own_grade(self, section: str, there: OwnGradeSaid) -> OwnGradeSaid:
        grade = self[GRADE + section]
        chosen = there.grade if grade.errors else grade.data or None
        return OwnGradeSaid(chosen, self._text(WORDS + section, there.words))

    def _text(self, name: str, before: str) -> str:
        return before if self[name].errors else self[name].data or ""

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """Each box with words in it, to notice in it what may say who a child is."""
        for one in self:
            if one.name.startswith((PROMPT, WORDS)) and one.data:
                yield one.name, one.data

    @property
    def problems(self) -> dict[str, str]:
        named = (one for one in self if one.errors and one.name != "csrf_token")
        return {getattr(one, "first_wrong", one.name): str(one.errors[0]) for one in named}

    def differs_from(self, there: Prepared) -> list[tuple[str, str]]:
        """What is kept now, in words, wherever something else stands in a box: by the name of the box."""
        kept = {PROMPT + one: there.words.get(one, "") for one in self.prompts}
        for one in self.sections:
            said = there.grades.get(one.id, OwnGradeSaid())
            words = dict(self[GRADE + one.id].options).get(said.grade or "", "")
            kept |= {GRADE + one.id: words, WORDS + one.id: said.words}
        return [
            (self[name].label.text, words)
            for name, words in kept.items()
            if words != self._in_words(name)
        ]

    def _in_words(self, name: str) -> str:
        said = self[name].data or ""
        return dict(self[name].options).get(said, "") if name.startswith(GRADE) else said


def prepare_form(
    prompts: Mapping[str, str],
    sections: Sequence[Section],
    template: Template,
    there: Prepared,
    version: int,
) -> PrepareForm:
    fields: dict[str, Any] = {}
    for one, words in prompts.items():
        fields[PROMPT + one] = text_area(
            words, max_length=LONGEST_WORDS, rows=4, default=there.words.get(one, "")
        )
    scale = [(one.code, one.words) for one in template.scale]
    for section in sections:
        said = there.grades.get(section.id, OwnGradeSaid())
        fields[GRADE + section.id] = radios(section.heading, scale, default=said.grade)
        fields[WORDS + section.id] = text_area(
            f"Why do you grade “{section.heading}” so?",
            optional=True,
            max_length=LONGEST_REASON,
            rows=2,
            default=said.words,
        )
    form: PrepareForm = type("PrepareFormOf", (PrepareForm,), fields)(
        data={"version": str(version)}
    )
    form.prompts, form.sections, form.before = [*prompts], sections, there
    return form


class SendForm(Form):
    send = button("Send to the auditor")


class GoOnForm(Form):
    go_on = button("Read the audit without grading", secondary=True)


class DeclineForm(Form):
    why = radios(
        "Why can you not take part?",
        [(one.name, words) for one, words in WHY_NOT.items()],
        missing="Select why you cannot take part",
    )
    saying = text(
        "Is there more to say?",
        hint="The auditor reads this. Do not name the child or their family.",
        optional=True,
        max_length=300,
    )
    decline = button("Say that I cannot take part")
