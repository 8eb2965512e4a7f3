"""What a template says of itself, and its scale."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa_app.audit_templates.forms.parts import Choices, PartForm, with_written
from qa_app.audit_templates.rules.format import OLDEST
from qa_app.audit_templates.rules.history import code_from, new_id
from qa_app.audit_templates.rules.lines import DETAILS, matched
from qa_app.audit_templates.rules.words import HEADER, OVERALLS, SUBJECTS
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.web.fields import button, checkboxes, number, radios, select, text, text_area

MOST_GRADES = 5


class DetailsForm(PartForm):
    lines = DETAILS

    name = text("Name", max_length=100, missing="Enter the name of the template")
    purpose = text_area(
        "What it is for", rows=3, max_length=1500, missing="Enter what the template is for"
    )
    subject = radios("What is audited?", SUBJECTS.items(), missing="Select what is audited")
    minutes = number(
        "Minutes for one audit",
        at_least=1,
        at_most=1000,
        suffix="minutes",
        missing="Enter how many minutes one audit takes",
    )
    read_months = number(
        "Months to read",
        hint="How far back the auditor reads. Leave both empty where it does not matter.",
        at_least=1,
        at_most=60,
        suffix="months",
        optional=True,
    )
    judge_months = number(
        "Months to judge",
        hint="How many of those months, counted from today, the grades are about.",
        at_least=1,
        at_most=60,
        suffix="months",
        optional=True,
    )
    statuses = checkboxes(
        "Which children does it suit?", hint="Tick none if it suits children of any status."
    )
    youngest = number(
        "Youngest age", hint="-1 is not yet born.", at_least=-1, at_most=OLDEST, optional=True
    )
    oldest = number("Oldest age", at_least=-1, at_most=OLDEST, optional=True)
    header = checkboxes(
        "What stands at the head of the audit?",
        HEADER.items(),
        missing="Select what stands at the head of the audit",
    )
    gate = text_area(
        "The question about safety",
        rows=2,
        max_length=240,
        hint="It is asked before anything is graded.",
        missing="Enter the question about safety",
    )
    overall = radios("How does the audit end?", OVERALLS.items(), missing="Select how it ends")
    strengths = number(
        "Most strengths", at_least=0, at_most=10, missing="Enter the most strengths, or 0"
    )
    development = number(
        "Most areas for development",
        at_least=0,
        at_most=10,
        missing="Enter the most areas for development, or 0",
    )
    save = button("Save details")

    def offer(self, choices: Choices) -> None:
        self.statuses.options = with_written(
            choices.statuses, self.part.get("suits", {}).get("statuses", ())
        )

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if not self.errors and (self.read_months.data is None) != (self.judge_months.data is None):
            empty = "read_months" if self.read_months.data is None else "judge_months"
            self.refuse("Enter both numbers of months, or neither", about=empty)
            return False
        return valid


def _words(place: int) -> Any:
    return text(f"Grade {place}", max_length=60, width="one-half", optional=place > 3)


def _descriptor(place: int) -> Any:
    return text_area(
        f"What grade {place} looks like where a section does not say",
        rows=3,
        max_length=1500,
        optional=True,
    )


class ScaleForm(VersionedForm):
    """Five places, the highest first; an empty one is no grade."""

    words_1, words_2, words_3, words_4, words_5 = (_words(one) for one in range(1, 6))
    looks_1, looks_2, looks_3, looks_4, looks_5 = (_descriptor(one) for one in range(1, 6))
    good = select(
        "Which grades count as good?",
        [(str(one), words) for one, words in enumerate(
            ("The first", "The first 2", "The first 3", "The first 4"), 1)],
        missing="Select which grades count as good",
    )  # fmt: skip
    save = button("Save scale")

    def __init__(self, scale: Sequence[Mapping[str, Any]], version: str, **kwargs: Any) -> None:
        self.scale = scale
        begin: dict[str, Any] = {}
        for place, grade in enumerate(scale, 1):
            begin[f"words_{place}"] = " ".join(grade["words"].split())
            begin[f"looks_{place}"] = grade.get("descriptor", "").strip()
        begin["good"] = str(sum(1 for grade in scale if grade["counts_as_good"]))
        super().__init__(version=version, **begin, **kwargs)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"words_{at}"], self[f"looks_{at}"]) for at in range(1, MOST_GRADES + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        filled = [words.data for words, _ in self.rows if words.data]
        described = [words for words, looks in self.rows if looks.data and not words.data]
        if described:
            place = described[0].name.removeprefix("words_")
            about = described[0].name
            self.refuse(f"Enter grade {place}, or empty what it looks like too", about=about)
        elif len(filled) < 3:
            empty = next(words for words, _ in self.rows if not words.data)
            self.refuse("Enter at least 3 grades", about=empty.name)
        elif len({one.lower() for one in filled}) < len(filled):
            self.refuse("Give each grade words of its own", about="words_1")
        elif self.good.data and int(self.good.data) >= len(filled):
            self.refuse("Leave at least one grade that does not count as good", about="good")
        else:
            return valid
        return False

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Each grade under the code it had; a new one gets a code of its own."""
        before = [(one["grade"], " ".join(one["words"].split())) for one in self.scale]
        by_code = {one["grade"]: one for one in self.scale}
        codes = matched([words.data or "" for words, _ in self.rows], before, in_place=True)
        taken: set[str] = set(by_code)
        scale: list[dict[str, Any]] = []
        for (words, looks), had in zip(self.rows, codes, strict=True):
            if words.data:
                code = had or new_id(code_from(words.data, "grade"), taken)
                taken.add(code)
                counts = len(scale) < int(self.good.data)
                known = by_code.get(code, {})
                scale.append(_graded(known, code, words.data, looks.data, counts))
        return scale


def _graded(
    before: Mapping[str, Any], code: str, words: str, looks: str, counts: bool
) -> dict[str, Any]:
    """What was written with other spaces around it is still the same."""
    grade: dict[str, Any] = {**before, "grade": code, "counts_as_good": counts}
    if " ".join(before.get("words", "").split()) != words:
        grade["words"] = words
    if before.get("descriptor", "").strip() != looks:
        grade["descriptor"] = looks
    return {name: value for name, value in grade.items() if value != ""}
