"""What every question has in common, and the questions that are one box."""

import re
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.utils import unset_value

from qa_app.web.fields.checks import Needed, as_meant, refuse_invisible
from qa_app.web.govuk import macro

WHOLE_NUMBER = re.compile(r"-?[0-9]{1,12}")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class GovukWidget:
    """Draw a question by the GOV.UK macro of its component."""

    def __call__(self, field: Any, **overrides: Any) -> Markup:
        return Markup(macro(field.component)(field.drawn(**overrides)))  # noqa: S704 (escaped by the macro)


class Question(Field):
    """Words above the box, a hint, and a message when it is left empty."""

    widget = GovukWidget()
    component = "input"
    takes_many = False
    secret = False
    data: Any

    def __init__(
        self,
        label: str,
        validators: list | None = None,
        *,
        missing: str | None = None,
        hint: str | None = None,
        optional: bool = False,
        classes: str = "",
        parameters: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        words = f"{label} (optional)" if optional else label
        super().__init__(words, [Needed(missing), *(validators or [])], **kwargs)
        # What it asks, without whether it must be answered.
        self.asks = label
        self.hint, self.missing = hint, missing
        self.classes, self.parameters = classes, parameters or {}

    @property
    def is_empty(self) -> bool:
        return self.data in (None, "", [])

    @property
    def first_wrong(self) -> str:
        """The id that a link in the error summary moves to."""
        return self.id

    @property
    def shown(self) -> str:
        """What stands in the box: the very text that was typed, right or wrong."""
        if self.secret:
            return ""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    def drawn(self, *, hide_label: bool = False, **overrides: Any) -> dict[str, Any]:
        """The parameters of the macro."""
        classes = "govuk-visually-hidden" if hide_label else "govuk-label--s"
        return {
            "id": self.id,
            "name": self.name,
            "label": {"text": self.label.text, "classes": classes},
            "value": self.shown,
            "classes": self.classes,
            **self.hint_and_error,
            **self.parameters,
            **overrides,
        }

    @property
    def hint_and_error(self) -> dict[str, Any]:
        """Only what there is, because an empty hint would be described to a screen reader."""
        parts = {}
        if self.hint:
            parts["hint"] = {"text": self.hint}
        if self.errors:
            parts["errorMessage"] = {"text": self.errors[0]}
        return parts

    @property
    def fieldset(self) -> dict[str, Any]:
        legend = {"text": self.label.text, "classes": "govuk-fieldset__legend--s"}
        return {"legend": legend}


class TextQuestion(Question):
    def process_formdata(self, values: list) -> None:
        self.data = as_meant(str(values[0])).replace("\n", " ") if values else ""
        refuse_invisible(self.data, secret=self.secret)

    @property
    def counted(self) -> str:
        """What a limit of length is about."""
        return str(self.data)


class CodeQuestion(TextQuestion):
    secret = True


class PasswordQuestion(Question):
    component = "password-input"
    secret = True

    def process_formdata(self, values: list) -> None:
        # A space at the end of a password may be meant; elsewhere it is a slip.
        self.data = str(values[0]) if values else ""


class TextAreaQuestion(Question):
    @property
    def component(self) -> str:  # type: ignore[override]
        return "character-count" if self.parameters.get("maxlength") else "textarea"

    def process_formdata(self, values: list) -> None:
        self.data = as_meant(str(values[0])) if values else ""
        refuse_invisible(self.data)

    @property
    def counted(self) -> str:
        """All that stands in the box, because the page counts it under the eyes of who types."""
        return str(self.raw_data[0]) if self.raw_data else str(self.data)


class NumberQuestion(Question):
    def __init__(
        self,
        *args: Any,
        whole: bool = True,
        at_least: int | None = None,
        at_most: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.whole, self.at_least, self.at_most = whole, at_least, at_most

    def process_formdata(self, values: list) -> None:
        self.data = None
        if text := as_meant(str(values[0])).replace(",", "") if values else "":
            self.data = self.read(text)

    def read(self, text: str) -> int | Decimal:
        if not (WHOLE_NUMBER if self.whole else NUMBER).fullmatch(text):
            raise ValueError(self.what_to_enter)
        number: int | Decimal = int(text) if self.whole else Decimal(text)
        if self.is_out_of_range(number):
            raise ValueError(self.what_to_enter)
        return number

    def is_out_of_range(self, number: int | Decimal) -> bool:
        below = self.at_least is not None and number < self.at_least
        return below or (self.at_most is not None and number > self.at_most)

    @property
    def what_to_enter(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if self.at_least is not None and self.at_most is not None:
            return f"Enter {kind} between {self.at_least:,} and {self.at_most:,}"
        if self.at_least is not None:
            return f"Enter {kind}, {self.at_least:,} or more"
        if self.at_most is not None:
            return f"Enter {kind}, {self.at_most:,} or fewer"
        return f"Enter {kind}"


class FileQuestion(Question):
    component = "file-upload"

    def process_formdata(self, values: list) -> None:
        chosen = [value for value in values if isinstance(value, FileStorage) and value.filename]
        self.data = chosen[0] if chosen else None

    @property
    def shown(self) -> str:
        return ""


class HiddenWidget:
    """Without an id, because a page may hold several forms."""

    def __call__(self, field: Any, **_: Any) -> Markup:
        return hidden_input(field.name, field._value())


def hidden_input(name: str, value: str) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


class Hidden(Field):
    """Carries a value that the person does not type."""

    widget = HiddenWidget()
    takes_many = False
    typed = False

    def process_formdata(self, values: list) -> None:
        """What a page leaves out it does not know: it is never taken for what stands there now."""
        self.data = str(values[0]) if values else ""

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class ButtonWidget:
    def __call__(self, field: Any, **overrides: Any) -> Markup:
        parameters = {
            "text": field.label.text,
            "name": field.name,
            "value": field.value,
            "classes": field.classes,
            "preventDoubleClick": True,
            **overrides,
        }
        return Markup(macro("button")(parameters))  # noqa: S704 (escaped by the macro)


class Button(Field):
    widget = ButtonWidget()
    takes_many = False
    typed = False

    def __init__(
        self,
        text: str,
        *,
        secondary: bool = False,
        warning: bool = False,
        value: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(text, **kwargs)
        self.value = value or "yes"
        self.classes = "govuk-button--secondary" if secondary else ""
        if warning:
            self.classes = "govuk-button--warning"

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, False, extra_filters)

    def process_formdata(self, values: list) -> None:
        self.data = bool(values)
