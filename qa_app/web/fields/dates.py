"""A date in three boxes, day first."""

from calendar import month_name
from datetime import date
from typing import Any

from wtforms.utils import unset_value

from qa_app.web.fields.questions import Question

PARTS = ("day", "month", "year")
EARLIEST, LATEST = 1900, 2100
MONTHS = [name.lower() for name in month_name[1:]]


class DateQuestion(Question):
    """Its data is a date or None; a message names only the boxes that are wrong."""

    component = "date-input"

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called = called
        self.typed: dict[str, str] = {}
        self.wrong: tuple[str, ...] = ()

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        if self.data:
            self.typed = {part: str(getattr(self.data, part)) for part in PARTS}
        if formdata is None:
            return
        names = {part: f"{self.name}-{part}" for part in PARTS}
        self.raw_data = [value for name in names.values() for value in formdata.getlist(name)]
        self.typed = {part: str(formdata.get(name, "")).strip() for part, name in names.items()}
        try:
            self.data = self.read()
        except ValueError as wrong:
            self.data = None
            self.process_errors.append(str(wrong))

    def read(self) -> date | None:
        absent = tuple(part for part in PARTS if not self.typed[part])
        if len(absent) == len(PARTS):
            return None
        if absent:
            self.wrong = absent
            raise ValueError(f"{self.called} must include a {' and '.join(absent)}")
        numbers = {part: number_in(part, self.typed[part]) for part in PARTS}
        if wrong := tuple(part for part in PARTS if not is_possible(part, numbers[part])):
            self.wrong = wrong
            if wrong == ("year",) and self.typed["year"].isdecimal():
                raise ValueError("Year must include 4 numbers")
            raise ValueError(f"{self.called} must be a real date")
        if not EARLIEST <= numbers["year"] <= LATEST:
            self.wrong = ("year",)
            raise ValueError(f"Year must be between {EARLIEST} and {LATEST}")
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            self.wrong = ("day",)
            raise ValueError(f"{self.called} must be a real date") from None

    @property
    def is_empty(self) -> bool:
        return not any(self.typed.values())

    @property
    def wrong_boxes(self) -> tuple[str, ...]:
        """All three when the date is real but not one that may be given."""
        return self.wrong or PARTS

    @property
    def first_wrong(self) -> str:
        return f"{self.id}-{self.wrong_boxes[0]}"

    def drawn(self, *, hide_label: bool = False, **overrides: Any) -> dict[str, Any]:
        fieldset = self.fieldset
        if hide_label:
            fieldset["legend"]["classes"] = "govuk-visually-hidden"
        return {
            "id": self.id,
            "namePrefix": self.name,
            "fieldset": fieldset,
            "items": [self.box(part) for part in PARTS],
            **self.hint_and_error,
            **self.parameters,
            **overrides,
        }

    def box(self, part: str) -> dict[str, Any]:
        classes = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        if self.errors and part in self.wrong_boxes:
            classes += " govuk-input--error"
        return {"name": part, "classes": classes, "value": self.typed.get(part, "")}


def number_in(part: str, text: str) -> int:
    """0 when it is none; a month may be written as a word."""
    if text.isascii() and text.isdecimal() and len(text) <= 4:
        return int(text)
    if part == "month" and len(text) >= 3:
        return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(text.lower())), 0)
    return 0


def is_possible(part: str, number: int) -> bool:
    first, last = {"day": (1, 31), "month": (1, 12), "year": (1000, 9999)}[part]
    return first <= number <= last
