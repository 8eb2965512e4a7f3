"""Questions that are answered by choosing."""

from collections.abc import Iterable, Mapping
from enum import Enum, EnumType
from typing import Any

from qa_app.web.fields.questions import Question


class ChoiceQuestion(Question):
    """Choices are an enum, or pairs of value and words; a route may set `options` later."""

    def __init__(
        self,
        *args: Any,
        options: Any = None,
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.hints = {as_text(value): words for value, words in (hints or {}).items()}

    @property
    def options(self) -> list[tuple[str, str]]:
        return self._options

    @options.setter
    def options(self, options: Any) -> None:
        if isinstance(options, EnumType):
            members: list[Any] = list(options)
            options = [(member.name, member.value) for member in members]
        self._options = [(str(value), str(words)) for value, words in options or []]

    @property
    def chosen(self) -> list[str]:
        return [self.data] if self.data else []

    def process_data(self, value: Any) -> None:
        self.data = as_text(value)

    def process_formdata(self, values: list) -> None:
        self.data = str(values[0]) if values and values[0] != "" else None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        known = {value for value, _ in self.options}
        if not set(self.chosen) <= known and not self.errors:
            self.errors.append(self.missing or "Select one of the options")

    def drawn(self, *, hide_label: bool = False, **overrides: Any) -> dict[str, Any]:
        fieldset = self.fieldset
        if hide_label:
            fieldset["legend"]["classes"] = "govuk-visually-hidden"
        return {
            "idPrefix": self.id,
            "name": self.name,
            "fieldset": fieldset,
            "classes": self.classes,
            "items": [self.item(value, words) for value, words in self.options],
            **self.hint_and_error,
            **self.parameters,
            **overrides,
        }

    def item(self, value: str, words: str) -> dict[str, Any]:
        item: dict[str, Any] = {"value": value, "text": words, "checked": value in self.chosen}
        if value in self.hints:
            item["hint"] = {"text": self.hints[value]}
        return item


class RadiosQuestion(ChoiceQuestion):
    component = "radios"


class CheckboxesQuestion(ChoiceQuestion):
    component = "checkboxes"
    takes_many = True

    @property
    def chosen(self) -> list[str]:
        return self.data or []

    def process_data(self, value: Any) -> None:
        many = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        self.data = [as_text(one) for one in many if one is not None]

    def process_formdata(self, values: list) -> None:
        self.data = [str(value) for value in values]


class SelectQuestion(ChoiceQuestion):
    component = "select"

    def __init__(self, *args: Any, first: str, search: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.search = first, search

    def drawn(self, *, hide_label: bool = False, **overrides: Any) -> dict[str, Any]:
        classes = "govuk-visually-hidden" if hide_label else "govuk-label--s"
        items = [
            {"value": value, "text": words, "selected": value in self.chosen}
            for value, words in [("", self.first), *self.options]
        ]
        return {
            "id": self.id,
            "name": self.name,
            "label": {"text": self.label.text, "classes": classes},
            "items": items,
            "attributes": {"data-module": "app-autocomplete"} if self.search else {},
            **self.hint_and_error,
            **self.parameters,
            **overrides,
        }


def as_text(value: Any) -> str | None:
    if isinstance(value, Enum):
        return value.name
    return None if value in (None, "") else str(value)
