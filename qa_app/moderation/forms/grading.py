"""A second reading: a grade and what leads to it for each section; then both side by side."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from qa_app.audit_templates.rules import Template
from qa_app.moderation.operations import Compare, Graded
from qa_app.moderation.queries.sections import ToGrade
from qa_app.moderation.rules.quality import QUESTIONS, Rating
from qa_app.web.fields import Form, asked_first, button, hidden, radios, text_area

GRADE, REASON, WHY, QUALITY = "grade-", "reason-", "why-", "quality-"
NO_NAMES = "Do not name the child or their family."


class GradesForm(Form):
    """It saves itself while it is typed. The draft is its moderator’s alone."""

    version = hidden()
    commit = button("Commit these grades")
    later = button("Save and come back later", secondary=True)

    asked: Sequence[ToGrade] = ()
    before: Mapping[str, str] = {}

    @property
    def draft(self) -> dict[str, str]:
        """By the name of each question what was answered; where that cannot be taken, what was kept before."""
        said = {one.name: self._kept(one) for one in self.questions}
        return {name: words for name, words in said.items() if words}

    def _kept(self, one: Any) -> str:
        is_wrong = one.errors and not getattr(one, "is_empty", False)
        return self.before.get(one.name, "") if is_wrong else one.data or ""

    @property
    def questions(self) -> list[Any]:
        return [one for one in self if one.name.startswith((GRADE, REASON))]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Each box with words in it, to notice in it what may say who a child is."""
        return [
            (one.name, one.data)
            for one in self.questions
            if one.name.startswith(REASON) and one.data
        ]

    def differs_from(self, there: Mapping[str, str]) -> list[tuple[str, str]]:
        """What is kept now, in words, wherever something else stands in a box."""
        return [
            (one.label.text, dict(getattr(one, "options", ())).get(kept, kept))
            for one in self.questions
            if (kept := there.get(one.name, "")) != (one.data or "")
        ]

    @property
    def given(self) -> dict[str, Graded]:
        return {
            one.id: Graded(self[GRADE + one.field].data, self[REASON + one.field].data or "")
            for one in self.asked
        }


def grades_form(
    asked: Sequence[ToGrade],
    template: Template,
    there: Mapping[str, str],
    version: int,
    *,
    blind: bool,
) -> GradesForm:
    """Read blind, each grade needs its reason: nothing else says where it comes from."""
    fields: dict[str, Any] = {}
    for one in asked:
        fields[GRADE + one.field] = radios(
            f"Which grade does the record support for “{one.heading}”?",
            scale_of(template),
            default=there.get(GRADE + one.field),
            missing=f"Select a grade for “{one.heading}”",
        )
        fields[REASON + one.field] = text_area(
            f"What on the record leads you to the grade of “{one.heading}”?",
            hint=NO_NAMES if blind else f"Where it differs from the auditor’s. {NO_NAMES}",
            max_length=1000,
            rows=3,
            default=there.get(REASON + one.field),
            **_needed(blind, f"Enter what leads you to the grade of “{one.heading}”"),
        )
    kind = cast(type[GradesForm], asked_first(GradesForm, fields))
    form = kind(data={"version": str(version)})
    form.asked, form.before = asked, there
    return form


class CompareForm(Form):
    quality_words = text_area(
        "Is there more to say about the audit itself?",
        hint=f"How it was done, not how the work is. {NO_NAMES}",
        optional=True,
        max_length=1000,
        rows=3,
    )
    feedback = text_area(
        "What do you tell the auditor?",
        hint=f"What was strong first. They read it, and can answer. {NO_NAMES}",
        missing="Enter what you tell the auditor",
        max_length=2000,
        rows=5,
    )
    save = button("Save, and tell the auditor")

    differing: Sequence[ToGrade] = ()

    @property
    def said(self) -> Compare:
        return Compare(
            {one.id: self[GRADE + one.field].data for one in self.differing},
            {one.id: self[WHY + one.field].data or "" for one in self.differing},
            {key: self[QUALITY + key].data for key in QUESTIONS},
            self.quality_words.data or "",
            self.feedback.data,
        )


def compare_form(
    differing: Sequence[ToGrade], template: Template, own: Mapping[str, str]
) -> CompareForm:
    """`own` are the moderator’s grades, by section."""
    fields: dict[str, Any] = {}
    for one in differing:
        fields[GRADE + one.field] = radios(
            f"Which grade should count for “{one.heading}”?",
            scale_of(template),
            default=own.get(one.id),
            missing=f"Select which grade should count for “{one.heading}”",
        )
        fields[WHY + one.field] = text_area(
            f"Why do you differ about “{one.heading}”?",
            hint=f"What on the record you each weighed otherwise. {NO_NAMES}",
            missing=f"Enter why you differ about “{one.heading}”",
            max_length=1000,
            rows=3,
        )
    for key, words in QUESTIONS.items():
        fields[QUALITY + key] = radios(words, Rating, missing=f"Answer “{words}”")
    form = cast(CompareForm, asked_first(CompareForm, fields)())
    form.differing = differing
    return form


class SettleForm(Form):
    why = text_area(
        "Why?",
        hint=f"The auditor and the moderator read it. {NO_NAMES}",
        missing="Enter why these grades count",
        max_length=1000,
        rows=3,
    )
    settle = button("Check what will count")

    differing: Sequence[ToGrade] = ()

    @property
    def agreed(self) -> dict[str, str]:
        return {one.id: self[GRADE + one.field].data for one in self.differing}


def settle_form(differing: Sequence[ToGrade], template: Template) -> SettleForm:
    fields = {
        GRADE + one.field: radios(
            f"Which grade counts for “{one.heading}”?",
            scale_of(template),
            missing=f"Select which grade counts for “{one.heading}”",
        )
        for one in differing
    }
    form = cast(SettleForm, asked_first(SettleForm, fields)())
    form.differing = differing
    return form


def scale_of(template: Template) -> list[tuple[str, str]]:
    return [(one.code, one.words) for one in template.scale]


def _needed(is_needed: bool, missing: str) -> dict[str, Any]:
    return {"missing": missing} if is_needed else {"optional": True}
