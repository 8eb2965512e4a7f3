"""Pages: where they are found, and the words and functions that they may use."""

import re
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.filters import do_striptags
from markupsafe import Markup

from qa_app.foundation.clock import now, today
from qa_app.web.charts.svg import inline
from qa_app.web.fields.form import RECEIPT_FIELD, new_receipt_key
from qa_app.web.fields.questions import hidden_input
from qa_app.web.govuk import PACKAGE, MacroLoader
from qa_app.web.words import FILTERS

NOT_IN_TITLE = re.compile(r'<span class="app-not-in-title">.*?</span>', re.DOTALL)
CAPABILITIES = Path(__file__).parents[1]
OWN = Path(__file__).parent


def token_field() -> Markup:
    """For a form that is one button and may be sent twice without harm."""
    return hidden_input("csrf_token", generate_csrf())


def receipt_field() -> Markup:
    """For a form that is one button and must act once."""
    return token_field() + hidden_input(RECEIPT_FIELD, new_receipt_key())


def on_the_page_alone(words: str) -> Markup:
    """In a heading, what may not stand in the title: browsers keep titles in their histories."""
    return Markup('<span class="app-not-in-title">{}</span>').format(words)


def as_title(heading: str) -> str:
    return do_striptags(NOT_IN_TITLE.sub("", heading))


def attach(app: Flask) -> None:
    folders = {path.parent.name: FileSystemLoader(path) for path in CAPABILITIES.glob("*/pages")}
    loaders = {
        **folders,
        "components": FileSystemLoader(OWN / "components"),
        PACKAGE: MacroLoader(),
    }
    # Set first: the environment is made of them when it is first asked for.
    app.jinja_options = {**app.jinja_options, "undefined": StrictUndefined, "autoescape": True}
    app.jinja_env.loader = ChoiceLoader([PrefixLoader(loaders), FileSystemLoader(OWN / "pages")])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.filters.update(
        on_the_page_alone=on_the_page_alone, as_title=as_title, as_svg=inline
    )  # fmt: skip
    app.jinja_env.globals.update(
        now=now, today=today, token_field=token_field, receipt_field=receipt_field
    )
