"""A form: its questions, its token, its one-use key, and what is wrong with it."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import abort
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms.csrf.core import CSRFTokenField
from wtforms.fields.core import UnboundField

from qa_app.foundation.errors import DomainError
from qa_app.web.fields.questions import hidden_input

Outcome = TypeVar("Outcome")

RECEIPT_FIELD = "receipt_key"

# What the fields of all forms are, by name: an error page knows no form, only names.
secret_names: set[str] = set()
typed_names: set[str] = set()
carried_names: set[str] = set()
labels_by_name: dict[str, set[str]] = {}


def asked_first(kind: type["Form"], questions: Mapping[str, Any]) -> type["Form"]:
    """The same form with these questions before its own, so that errors are listed as the page asks."""
    own = {
        name: UnboundField(one.field_class, *one.args, name=one.name, **one.kwargs)
        for name, one in vars(kind).items()
        if isinstance(one, UnboundField)
    }
    return type(f"{kind.__name__}Of", (kind,), {**questions, **own})


class TokenWidget:
    """The token, and the key by which a second press of the button is known as the second."""

    def __call__(self, field: Any, **_: Any) -> Markup:
        token = hidden_input(field.name, field._value())
        form = field.form
        return token + hidden_input(RECEIPT_FIELD, new_receipt_key()) if form.sent_once else token


def new_receipt_key() -> str:
    return secrets.token_urlsafe(16)


def names_of(kind: type) -> set[str]:
    if getattr(kind, "secret", False):
        return secret_names
    return typed_names if getattr(kind, "typed", True) else carried_names


class Form(FlaskForm):
    """A page writes `{{ form.csrf_token }}` and then its questions."""

    # Signing in must set its cookie each time, so that form is not answered from its receipt.
    sent_once = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, field in vars(cls).items():
            if kind := getattr(field, "field_class", None):
                names_of(kind).add(name)
                if names_of(kind) is typed_names and field.args:
                    labels_by_name.setdefault(name, set()).add(str(field.args[0]))

    class Meta(FlaskForm.Meta):
        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Markup:
            return field.widget(field, **render_kw)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.reasons: list[str] = []
        # Whether a rule said no once all was filled in: what was begun until then is undone.
        self.was_refused = False
        super().__init__(*args, **kwargs)
        if isinstance(getattr(self, "csrf_token", None), CSRFTokenField):
            self.csrf_token.form = self
            self.csrf_token.widget = TokenWidget()

    def validate(self, extra_validators: Any = None) -> bool:
        for field in self:
            if len(field.raw_data or []) > self.most_values(field):
                abort(400)
        return super().validate(extra_validators)

    @staticmethod
    def most_values(field: Any) -> float:
        if getattr(field, "takes_many", False):
            return float("inf")
        return 3 if field.__class__.__name__ == "DateQuestion" else 1

    def refuse(self, *reasons: str, about: str | None = None) -> None:
        """Show why a rule said no: beside the question it is about, or else above the form."""
        for reason in reasons:
            place = about or getattr(reason, "about", "")
            if place in self:
                self[place].errors = [*self[place].errors, reason]
            else:
                self.reasons.append(reason)
            self.was_refused = self.was_refused or about is None

    def attempt(self, act: Callable[[], object], *, about: str | None = None) -> bool:
        """Do it, or show why a rule said no."""
        try:
            act()
        except DomainError as refused:
            self.refuse(*refused.reasons, about=about)
            self.was_refused = True
            return False
        return True

    def outcome_of(self, act: Callable[[], Outcome], *, about: str | None = None) -> Outcome | None:
        """What it gives; nothing where a rule said no, which is shown."""
        made: list[Outcome] = []
        return made[0] if self.attempt(lambda: made.append(act()), about=about) else None

    @property
    def errors_for_summary(self) -> list[dict[str, str]]:
        listed = [{"text": reason} for reason in self.reasons]
        for field in self:
            if field.errors and (place := getattr(field, "first_wrong", None)):
                listed.append({"text": field.errors[0], "href": f"#{place}"})
            elif field.errors:
                listed.append({"text": field.errors[0]})
        return listed
