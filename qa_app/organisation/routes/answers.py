"""How a form's page answers when a rule says no."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.web.fields import Form


def shown(page: str, form: Form, **about: Any) -> ResponseReturnValue:
    """The page of the form. With reasons on it, whatever was begun is undone."""
    return render_template(page, form=form, **about), 409 if form.was_refused else 200
