"""Opening an exercise, grading in it, and what it came to."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules import Template
from qa_app.moderation.models import CalibrationPart
from qa_app.moderation.operations.calibrations import Reading
from qa_app.moderation.rules.calibrations import LEAST_PEOPLE, Names
from qa_app.organisation.models import Membership
from qa_app.web.fields import (
    Form,
    asked_first,
    button,
    checkboxes,
    date,
    radios,
    select,
    text,
    text_area,
)

GRADE, READING = "grade-", "reading-"
THE_WHOLE = "the-whole"
STILL_OPEN = ("none", "Not agreed")


class OpenForm(Form):
    reference = text(
        "Reference of the child’s record",
        hint="As it stands on the list of children. Everybody who takes part sees the reference and reads the record in your case system. Leave this empty if you describe an invented record instead.",
        optional=True,
        max_length=40,
        width="width-10",
    )
    story = text_area(
        "Describe an invented record instead",
        hint="Write what an auditor would find in it: what is known about the child, what was done and what was written down. Do not use anything from a real child’s record.",
        optional=True,
        max_length=8000,
        rows=10,
    )
    name = text(
        "Give the exercise a name",
        hint="For example, “Planning, autumn 2026”. Do not name a child.",
        max_length=100,
        missing="Enter a name for the exercise",
    )
    template = select(
        "Which audit template will people grade with?",
        hint="They grade each graded section of it, with the descriptors that it gives.",
        missing="Select the audit template",
    )
    first_day = date(
        "When can people start grading?",
        called="The first day",
        hint="Two weeks is usual, so that everybody has time to read the record.",
        missing="Enter the day on which people can start grading",
    )
    last_day = date(
        "What is the last day for grading?",
        called="The last day",
        hint="People can change their grades until the end of this day. Then everybody sees the results.",
        missing="Enter the last day for grading",
    )
    names = radios(
        "Who will see which grades each person gave?",
        Names,
        hints={
            Names.LEAD.name: "Everybody else sees how many people gave each grade, what they gave themselves, and people’s reasons without names.",
            Names.ALL.name: "We tell people this before they grade.",
        },
        missing="Select who will see which grades each person gave",
    )
    people = checkboxes(
        "Who will take part?",
        hint=f"Select at least {LEAST_PEOPLE}. For a restricted record, select only people who may read it.",
        missing="Select who will take part",
    )
    open = button("Start the exercise")

    def offer(self, versions: Sequence[TemplateVersion], people: Sequence[Membership]) -> None:
        self.template.options = [
            (one.public_id, f"{one.name}, version {one.number}") for one in versions
        ]
        self.people.options = [(one.person.public_id, one.name) for one in people]


class ChangeForm(Form):
    last_day = date(
        "Last day", called="The last day", missing="Enter the last day on which it is graded"
    )
    also = checkboxes("Who takes part as well?", optional=True)
    save = button("Save")

    def offer(self, people: Sequence[Membership]) -> None:
        self.also.options = [(one.person.public_id, one.name) for one in people]
        if not people:
            del self.also

    @property
    def chosen(self) -> list[str]:
        return self.also.data if "also" in self else []


class TakeOutForm(Form):
    who = select("Who no longer takes part?", missing="Select who no longer takes part")
    why = text_area(
        "Why?",
        hint="Whoever leads the exercise reads it. For example, they work with the child.",
        missing="Enter why they are taken out",
        max_length=500,
        rows=3,
    )
    save = button("Take them out", warning=True)

    def offer(self, parts: Sequence[CalibrationPart]) -> None:
        self.who.options = [
            (one.person_here.person.public_id, one.name) for one in parts if one.person_here
        ]


class GradesForm(Form):
    save = button("Save your grades")

    sections: Mapping[str, str] = {}

    @property
    def given(self) -> dict[str, Reading]:
        return {
            one: Reading(self[GRADE + named(one)].data, self[READING + named(one)].data or "")
            for one in self.sections
        }


def grades_form(
    template: Template, sections: Mapping[str, str], there: Mapping[str, Reading]
) -> GradesForm:
    fields: dict[str, Any] = {}
    for one, heading in sections.items():
        before = there.get(one)
        fields[GRADE + named(one)] = radios(
            f"Your grade of “{heading}”",
            scale_of(template),
            default=before.grade if before else None,
            missing=f"Select a grade for “{heading}”",
        )
        fields[READING + named(one)] = text_area(
            f"Which words of the descriptor did you rely on for “{heading}”?",
            hint="One sentence. Others read it once grading is closed. Do not name the child or their family.",
            default=before.reading if before else None,
            missing=f"Enter which words of the descriptor you relied on for “{heading}”",
            max_length=500,
            rows=2,
        )
    form = cast(GradesForm, asked_first(GradesForm, fields)())
    form.sections = sections
    return form


class DiscussionForm(Form):
    notes = text_area(
        "What was discussed?",
        hint="Where readings differed, and what all agreed the descriptors mean. Everybody who took part reads it. Do not name the child or their family.",
        missing="Enter what was discussed",
        max_length=4000,
        rows=8,
    )
    save = button("Save")

    sections: Mapping[str, str] = {}

    @property
    def agreed(self) -> dict[str, str]:
        chosen = {one: self[GRADE + named(one)].data for one in self.sections}
        return {one: grade for one, grade in chosen.items() if grade and grade != STILL_OPEN[0]}


def discussion_form(
    template: Template, sections: Mapping[str, str], there: Mapping[str, str], notes: str
) -> DiscussionForm:
    fields = {
        GRADE + named(one): radios(
            f"Agreed grade of “{heading}”",
            [*scale_of(template), STILL_OPEN],
            default=there.get(one) or (STILL_OPEN[0] if notes else None),
            missing=f"Select the agreed grade of “{heading}”, or that it was not agreed",
        )
        for one, heading in sections.items()
    }
    kind = cast(type[DiscussionForm], asked_first(DiscussionForm, fields))
    form = kind(data={"notes": notes} if notes else None)
    form.sections = sections
    return form


def named(section: str) -> str:
    """By what a form names a section; the whole stands under none."""
    return section or THE_WHOLE


def scale_of(template: Template) -> list[tuple[str, str]]:
    return [(one.code, one.words) for one in template.scale]
