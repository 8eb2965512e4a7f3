"""The questions of a form, one function a kind; see forms.py of any capability for their use."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from wtforms.fields.core import UnboundField

from qa_app.web.fields.checks import Pattern, TooLong
from qa_app.web.fields.choices import CheckboxesQuestion, RadiosQuestion, SelectQuestion
from qa_app.web.fields.dates import DateQuestion
from qa_app.web.fields.form import Form, asked_first
from qa_app.web.fields.questions import (
    Button,
    CodeQuestion,
    FileQuestion,
    Hidden,
    NumberQuestion,
    PasswordQuestion,
    TextAreaQuestion,
    TextQuestion,
)

Options = type[StrEnum] | Iterable[tuple[str, str]] | None

# One @, something before it, a dot after it: more would refuse addresses that work.
EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+"

__all__ = [
    "Form",
    "asked_first",
    "button",
    "checkboxes",
    "code",
    "date",
    "email",
    "file",
    "hidden",
    "number",
    "password",
    "radios",
    "select",
    "text",
    "text_area",
]


def text(
    label: str,
    *,
    max_length: int = 250,
    width: str = "",
    autocomplete: str | None = None,
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """One line of words; width is a GOV.UK class such as "width-10" or "one-half"."""
    return TextQuestion(
        label,
        [*checks, TooLong(max_length)],
        classes=_width(width),
        parameters={"autocomplete": autocomplete},
        **words,
    )


def email(label: str, *, checks: Iterable[Callable] = (), **words: Any) -> UnboundField:
    return TextQuestion(
        label,
        [
            Pattern(
                EMAIL, "Enter an email address in the correct format, like name@example.gov.uk"
            ),
            TooLong(250),
            *checks,
        ],
        parameters={"type": "email", "autocomplete": "email", "spellcheck": False},
        **words,
    )


def password(
    label: str, *, new: bool = False, checks: Iterable[Callable] = (), **words: Any
) -> UnboundField:
    """Never drawn with what was typed, and never trimmed."""
    return PasswordQuestion(
        label,
        list(checks),
        parameters={"autocomplete": "new-password" if new else "current-password"},
        **words,
    )


def code(label: str, *, checks: Iterable[Callable] = (), **words: Any) -> UnboundField:
    """A one-time code, which no page ever gives back."""
    return CodeQuestion(
        label,
        [TooLong(40), *checks],
        classes="govuk-input--width-10 govuk-input--extra-letter-spacing",
        parameters={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": False},
        **words,
    )


def number(
    label: str,
    *,
    whole: bool = True,
    at_least: int | None = None,
    at_most: int | None = None,
    suffix: str | None = None,
    width: str = "width-5",
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """Its data is an int (a Decimal when not whole) or None."""
    return NumberQuestion(
        label,
        list(checks),
        whole=whole,
        at_least=at_least,
        at_most=at_most,
        classes=_width(width),
        parameters={
            "inputmode": "numeric" if whole else "decimal",
            "suffix": {"text": suffix} if suffix else None,
        },
        **words,
    )


def text_area(
    label: str,
    *,
    max_length: int | None = None,
    rows: int = 5,
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """Several lines; with max_length it counts down what is left."""
    return TextAreaQuestion(
        label,
        # Without a length of its own a text still has an end, so that one field cannot fill the disk.
        [*checks, TooLong(max_length or 20_000)],
        parameters={"rows": rows, "maxlength": max_length},
        **words,
    )


def radios(
    label: str,
    options: Options = None,
    *,
    hints: Mapping[str, str] | None = None,
    inline: bool = False,
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """One of a few; its data is the name of the enum's member, or the value of the pair."""
    return RadiosQuestion(
        label,
        list(checks),
        options=options,
        hints=hints,
        classes="govuk-radios--inline" if inline else "",
        **words,
    )


def checkboxes(
    label: str,
    options: Options = None,
    *,
    hints: Mapping[str, str] | None = None,
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """Any of a few; its data is a list of values."""
    return CheckboxesQuestion(label, list(checks), options=options, hints=hints, **words)


def select(
    label: str,
    options: Options = None,
    *,
    first: str = "Select one",
    search: bool = False,
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """One of many; with search=True a person can type part of it."""
    return SelectQuestion(label, list(checks), options=options, first=first, search=search, **words)


def date(
    label: str,
    *,
    called: str = "The date",
    checks: Iterable[Callable] = (),
    **words: Any,
) -> UnboundField:
    """Three boxes, day first; `called` begins its messages: "The date of the visit"."""
    return DateQuestion(label, list(checks), called=called, **words)


def file(
    label: str, *, accept: str | None = None, checks: Iterable[Callable] = (), **words: Any
) -> UnboundField:
    """Its data is the uploaded file, or None when none was chosen."""
    attributes = {"accept": accept} if accept else {}
    return FileQuestion(label, list(checks), parameters={"attributes": attributes}, **words)


def hidden(**words: Any) -> UnboundField:
    return Hidden(**words)


def button(
    text: str, *, secondary: bool = False, warning: bool = False, value: str | None = None
) -> UnboundField:
    """A verb; its data says whether it was the one pressed."""
    return Button(text, secondary=secondary, warning=warning, value=value)


def _width(name: str) -> str:
    if not name:
        return ""
    return f"govuk-input--{name}" if name.startswith("width-") else f"govuk-!-width-{name}"
