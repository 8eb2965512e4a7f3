"""A section: its own, or one of the library as this template takes it."""

from typing import Any

from qa_app.audit_templates.forms.parts import Choices, Content, PartForm
from qa_app.audit_templates.rules.editing import described
from qa_app.audit_templates.rules.lines import (
    Line,
    answers_from,
    descriptor_name,
    section_lines,
)
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.web.fields import Form, button, checkboxes, radios, select, text, text_area

MOST_GRADES = 5
CONCEPT_HINT = "Comparisons over time follow it, whatever the heading says."


class AddSectionForm(Form):
    heading = text("What is its heading?", max_length=100, missing="Enter the heading")
    concept = select(
        "What is it about?",
        CONCEPTS.items(),
        hint=CONCEPT_HINT,
        missing="Select what it is about",
    )
    save = button("Add the section")


class TakeSectionForm(Form):
    shared = radios("Which section?", missing="Select a section of the library")
    save = button("Add the section")


def _descriptor() -> Any:
    return text_area("", rows=4, max_length=1500, optional=True)


class SectionForm(PartForm):
    heading = text("Heading", max_length=100, missing="Enter the heading")
    concept = select(
        "What is it about?",
        CONCEPTS.items(),
        hint=CONCEPT_HINT,
        missing="Select what it is about",
    )
    guidance = text_area(
        "Guidance", rows=4, max_length=1500, optional=True, hint="What the auditor looks for."
    )
    good_looks_like = text_area(
        "What good looks like", rows=4, max_length=1500, optional=True
    )  # fmt: skip
    critical = radios(
        "Is it about the child’s safety?",
        [("yes", "Yes, it is critical"), ("no", "No")],
        hint="Rules can let a low grade of a critical section limit the overall grade.",
        missing="Select yes or no",
    )
    graded = radios(
        "Does it get a grade?",
        [("yes", "Yes"), ("no", "No, it is read and valued without a grade")],
        missing="Select yes or no",
    )
    descriptor_1, descriptor_2, descriptor_3, descriptor_4, descriptor_5 = (
        _descriptor() for _ in range(MOST_GRADES)
    )
    save = button("Save section")

    def __init__(self, part: Content, choices: Choices, *args: Any, **kwargs: Any) -> None:
        self.lines = section_lines(choices.scale)
        super().__init__(part, choices, *args, **kwargs)

    def begin_with(self, part: Content) -> dict[str, Any]:
        begin = answers_from(part, self.lines)
        yes_no = {name: "yes" if begin[name] else "no" for name in ("critical", "graded")}
        return begin | yes_no

    def offer(self, choices: Choices) -> None:
        for at in range(1, MOST_GRADES + 1):
            name = descriptor_name(at)
            if at > len(choices.scale):
                del self[name]
            else:
                words = choices.scale[at - 1]["words"]
                self[name].label.text = f"What {words} looks like here (optional)"

    @property
    def descriptors(self) -> list[Any]:
        return [
            self[descriptor_name(at)]
            for at in range(1, MOST_GRADES + 1)
            if descriptor_name(at) in self
        ]

    @property
    def answers(self) -> dict[str, Any]:
        yes_no = {name: self[name].data == "yes" for name in ("critical", "graded")}
        return super().answers | yes_no

    @property
    def changed(self) -> dict[str, Any]:
        """What is said of grades that the scale does not have cannot be seen here, so it goes."""
        changed = super().changed
        return described(changed, changed.get("descriptors", {}), self.choices.scale)


class SharedSectionForm(PartForm):
    """Which of its questions the template takes; all is what it says by saying nothing."""

    only = checkboxes("Which of its questions are asked?", missing="Select at least one question")
    save = button("Save section")

    def __init__(self, part: Content, choices: Choices, *args: Any, **kwargs: Any) -> None:
        self.lines = (Line("only", usual=[code for code, _ in choices.questions]),)
        super().__init__(part, choices, *args, **kwargs)

    def offer(self, choices: Choices) -> None:
        self.only.options = choices.questions
