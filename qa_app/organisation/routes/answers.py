"""How a form's page answers when a rule says no."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.foundation.errors import DomainError
from qa_app.web.fields import Form


def attempt(form: Form, act: Callable[[], object]) -> bool:
    """Do it, or put the reasons why not on the form."""
    try:
        act()
    except DomainError as refused:
        form.refuse(*refused.reasons)
        return False
    return True


def shown(page: str, form: Form, **about: Any) -> ResponseReturnValue:
    """The page of the form. With reasons on it, whatever was begun is undone."""
    return render_template(page, form=form, **about), 409 if form.reasons else 200
